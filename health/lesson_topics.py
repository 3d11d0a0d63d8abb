"""What a plan wants known must be taught at the ages where it matters."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from health.ages import Span, YearDay
from health.data_files import Entry, read_toml
from health.lesson_lint import LessonFault
from health.lessons import Condition, Lesson
from health.plans import Plan

_BIRTH = date(2026, 4, 1)  # any: ages are compared as dates


@dataclass(frozen=True, slots=True)
class TopicAges:
    """When one awareness topic matters: at each age, week and season a lesson must fall due."""

    concept: str
    ages: tuple[Span, ...]
    weeks: tuple[int, ...]  # of the pregnancy
    season: tuple[YearDay, ...]
    only: frozenset[Condition]  # of the children for whom that is so; empty: of all
    within_days: int  # so long after each a lesson is still in time
    source: str


def parse_topics(text: str, file: str) -> tuple[TopicAges, ...]:
    """The topics of a TOML file. Raises DataError."""
    data = read_toml(text, file, "topic")
    data.head.only("id", "version")
    return tuple(map(_topic, data.entries))


def _topic(entry: Entry) -> TopicAges:
    entry.only("concept", "ages", "weeks", "season", "only", "within_days", "source")
    return TopicAges(
        concept=entry.text("concept"),
        ages=entry.spans("ages"),
        weeks=entry.numbers("weeks", 1, 42),
        season=entry.year_days("season"),
        only=frozenset(entry.choices("only", Condition)),
        within_days=entry.number("within_days"),
        source=entry.text("source"),
    )


def lint_topics(
    lessons: Iterable[Lesson], plans: Iterable[Plan], topics: Iterable[TopicAges]
) -> tuple[LessonFault, ...]:
    """Every awareness topic of every plan that is not taught when it matters."""
    known, taught = {topic.concept: topic for topic in topics}, tuple(lessons)
    faults = []
    for plan in plans:
        mine = [lesson for lesson in taught if plan.id in lesson.plans]
        for concept in plan.awareness_topics:
            if concept not in known:
                faults.append(LessonFault(concept, "topic", f"{plan.id}: topic_ages.toml does not say when it matters"))
            else:
                gaps = _gaps(known[concept], [lesson for lesson in mine if lesson.concept == concept])
                faults += [LessonFault(concept, "topic", f"{plan.id}: no lesson falls due at {gap}") for gap in gaps]
    return tuple(faults)


def _gaps(topic: TopicAges, of_concept: Sequence[Lesson]) -> list[str]:
    """The ages, weeks and seasons at which no lesson falls due."""
    lessons = [lesson for lesson in of_concept if lesson.only <= topic.only]
    late = timedelta(days=topic.within_days)
    days = [age.after(_BIRTH) for lesson in lessons for age in lesson.ages]
    weeks = [week for lesson in lessons for week in lesson.weeks]
    seasons = [day for lesson in lessons if lesson.season for day in lesson.season.days]
    ages = [f"{age.months} months {age.days} days" for age in topic.ages if not _meets(age.after(_BIRTH), late, days)]
    missing_weeks = [
        f"week {week}" for week in topic.weeks if not any(0 <= 7 * (other - week) <= late.days for other in weeks)
    ]
    dates = [day.in_year(2026) for day in seasons]
    return [*ages, *missing_weeks, *(str(day) for day in topic.season if not _meets(day.in_year(2026), late, dates))]


def _meets(wanted: date, late: timedelta, days: Iterable[date]) -> bool:
    return any(wanted <= day <= wanted + late for day in days)
