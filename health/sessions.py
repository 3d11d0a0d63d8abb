"""Immunisation days of a station, as rules: a day of the month, a weekday, or the n-th weekday of a month."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache

from health.names import fold

_RULE = re.compile(r"(?:ngay )?(\d{1,2})|(?:thu ([2-7])|(chu nhat))(?: tuan ([1-4]))?", re.ASCII)
_HORIZON_DAYS = 62  # every rule but the 31st falls within it; that one too: no three short months follow each other


@dataclass(frozen=True, slots=True)
class SessionRule:
    """One rule. Either `day`, or `weekday` with or without `nth`."""

    day: int | None = None  # of the month, 1 to 31
    weekday: int | None = None  # 0 for Monday
    nth: int | None = None  # of the month, 1 to 4; None for every week

    def __str__(self) -> str:
        """As the places file writes it."""
        if self.day is not None:
            return str(self.day)
        name = "chủ nhật" if self.weekday == 6 else f"thứ {(self.weekday or 0) + 2}"
        return f"{name} tuần {self.nth}" if self.nth else name

    def holds(self, on: date) -> bool:
        """Whether it falls on a date."""
        if self.day is not None:
            return on.day == self.day
        return on.weekday() == self.weekday and self.nth in (None, (on.day + 6) // 7)


def parse_session(text: str) -> SessionRule:
    """Read "5", "thứ 4", "thứ 4 tuần 2", "chủ nhật"; ValueError for anything else."""
    found = _RULE.fullmatch(fold(text))
    if not found:
        raise ValueError(f"no rule for a day: {text!r}")
    day, weekday, sunday, nth = found.groups()
    if day is not None:
        if not 1 <= int(day) <= 31:
            raise ValueError(f"no month has a day {day}")
        return SessionRule(day=int(day))
    return SessionRule(weekday=6 if sunday else int(weekday) - 2, nth=int(nth) if nth else None)


@dataclass(frozen=True, slots=True)
class Sessions:
    """A station's immunisation days: its rules, and the single days that it moved, in the order in which it did."""

    rules: tuple[SessionRule, ...]
    moves: tuple[tuple[date, date], ...] = ()  # (from, to); a later move speaks of what the earlier ones left

    def on(self, day: date) -> bool:
        """Whether children are vaccinated at the station on a day."""
        held = any(rule.holds(day) for rule in self.rules)
        for old, new in self.moves:
            held = (held and day != old) or day == new
        return held

    def next(self, on_or_after: date) -> date | None:
        """The first immunisation day from a date on; None for a station that has set none."""
        return _next(self, on_or_after)


@lru_cache(4_096)  # of a station the same few days are asked for again and again
def _next(sessions: Sessions, on_or_after: date) -> date | None:
    days = (on_or_after + timedelta(days=n) for n in range(_HORIZON_DAYS))
    return next((day for day in days if sessions.on(day)), None)


def next_session(rules: Iterable[SessionRule], on_or_after: date) -> date | None:
    """The first immunisation day from a date on by the rules alone; None for a station without rules."""
    return Sessions(tuple(rules)).next(on_or_after)
