"""Reporting weeks: ISO weeks, Monday to Sunday."""

import re
from dataclasses import dataclass
from datetime import date, timedelta

_WRITTEN = re.compile(r"(\d{4})-W(\d{2})", re.ASCII)


@dataclass(frozen=True, slots=True, order=True)
class Week:
    """One reporting week. Raises ValueError for a week that the year does not have."""

    year: int  # ISO year: 1 January may belong to the last week of the year before
    number: int  # 1 to 53

    def __post_init__(self) -> None:
        """Refuse week 0, 54, or 53 in a year of 52."""
        date.fromisocalendar(self.year, self.number, 1)

    @classmethod
    def of(cls, day: date) -> "Week":
        """The week that a local date falls in."""
        iso = day.isocalendar()
        return cls(iso.year, iso.week)

    @classmethod
    def parse(cls, text: str) -> "Week":
        """Read "2026-W17"; ValueError for anything else."""
        written = _WRITTEN.fullmatch(text)
        if not written:
            raise ValueError(f"not a week such as 2026-W17: {text!r}")
        return cls(int(written[1]), int(written[2]))

    @property
    def monday(self) -> date:
        """First day."""
        return date.fromisocalendar(self.year, self.number, 1)

    @property
    def sunday(self) -> date:
        """Last day."""
        return date.fromisocalendar(self.year, self.number, 7)

    def previous(self) -> "Week":
        """The week before."""
        return Week.of(self.monday - timedelta(days=7))

    def next(self) -> "Week":
        """The week after."""
        return Week.of(self.monday + timedelta(days=7))

    def __contains__(self, day: date) -> bool:
        """Whether a local date falls in this week."""
        return self.monday <= day <= self.sunday

    def __str__(self) -> str:
        """As programs write it: "2026-W17"."""
        return f"{self.year:04}-W{self.number:02}"


def nth_week(number: int, today: date) -> Week:
    """The last week of that number that has begun by today ("tuan 16"); ValueError outside 1 to 53."""
    if not 1 <= number <= 53:
        raise ValueError(f"no year has a week {number}")
    now = Week.of(today)
    year = now.year if number <= now.number else now.year - 1
    while number > _weeks_in(year):
        year -= 1
    return Week(year, number)


def _weeks_in(year: int) -> int:
    return date(year, 12, 28).isocalendar().week  # 28 December is always in the last week
