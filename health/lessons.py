"""Lessons for families: which one is due at which age of a child, and when the next may be sent.

Never before its age, never after its window, one a day, three a week, the newborn's danger signs first.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from health.ages import Span
from health.data_files import Entry, read_toml
from health.faults import DataError, Fault, Problem

MOST_A_WEEK = 3  # in any seven days
WEEK = timedelta(days=7)
WARNED_FOR = timedelta(days=3)  # after one lesson on danger signs others may go before the next


@dataclass(frozen=True, slots=True)
class Lesson:
    """One lesson; due anew at each of its ages."""

    id: str
    topic: str
    concept: str  # indicator of a plan that it serves
    plans: tuple[str, ...]
    ages: tuple[Span, ...]  # of the child, when it falls due
    valid_days: int  # useful for so many days from then on, that day included
    urgent: bool  # danger signs of the newborn: before all others
    chat: str  # with accents
    sms: str  # without accents; {tram} is the station's number
    source: str
    version: str
    signed_off: str  # who and when; empty until the station has signed


@dataclass(frozen=True, slots=True)
class SentLesson:
    """One sending of a lesson."""

    lesson: str  # id
    sent_on: date  # local


@dataclass(frozen=True, slots=True)
class DueLesson:
    """One lesson at one age of one child."""

    lesson: Lesson
    due_on: date
    last_day: date


def due_lessons(
    born: date, sent: Sequence[SentLesson], lessons: Iterable[Lesson], today: date
) -> tuple[DueLesson, ...]:
    """What is due and still useful today and was not sent, the most urgent first; caps are not looked at."""
    known = tuple(lessons)
    open_now = [due for due in _unsent(born, sent, known) if due.due_on <= today <= due.last_day]
    return _most_urgent_first(open_now, _is_warned(known, sent, today))


def next_lesson(
    born: date, sent: Sequence[SentLesson], lessons: Iterable[Lesson], today: date, other_days: Iterable[date] = ()
) -> tuple[Lesson, date] | None:
    """The next lesson to send and the day for it, within the caps; None if nothing more will fall due.

    `other_days`: on which the person was sent something else that counts for the caps, such as a sibling's lesson.
    """
    known = tuple(lessons)
    busy = [*(each.sent_on for each in sent), *other_days]
    waiting = _unsent(born, sent, known)
    day = _first_free_day(busy, today)
    while waiting := [due for due in waiting if due.last_day >= day]:
        if open_then := [due for due in waiting if due.due_on <= day]:
            return _most_urgent_first(open_then, _is_warned(known, sent, day))[0].lesson, day
        day = _first_free_day(busy, min(due.due_on for due in waiting))
    return None


def _unsent(born: date, sent: Sequence[SentLesson], lessons: Iterable[Lesson]) -> list[DueLesson]:
    found = []
    for lesson in lessons:
        for age in lesson.ages:
            due_on = age.after(born)
            due = DueLesson(lesson, due_on, due_on + timedelta(days=lesson.valid_days - 1))
            if not any(each.lesson == lesson.id and due_on <= each.sent_on <= due.last_day for each in sent):
                found.append(due)
    return found


def _is_warned(lessons: Sequence[Lesson], sent: Sequence[SentLesson], day: date) -> bool:
    """Whether danger signs were sent in the three days before: then they need not come first again."""
    urgent = {lesson.id for lesson in lessons if lesson.urgent}
    return any(each.lesson in urgent and day - WARNED_FOR < each.sent_on <= day for each in sent)


def _most_urgent_first(due: Iterable[DueLesson], warned: bool) -> tuple[DueLesson, ...]:
    """Danger signs before others, then what ends soonest."""
    return tuple(
        sorted(due, key=lambda one: (warned or not one.lesson.urgent, one.last_day, one.due_on, one.lesson.id))
    )


def _first_free_day(days: Sequence[date], day: date) -> date:
    """The first day from one on with nothing sent on it and fewer than three in its seven days."""
    while day in days or sum(day - WEEK < other <= day for other in days) >= MOST_A_WEEK:
        day += timedelta(days=1)
    return day


def parse_lessons(text: str, file: str) -> tuple[Lesson, ...]:
    """The lessons of one TOML file. Raises DataError."""
    data = read_toml(text, file, "lesson")
    head = data.head.only("id", "version", "topic", "plans", "signed_off")
    return tuple(_lesson(entry, head) for entry in data.entries)


def join_lessons(files: Iterable[tuple[str, tuple[Lesson, ...]]]) -> tuple[Lesson, ...]:
    """The lessons of several files, (name, lessons) each; DataError if an id stands twice."""
    joined: dict[str, Lesson] = {}
    for file, lessons in files:
        for lesson in lessons:
            if lesson.id in joined:
                raise DataError(file, Fault(1, Problem.DUPLICATE, "id", lesson.id))
            joined[lesson.id] = lesson
    return tuple(joined.values())


def _lesson(entry: Entry, head: Entry) -> Lesson:
    entry.only("id", "concept", "ages", "valid_days", "urgent", "chat", "sms", "source")
    return Lesson(
        id=entry.text("id"),
        topic=head.text("topic"),
        concept=entry.text("concept"),
        plans=head.texts("plans"),
        ages=entry.spans("ages"),
        valid_days=entry.number("valid_days"),
        urgent=entry.flag("urgent", False),
        chat=entry.text("chat"),
        sms=entry.text("sms"),
        source=entry.text("source"),
        version=head.text("version"),
        signed_off=head.text("signed_off", ""),
    )
