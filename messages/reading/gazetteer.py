"""The villages of a commune as people name them: in full, in part where only one fits, by number, misspelt."""

import re
from collections.abc import Mapping
from functools import lru_cache
from typing import NamedTuple

from rapidfuzz import fuzz, process

from messages.reading.lexicon import load_words
from messages.reading.normal import plain
from messages.reading.phrases import words_of
from messages.reading.syllables import is_syllable
from messages.reading.understanding import VillageName

_GENERIC = frozenset(("ban", "thon", "xom", "lang", "khu", "to"))
# Measured by `python -m tests.corpus.villages`; docs/reading.md shows the table and a test holds it.
CLOSE_ENOUGH = 80


SURELY_CLOSE = 88  # from here on even a well-spelt other word is a slip: one letter of nine
NEARLY_AS_CLOSE = 4  # a second village within so many points of the first: neither is meant for certain
_SOUNDS = {
    "tr": "ch",
    "x": "s",
    "l": "n",
    "gi": "d",
    "r": "d",
    "k": "c",
    "q": "c",
    "y": "i",
    "ngh": "n",
    "ng": "n",
    "nh": "n",
}
_ALIKE = re.compile("|".join(sorted(_SOUNDS, key=len, reverse=True)))


class Gazetteer(NamedTuple):
    """Names by their unaccented words; a part that fits two villages has no code."""

    full: Mapping[tuple[str, ...], str | None]
    parts: Mapping[tuple[str, ...], str | None]
    numbers: Mapping[int, str]
    codes: Mapping[str, str]
    letters: frozenset[str]  # that codes begin with
    longest: int
    firsts: frozenset[str]  # words that a name of two words and more, or such a part of one, begins with

    def closest(self, words: tuple[str, ...], at_least: float = CLOSE_ENOUGH) -> str | None:
        """The village a misspelt name means, if one alone is close enough and it is no name of another village."""
        said = " ".join(words)
        names = {" ".join(name): code for name, code in self.full.items() if code}
        hits = process.extract(said, names.keys(), scorer=fuzz.ratio, score_cutoff=at_least, limit=3)
        near = [(name, score) for name, score, _ in hits if score >= hits[0][1] - NEARLY_AS_CLOSE]
        codes = {names[name] for name, _ in near}
        doubtful = any(score < SURELY_CLOSE and _another(words, tuple(name.split())) for name, score in near)
        return codes.pop() if len(codes) == 1 and not doubtful else None


def _another(said: tuple[str, ...], name: tuple[str, ...]) -> bool:
    """'Tân Bình' for 'Vân Bình': a word that is well spelt, and sounds otherwise, is meant."""
    if len(said) != len(name):
        return False
    return any(
        one != other and is_syllable(one) and _sound(one) != _sound(other)
        for one, other in zip(said, name, strict=True)
    )


def _sound(word: str) -> str:
    """The letters that people take for each other as one: tr/ch, s/x, l/n, d/gi/r, c/k/q, i/y, ng/nh/n."""
    return _ALIKE.sub(lambda hit: _SOUNDS[hit[0]], word)


@lru_cache(maxsize=64)
def gazetteer(villages: tuple[VillageName, ...]) -> Gazetteer:
    """The names of these villages, ready to be looked up."""
    full: dict[tuple[str, ...], str | None] = {}
    parts: dict[tuple[str, ...], str | None] = {}
    numbers: dict[int, str] = {}
    codes: dict[str, str] = {}
    for village in villages:
        digits = "".join(filter(str.isdigit, village.code))
        if digits:
            numbers[int(digits)] = village.code
        codes[plain(village.code)] = village.code
        for name in village.names:
            words = tuple(plain(word) for word in words_of(name) if word[0].isalnum())
            bare = words[1:] if len(words) > 1 and words[0] in _GENERIC else words
            _add(full, bare, village.code)
            for start in range(len(bare)):
                for end in range(start + 1, len(bare) + 1):
                    _add(parts, bare[start:end], village.code)
    firsts = frozenset(name[0] for name in (*full, *parts) if len(name) > 1)
    letters = frozenset(code.rstrip("0123456789") for code in codes)
    return Gazetteer(full, parts, numbers, codes, letters, max(map(len, full), default=0), firsts)


def _add(names: dict[tuple[str, ...], str | None], words: tuple[str, ...], code: str) -> None:
    names[words] = code if names.get(words, code) == code else None


def sample_villages() -> tuple[VillageName, ...]:
    """The eight villages of the sample commune."""
    return tuple(VillageName(code, tuple(names)) for code, names in load_words("villages_sample")["villages"].items())
