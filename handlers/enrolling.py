"""A caregiver joins with a child's code, agrees or not, and is told no more than the number's owner may know."""

from datetime import timedelta

from handlers import alerts, asking, kinship
from handlers.asking import Question
from handlers.commands import AnswerTalk, GiveChildCode
from handlers.doses import history_of
from handlers.lessons import plan_soon
from handlers.phrases import child_words
from handlers.reminders_due import look_again
from handlers.replies import Reply, line
from handlers.scene import Scene
from handlers.vaccines_on import schedule_of
from handlers.voice_choice import offer
from health.local_time import local_date
from health.rights import Role
from health.schedule import next_due_dose
from messages.codes import is_valid
from messages.describe import dose_phrase
from messages.forms import Draft, from_json
from messages.render import say
from messages.texts import Line
from storage import care, children, erasures, holds, invitations, outbox, people, places
from storage import kinship as told_kin
from storage.care import AWAY_SCOPE, SHARING, Answer, Consent
from storage.children import Child
from storage.engine import Connection
from storage.outbox import Closing, Priority
from storage.people import Grant

CODES_A_DAY = 5
CONSENT_VERSION = "3"
MESSAGES_A_WEEK = 3
SCOPES = ("messages", "quizzes", SHARING)  # what the one text covers; each may be ended apart


def give_code(conn: Connection, scene: Scene, command: GiveChildCode) -> list[Reply]:
    """The same consent text whether or not the code exists; one that fails its check digit is said to be mistyped."""
    if not is_valid(command.code):
        return [scene.reply(line("child_code_mistyped", child=f"TE{command.code}"))]
    day_ago = scene.at - timedelta(days=1)
    if invitations.tries_since(conn, scene.message.digest, "child", day_ago) >= CODES_A_DAY:
        return [scene.reply(line("codes_too_many"))]
    invitations.count_try(conn, scene.message.digest, "child", scene.at)
    talk_id = asking.question(conn, scene, Question("consent", ("agreed",), draft=Draft({"code": command.code})))
    record(conn, scene, Answer.ASKED)
    return [scene.reply(*consent_text(conn, scene), talk_id=talk_id)]


def consent_text(conn: Connection, scene: Scene, key: str = "consent_ask") -> tuple[Line, ...]:
    """Who sends, what, how often, and how to end it; what the station sees, and how to end that alone."""
    return line(key, sender=sender_name(conn, scene), limit=MESSAGES_A_WEEK), line("consent_sharing")


def sender_name(conn: Connection, scene: Scene) -> str:
    """The station that speaks; for a stranger the only one there is."""
    known = scene.commune or next(iter(places.communes(conn)), None)
    return (
        known.station_name
        if known and known.station_name
        else say("station_name", scene.voice, {"commune": known.name if known else ""})
    )


def answer(conn: Connection, scene: Scene, command: AnswerTalk) -> list[Reply]:
    """DONG Y or not, to the consent text."""
    asking.close(conn, scene, command.talk)
    if command.choice != "yes":
        record(conn, scene, Answer.NO)
        return [scene.reply(line("consent_declined"))]
    record(conn, scene, Answer.YES)
    draft = from_json(command.talk.draft)
    child = children.by_code(conn, str(draft.values["code"]))
    if child is None or child.dead:
        _plan_own(conn, scene)
        return [scene.reply(line("consent_noted")), *offer(conn, scene)]
    return [*_enrol(conn, scene, child, draft), *offer(conn, scene)]


def agree_again(conn: Connection, scene: Scene) -> list[Reply]:
    """DONG Y without an open question: messages resume for whoever had them."""
    own = care.children_of(conn, scene.person.id)
    if not own and scene.is_stranger:
        return [scene.reply(line("stranger"))]
    record(conn, scene, Answer.YES)
    _plan_own(conn, scene)
    waiting = erasures.open_of(conn, scene.person.id)
    still = (line("erase_still", due=local_date(waiting.due_at)),) if waiting else ()
    return [scene.reply(line("resumed"), *still)]


def _enrol(conn: Connection, scene: Scene, child: Child, draft: Draft) -> list[Reply]:
    """Sex and dates are told only to a number that the collaborator or the register named for this child."""
    was_named = child.id in care.children_of(conn, scene.person.id)
    place_id = child.village_id or child.commune_id
    people.grant(conn, scene.person.id, Grant(Role.CAREGIVER, place_id), child.commune_id, scene.at)
    care.look_after(conn, scene.person.id, child.id, scene.at)
    _plan_own(conn, scene)
    if holds.stands(conn, child.id):
        return [scene.reply(line("consent_noted"))]  # its death was told: nothing about it leaves
    who = kinship.begin(conn, scene, child, draft, was_named=was_named)
    if was_named:
        return [scene.reply(*_known_child(conn, scene, child)), *who]
    return [scene.reply(line("consent_noted")), *_check_with_village(conn, scene, child), *who]


def _check_with_village(conn: Connection, scene: Scene, child: Child) -> list[Reply]:
    """The village's collaborators are told of a number that nobody had named, and can strike it."""
    digits = alerts.phone_of(conn, scene.person.id)[-3:]
    tail = say("tail_number", scene.voice, {"digits": digits}) if digits else say("tail_telegram", scene.voice)
    key = "caregiver_check_expected" if child.expected else "caregiver_check"
    said = line(key, tail=tail, child=f"TE{child.code}", what=child_words(conn, child.id, scene.voice))
    draft = Draft({"caregiver": scene.person.id, "child": child.id})
    asked = people.holders(conn, Role.COLLABORATOR, child.village_id) if child.village_id else ()
    replies = []
    for person_id in asked:
        if person_id != scene.person.id:
            talk_id = asking.question(conn, scene, Question("caregiver_check", ("confirmed",), draft, to=person_id))
            replies.append(Reply(person_id, (said,), Priority.ALERT, talk_id=talk_id))
    return replies


def checked(conn: Connection, scene: Scene, command: AnswerTalk) -> list[Reply]:
    """The collaborator's word on a number: family, or struck."""
    asking.close(conn, scene, command.talk)
    if command.choice == "yes":
        return [scene.reply(line("caregiver_confirmed"))]
    values = from_json(command.talk.draft).values
    caregiver_id, child_id = int(str(values["caregiver"])), int(str(values["child"]))
    care.end(conn, caregiver_id, child_id, scene.at)
    told_kin.drop(conn, caregiver_id, child_id)
    outbox.close_to(conn, caregiver_id, child_id, Closing.WITHDRAWN)
    return [scene.reply(line("caregiver_struck"))]


def _plan_own(conn: Connection, scene: Scene) -> None:
    """Consent is the person's: the messages about every child of theirs begin, or go on."""
    for child_id in care.children_of(conn, scene.person.id):
        child = children.get(conn, child_id)
        if child.away:
            record_for(conn, scene, AWAY_SCOPE, Answer.YES)  # they wish for messages, wherever the child lives
        plan_soon(conn, scene, child)
        look_again(conn, child.commune_id, child.id, scene.at)


def _known_child(conn: Connection, scene: Scene, child: Child) -> tuple[Line, ...]:
    key = "consent_pregnancy" if child.expected else "consent_child"
    lines = [line("consent_thanks"), line(key, what=child_words(conn, child.id, scene.voice))]
    if child.date_of_birth and not child.away:
        schedule = schedule_of(conn, child.commune_id, scene.known.schedule)
        due = next_due_dose(child.date_of_birth, history_of(conn, child.id), schedule, scene.today)
        if due:
            fields = {"vaccine": due.dose.vaccine, "dose": due.dose.order}
            lines.append(line("next_dose", what=dose_phrase(fields, (), scene.voice), due=max(due.due_on, scene.today)))
    if scene.station:
        lines.append(line("station_phone", station=scene.station))
    return tuple(lines)


def record(conn: Connection, scene: Scene, said: Answer, person_id: int | None = None) -> None:
    """Keep the answer of the speaker, or that somebody was asked: which text, which channel, when."""
    for scope in SCOPES:
        if care.consent_of(conn, person_id or scene.person.id, scope) is Answer.APART:
            continue  # what was ended apart comes back by its own word alone
        record_for(conn, scene, scope, said, person_id)


def record_for(conn: Connection, scene: Scene, scope: str, said: Answer, person_id: int | None = None) -> None:
    """Keep the answer for one of the things that consent covers."""
    given = Consent(scope, said, CONSENT_VERSION, scene.message.channel, scene.message.id, scene.at)
    care.record_consent(conn, person_id or scene.person.id, given)
