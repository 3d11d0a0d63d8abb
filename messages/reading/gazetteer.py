"""The villages of a commune as people name them: in full, in part where only one fits, by number, misspelt."""

from collections.abc import Mapping
from functools import lru_cache
from typing import NamedTuple

from rapidfuzz import fuzz, process

from messages.reading.lexicon import load_words
from messages.reading.normal import plain
from messages.reading.phrases import words_of
from messages.reading.understanding import VillageName

_GENERIC = frozenset(("ban", "thon", "xom", "lang", "khu", "to"))
# Measured over one-letter slips of the sample names and over unknown village names of the region (tests hold it):
# every slip scores 80 or more, no other village's name above 77.
CLOSE_ENOUGH = 80


class Gazetteer(NamedTuple):
    """Names by their unaccented words; a part that fits two villages has no code."""

    full: Mapping[tuple[str, ...], str | None]
    parts: Mapping[tuple[str, ...], str | None]
    numbers: Mapping[int, str]
    codes: Mapping[str, str]
    longest: int
    firsts: frozenset[str]  # words that a name of two words and more, or such a part of one, begins with

    def closest(self, words: tuple[str, ...]) -> str | None:
        """The village a misspelt name means, if exactly one is close enough."""
        said = " ".join(words)
        names = {" ".join(name): code for name, code in self.full.items() if code}
        hits = process.extract(said, names.keys(), scorer=fuzz.ratio, score_cutoff=CLOSE_ENOUGH, limit=3)
        codes = {names[name] for name, score, _ in hits if score >= hits[0][1] - 4}
        return codes.pop() if len(codes) == 1 else None


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
    return Gazetteer(full, parts, numbers, codes, max(map(len, full), default=0), firsts)


def _add(names: dict[tuple[str, ...], str | None], words: tuple[str, ...], code: str) -> None:
    names[words] = code if names.get(words, code) == code else None


def sample_villages() -> tuple[VillageName, ...]:
    """The eight villages of the sample commune."""
    return tuple(VillageName(code, tuple(names)) for code, names in load_words("villages_sample")["villages"].items())
