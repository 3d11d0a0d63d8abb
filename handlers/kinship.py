"""What a caregiver is to the child: heard in passing or told by the village, asked once at most, never required."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Final

from handlers import alerts, asking
from handlers.asking import Question
from handlers.commands import AnswerTalk, TellWho
from handlers.replies import Reply, line
from handlers.scene import Scene
from handlers.timing import next_morning
from health.kin import PARENTS, Kin, young_until
from health.local_time import next_sending_moment
from health.rights import Role
from messages.address import form_of_address
from messages.envelope import IncomingKind
from messages.forms import Draft, from_json, to_json
from messages.speaker import Speaker, read_named, read_speaker
from storage import care, children, kinship, talks
from storage.care import Answer
from storage.children import Child
from storage.engine import Connection
from storage.outbox import Priority
from storage.people import Person
from storage.talks import Talk

KINSHIP: Final = "kinship"  # the form of the question, and its one field is "kin"
HEARD_FOR = timedelta(days=2)  # then "1" answers something else
USEFUL_FOR = timedelta(days=1)


def hear(conn: Connection, scene: Scene) -> list[Reply]:
    """Remember what a family's message says of its writer, whatever else it says; gives what the station is told."""
    if scene.message.kind != IncomingKind.TEXT or scene.works_here or scene.entered:
        return []
    told = read_speaker(scene.message.text)
    if told == Speaker():
        return []
    asked = talks.open_with(conn, scene.person.id)
    _keep_for_consent(conn, asked, told)
    if told.kin:
        asking.close_forms(conn, scene.person.id, (KINSHIP,), scene.at)
    own = [children.get(conn, child_id) for child_id in care.children_of(conn, scene.person.id)]
    return [reply for child in own for reply in learn(conn, scene, scene.person.id, child, told)]


def learn(conn: Connection, scene: Scene, person_id: int, child: Child, told: Speaker) -> list[Reply]:
    """The person is this to the child; of a parent under 18 the station hears, once."""
    if told.kin:
        kinship.put(conn, person_id, child.id, told.kin, scene.at)
    is_parent = kinship.of_person(conn, person_id).get(child.id) in PARENTS
    if told.age is None or not is_parent or kinship.young_until(conn, person_id) is not None:
        return []
    kinship.put_young(conn, person_id, child.id, young_until(told.age, scene.today), scene.at)
    return [*alerts.to_station(conn, child.commune_id, (line("alert_young_parent", child=f"TE{child.code}"),))]


def learn_named(conn: Connection, scene: Scene, person_id: int, child: Child) -> list[Reply]:
    """What the village says of the number that it names; the family's own word goes before."""
    told = read_named(scene.message.text)
    known = child.id in kinship.of_person(conn, person_id)
    return learn(conn, scene, person_id, child, Speaker(None, told.age) if known else told)


def _keep_for_consent(conn: Connection, asked: Sequence[Talk], told: Speaker) -> None:
    """Said before agreeing: it waits with the question, and is forgotten with it."""
    for talk in asked:
        if talk.form == "consent":
            values = dict(from_json(talk.draft).values)
            values |= {"kin": told.kin.value} if told.kin else {}
            values |= {"age": told.age} if told.age else {}
            talks.keep(conn, talk.id, talk.asked, to_json(Draft(values)))


def begin(conn: Connection, scene: Scene, child: Child, draft: Draft, *, was_named: bool) -> list[Reply]:
    """Somebody agreed to hear of a child: what they said to be, or the one question, which nobody has to answer.

    A number that nobody named is asked on the next morning: what it hears at once tells nothing of a code.
    """
    kin, age = draft.values.get("kin"), draft.values.get("age")
    told = Speaker(Kin(str(kin)) if kin else None, int(str(age)) if age else None)
    news = learn(conn, scene, scene.person.id, child, told)
    known = child.id in kinship.of_person(conn, scene.person.id)
    if known or scene.works_here or talks.was_asked(conn, scene.person.id, KINSHIP):
        return news
    talk_id = asking.question(conn, scene, Question(KINSHIP, ("kin",), Draft({"child": child.id})))
    due = next_sending_moment(scene.at) if was_named else next_morning(scene.at)
    asked = Reply(
        scene.person.id,
        (line("ask_kin"),),
        Priority.ROUTINE,
        child_id=child.id,
        talk_id=talk_id,
        due_at=due,
        expires_at=due + USEFUL_FOR,
        commune_id=child.commune_id,
    )
    return [*news, asked]


def answer(conn: Connection, scene: Scene, command: AnswerTalk) -> list[Reply]:
    """The answer by number or button, for every child of the person; none is an answer too."""
    asking.close(conn, scene, command.talk)
    if "kin" not in command.found:
        return [scene.reply(line("kin_untold"))]
    told = Speaker(Kin(str(command.found["kin"].value)))
    own = [children.get(conn, child_id) for child_id in care.children_of(conn, scene.person.id)]
    news = [reply for child in own for reply in learn(conn, scene, scene.person.id, child, told)]
    return [scene.reply(line("kin_noted")), *news]


def thank(conn: Connection, scene: Scene, command: TellWho) -> list[Reply]:
    """A message that says who writes and nothing more."""
    return [scene.reply(line("kin_noted"))]


def tells_who(scene: Scene) -> bool:
    """Whether a message says who of a family writes."""
    return not scene.works_here and read_speaker(scene.message.text) != Speaker()


def you_to(conn: Connection, person: Person, child_id: int | None, today: date) -> str:
    """How to address a caregiver in a message about a child, or about none; empty: neutrally."""
    if not person.holds(Role.CAREGIVER):
        return ""
    told = kinship.of_person(conn, person.id)
    about = told.get(child_id) if child_id is not None else None
    kins = [about] if about else list(told.values())
    until = kinship.young_until(conn, person.id)
    return form_of_address(kins, young=until is not None and today < until)


def answers_recalls(conn: Connection, person_id: int, child_id: int) -> bool:
    """Whether this person is asked how a child is fed: the mother where she listens, else whoever does."""
    kins = kinship.of_child(conn, child_id)
    listening = [one for one in care.carers_of(conn, child_id) if _is_asked(conn, one)]
    mothers = [one for one in listening if kins.get(one) is Kin.MOTHER]
    return not mothers or person_id in mothers


def _is_asked(conn: Connection, person_id: int) -> bool:
    return all(care.consent_of(conn, person_id, scope) is Answer.YES for scope in ("messages", "quizzes"))
