"""What a message talks about, by phrases that are looked for apart: they hide no other meaning and no name."""

from collections.abc import KeysView, Mapping
from functools import cache
from itertools import pairwise
from typing import NamedTuple

from messages.reading.lexicon import EXACT, load_words
from messages.reading.normal import marked, plain
from messages.reading.phrases import words_of
from messages.reading.scene import Scene

_NONE: Mapping[int, str] = {}


class Phrase(NamedTuple):
    """One phrase of the list."""

    family: str
    value: str
    bare: list[str]  # its words without accents
    words: list[str]  # and with them
    exact: bool  # whether they must be typed


@cache
def _phrases() -> Mapping[tuple[str, ...], list[Phrase]]:
    """The phrases of all families by their first word, or their first two."""
    found: dict[tuple[str, ...], list[Phrase]] = {}
    for family, values in load_words("talk").items():
        for value, phrases in values.items() if isinstance(values, dict) else ():
            for phrase in phrases:
                words = [*map(marked, words_of(phrase.removeprefix(EXACT)))]
                told = Phrase(family, value, [*map(plain, words)], words, phrase.startswith(EXACT))
                found.setdefault(tuple(told.bare[:2]), []).append(told)
    return found


def said(scene: Scene, family: str) -> Mapping[int, str]:
    """Where each phrase of a family begins, with its value; all families are looked for once a message."""
    if scene.talk is None:
        scene.talk = {}
        phrases, words = _phrases(), scene.words
        for opening in sorted(phrases.keys() & {*zip(words), *pairwise(words)}, reverse=True):  # the longer first
            for phrase in phrases[opening]:
                for at in scene.places[opening[0]]:
                    if _stands(scene, at, phrase):
                        scene.talk.setdefault(phrase.family, {}).setdefault(at, phrase.value)
    return scene.talk.get(family, _NONE)


def _stands(scene: Scene, at: int, phrase: Phrase) -> bool:
    end = at + len(phrase.bare)
    if scene.words[at:end] != phrase.bare:
        return False
    typed = scene.marks[at:end]
    return typed == phrase.words or all(
        given == word or (given == low and not phrase.exact)
        for given, word, low in zip(typed, phrase.words, phrase.bare, strict=True)
    )


def about(scene: Scene, family: str) -> bool:
    """Whether any phrase of a family stands in the message."""
    return bool(said(scene, family))


def where(scene: Scene, family: str) -> KeysView[int]:
    """Where the phrases of a family begin."""
    return said(scene, family).keys()
