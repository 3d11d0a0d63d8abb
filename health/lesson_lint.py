"""What no lesson may be sent with: forbidden words and claims, no indicator of a plan, windows that overlap."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise
from re import split

from health.ages import Span
from health.data_files import Entry, read_toml
from health.lessons import Lesson
from health.names import fold
from health.plans import Plan

# Births whose months are as short and as long as they come: a window that fits both fits all.
_BIRTHS = (date(2025, 1, 31), date(2025, 2, 1), date(2024, 7, 1))


@dataclass(frozen=True, slots=True)
class Forbidden:
    """One rule: phrases that no sentence may hold, unless a word before them turns it ("không ...")."""

    id: str
    phrases: tuple[str, ...]  # folded; looked for in both forms, the chat form folded too
    unless: tuple[str, ...]  # folded
    under_months: int | None  # only in lessons due before that age
    why: str  # Vietnamese


@dataclass(frozen=True, slots=True)
class LessonFault:
    """What is wrong with one lesson, or with the lessons of one topic."""

    lesson: str  # id of the lesson, or the concept of the topic
    rule: str  # id of a `Forbidden`, or "concept", "plan", "window", "topic", "clash", "cap", "reading", "sms"
    what: str


def parse_forbidden(text: str, file: str) -> tuple[Forbidden, ...]:
    """The rules of a TOML file. Raises DataError."""
    data = read_toml(text, file, "rule")
    data.head.only("id", "version")
    return tuple(map(_forbidden, data.entries))


def _forbidden(entry: Entry) -> Forbidden:
    entry.only("id", "phrases", "unless", "under_months", "why")
    return Forbidden(
        id=entry.text("id"),
        phrases=entry.texts("phrases"),
        unless=entry.texts("unless"),
        under_months=entry.optional_number("under_months"),
        why=entry.text("why"),
    )


def lint_lessons(
    lessons: Iterable[Lesson], plans: Sequence[Plan], rules: Sequence[Forbidden]
) -> tuple[LessonFault, ...]:
    """What is wrong with each of some lessons for itself."""
    return tuple(fault for lesson in lessons for fault in _lint(lesson, plans, rules))


def _lint(lesson: Lesson, plans: Sequence[Plan], rules: Sequence[Forbidden]) -> list[LessonFault]:
    faults = [
        LessonFault(lesson.id, rule.id, f"{phrase}: {rule.why}") for rule in rules for phrase in _broken(rule, lesson)
    ]
    known = {plan.id: plan for plan in plans}
    for plan in lesson.plans:
        if plan not in known:
            faults.append(LessonFault(lesson.id, "plan", f"no plan {plan}"))
        elif lesson.concept not in known[plan].concepts:
            faults.append(LessonFault(lesson.id, "concept", f"{plan} has no {lesson.concept}"))
    if not lesson.plans:
        faults.append(LessonFault(lesson.id, "plan", "serves no plan"))
    if lesson.valid_days < 1 or _overlaps(lesson):
        faults.append(LessonFault(lesson.id, "window", "a window is empty, or reaches into the next one"))
    return faults


def _broken(rule: Forbidden, lesson: Lesson) -> list[str]:
    """The phrases of a rule that a lesson uses against it."""
    if rule.under_months is not None and _youngest(lesson) >= Span(months=rule.under_months):
        return []
    texts = (lesson.sms, lesson.chat)
    sentences = [spaced_words(sentence) for text in texts for sentence in split(r"[.:;!?]\s", text)]
    found = {phrase: None for phrase in rule.phrases for one in sentences if claims(one, phrase, rule.unless)}
    return list(found)


def _youngest(lesson: Lesson) -> Span:
    """The first age at which it is heard; a lesson of the pregnancy is about a newborn."""
    ages = [*lesson.ages, *([lesson.season.from_age] if lesson.season else ())]
    return min(ages, default=Span())


def claims(sentence: str, phrase: str, unless: Sequence[str]) -> bool:
    """Whether a sentence (see `spaced_words`) says a phrase, and no word before it turns it."""
    before, found, _ = sentence.partition(f" {phrase} ")
    return bool(found) and not any(f" {word} " in f"{before} " for word in unless)


def spaced_words(sentence: str) -> str:
    """The words folded, with one space before, between and behind them."""
    return f" {' '.join(''.join(c if c.isalnum() else ' ' for c in fold(sentence)).split())} "


def _overlaps(lesson: Lesson) -> bool:
    """Whether two windows of one kind share a day: the later would be taken as sent with the earlier."""
    days = [sorted(age.after(born) for age in lesson.ages) for born in _BIRTHS]
    days.append([_BIRTHS[0] + timedelta(weeks=week) for week in sorted(lesson.weeks)])
    if lesson.season:
        days.append(sorted(day.in_year(year) for year in (2025, 2026) for day in lesson.season.days))
    window = timedelta(days=lesson.valid_days)
    return any(earlier + window > later for each in days for earlier, later in pairwise(each))
