"""On which day a child is to be looked at next: one pure function of all that is known of it, its family, and a day.

What is then said is decided on that day by the same rules (`lessons`, `reminders`, `quiz_days`), which are asked here
about days alone. Whatever hangs on the birth date alone is worked out once for all children of that day.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache, partial

from health.lessons import ChildFacts, Condition, DueLesson, Lesson, SentLesson, next_within, windows_of
from health.quiz_days import (
    AskedQuiz,
    Learner,
    follow_up_days,
    kept_days,
    look_after,
    next_quiz,
    open_quizzes,
    urgent_windows,
)
from health.quizzes import Quiz
from health.reminders import Case, Notice, day_to_look
from health.schedule import BIRTH_DATES, History, Schedule
from health.sessions import Sessions

ONE_DAY = timedelta(days=1)
SENT_MATTERS_FOR = timedelta(days=100)  # what was sent before decides nothing: a test holds it against the lessons
WINDOWS = 4 * BIRTH_DATES  # of each the four kinds of birth
FAR_WINDOWS = 1_024  # longer lists, needed by few


@dataclass(frozen=True, slots=True)
class Carer:
    """One person who looks after a child."""

    person_id: int
    agreed: bool  # to messages
    may_be_asked: bool  # to quizzes too
    agreed_on: date | None  # the last time
    joined_on: date | None  # the first time
    sent: Sequence[SentLesson]  # about whomever, all that counts for the caps
    asked: Sequence[AskedQuiz]  # about whomever
    in_talk: bool  # a question was opened a short while ago


@dataclass(frozen=True, slots=True)
class Subject:
    """One living child, born here, of a family that lost none, and all that decides what its family hears."""

    id: int
    facts: ChildFacts
    held: bool  # its death is being told
    history: History
    schedule: Schedule  # of its station
    sessions: Sessions  # likewise; none while no schedule is signed
    carers: Sequence[Carer]
    told: Mapping[int, Sequence[Notice]]  # person -> what was said about this child to them, the oldest first


@dataclass(frozen=True, slots=True)
class Looks:
    """The days on which to look again, today among them; None for never, as things stand."""

    lesson: date | None = None
    reminder: date | None = None
    quiz: date | None = None


class Content:
    """What is planned by: lessons and quizzes that may be sent, and all lessons there are."""

    def __init__(self, lessons: Sequence[Lesson], quizzes: Sequence[Quiz], known: Sequence[Lesson]) -> None:
        """`lessons` and `quizzes` are those that the station has signed, `known` also those that it has not."""
        self.lessons, self.quizzes = tuple(lessons), tuple(quizzes)
        self.concepts = {lesson.id: lesson.concept for lesson in known}
        self._known = tuple(known)
        self._near = lru_cache(WINDOWS)(self._windows_of)
        self._far = lru_cache(FAR_WINDOWS)(self._windows_of)
        self.urgent = lru_cache(BIRTH_DATES)(self._urgent)
        self.follow_ups = lru_cache(BIRTH_DATES)(self._follow_ups)
        self.open_quizzes = lru_cache(BIRTH_DATES)(self._open_quizzes)

    def windows(self, born: date, holds: frozenset[Condition], first: date, last: date) -> tuple[DueLesson, ...]:
        """Lessons for children born on a day, open in a span of days."""
        return (self._far if last == date.max else self._near)(born, holds, first, last)

    def _windows_of(self, born: date, holds: frozenset[Condition], first: date, last: date) -> tuple[DueLesson, ...]:
        return windows_of(born, holds, self.lessons, first, last)

    def _urgent(self, born: date, today: date) -> tuple[DueLesson, ...]:
        return tuple(one for one in urgent_windows(born, self._known) if one.last_day >= today)

    def _follow_ups(self, born: date) -> tuple[date, ...]:
        return follow_up_days(born, self.quizzes, self._known)

    def _open_quizzes(self, born: date, today: date) -> tuple[Quiz, ...]:
        return open_quizzes(born, self.quizzes, today)


def next_looks(child: Subject, content: Content, today: date) -> Looks:
    """When to look again what this child's family is to hear: lessons, reminders, quizzes."""
    agreed = [carer for carer in child.carers if carer.agreed]
    if not agreed:
        return Looks()
    return Looks(
        lesson=_soonest([_lesson_day(child, carer, content, today) for carer in agreed]),
        reminder=today + ONE_DAY if child.held else _soonest([_reminder_day(child, carer, today) for carer in agreed]),
        quiz=_soonest([_quiz_day(child, carer, content, today) for carer in agreed if carer.may_be_asked]),
    )


def _soonest(days: Collection[date | None]) -> date | None:
    return min((day for day in days if day), default=None)


def _lesson_day(child: Subject, carer: Carer, content: Content, today: date) -> date | None:
    """The next lesson about this child; what the person hears about others counts for the caps."""
    windows = partial(content.windows, child.facts.born, child.facts.conditions)
    mine = [one for one in carer.sent if one.child_id == child.id]
    others = [one.sent_on for one in carer.sent if one.child_id != child.id]
    found = next_within(windows, mine, today, others)
    return found[1] if found else None


def _reminder_day(child: Subject, carer: Carer, today: date) -> date | None:
    told = child.told.get(carer.person_id, ())
    case = Case(child.facts.born, child.history, child.schedule, child.sessions, told, carer.agreed_on)
    return day_to_look(case, today)


def _quiz_day(child: Subject, carer: Carer, content: Content, today: date) -> date | None:
    """A day later while another question is open."""
    if carer.in_talk:
        return today + ONE_DAY
    born = child.facts.born
    learner, quizzes = _learner(born, carer, content, today), content.open_quizzes(born, today)
    coming = next_quiz(learner, quizzes, today)
    if coming and coming.day == today:
        return today
    return look_after(learner, quizzes, content.follow_ups(born), today)


def _learner(born: date, carer: Carer, content: Content, today: date) -> Learner:
    days = [(one.lesson, one.sent_on) for one in carer.sent]
    taught = sorted(((content.concepts.get(lesson, ""), day) for lesson, day in days), key=lambda one: one[1])
    kept = kept_days(content.urgent(born, today), days, today)
    return Learner(born, carer.joined_on or today, carer.asked, dict(taught), (*(day for _, day in days), *kept))
