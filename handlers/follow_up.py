"""After an alarm the speaker is asked: the same day whether the child arrived, the next day how it is."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from handlers import asking
from handlers.illness import Case
from handlers.knowledge import Knowledge
from handlers.phrases import called
from handlers.replies import Reply, keep, line
from handlers.scene import Scene
from handlers.timing import is_sending_hour
from health.asking_after import arrived_at, course_at
from health.local_time import local_date, next_sending_moment
from health.rights import Role
from health.triage import Tier
from messages.formfile import load_forms
from messages.forms import Draft, from_json, to_json
from messages.render import say
from messages.voice import Voice
from storage import agenda, care, children, holds, people, talks
from storage.agenda import Entry, Subject, What
from storage.care import Answer
from storage.engine import Connection
from storage.outbox import Priority
from storage.people import Person
from storage.talks import NewTalk, Talk

ARRIVED, COURSE = "arrived", "course"  # the forms, and their one field
FORMS = (ARRIVED, COURSE)
WORTH_ASKING = timedelta(hours=8)  # a question that could not leave by then is not sent


@dataclass(frozen=True, slots=True)
class Told:
    """What an alarm was about, as its questions keep it."""

    signs: tuple[str, ...]
    tier: Tier
    of_mother: bool


def begin(conn: Connection, scene: Scene, case: Case) -> None:
    """Plan both questions; those of an earlier alarm about the same child fall away."""
    commune_id = case.child.commune_id if case.child else scene.commune.id if scene.commune else None
    if commune_id is None or not _may_ask(conn, scene.person):
        return
    child_id = case.child.id if case.child else None
    end(conn, scene, child_id)
    draft = Draft({"signs": " ".join(case.signs), "tier": case.tier.name, "mother": case.is_mothers})
    pace = scene.known.triage.pace
    for form, due_at in ((ARRIVED, arrived_at(scene.at, pace)), (COURSE, course_at(scene.at, pace))):
        new = NewTalk(scene.person.id, form, load_forms()[form].version, (), to_json(draft), child_id=child_id)
        talk_id = talks.begin(conn, new, scene.at)
        agenda.add(conn, commune_id, What.FOLLOW_UP, due_at, Subject(talk_id=talk_id))


def end(conn: Connection, scene: Scene, child_id: int | None) -> None:
    """Nothing more is asked of the speaker about this child."""
    for talk in talks.open_with(conn, scene.person.id):
        if talk.form in FORMS and talk.child_id == child_id:
            asking.close(conn, scene, talk)


def ask(conn: Connection, entry: Entry, now: datetime, known: Knowledge) -> None:
    """A question falls due: not after a death, under a hold, or to somebody who wants no messages."""
    talk = talks.get_open(conn, entry.talk_id or 0)
    if talk is None:
        return
    person = people.get(conn, talk.person_id)
    if not _may_ask(conn, person) or (talk.child_id is not None and not _is_well_told(conn, talk.child_id)):
        talks.close(conn, talk.id, now)
        return
    if not is_sending_hour(now):
        agenda.add(conn, entry.commune_id, What.FOLLOW_UP, next_sending_moment(now), Subject(talk_id=talk.id))
        return
    _close_earlier(conn, talk, now)
    talks.keep(conn, talk.id, (talk.form,), talk.draft)
    voice = Voice(local_date(now), language=person.language)
    who = who_words(conn, talk, voice)
    words = line("ask_arrived", who=who) if talk.form == ARRIVED else line("ask_course", who=who)
    reply = Reply(
        talk.person_id,
        (words,),
        Priority.ALERT,
        child_id=talk.child_id,
        talk_id=talk.id,
        expires_at=now + WORTH_ASKING,
    )
    keep(conn, [reply], now, entry.commune_id)


def told_of(talk: Talk) -> Told:
    """What the alarm was about."""
    values = from_json(talk.draft).values
    return Told(tuple(str(values["signs"]).split()), Tier[str(values["tier"])], bool(values["mother"]))


def who_words(conn: Connection, talk: Talk, voice: Voice) -> str:
    """Whom a question is about: "bé TE102748", "bé", "người mẹ"."""
    if told_of(talk).of_mother:
        return say("who_mother", voice)
    if talk.child_id is None:
        return say("who_child", voice)
    return called(children.get(conn, talk.child_id), voice)


def _close_earlier(conn: Connection, talk: Talk, now: datetime) -> None:
    """How the child is matters more than whether it had arrived."""
    for other in talks.open_with(conn, talk.person_id):
        if other.form == ARRIVED and other.child_id == talk.child_id and other.id < talk.id:
            talks.close(conn, other.id, now)


def _may_ask(conn: Connection, person: Person) -> bool:
    """Collaborators, until they end messages; families who have agreed to messages. The station asks itself."""
    answer = care.consent_of(conn, person.id)
    if person.holds(Role.COLLABORATOR):
        return answer is not Answer.WITHDRAWN
    return answer is Answer.YES and not person.holds(Role.STAFF)


def _is_well_told(conn: Connection, child_id: int) -> bool:
    """Whether nothing says that this child has died or is none of ours."""
    child = children.get(conn, child_id)
    return not (child.dead or child.removed or holds.stands(conn, child_id))
