"""The lessons of a whole childhood played day by day: none may clash, and each must find room within its window."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta
from itertools import product

from health.counts import LOW_BIRTH_WEIGHT_G
from health.lesson_lint import LessonFault
from health.lessons import (
    TERM_WEEKS,
    WEEK,
    ChildFacts,
    DueLesson,
    Lesson,
    SentLesson,
    child_windows,
    next_of,
    pregnancy_windows,
)

# Twice a month for a year: seasons meet every age.
BIRTHS = tuple(date(2027, month, day) for month in range(1, 13) for day in (1, 16))
_WEIGHTS = (None, LOW_BIRTH_WEIGHT_G - 1)
_ALIKE_AFTER = timedelta(days=90)  # what was put off for lessons of one kind of child is sent by then


def lint_days(lessons: Sequence[Lesson], births: Iterable[date] = BIRTHS) -> tuple[LessonFault, ...]:
    """Lessons of one topic that fall due on one day, and lessons that the caps leave no room for."""
    found: dict[tuple[str, str], LessonFault] = {}
    for who, first, windows in _lives(lessons, births):
        for fault in _faults(windows, first, who):
            found.setdefault((fault.lesson, fault.rule), fault)
    return tuple(found.values())


def _lives(lessons: Sequence[Lesson], births: Iterable[date]) -> Iterator[tuple[str, date, tuple[DueLesson, ...]]]:
    """Who, the first day, and all that falls due: a pregnancy, and children of every kind."""
    due_date = BIRTHS[0]
    yield "in pregnancy", due_date - TERM_WEEKS * WEEK, pregnancy_windows(due_date, lessons)
    for born, weight, home in product(births, _WEIGHTS, (False, True)):
        windows = child_windows(ChildFacts(born, weight, home), lessons)
        if weight or home:  # different from the others only so long
            end = max((due.last_day for due in windows if due.lesson.only), default=born) + _ALIKE_AFTER
            windows = tuple(due for due in windows if due.due_on <= end)
        yield f"born {born}, {weight or 'usual'} g, {'at home' if home else 'elsewhere'}", born, windows


def sent_to(windows: Sequence[DueLesson], first: date) -> tuple[SentLesson, ...]:
    """All that is sent to somebody who listens from a day on, on a phone for one child alone."""
    sent: list[SentLesson] = []
    waiting, today = tuple(windows), first
    while found := next_of(waiting, sent, today):
        lesson, day = found
        sent.append(SentLesson(lesson.id, day))
        today = day + timedelta(days=1)
        waiting = tuple(due for due in waiting if due.last_day >= today - WEEK)
    return tuple(sent)


def _faults(windows: Sequence[DueLesson], first: date, who: str) -> Iterable[LessonFault]:
    together = Counter((due.lesson.topic, due.due_on) for due in windows)
    for due in windows:
        if together[due.lesson.topic, due.due_on] > 1:
            yield LessonFault(due.lesson.id, "clash", f"another of its topic falls due that day, {due.due_on} ({who})")
    days: dict[str, list[date]] = {}
    for each in sent_to(windows, first):
        days.setdefault(each.lesson, []).append(each.sent_on)
    for due in windows:
        if not any(due.due_on <= day <= due.last_day for day in days.get(due.lesson.id, ())):
            yield LessonFault(due.lesson.id, "cap", f"no room from {due.due_on} to {due.last_day} ({who})")
