"""Commands about requests for erasure and about children who move: which one a message is, and what it says."""

import re
from collections.abc import Mapping
from typing import Final, NamedTuple

from messages.words import Phrases, Words

AWAY, HERE, TO = "away", "here", "to"  # where a child moves: to another commune, from one, to a place that is named
_CODE: Final = re.compile(r"(?:te)?(\d{6,9})")
_LONGEST_NUMBER: Final = 9  # digits; no request has a longer one


class Told(NamedTuple):
    """Which command, and what follows it."""

    kind: str
    numbers: tuple[int, ...] = ()
    rest: str = ""  # as typed
    code: str = ""  # of a child
    way: str = ""  # of a move; empty if it was not said


def request_command(words: Words, data: Mapping[str, Phrases]) -> Told | None:
    """The command that a message is, by its name in the data; None if it is none of these."""
    return _erasures(words, data) or _back(words, data) or _moves(words, data) or _comes(words, data)


def _erasures(words: Words, data: Mapping[str, Phrases]) -> Told | None:
    count = data["erasures"].begin(words.plain)
    behind = words.plain[count:]
    if not count or len(behind) > 1:
        return None
    if not behind:
        return Told("erasures")
    is_number = behind[0].isdecimal() and len(behind[0]) <= _LONGEST_NUMBER
    return Told("erasures", (int(behind[0]),)) if is_number else None


def _back(words: Words, data: Mapping[str, Phrases]) -> Told | None:
    count = data["back"].begin(words.plain)
    found = _child(words, count, data) if count else None
    return Told("child_back", code=found[0]) if found and found[1] == len(words.plain) else None


def _child(words: Words, at: int, data: Mapping[str, Phrases]) -> tuple[str, int] | None:
    """A child's code from a word on ("be te102748"), and the words up to its end."""
    at += data["child"].begin(words.plain[at:])
    match = _CODE.fullmatch(words.plain[at]) if at < len(words.plain) else None
    return (match[1], at + 1) if match else None


def _moves(words: Words, data: Mapping[str, Phrases]) -> Told | None:
    """ "chuyen 102748 ve ban Na San", "be 102748 chuyen di noi khac", "chuyen den 102748"."""
    if found := _child(words, 0, data):
        code, at = found
        moved = data["moves"].begin(words.plain[at:])
        return _way(words, at + moved, code, data) if moved else None
    came = data["arrives"].begin(words.plain)
    if came and (found := _child(words, came, data)):
        return Told("child_moves", rest=words.after(found[1]), code=found[0], way=HERE)
    count = data["moves"].begin(words.plain)
    found = _child(words, count, data) if count else None
    return _way(words, found[1], found[0], data) if found else None


def _way(words: Words, at: int, code: str, data: Mapping[str, Phrases]) -> Told | None:
    """Where to; None for what is no change of home ("chuyen vien", "chuyen nang")."""
    left = words.plain[at:]
    if not data["ill"].all.isdisjoint(left):
        return None
    for way in (AWAY, HERE, TO):
        if count := data[way].begin(left):
            return Told("child_moves", rest=words.after(at + count), code=code, way=way)
    return None if left else Told("child_moves", code=code)


def _comes(words: Words, data: Mapping[str, Phrases]) -> Told | None:
    """A child without a code of ours: "be moi chuyen den: be gai sinh 12/3/2026, me Lo Thi May"."""
    count = data["arrives"].begin(words.plain)
    left = words.plain[count:]
    told = not left or not data["tells"].all.isdisjoint(left)
    return Told("child_comes", rest=words.after(count)) if count and told and data["ill"].all.isdisjoint(left) else None
