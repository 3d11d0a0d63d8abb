"""What a message talks about, by phrases that are looked for apart: they hide no other meaning and no name."""

from collections.abc import KeysView, Mapping
from functools import cache
from typing import NamedTuple

from messages.reading.lexicon import EXACT, load_words
from messages.reading.normal import marked, plain
from messages.reading.phrases import words_of
from messages.reading.scene import Scene, once

_NONE: Mapping[int, str] = {}


class Phrase(NamedTuple):
    """One phrase of the list."""

    family: str
    value: str
    bare: list[str]  # its words without accents
    words: list[str]  # and with them
    exact: bool  # whether they must be typed


@cache
def _phrases() -> Mapping[str, Mapping[str, list[Phrase]]]:
    """The phrases of all families by their first word and their second, "" for one word."""
    found: dict[str, dict[str, list[Phrase]]] = {}
    for family, values in load_words("talk").items():
        for value, phrases in values.items() if isinstance(values, dict) else ():
            for phrase in phrases:
                words = [*map(marked, words_of(phrase.removeprefix(EXACT)))]
                told = Phrase(family, value, [*map(plain, words)], words, phrase.startswith(EXACT))
                first, second, *_ = *told.bare, ""
                found.setdefault(first, {}).setdefault(second, []).append(told)
    return found


def said(scene: Scene, family: str) -> Mapping[int, str]:
    """Where each phrase of a family begins, with its value."""
    return _talk(scene).get(family, _NONE)


@once
def _talk(scene: Scene) -> dict[str, dict[int, str]]:
    """The phrases of all families."""
    found: dict[str, dict[int, str]] = {}
    phrases = _phrases()
    for at, word in enumerate(scene.words):
        behind = phrases.get(word)
        if behind is None:
            continue
        for second in (scene.word(at + 1), ""):
            for phrase in behind.get(second, ()):
                if _stands(scene, at, phrase):
                    found.setdefault(phrase.family, {}).setdefault(at, phrase.value)
    return found


def _stands(scene: Scene, at: int, phrase: Phrase) -> bool:
    end = at + len(phrase.bare)
    if scene.words[at:end] != phrase.bare:
        return False
    typed = scene.marks[at:end]
    if typed == phrase.words:
        return True
    if phrase.exact:
        return False
    return typed == phrase.bare or all(
        given in (word, low) for given, word, low in zip(typed, phrase.words, phrase.bare, strict=True)
    )


def about(scene: Scene, family: str) -> bool:
    """Whether any phrase of a family stands in the message."""
    return bool(said(scene, family))


def where(scene: Scene, family: str) -> KeysView[int]:
    """Where the phrases of a family begin."""
    return said(scene, family).keys()
