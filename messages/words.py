"""Words of a message as commands compare them: folded, with their offsets and the marks they were typed with."""

import re
import unicodedata
from dataclasses import dataclass
from itertools import islice
from typing import Final

from messages.sms import fold

_WORD: Final = re.compile(r"[^\s,;:!?.…\"'“”()\[\]]+")
_LEAD: Final = " \t\r\n,;:.!?-–—"
_MOST: Final = 64  # words looked at: a command is at the start
HORN, ACUTE, GRAVE, HAT, OTHER = "horn", "acute", "grave", "hat", "other"
_COMBINING: Final = {"\u031b": HORN, "\u0301": ACUTE, "\u0300": GRAVE, "\u0302": HAT}
# What Telex and VNI leave in a word when no input method turned it into accents.
_TYPED: Final = {"w": HORN, "7": HORN, "s": ACUTE, "1": ACUTE, "f": GRAVE, "2": GRAVE, "6": HAT}
_TYPED_OTHER: Final = frozenset("rxj3458")


@dataclass(frozen=True, slots=True)
class Word:
    """One word: without accents in small letters, as typed in small letters (NFC), and where it stood."""

    plain: str
    typed: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Words:
    """The words of one message."""

    text: str
    words: tuple[Word, ...]

    @property
    def plain(self) -> tuple[str, ...]:
        """The words without accents."""
        return tuple(word.plain for word in self.words)

    def after(self, count: int) -> str:
        """The text behind the first words, as typed."""
        start = self.words[count - 1].end if count else 0
        return self.text[start:].strip().lstrip(_LEAD)

    def drop(self, count: int) -> "Words":
        """The words without the first ones."""
        return Words(self.text, self.words[count:])


def split_words(text: str) -> Words:
    """The first words of a text; a word that has no letters or digits at all is left out."""
    words = (_word(match) for match in _WORD.finditer(text))
    said = (word for word in words if any(letter.isalnum() for letter in word.plain))
    return Words(text, tuple(islice(said, _MOST)))


def bare(typed: str) -> tuple[str, frozenset[str]]:
    """A word without its marks, and the marks: accents and what Telex or VNI typing leaves alike."""
    letters, marks = "", set()
    for letter in unicodedata.normalize("NFD", typed.replace("đ", "d")):
        mark = _COMBINING.get(letter) or _TYPED.get(letter) or (OTHER if letter in _TYPED_OTHER else None)
        if mark or unicodedata.combining(letter):
            marks.add(mark or OTHER)
        elif letter != "9":  # VNI's đ
            letters += letter
    return letters, frozenset(marks)


def _word(match: re.Match[str]) -> Word:
    typed = unicodedata.normalize("NFC", match.group()).lower()
    return Word(fold(typed), typed, match.start(), match.end())
