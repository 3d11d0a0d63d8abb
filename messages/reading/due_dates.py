"""Days that lie ahead or behind a pregnancy as people say them: '10/8', 'ngày 10 tháng 8', 'cuối tháng 8', 'tháng sau'.

The dates of other events never lie ahead; these do. A month alone is taken as its middle, and is not sure.
"""

from datetime import date, timedelta
from typing import NamedTuple

from messages.reading.calendar import day_of, full_year
from messages.reading.numbers import number_at
from messages.reading.phrases import word_set
from messages.reading.scene import Scene
from messages.reading.tokens import NUMBER

_MARKS = word_set("/ - .")
_PART_OF_MONTH = {"dau": 5, "giua": 15, "cuoi": 25}
_MONTH = frozenset(("thang", "t"))
_NEXT = word_set("sau toi")
_WEEK = 7
_SPAN_DAYS = 280  # of a pregnancy, from the last period to the day it is due
_OVERDUE_DAYS = 21  # a day due longer ago than this has passed without news


class Day(NamedTuple):
    """A day said; `day` None where there is no such day."""

    day: date | None
    end: int
    sure: bool = True


def day_due(scene: Scene, at: int, today: date) -> Day | None:
    """The day, ahead for the most part, that begins at a token."""
    return _in_figures(scene, at, today, due=True) or _in_words(scene, at, today, due=True) or _month(scene, at, today)


def day_of_period(scene: Scene, at: int, today: date) -> Day | None:
    """The day behind us that begins at a token."""
    return _in_figures(scene, at, today, due=False) or _in_words(scene, at, today, due=False)


def _in_figures(scene: Scene, at: int, today: date, *, due: bool) -> Day | None:
    """10/8, 10-8-26, 10.8.2026."""
    at += scene.word(at) in ("ngay", "hom")
    mark = scene.word(at + 1)
    if scene.kind(at) != NUMBER or mark not in _MARKS or scene.kind(at + 2) != NUMBER:
        return None
    day, month, end = scene.word(at), scene.word(at + 2), at + 3
    if due and mark == "/" and len(month) == len("2026"):
        return _settled("15", day, month, today, end, due=due)._replace(sure=False)  # "8/2026"
    year = None
    if scene.word(end) in _MARKS and scene.kind(end + 1) == NUMBER and len(scene.word(end + 1)) in (2, 4):
        year, end = scene.word(end + 1), end + 2
    return _settled(day, month, year, today, end, due=due)


def _in_words(scene: Scene, at: int, today: date, *, due: bool) -> Day | None:
    """ngày 10 tháng 8, mùng 5 tháng 9 năm 2026."""
    at += scene.word(at) in ("ngay", "hom", "mung", "mong")
    day = number_at(scene, at)
    if day is None or scene.word(day[1]) not in _MONTH:
        return None
    month = number_at(scene, day[1] + 1)
    if month is None:
        return None
    end, year = month[1], None
    if scene.word(end) in ("nam", "/") and scene.kind(end + 1) == NUMBER:
        year, end = scene.word(end + 1), end + 2
    return _settled(str(day[0]), str(month[0]), year, today, end, due=due)


def _settled(day: str, month: str, year: str | None, today: date, end: int, *, due: bool) -> Day:
    """A day and a month, with the year that is said or the one that fits a pregnancy."""
    if max(len(day), len(month)) > len("31"):
        return Day(None, end)
    said = full_year(year, today) if year else None
    years = (said,) if said is not None else (today.year - 1, today.year, today.year + 1)
    found = [one for y in years if (one := day_of(y, int(month), int(day))) is not None]
    if not found:
        return Day(None, end)
    return Day(min(found, key=lambda one: _distance(one, today, due=due)), end)


def _distance(day: date, today: date, *, due: bool) -> int:
    """How far a day lies outside what fits: due soon, or a period some months ago."""
    earliest, latest = (-_OVERDUE_DAYS, _SPAN_DAYS) if due else (-_SPAN_DAYS - _OVERDUE_DAYS, 0)
    days = (day - today).days
    return max(earliest - days, days - latest, 0)


def _month(scene: Scene, at: int, today: date) -> Day | None:
    """tháng 8, cuối tháng 8, trong tháng 5, tháng sau, cuối tháng, tuần sau: about the middle of what is said."""
    at += scene.word(at) in ("trong", "vao")
    if scene.word(at) == "tuan" and scene.word(at + 1) in _NEXT:
        return Day(today + timedelta(days=_WEEK), at + 2, sure=False)
    part = _PART_OF_MONTH.get(scene.word(at))
    at += part is not None
    if scene.word(at) not in _MONTH:
        return None
    day = str(part or _PART_OF_MONTH["giua"])
    if scene.word(at + 1) in _NEXT:
        year, month = (today.year, today.month + 1) if today.month < 12 else (today.year + 1, 1)
        return Day(date(year, month, int(day)), at + 2, sure=False)
    number = number_at(scene, at + 1)
    if number is None:
        this = scene.word(at + 1) == "nay"
        return Day(date(today.year, today.month, int(day)), at + 1 + this, sure=False) if part or this else None
    end = number[1]
    year_said = None
    if scene.word(end) in ("nam", "/") and scene.kind(end + 1) == NUMBER:
        year_said, end = scene.word(end + 1), end + 2
    return _settled(day, str(number[0]), year_said, today, end, due=True)._replace(sure=False)
