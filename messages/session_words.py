"""The days on which a station vaccinates, as its staff type them: a day that moves, and the rules of every month."""

import re
from datetime import date
from typing import Final

from health.names import fold
from health.sessions import SessionRule, parse_session
from messages.words import Words

_DAYS: Final = re.compile(r"(\d{1,2})\s*[/.-]\s*(\d{1,2})(?:\s*[/.-]\s*(\d{4}))?")
_YEARS_AHEAD: Final = 1
_RULE: Final = re.compile(
    r"(?:thu|t) ?([2-7])( tuan (?:thu )?[1-4])?|(?:chu nhat|cn)( tuan (?:thu )?[1-4])?|(?:ngay |mung )?(\d{1,2})"
)
_BETWEEN: Final = re.compile(r"[\s,;.:+&]|\bva\b|\b(?:hang|moi) (?:thang|tuan)\b|\bcua thang\b")
_SPOKEN: Final = frozenset(
    (
        "thu",
        "tuan",
        "ngay",
        "mung",
        "chu",
        "nhat",
        "cn",
        "va",
        "hang",
        "moi",
        "thang",
        "cua",
        "t",
        *map("t{}".format, range(2, 8)),
    )
)


def read_move(rest: str, today: date) -> tuple[date, date] | None:
    """ "15/5 sang 17/5": two days, each the next of its kind from today on where no year is said."""
    found = [_day(match, today) for match in _DAYS.finditer(rest)]
    if len(found) != 2 or found[0] is None or found[1] is None:
        return None
    return found[0], found[1]


def read_rules(rest: str) -> tuple[SessionRule, ...] | None:
    """ "5, 20 hàng tháng", "thứ 4 tuần 2 và ngày 25": every rule once; None if anything else is said, or nothing."""
    words, at, rules = fold(rest), 0, list[SessionRule]()
    while at < len(words):
        if gap := _BETWEEN.match(words, at):
            at = gap.end()
            continue
        found = _RULE.match(words, at)
        rule = _rule(found) if found else None
        if found is None or rule is None or words[found.end() : found.end() + 1].isalnum():
            return None
        rules.append(rule)
        at = found.end()
    return tuple(dict.fromkeys(rules)) or None


def speaks_of_rules(words: Words, count: int) -> bool:
    """Whether only words of such days stand behind the command's own: a report of doses says more."""
    return all(word in _SPOKEN or word.isdecimal() for word in words.plain[count:])


def _rule(found: "re.Match[str]") -> SessionRule | None:
    weekday, nth, sunday_nth, day = found.groups()
    week = (nth or sunday_nth or "").replace("thu ", "")
    try:
        return parse_session(day if day else f"thu {weekday}{week}" if weekday else f"chu nhat{week}")
    except ValueError:
        return None


def _day(match: "re.Match[str]", today: date) -> date | None:
    day, month, year = match.groups()
    years = (int(year),) if year else (today.year + more for more in range(_YEARS_AHEAD + 1))
    days = (_date(one, int(month), int(day)) for one in years)
    return next((one for one in days if one and (year or one >= today)), None)


def _date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
