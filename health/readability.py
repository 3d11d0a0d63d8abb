"""How hard a Vietnamese text is to read, for a reader with five years of school.

The measure is ours and plain: syllables a sentence, and the share of syllables that are not among the commonest. No
published formula could be checked, so its limits are set by texts of known kinds (see `reading_ease.toml`).
"""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass

from health.data_files import read_toml
from health.lesson_lint import LessonFault
from health.lessons import Lesson

_SENTENCE = re.compile(r"[.:;!?]+(?:\s+|$)")
_SYLLABLE = re.compile(r"[^\W\d_]+")
_PLACEHOLDER = re.compile(r"\{\w+\}")


@dataclass(frozen=True, slots=True)
class Ease:
    """One text, measured."""

    mean: float  # syllables a sentence
    longest: int  # syllables of the longest sentence
    rare: tuple[str, ...]  # syllables that are not common, as they come
    syllables: int

    @property
    def score(self) -> float:
        """Smaller is easier: syllables a sentence and the percentage of rare ones, added."""
        return round(self.mean + 100 * len(self.rare) / max(1, self.syllables), 1)


@dataclass(frozen=True, slots=True)
class ReadingLimits:
    """What counts as easy."""

    score: float
    longest: int
    common: frozenset[str]  # syllables with accents, small letters, NFC


def parse_limits(text: str, file: str) -> ReadingLimits:
    """The limits and the common syllables of a TOML file. Raises DataError."""
    data = read_toml(text, file, "syllables")
    data.head.only("id", "version", "most_score", "most_in_a_sentence")
    common = {syllable for entry in data.entries for syllable in entry.only("source", "list").text("list").split()}
    return ReadingLimits(data.head.number("most_score"), data.head.number("most_in_a_sentence"), frozenset(common))


def measure(text: str, common: frozenset[str]) -> Ease:
    """The measure of one text with accents; numbers and placeholders do not count."""
    plain = unicodedata.normalize("NFC", _PLACEHOLDER.sub("", text)).lower()
    sentences = [found for part in _SENTENCE.split(plain) if (found := _SYLLABLE.findall(part))]
    all_syllables = [syllable for sentence in sentences for syllable in sentence]
    return Ease(
        mean=len(all_syllables) / max(1, len(sentences)),
        longest=max(map(len, sentences), default=0),
        rare=tuple(syllable for syllable in all_syllables if syllable not in common),
        syllables=len(all_syllables),
    )


def lint_reading(lessons: Iterable[Lesson], limits: ReadingLimits) -> tuple[LessonFault, ...]:
    """Lessons whose chat form is too hard."""
    faults = []
    for lesson in lessons:
        ease = measure(lesson.chat, limits.common)
        if ease.longest > limits.longest:
            what = f"a sentence of {ease.longest} syllables, {limits.longest} at most: part it"
            faults.append(LessonFault(lesson.id, "reading", what))
        if ease.score > limits.score:
            rare = ", ".join(dict.fromkeys(ease.rare)) or "none"
            what = f"{ease.score} of {limits.score} at most: shorter sentences, fewer rare words (rare: {rare})"
            faults.append(LessonFault(lesson.id, "reading", what))
    return tuple(faults)
