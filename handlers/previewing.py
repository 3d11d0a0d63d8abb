"""What a family would receive in the coming weeks, worked out as the planner does, with nothing stored or sent."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta

from handlers.foreseeing import NOBODY, reminders_ahead
from handlers.knowledge import Knowledge
from handlers.lessons import Listener, facts_of
from handlers.schedule_signing import is_signed
from handlers.signing import signed_among
from handlers.speech import lesson_words
from health.lessons import SentLesson, next_lesson
from health.local_time import local_date
from messages.render import render
from messages.sms import segments
from messages.voice import Style, Voice
from storage import care, outbox, places
from storage.children import Child
from storage.engine import Connection


@dataclass(frozen=True, slots=True)
class Planned:
    """One message on the day on which it would leave, as each kind of channel would say it."""

    day: date
    kind: str  # lesson, or reminder: of a dose, the day after it, the registration
    lesson: str  # its id; of a reminder its text's key
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


def preview(conn: Connection, child: Child, over: Stretch, known: Knowledge) -> tuple[Planned, ...]:
    """The lessons and reminders about a child, born or expected, as if all were signed and every dose given on its day.

    What its caregivers were sent before counts: theirs who agreed first, or nobody's. None for a child who is dead,
    withdrawn, or of whom nobody knows when it was or will be born.
    """
    facts = facts_of(conn, child)
    if child.dead or child.removed or facts is None:
        return ()
    person_id = next(iter(care.listeners_of(conn, child.id)), NOBODY)
    reminded = [] if child.expected else _reminders(conn, child, over, known, person_id)
    told = [*reminded, *_lessons(conn, Listener(person_id, child, facts), over, known)]
    return tuple(sorted(told, key=lambda one: (one.day, one.kind == "lesson")))


def _reminders(conn: Connection, child: Child, over: Stretch, known: Knowledge, person_id: int) -> Iterator[Planned]:
    signed = is_signed(conn, known)
    as_signed = replace(known, is_sample=True)
    for day, said in reminders_ahead(conn, child, (over.first, over.end), as_signed, person_id):
        chat, sms = (render((said,), Voice(day, style)).text for style in Style)
        yield Planned(day, "reminder", said.key, chat, sms, segments(sms), signed)


def _lessons(conn: Connection, to: Listener, over: Stretch, known: Knowledge) -> Iterator[Planned]:
    sent, others = _sent_before(conn, to.child.id, to.person_id, over.first)
    station = places.by_id(conn, to.child.commune_id).phone
    signed = {lesson.id for lesson in signed_among(conn, known.lessons)}
    today = over.first
    while (found := next_lesson(to.facts, sent, known.lessons, today, others)) and found[1] < over.end:
        lesson, day = found
        sent.append(SentLesson(lesson.id, day))
        chat, sms = (lesson_words(lesson, station, style) for style in Style)
        yield Planned(day, "lesson", lesson.id, chat, sms, segments(sms), lesson.id in signed)
        today = day + timedelta(days=1)


def _sent_before(conn: Connection, child_id: int, person_id: int, first: date) -> tuple[list[SentLesson], list[date]]:
    """What a person was sent about this child before a day, and the days of all else."""
    before = [one for one in outbox.lessons_of(conn, person_id) if local_date(one.due_at) < first]
    mine = [SentLesson(one.lesson, local_date(one.due_at)) for one in before if one.child_id == child_id]
    return mine, [local_date(one.due_at) for one in before if one.child_id != child_id]
