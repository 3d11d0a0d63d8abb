"""Home visits after a birth: which fall into a span of days. Source: WHO 2022 (24 hours, day 3, days 7-14, week 6)."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from health.data_files import Entry, read_toml


@dataclass(frozen=True, slots=True)
class Visit:
    """One visit by the child's age in days, 0 on the day of birth; both ends belong to it."""

    id: str
    from_day: int
    to_day: int


@dataclass(frozen=True, slots=True)
class DueVisit:
    """One visit of one child, in local dates."""

    visit: Visit
    first_day: date
    last_day: date


def visits_of(born: date, visits: Iterable[Visit]) -> tuple[DueVisit, ...]:
    """Every visit of a child."""
    return tuple(
        DueVisit(visit, born + timedelta(days=visit.from_day), born + timedelta(days=visit.to_day)) for visit in visits
    )


def beginning(born: date, visits: Sequence[Visit], first: date, last: date) -> tuple[DueVisit, ...]:
    """The visits whose time begins in a span of days."""
    return tuple(due for due in visits_of(born, visits) if first <= due.first_day <= last)


def open_until(born: date, visits: Sequence[Visit], today: date, last: date) -> tuple[DueVisit, ...]:
    """The visits that can still be made and whose time has begun by the last day."""
    return tuple(due for due in visits_of(born, visits) if due.last_day >= today and due.first_day <= last)


def oldest_visited(visits: Iterable[Visit]) -> timedelta:
    """How long after a birth the last visit ends."""
    return timedelta(days=max(visit.to_day for visit in visits))


def parse_visits(text: str, file: str) -> tuple[Visit, ...]:
    """The visits of a TOML file. Raises DataError."""
    data = read_toml(text, file, "visit")
    data.head.only("id", "version")
    return tuple(map(read_visit, data.entries))


def read_visit(entry: Entry) -> Visit:
    """One visit of a TOML file. Raises DataError."""
    entry.only("id", "from_day", "to_day")
    return Visit(entry.text("id"), entry.number("from_day"), entry.number("to_day"))
