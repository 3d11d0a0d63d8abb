"""Lessons for families: which one is due at which age of a child, and when the next may be sent.

Never before its age, never after its window, one a day, three a week, the newborn's danger signs first.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from functools import partial
from typing import NamedTuple

from health.ages import Span, YearDay
from health.counts import LOW_BIRTH_WEIGHT_G

MOST_A_WEEK = 3  # in any seven days
WEEK = timedelta(days=7)
WARNED_FOR = timedelta(days=3)  # after one lesson on danger signs others may go before the next
TERM_WEEKS = 40  # a pregnancy's week at its due date
LAST_AGE = Span(months=60)  # no season's lesson from then on
NEAR = timedelta(days=92)  # what falls due later is looked at only if nothing does until then


class Condition(StrEnum):
    """What must be known of a birth for a lesson to be sent; what is not known does not hold."""

    LOW_BIRTH_WEIGHT = "low_birth_weight"  # under 2,500 g
    HOME_BIRTH = "home_birth"
    NOT_LOW_BIRTH_WEIGHT = "not_low_birth_weight"  # 2,500 g or more, or not weighed
    NOT_HOME_BIRTH = "not_home_birth"  # elsewhere, or not told where


@dataclass(frozen=True, slots=True)
class Season:
    """Days of the year on which a lesson falls due, for children who are then of an age."""

    days: tuple[YearDay, ...]
    from_age: Span
    until_age: Span  # not any more at this age


@dataclass(frozen=True, slots=True)
class Lesson:
    """One lesson; due anew at each of its ages, weeks or days of the year."""

    id: str
    topic: str
    concept: str  # indicator of a plan that it serves
    plans: tuple[str, ...]
    ages: tuple[Span, ...]  # of the child, when it falls due
    weeks: tuple[int, ...]  # of the pregnancy, counted from the last period; 40 at the due date
    season: Season | None
    only: frozenset[Condition]  # all must hold
    valid_days: int  # useful for so many days from then on, that day included
    urgent: bool  # danger signs of the newborn: before all others
    chat: str  # with accents
    sms: str  # without accents; {tram} is the station's number
    source: str
    version: str
    signed_off: str  # who and when; empty until the station has signed


@dataclass(frozen=True, slots=True)
class ChildFacts:
    """What the choice of a child's lessons depends on."""

    born: date
    birth_weight_g: int | None = None
    home_birth: bool = False  # True only where that was told

    @property
    def conditions(self) -> frozenset[Condition]:
        """All that holds of this child."""
        low = self.birth_weight_g is not None and self.birth_weight_g < LOW_BIRTH_WEIGHT_G
        return frozenset(
            (
                Condition.LOW_BIRTH_WEIGHT if low else Condition.NOT_LOW_BIRTH_WEIGHT,
                Condition.HOME_BIRTH if self.home_birth else Condition.NOT_HOME_BIRTH,
            )
        )


@dataclass(frozen=True, slots=True)
class Expectation:
    """A child who is not born yet: its lessons are the mother's."""

    due_on: date

    @property
    def born(self) -> date:
        """The day on which it is thought to be born."""
        return self.due_on


class SentLesson(NamedTuple):
    """One sending of a lesson, or of something else that counts for the caps. A tuple: there are so many."""

    lesson: str  # id; of a quiz, or "registration"
    sent_on: date  # local
    child_id: int | None = None  # none where it does not matter, or where it spoke of several


@dataclass(frozen=True, slots=True)
class DueLesson:
    """One lesson at one age of one child, or in one week of one pregnancy."""

    lesson: Lesson
    due_on: date
    last_day: date


def child_windows(
    child: ChildFacts, lessons: Iterable[Lesson], first: date = date.min, last: date = date.max
) -> tuple[DueLesson, ...]:
    """Every lesson that is for this child, at each of its ages and in each season, in the order of the lessons.

    All that are open on some day from `first` to `last`, and perhaps others.
    """
    return windows_of(child.born, child.conditions, lessons, first, last)


def windows_of(
    born: date, holds: frozenset[Condition], lessons: Iterable[Lesson], first: date, last: date
) -> tuple[DueLesson, ...]:
    """The same of all children born on a day of whom the same holds."""
    mine = [lesson for lesson in lessons if lesson.only <= holds]
    return tuple(_window(lesson, due_on) for lesson in mine for due_on in _due_days(born, lesson, first, last))


def pregnancy_windows(due_date: date, lessons: Iterable[Lesson]) -> tuple[DueLesson, ...]:
    """Every lesson of a pregnancy that is to end on this date."""
    return tuple(_window(lesson, due_date - (TERM_WEEKS - week) * WEEK) for lesson in lessons for week in lesson.weeks)


def _windows(
    of: ChildFacts | Expectation, lessons: Iterable[Lesson], first: date, last: date = date.max
) -> tuple[DueLesson, ...]:
    """Every lesson for a child in a span of days, or for a whole pregnancy."""
    if isinstance(of, Expectation):
        return pregnancy_windows(of.due_on, lessons)
    return child_windows(of, lessons, first, last)


def due_lessons(
    child: ChildFacts | Expectation, sent: Sequence[SentLesson], lessons: Iterable[Lesson], today: date
) -> tuple[DueLesson, ...]:
    """What is due and still useful today and was not sent, the most urgent first; caps are not looked at."""
    return _open(_windows(child, lessons, today - WARNED_FOR, today), sent, today)


def next_lesson(
    child: ChildFacts | Expectation,
    sent: Sequence[SentLesson],
    lessons: Iterable[Lesson],
    today: date,
    other_days: Iterable[date] = (),
) -> tuple[Lesson, date] | None:
    """The next lesson to send and the day for it, within the caps; None if nothing more will fall due.

    `other_days`: on which the person was sent something else that counts for the caps, such as a sibling's lesson.
    """
    return next_within(partial(_windows, child, tuple(lessons)), sent, today, tuple(other_days))


def next_within(
    windows: Callable[[date, date], tuple[DueLesson, ...]],
    sent: Sequence[SentLesson],
    today: date,
    other_days: Sequence[date] = (),
) -> tuple[Lesson, date] | None:
    """The same of whatever tells the windows of a span of days."""
    since, horizon = today - WARNED_FOR, today + NEAR
    found = next_of(windows(since, horizon), sent, today, other_days)
    if found and found[1] <= horizon:
        return found
    return next_of(windows(since, date.max), sent, today, other_days)


def next_of(
    windows: Sequence[DueLesson], sent: Sequence[SentLesson], today: date, other_days: Iterable[date] = ()
) -> tuple[Lesson, date] | None:
    """The same of windows that are known already."""
    busy = [day for day in (*(each.sent_on for each in sent), *other_days) if day > today - WEEK]
    waiting = _unsent(windows, sent)
    day = _first_free_day(busy, today)
    while waiting := [due for due in waiting if due.last_day >= day]:
        if open_then := [due for due in waiting if due.due_on <= day]:
            return _most_urgent_first(open_then, _is_warned(windows, sent, day))[0].lesson, day
        day = _first_free_day(busy, min(due.due_on for due in waiting))
    return None


def _due_days(born: date, lesson: Lesson, first: date, last: date) -> Iterator[date]:
    """The days on which a lesson falls due; those far outside the days given are passed over without a calendar."""
    youngest, oldest = (first - born).days - lesson.valid_days, (last - born).days
    for age in lesson.ages:
        if 30 * age.months - 2 + age.days <= oldest and 31 * age.months + age.days >= youngest:
            yield age.after(born)
    if lesson.season:
        start, end = lesson.season.from_age.after(born), lesson.season.until_age.after(born)
        for year in range(max(start.year, first.year - 1), min(end.year, last.year) + 1):
            yield from (each for day in lesson.season.days if start <= (each := day.in_year(year)) < end)


def _window(lesson: Lesson, due_on: date) -> DueLesson:
    return DueLesson(lesson, due_on, due_on + timedelta(days=lesson.valid_days - 1))


def _open(windows: Sequence[DueLesson], sent: Sequence[SentLesson], today: date) -> tuple[DueLesson, ...]:
    open_now = [due for due in _unsent(windows, sent) if due.due_on <= today <= due.last_day]
    return _most_urgent_first(open_now, _is_warned(windows, sent, today))


def _unsent(windows: Iterable[DueLesson], sent: Iterable[SentLesson]) -> list[DueLesson]:
    days: dict[str, list[date]] = {}
    for each in sent:
        days.setdefault(each.lesson, []).append(each.sent_on)
    return [
        due
        for due in windows
        if due.lesson.id not in days or not any(due.due_on <= day <= due.last_day for day in days[due.lesson.id])
    ]


def _is_warned(windows: Iterable[DueLesson], sent: Iterable[SentLesson], day: date) -> bool:
    """Whether danger signs were sent in the three days before: then they need not come first again."""
    since = day - WARNED_FOR
    lately = {each.lesson for each in sent if since < each.sent_on <= day}
    return bool(lately) and any(due.lesson.urgent and due.lesson.id in lately for due in windows)


def _most_urgent_first(due: Iterable[DueLesson], warned: bool) -> tuple[DueLesson, ...]:
    """Danger signs before others, then what ends soonest."""
    return tuple(
        sorted(due, key=lambda one: (warned or not one.lesson.urgent, one.last_day, one.due_on, one.lesson.id))
    )


def has_room(days: Sequence[date], day: date) -> bool:
    """Whether nothing of these days is on a day, and fewer than three are in its seven days."""
    since = day - WEEK
    return day not in days and sum([since < other <= day for other in days]) < MOST_A_WEEK


def _first_free_day(days: Sequence[date], day: date) -> date:
    while not has_room(days, day):
        day += timedelta(days=1)
    return day
