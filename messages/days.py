"""Dates as people write them: short weekday, day and month; the year only when it is not this one."""

from datetime import date, datetime, timedelta
from functools import lru_cache
from typing import Final

from babel.dates import format_date
from babel.units import format_unit

from health.local_time import VIETNAM
from messages.catalogue import SOURCE
from messages.voice import Voice

# With a weekday, without one, a month: in CLDR patterns, the year to follow.
PATTERNS: Final = {"vi": ("EEEEE d/M", "d/M", "M/y"), "en": ("EEE d MMM", "d MMM", "MMM y")}
_MINUTES_TOLD, _HOURS_TOLD = 90, 48  # up to there minutes are told, then hours, then days
YEAR: Final = {"vi": "/y", "en": " y"}


def day(when: date, voice: Voice) -> str:
    """ "CN 19/4", "Sun 19 Apr"; "CN 19/4/2025" in another year."""
    return _formatted(when, voice.language, 0, when.year != voice.today.year)


def short_day(when: date, voice: Voice) -> str:
    """ "19/4", "19 Apr"; "19/4/2025" in another year."""
    return _formatted(when, voice.language, 1, when.year != voice.today.year)


def moment(at: datetime, voice: Voice) -> str:
    """ "8:05 T2 20/4": a moment on the clocks of Vietnam."""
    local = at.astimezone(VIETNAM)
    return f"{local.hour}:{local.minute:02} {day(local.date(), voice)}"


def waited(long: timedelta, voice: Voice) -> str:
    """ "25 phút", "3 giờ", "4 ngày": how long somebody has waited, in the unit that tells most."""
    minutes = max(0, int(long.total_seconds() // 60))
    if minutes < _MINUTES_TOLD:
        return format_unit(minutes, "minute", length="short", locale=voice.language)
    hours = minutes // 60
    if hours < _HOURS_TOLD:
        return format_unit(hours, "hour", length="short", locale=voice.language)
    return format_unit(hours // 24, "day", length="short", locale=voice.language)


def month(when: date, voice: Voice) -> str:
    """ "8/2026", "Aug 2026"."""
    return _formatted(when, voice.language, 2, False)


def week_span(monday: date, voice: Voice) -> str:
    """ "20-26/4", "27/4-3/5", "20 Apr-26 Apr": the week that begins on this Monday."""
    sunday = monday + timedelta(days=6)
    last = short_day(sunday, voice)
    if voice.language == SOURCE and monday.month == sunday.month:
        return f"{monday.day}-{last}"
    return f"{short_day(monday, voice)}-{last}"


@lru_cache(maxsize=4096)
def _formatted(when: date, language: str, which: int, with_year: bool) -> str:
    known = language if language in PATTERNS else SOURCE
    pattern = PATTERNS[known][which] + (YEAR[known] if with_year else "")
    return format_date(when, pattern, locale=known)
