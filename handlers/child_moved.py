"""A child has moved: what belongs to it goes along, both places and the family are told, and it can be undone."""

from collections.abc import Iterable

from handlers import alerts, asking
from handlers.asking import Question
from handlers.commands import AnswerTalk
from handlers.enrolling import record_for
from handlers.kinship import KINSHIP
from handlers.lessons import plan_soon
from handlers.phrases import child_words
from handlers.reminders_due import look_again
from handlers.replies import Reply, line
from handlers.scene import Scene
from health.local_time import next_sending_moment
from health.reminders import Moment
from health.rights import Role
from messages.forms import Draft, from_json
from messages.texts import Line
from storage import agenda, care, children, moves, outbox, people, places, reminders
from storage.agenda import What
from storage.care import AWAY_SCOPE, Answer
from storage.children import Child
from storage.engine import Connection
from storage.moves import Move, NewMove
from storage.outbox import Closing, Priority
from storage.people import Grant
from storage.places import PlaceRow

FORM = "moved_away"
KEPT = (Moment.AFTER, Moment.DONE)  # what was asked of a dose given there is still to be known


def place_words(commune: PlaceRow, village: PlaceRow | None) -> str:
    """ "Nà San, Bình Lư"."""
    return f"{village.name}, {commune.name}" if village else commune.name


def move(conn: Connection, scene: Scene, child: Child, commune_id: int, village_id: int | None) -> list[Reply]:
    """The child lives there from now on; its doses and its code are what they were."""
    moves.add(conn, _new(scene, child, commune_id, village_id))
    told = _settle(conn, scene, child, commune_id, village_id)
    where = _there(conn, commune_id, village_id)
    return [scene.reply(line("moved", child=f"TE{child.code}", place=where, number=child.code)), *told]


def _new(scene: Scene, child: Child, commune_id: int | None, village_id: int | None) -> NewMove:
    return NewMove(
        commune_id=child.commune_id,
        child_id=child.id,
        person_id=scene.person.id,
        inbox_id=scene.message.id,
        at=scene.at,
        on=scene.today,
        from_village_id=child.village_id,
        to_commune_id=commune_id,
        to_village_id=village_id,
    )


def _there(conn: Connection, commune_id: int, village_id: int | None) -> str:
    return place_words(places.by_id(conn, commune_id), places.by_id(conn, village_id) if village_id else None)


def _settle(conn: Connection, scene: Scene, child: Child, commune_id: int, village_id: int | None) -> list[Reply]:
    """What belongs to the child goes along; gives what others hear."""
    _drop_reminders(conn, child)
    moves.settle(conn, child.id, commune_id, village_id)
    for person_id in care.carers_of(conn, child.id):
        _bring_along(conn, scene, person_id, child, Grant(Role.CAREGIVER, village_id or commune_id))
    _look_anew(conn, scene, child.id)
    code, where = f"TE{child.code}", _there(conn, commune_id, village_id)
    left = line("child_left", child=code, place=where, number=child.code)
    came = line("child_came", child=code, what=child_words(conn, child.id, scene.voice), place=where)
    told = [*_village(conn, scene, child.village_id, left), *_village(conn, scene, village_id, came)]
    if child.commune_id != commune_id:
        told += _station(conn, scene, child.commune_id, left)
        told += _station(conn, scene, commune_id, came)
    if child.commune_id != commune_id or child.away:
        told += _family(conn, scene, child, places.by_id(conn, commune_id))
    return told


def _bring_along(conn: Connection, scene: Scene, person_id: int, child: Child, home: Grant) -> None:
    """Who looks after the child belongs to its new place; who works in a commune goes on belonging there."""
    person = people.get(conn, person_id)
    commune_id = children.get(conn, child.id).commune_id
    belongs_to = person.commune_id if person.works and person.commune_id else commune_id
    old = Grant(Role.CAREGIVER, child.village_id or child.commune_id)
    if old in person.grants and old != home:
        if not any(_lives_at(conn, other, old.place_id) for other in care.children_of(conn, person_id)):
            people.end_role(conn, person_id, old, scene.at)
        people.grant(conn, person_id, home, belongs_to, scene.at)
    elif belongs_to != person.commune_id:
        moves.set_home(conn, person_id, belongs_to)


def _lives_at(conn: Connection, child_id: int, place_id: int) -> bool:
    child = children.get(conn, child_id)
    return (child.village_id or child.commune_id) == place_id


def _drop_reminders(conn: Connection, child: Child) -> None:
    """What waits speaks of the old station's days, or goes to the old village: it is planned anew."""
    for outbox_id, moment in moves.waiting_reminders(conn, child.id):
        if moment in KEPT:
            continue
        reminders.drop(conn, outbox_id, child.id)
        if not reminders.of_message(conn, outbox_id):
            outbox.close(conn, outbox_id, Closing.MOVED)


def _look_anew(conn: Connection, scene: Scene, child_id: int) -> None:
    child = children.get(conn, child_id)
    agenda.drop_child(conn, child_id, What.REMINDER)
    plan_soon(conn, scene, child)
    look_again(conn, child.commune_id, child_id, scene.at)


def _village(conn: Connection, scene: Scene, village_id: int | None, said: Line) -> Iterable[Reply]:
    return alerts.to_collaborators(conn, village_id, (said,), scene.person.id)


def _station(conn: Connection, scene: Scene, commune_id: int, said: Line) -> list[Reply]:
    told = alerts.to_station(conn, commune_id, (said,))
    return [reply for reply in told if reply.person_id != scene.person.id]


def _family(conn: Connection, scene: Scene, child: Child, commune: PlaceRow) -> list[Reply]:
    """The family hears once whose days and whose number are theirs now."""
    said = line("moved_family", child=f"TE{child.code}", station_name=commune.station_name, phone=commune.phone)
    due = next_sending_moment(scene.at)
    heard = care.listeners_of(conn, child.id)
    return [Reply(one, (said,), Priority.ALERT, child.id, due_at=due, commune_id=commune.id) for one in heard]


def depart(conn: Connection, scene: Scene, child: Child) -> list[Reply]:
    """Another station vaccinates: reminders, visits and questions end; lessons go on for who wishes so."""
    moves.add(conn, _new(scene, child, None, None))
    moves.depart(conn, child.id)
    _drop_reminders(conn, child)
    for what in (What.REMINDER, What.QUIZ, What.VISIT):
        agenda.drop_child(conn, child.id, what)
    outbox.close_lessons_about(conn, child.id, Closing.MOVED)
    code = f"TE{child.code}"
    gone = line("child_gone", child=code, number=child.code)
    family = [_ask_family(conn, scene, child, one) for one in care.listeners_of(conn, child.id)]
    told = [*_village(conn, scene, child.village_id, gone), *_station(conn, scene, child.commune_id, gone)]
    return [scene.reply(line("moved_elsewhere", child=code, number=child.code)), *told, *family]


def _ask_family(conn: Connection, scene: Scene, child: Child, person_id: int) -> Reply:
    asking.close_forms(conn, person_id, (KINSHIP,), scene.at)  # one question at a time, and this one matters
    draft = Draft({"child": child.id})
    talk_id = asking.question(conn, scene, Question(FORM, ("agreed",), draft, to=person_id))
    said = (line("moved_away", child=f"TE{child.code}"),)
    due = next_sending_moment(scene.at)
    return Reply(person_id, said, Priority.ALERT, child.id, talk_id=talk_id, due_at=due)


def goes_on(conn: Connection, scene: Scene, command: AnswerTalk) -> list[Reply]:
    """Whether the family wants lessons though the child lives elsewhere."""
    asking.close(conn, scene, command.talk)
    child = children.get(conn, int(str(from_json(command.talk.draft).values["child"])))
    wishes = command.choice == "yes"
    record_for(conn, scene, AWAY_SCOPE, Answer.YES if wishes else Answer.NO)
    if wishes:
        plan_soon(conn, scene, child)
    return [scene.reply(line("moved_goes_on" if wishes else "moved_ends"))]


def bring_back(conn: Connection, scene: Scene, child: Child, last: Move) -> list[Reply]:
    """The latest move was none: the child lives where it lived, and all is planned anew."""
    moves.undo(conn, last.id, scene.person.id, scene.at)
    code = f"TE{child.code}"
    if last.from_elsewhere:
        children.change(conn, child.id, {"removed": True})
        outbox.close_about(conn, child.id, Closing.WITHDRAWN)
        return [scene.reply(line("came_not", child=code))]
    for person_id in care.carers_of(conn, child.id):
        asking.close_forms(conn, person_id, (FORM,), scene.at)
    told = _settle(conn, scene, child, last.commune_id, last.from_village_id)
    where = _there(conn, last.commune_id, last.from_village_id)
    return [scene.reply(line("moved_back", child=code, place=where)), *told]
