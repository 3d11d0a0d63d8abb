"""Commands about reminders, and thanks and complaints: which one a message begins with, and what stands behind it."""

import re
from collections.abc import Mapping
from datetime import date
from typing import Final, NamedTuple

from messages.voice_words import voice_command
from messages.words import Phrases, Words, split_words

ALONE: Final = ("after_doses",)  # the whole message
BEFORE_MORE: Final = ("done", "registered", "move_session", "praise", "complaint")
_MOST_AFTER_DONE: Final = 6  # words: a day; with more it is a report
_DAYS: Final = re.compile(r"(\d{1,2})\s*[/.-]\s*(\d{1,2})(?:\s*[/.-]\s*(\d{4}))?")
_YEARS_AHEAD: Final = 1


class Told(NamedTuple):
    """Which command, and what follows it as typed."""

    kind: str
    rest: str


def family_command(words: Words, data: Mapping[str, Phrases]) -> Told | None:
    """The command that a message begins with, by its name in the data; None if it is none of these."""
    if any(" ".join(words.plain) in data[kind].all for kind in ALONE):
        return Told(ALONE[0], "")
    for kind in BEFORE_MORE:
        count = data[kind].begin(words.plain)
        if count and _fits(kind, words, count, data):
            return Told(kind, words.after(count))
    voice = voice_command(words, data)
    return Told(*voice) if voice else None


def _fits(kind: str, words: Words, count: int, data: Mapping[str, Phrases]) -> bool:
    behind = words.plain[count:]
    if kind == "done":
        return len(behind) <= _MOST_AFTER_DONE
    if kind == "registered":
        return all(word in data["idle"].all or word.removeprefix("te").isdecimal() for word in behind)
    return True


def without_name(rest: str, nameless: Phrases) -> tuple[str, bool]:
    """The words of a thank or a complaint, and whether their writer wants to stay unnamed (said before or behind)."""
    words = split_words(rest)
    if count := nameless.begin(words.plain):
        return words.after(count), True
    if count := nameless.end(words.plain):
        start = words.words[len(words.words) - count].start
        return rest[:start].rstrip(" \t\r\n,;:.!-–—("), True
    return rest, False


def read_move(rest: str, today: date) -> tuple[date, date] | None:
    """ "15/5 sang 17/5": two days, each the next of its kind from today on where no year is said."""
    found = [_day(match, today) for match in _DAYS.finditer(rest)]
    if len(found) != 2 or found[0] is None or found[1] is None:
        return None
    return found[0], found[1]


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
