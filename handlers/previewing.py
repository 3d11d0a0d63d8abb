"""What a family would receive in the coming weeks, worked out as the planner does, with nothing stored or sent."""

from dataclasses import dataclass
from datetime import date, timedelta

from handlers.lessons import facts_of
from handlers.signing import signed_among
from handlers.speech import lesson_words
from health.lessons import Lesson, SentLesson, next_lesson
from health.local_time import local_date
from messages.sms import segments
from messages.voice import Style
from storage import care, outbox, places
from storage.care import Answer
from storage.children import Child
from storage.engine import Connection


@dataclass(frozen=True, slots=True)
class Planned:
    """One lesson on the day on which it would leave, as each kind of channel would say it."""

    day: date
    lesson: str  # id
    chat: str
    sms: str
    segments: int  # of the SMS
    is_signed: bool  # not yet: it waits for the station


@dataclass(frozen=True, slots=True)
class Stretch:
    """The days looked at."""

    first: date
    weeks: int

    @property
    def end(self) -> date:
        """The first day after them."""
        return self.first + timedelta(weeks=self.weeks)


def preview(conn: Connection, child: Child, over: Stretch, lessons: tuple[Lesson, ...]) -> tuple[Planned, ...]:
    """The lessons about a child or a pregnancy, in order, as if all were signed; reminders of doses are not among them.

    What its caregivers were sent before counts: theirs who agreed first, or nobody's. None for a child who is dead,
    withdrawn, or of whom nobody knows when it was or will be born.
    """
    facts = facts_of(conn, child)
    if child.dead or child.removed or facts is None:
        return ()
    sent, others = _sent_before(conn, child.id, over.first)
    station = places.by_id(conn, child.commune_id).phone
    signed = {lesson.id for lesson in signed_among(conn, lessons)}
    planned = []
    today = over.first
    while (found := next_lesson(facts, sent, lessons, today, others)) and found[1] < over.end:
        lesson, day = found
        sent.append(SentLesson(lesson.id, day))
        words = {style: lesson_words(lesson, station, style) for style in Style}
        sms = words[Style.SMS]
        planned.append(Planned(day, lesson.id, words[Style.CHAT], sms, segments(sms), lesson.id in signed))
        today = day + timedelta(days=1)
    return tuple(planned)


def _sent_before(conn: Connection, child_id: int, first: date) -> tuple[list[SentLesson], list[date]]:
    """What the first caregiver who agreed was sent about this child before a day, and the days of all else."""
    agreed = (one for one in care.carers_of(conn, child_id) if care.consent_of(conn, one) is Answer.YES)
    person_id = next(agreed, None)
    if person_id is None:
        return [], []
    before = [one for one in outbox.lessons_of(conn, person_id) if local_date(one.due_at) < first]
    mine = [SentLesson(one.lesson, local_date(one.due_at)) for one in before if one.child_id == child_id]
    return mine, [local_date(one.due_at) for one in before if one.child_id != child_id]
