"""Names and numbers taken out of a text in which they stand among other words."""

import re
import unicodedata
from collections.abc import Iterable, Sequence
from typing import Final

from health.names import fold
from messages.marks import CUT

Needle = re.Pattern[str]  # looked for in the folded text
_BETWEEN: Final = r"[ .()-]*"
_LEAST_WORDS: Final = 2  # one word alone is half the village's


def name_needle(name: str) -> Needle | None:
    """A full name in any case, with accents or without; None for one word alone."""
    words = fold(name).split()
    if len(words) < _LEAST_WORDS:
        return None
    return re.compile(r"(?<!\w)" + r"\W+".join(map(re.escape, words)) + r"(?!\w)")


def phone_needle(address: str) -> Needle | None:
    """A Vietnamese number in any of the ways it is written; None for an address that is none."""
    digits = address.removeprefix("+84")
    if digits == address or not digits.isdecimal():
        return None
    return re.compile(r"(?<!\d)(?:\+?(?:00)?84|0)" + _BETWEEN + _BETWEEN.join(digits) + r"(?!\d)")


def redacted(text: str, needles: Sequence[Needle]) -> str:
    """The text with everything that a needle finds left out; the very same text if none finds anything."""
    composed = unicodedata.normalize("NFC", text)
    plain = "".join(_plain(letter) for letter in composed)
    gone = sorted(found.span() for needle in needles for found in needle.finditer(plain))
    return _without(composed, gone) if gone else text


def _without(text: str, gone: Iterable[tuple[int, int]]) -> str:
    kept, at = [], 0
    for start, end in gone:
        if start >= at:
            kept += [text[at:start], CUT]
        at = max(at, end)
    return "".join([*kept, text[at:]])


def _plain(letter: str) -> str:
    """The letter without accents in lower case, one for one: places in the text stay what they are."""
    if letter in "đĐ":
        return "d"
    return unicodedata.normalize("NFD", letter.casefold())[:1] or letter
