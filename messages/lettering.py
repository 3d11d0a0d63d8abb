"""Capital letters as dots, with every Vietnamese accent, for words under a picture: no font has to be installed."""

import unicodedata
from collections.abc import Mapping, Sequence
from functools import cache
from importlib.resources import files
from typing import Final

WIDE, HIGH = 6, 15  # dots of one letter with its air: five for accents above, seven, three below and between lines
_TOP: Final = 5  # rows above the letter itself
# Where the dots of an accent stand, (row, column); rows are counted up from the letter's head. One above the other.
_HATS: Final = {
    "\u0302": ((1, 1), (2, 2), (1, 3)),  # â
    "\u0306": ((2, 1), (1, 2), (2, 3)),  # ă
}
_TONES: Final = {
    "\u0301": ((1, 2), (2, 3)),
    "\u0300": ((1, 2), (2, 1)),
    "\u0309": ((1, 2), (2, 3), (3, 2)),
    "\u0303": ((1, 0), (2, 1), (1, 2), (2, 3)),
}
_BELOW: Final = {"\u0323": ((8, 2),)}  # rows down from the letter's head
_BESIDE: Final = {"\u031b": ((-1, 5), (0, 5))}


def dots(words: str) -> tuple[tuple[bool, ...], ...]:
    """One line of words as rows of dots, `HIGH` rows; letters that we cannot draw are left empty."""
    letters = [_letter(letter) for letter in unicodedata.normalize("NFC", words.upper())]
    return tuple(tuple(dot for letter in letters for dot in letter[row]) for row in range(HIGH))


def wrapped(words: str, most: int) -> list[str]:
    """The words in lines of at most so many letters."""
    lines = [""]
    for word in words.split():
        longer = f"{lines[-1]} {word}".strip()
        if len(longer) <= most:
            lines[-1] = longer
        else:
            lines.append(word)
    return lines


@cache
def _letter(letter: str) -> Sequence[Sequence[bool]]:
    parts = unicodedata.normalize("NFD", letter)
    rows = [[False] * WIDE for _ in range(HIGH)]
    for row, line in enumerate(_shapes().get(parts[0], ())):
        for column, dot in enumerate(line):
            rows[_TOP + row][column] = dot == "#"
    hat = any(mark in _HATS for mark in parts[1:])
    for mark in parts[1:]:
        for up, column in _HATS.get(mark, ()):
            rows[_TOP - up][column] = True
        for up, column in _TONES.get(mark, ()):  # beside a hat, to its right
            rows[_TOP - up - (2 if hat else 0)][min(column + hat, WIDE - 1)] = True
        for down, column in (*_BELOW.get(mark, ()), *_BESIDE.get(mark, ())):
            rows[_TOP + down][column] = True
    return rows


@cache
def _shapes() -> Mapping[str, tuple[str, ...]]:
    text = (files("messages") / "data" / "glyphs.txt").read_text(encoding="utf-8")
    return {line[0]: tuple(line[2:].split()) for line in text.splitlines()}
