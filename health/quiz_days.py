"""When a quiz is asked: some days after joining, and two weeks after the last lesson of its topic.

Never on the day of joining, never two within some days, none where the week's messages are full. A recall goes by the
child's age; a topic is asked once a person in each round, a follow-up once in each half-year.
"""

from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from typing import NamedTuple

from health.ages import Span
from health.lessons import DueLesson, Lesson, has_room
from health.quizzes import Quiz, QuizKind, Round
from health.schedule import BIRTH_DATES

SETTLE = timedelta(days=2)  # after joining nothing is asked so long
BASELINE_FOR = timedelta(days=42)  # after joining; later it is no baseline any more
AFTER_LESSON = timedelta(days=14)
FOLLOW_UP_FOR = timedelta(days=60)  # after that nobody can say which lesson it measures
GAP = timedelta(days=7)  # between two quizzes to one person: each has its days to be answered
ONE_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class AskedQuiz:
    """One asking, answered or not."""

    topic: str
    round: Round
    asked_on: date  # local


@dataclass(frozen=True, slots=True)
class Learner:
    """One person who looks after one child, and what was said to them."""

    born: date
    joined_on: date
    asked: Sequence[AskedQuiz]
    taught: Mapping[str, date]  # topic -> day of its last lesson to this person
    busy: Sequence[date]  # days on which a message of our own accord went to this person, or will


@dataclass(frozen=True, slots=True)
class NextQuiz:
    """What is asked next, in which round and on which day."""

    quiz: Quiz
    round: Round
    day: date


class _Window(NamedTuple):
    quiz: Quiz
    round: Round
    first: date
    last: date


def next_quiz(learner: Learner, quizzes: Iterable[Quiz], today: date) -> NextQuiz | None:
    """The next quiz and its day, today or later; None while none is in sight. What ends soonest goes first."""
    found = []
    for window in (window for quiz in quizzes for window in _windows(learner, quiz, today)):
        if window.last < today:
            continue
        day = _first_free_day(learner, max(window.first, today))
        if day <= window.last:
            found.append((day, window.last, NextQuiz(window.quiz, window.round, day)))
    return min(found, key=lambda one: (one[0], one[1], one[2].quiz.id))[2] if found else None


def look_again(learner: Learner, quizzes: Iterable[Quiz], lessons: Iterable[Lesson], today: date) -> date | None:
    """The next day on which something may fall due: the next quiz, or two weeks after a lesson to come."""
    known = tuple(quizzes)
    return look_after(learner, known, follow_up_days(learner.born, known, lessons), today)


def look_after(learner: Learner, quizzes: Sequence[Quiz], follow_ups: Sequence[date], today: date) -> date | None:
    """The same with the days of `follow_up_days` known already."""
    coming = next_quiz(learner, quizzes, today + ONE_DAY)
    after = bisect_right(follow_ups, today)
    return min((*follow_ups[after : after + 1], *((coming.day,) if coming else ())), default=None)


def follow_up_days(born: date, quizzes: Iterable[Quiz], lessons: Iterable[Lesson]) -> tuple[date, ...]:
    """Two weeks after each lesson of a topic that is asked about, in order."""
    topics = {quiz.topic for quiz in quizzes if quiz.kind is not QuizKind.RECALL}
    found = {age.after(born) + AFTER_LESSON for lesson in lessons if lesson.concept in topics for age in lesson.ages}
    return tuple(sorted(found))


def open_quizzes(born: date, quizzes: Iterable[Quiz], today: date) -> tuple[Quiz, ...]:
    """Those that may be asked today or later of the family of a child born on a day."""
    return tuple(quiz for quiz in quizzes if any(today <= last for _, last in _at_ages(quiz, born)))


def urgent_windows(born: date, lessons: Iterable[Lesson]) -> tuple[DueLesson, ...]:
    """When lessons on danger signs fall due, and how long each is of use."""
    return tuple(
        DueLesson(lesson, due, due + timedelta(days=lesson.valid_days - 1))
        for lesson in lessons
        if lesson.urgent
        for due in (age.after(born) for age in lesson.ages)
    )


def kept_days(urgent: Iterable[DueLesson], sent: Sequence[tuple[str, date]], today: date) -> tuple[date, ...]:
    """Days that lessons on danger signs keep for themselves: those to come, and today while one waits.

    `sent`: (lesson, day) of each that went to the person.
    """
    ahead = [one for one in urgent if one.last_day >= today]
    waits = any(
        one.due_on <= today and not any(name == one.lesson.id and day >= one.due_on for name, day in sent)
        for one in ahead
    )
    return (*(one.due_on for one in ahead if one.due_on > today), *((today,) if waits else ()))


def round_now(learner: Learner, topic: str, today: date) -> Round:
    """The round of a quiz asked today: follow-up from two weeks after the topic's last lesson on, else baseline."""
    taught = learner.taught.get(topic)
    return Round.FOLLOW_UP if taught is not None and today >= taught + AFTER_LESSON else Round.BASELINE


def for_visit(learner: Learner, quizzes: Iterable[Quiz], today: date) -> tuple[Quiz, ...]:
    """What a collaborator may ask at a home visit, recalls first, then what ends soonest at the child's age."""
    due = [quiz for quiz in quizzes if _may_ask(learner, quiz, today)]
    return tuple(sorted(due, key=lambda quiz: (quiz.kind is not QuizKind.RECALL, quiz.valid_days)))


def _may_ask(learner: Learner, quiz: Quiz, today: date) -> bool:
    """In its age, and not asked yet in this round of the half-year."""
    if not any(first <= today <= last for first, last in _at_ages(quiz, learner.born)):
        return False
    asked = [one for one in learner.asked if one.topic == quiz.topic]
    if quiz.kind is QuizKind.RECALL:
        return not any(_in_same_window(quiz, learner.born, one.asked_on, today) for one in asked)
    now = round_now(learner, quiz.topic, today)
    return not any(one.round is now and half_year(one.asked_on) == half_year(today) for one in asked)


def half_year(day: date) -> tuple[int, int]:
    """The half-year of a date: (2026, 1) is January to June."""
    return day.year, 1 if day.month <= 6 else 2


def _windows(learner: Learner, quiz: Quiz, today: date) -> list[_Window]:
    """The spans of days in which the quiz may be asked, whatever else the person hears."""
    earliest = learner.joined_on + SETTLE
    if quiz.kind is QuizKind.RECALL:
        ages = _at_ages(quiz, learner.born)
        done = [one.asked_on for one in learner.asked if one.topic == quiz.topic]
        spans = [(first, last) for first, last in ages if not any(first <= day <= last for day in done)]
        found = [_Window(quiz, round_now(learner, quiz.topic, today), first, last) for first, last in spans]
    else:
        is_new = learner.joined_on + BASELINE_FOR >= today  # else there is no baseline any more
        rounds = [*(_baseline(learner, quiz) if is_new else ()), *_follow_up(learner, quiz)]
        found = [
            _Window(quiz, one.round, max(one.first, first), min(one.last, last))
            for one in rounds
            if one.last >= today
            for first, last in _at_ages(quiz, learner.born)
        ]
    return [_Window(one.quiz, one.round, max(one.first, earliest), one.last) for one in found]


def _baseline(learner: Learner, quiz: Quiz) -> list[_Window]:
    """Soon after joining, once, and before a lesson of the topic has had its two weeks."""
    if any(one.topic == quiz.topic for one in learner.asked):
        return []
    last = learner.joined_on + BASELINE_FOR
    taught = learner.taught.get(quiz.topic)
    if taught is not None:
        last = min(last, taught + AFTER_LESSON - ONE_DAY)
    return [_Window(quiz, Round.BASELINE, learner.joined_on, last)]


def _follow_up(learner: Learner, quiz: Quiz) -> list[_Window]:
    """Two weeks after the last lesson, if none was asked since and none in the same half-year."""
    taught = learner.taught.get(quiz.topic)
    if taught is None:
        return []
    done = [one.asked_on for one in learner.asked if one.topic == quiz.topic and one.round is Round.FOLLOW_UP]
    first, last = taught + AFTER_LESSON, taught + FOLLOW_UP_FOR
    if any(day >= taught for day in done):
        return []
    if any(half_year(day) == half_year(first) for day in done):
        first = _next_half_year(first)
    return [_Window(quiz, Round.FOLLOW_UP, first, last)]


def _at_ages(quiz: Quiz, born: date) -> tuple[tuple[date, date], ...]:
    return _spans(quiz.ages, timedelta(days=quiz.valid_days - 1), born)


@lru_cache(8 * BIRTH_DATES)
def _spans(ages: tuple[Span, ...], length: timedelta, born: date) -> tuple[tuple[date, date], ...]:
    return tuple((first := age.after(born), first + length) for age in ages)


def _in_same_window(quiz: Quiz, born: date, one: date, other: date) -> bool:
    return any(first <= one <= last and first <= other <= last for first, last in _at_ages(quiz, born))


def _next_half_year(day: date) -> date:
    return date(day.year, 7, 1) if day.month <= 6 else date(day.year + 1, 1, 1)


def _first_free_day(learner: Learner, day: date) -> date:
    """The first day from one on that has nothing on it, room in its week, and no quiz just before."""
    while not _is_free(learner, day):
        day += ONE_DAY
    return day


def _is_free(learner: Learner, day: date) -> bool:
    return has_room(learner.busy, day) and not any(abs(day - one.asked_on) < GAP for one in learner.asked)
