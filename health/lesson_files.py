"""Lessons as health workers write them: one TOML file a topic."""

from collections.abc import Iterable

from health.data_files import Entry, read_toml
from health.faults import DataError, Fault, Problem
from health.lessons import LAST_AGE, TERM_WEEKS, Condition, Lesson, Season

_KEYS = (
    "id", "concept", "ages", "weeks", "season", "from", "until", "only", "valid_days", "urgent", "chat", "sms",
    "source",
)  # fmt: skip
_CHILD_KEYS = ("ages", "season", "only")  # of a lesson about a child; `weeks` are of a pregnancy


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
    entry.only(*_KEYS)
    season = _season(entry)
    weeks = entry.numbers("weeks", 1, TERM_WEEKS + 2)
    if weeks:
        for key in _CHILD_KEYS:
            if key in entry.values:
                raise entry.error(Problem.UNKNOWN_KEY, key, key)
    return Lesson(
        id=entry.text("id"),
        topic=head.text("topic"),
        concept=entry.text("concept"),
        plans=head.texts("plans"),
        ages=() if "ages" not in entry.values and (weeks or season) else entry.spans("ages"),
        weeks=weeks,
        season=season,
        only=frozenset(entry.choices("only", Condition)),
        valid_days=entry.number("valid_days"),
        urgent=entry.flag("urgent", False),
        chat=entry.text("chat"),
        sms=entry.text("sms"),
        source=entry.text("source"),
        version=head.text("version"),
        signed_off=head.text("signed_off", ""),
    )


def _season(entry: Entry) -> Season | None:
    """The days of the year with the ages for which they are; ages without days are a mistake."""
    days, first, until = entry.year_days("season"), entry.span("from"), entry.span("until")
    if not days:
        if first or until:
            raise entry.error(Problem.MISSING, "season")
        return None
    if first is None:
        raise entry.error(Problem.MISSING, "from")
    return Season(days, first, until or LAST_AGE)
