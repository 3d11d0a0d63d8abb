"""Vietnamese as its keys are pressed: Telex and VNI, in the orders that people press them."""

import re
import unicodedata
from collections.abc import Callable
from typing import NamedTuple

Keys = Callable[[str], str]  # an accented word as the keys pressed for it
_TONES = {"\u0301": ("s", "1"), "\u0300": ("f", "2"), "\u0309": ("r", "3"), "\u0303": ("x", "4"), "\u0323": ("j", "5")}
_SHAPES = {
    "\u0302": ("{}", "6"),  # the letter again: aa, ee, oo
    "\u031b": ("w", "7"),
    "\u0306": ("w", "8"),
}
_BOTH_HORNS = (re.compile(r"(?<=u)w(o[sfrxj]?w)"), re.compile(r"(?<=u)7(o[1-5]?7)"))
_WORD = re.compile(r"[^\W\d_]+")


class Letter(NamedTuple):
    """One letter taken apart."""

    base: str
    shape: str  # the key of its hat, horn, breve or stroke
    tone: str  # the key of its tone


def telex(word: str, *, tone: str = "end", shape: str = "letter") -> str:
    """A word in Telex; the tone key after its "letter" or at the "end"; the shape key alike, or "once" for ươ."""
    return _typed(word, 0, tone, shape)


def vni(word: str, *, tone: str = "end", shape: str = "letter") -> str:
    """A word in VNI."""
    return _typed(word, 1, tone, shape)


def all_words(text: str, keys: Keys) -> str:
    """A text with every word typed so."""
    return _WORD.sub(lambda hit: keys(hit[0]), unicodedata.normalize("NFC", text))


def _typed(word: str, method: int, tone: str, shape: str) -> str:
    body, tail = "", ""
    for letter in _letters(word, method):
        body += letter.base
        if shape == "end":
            tail += letter.shape
        else:
            body += letter.shape
        if tone == "letter":
            body += letter.tone
    tones = "".join(letter.tone for letter in _letters(word, method)) if tone == "end" else ""
    keys = body + tail.replace("ww", "w").replace("77", "7") + tones
    return _BOTH_HORNS[method].sub(r"\1", keys) if shape == "once" else keys


def _letters(word: str, method: int) -> list[Letter]:
    letters = []
    for letter in unicodedata.normalize("NFC", word):
        base, *marks = unicodedata.normalize("NFD", letter)
        shape = "".join(_SHAPES[mark][method].format(base.lower()) for mark in marks if mark in _SHAPES)
        if base in "đĐ":
            base, shape = "D" if base == "Đ" else "d", "d9"[method]
        letters.append(Letter(base, shape, "".join(_TONES[mark][method] for mark in marks if mark in _TONES)))
    return letters
