"""Words of a message as commands compare them: folded, with their offsets and the marks they were typed with."""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
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
    """The words of one message, or of its end."""

    text: str
    words: tuple[Word, ...]
    plain: tuple[str, ...]  # the words without accents

    def after(self, count: int) -> str:
        """The text behind the first words, as typed."""
        start = self.words[count - 1].end if count else 0
        return self.text[start:].strip().lstrip(_LEAD)

    def drop(self, count: int) -> "Words":
        """The words without the first ones."""
        return Words(self.text, self.words[count:], self.plain[count:])


class Phrases:
    """A list of phrases to look for, the longest first."""

    def __init__(self, phrases: Iterable[str]) -> None:
        """`phrases` are without accents, in small letters, words parted by one space."""
        self.all = frozenset(phrases)
        self._heads: dict[str, list[tuple[str, ...]]] = {}
        self._tails: dict[str, list[tuple[str, ...]]] = {}
        for split in sorted((tuple(phrase.split()) for phrase in self.all), key=len, reverse=True):
            self._heads.setdefault(split[0], []).append(split)
            self._tails.setdefault(split[-1], []).append(split)

    def begin(self, plain: tuple[str, ...]) -> int:
        """How many words of the message's beginning are the longest of the phrases; 0 if it begins with none."""
        found = self._heads.get(plain[0], ()) if plain else ()
        return next((len(split) for split in found if plain[: len(split)] == split), 0)

    def end(self, plain: tuple[str, ...]) -> int:
        """The same at the message's end."""
        found = self._tails.get(plain[-1], ()) if plain else ()
        return next((len(split) for split in found if plain[-len(split) :] == split), 0)


def split_words(text: str) -> Words:
    """The first words of a text; a word that has no letters or digits at all is left out."""
    words = (_word(match) for match in _WORD.finditer(text))
    said = (word for word in words if any(letter.isalnum() for letter in word.plain))
    first = tuple(islice(said, _MOST))
    return Words(text, first, tuple(word.plain for word in first))


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
    return Word(_plain(typed), typed, match.start(), match.end())


_plain = lru_cache(maxsize=8192)(fold)  # villages use few words
