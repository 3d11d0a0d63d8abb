"""Dates as arithmetic: what a day of the month, a weekday or a lunar day means, seen from the day of a message."""

from datetime import date, timedelta
from functools import lru_cache

from lunar_vn import convert_lunar_to_solar, solar_to_lunar

BACK_DAYS = 183  # a day of the month that lies ahead means last year's only if it is at most this long ago


def day_of(year: int, month: int, day: int) -> date | None:
    """The date, or None if there is no such day."""
    try:
        return date(year, month, day)
    except ValueError:
        return None


def in_past(today: date, month: int, day: int) -> date | None:
    """A day and month without a year: this year's, or last year's if that is recent; None otherwise."""
    this = day_of(today.year, month, day)
    if this is not None and this <= today:
        return this
    last = day_of(today.year - 1, month, day)
    return last if last is not None and 0 <= (today - last).days <= BACK_DAYS else None


def last_day(today: date, day: int) -> date | None:
    """'ngày 12': the last 12th up to today."""
    year, month = today.year, today.month
    for _ in range(3):
        found = day_of(year, month, day)
        if found is not None and found <= today:
            return found
        year, month = (year, month - 1) if month > 1 else (year - 1, 12)
    return None


def month_before(today: date) -> tuple[int, int]:
    """(year, month) of last month."""
    return (today.year, today.month - 1) if today.month > 1 else (today.year - 1, 12)


def last_weekday(today: date, weekday: int) -> date:
    """The last such weekday up to and including today; Monday is 0."""
    return today - timedelta(days=(today.weekday() - weekday) % 7)


def weekday_in_week(today: date, weekday: int, weeks_back: int) -> date:
    """That weekday in the Monday-to-Sunday week so many weeks before this one."""
    return today - timedelta(days=today.weekday() + 7 * weeks_back - weekday)


def full_year(digits: str, today: date) -> int | None:
    """26 or 2026; None where the number is no year."""
    if len(digits) == 4:
        return int(digits)
    return today.year // 100 * 100 + int(digits) if len(digits) == 2 else None


@lru_cache(maxsize=1024)
def lunar_day(today: date, month: int | None, day: int) -> date | None:
    """The latest such lunar day up to today; without a month, of the latest month that has it."""
    now = solar_to_lunar(today)
    candidates = [
        found
        for year in (now.year, now.year - 1)
        for number in ((month,) if month else range(1, 13))
        for leap in (False, True)
        if (found := _solar(year, number, day, leap)) is not None and found <= today
    ]
    return max(candidates, default=None)


def _solar(year: int, month: int, day: int, leap: bool) -> date | None:
    """The solar date of a lunar one, None if that month has no such day or is not doubled."""
    try:
        found = convert_lunar_to_solar(day, month, year, int(leap))
        back = solar_to_lunar(found)
    except ValueError:
        return None
    return date(found.year, found.month, found.day) if (back.day, back.month) == (day, month) else None
