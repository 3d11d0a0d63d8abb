"""What a message talks about, by phrases that are looked for apart: they hide no other meaning and no name."""

from collections.abc import KeysView, Mapping
from typing import NamedTuple

from messages.reading.lexicon import EXACT, load_words
from messages.reading.normal import marked, plain
from messages.reading.phrases import words_of
from messages.reading.scene import Scene
from messages.reading.signals import door

_NONE: Mapping[int, str] = {}


class Phrase(NamedTuple):
    """One phrase of the list."""

    value: str
    bare: list[str]  # its words without accents
    words: list[str]  # and with them
    exact: bool  # whether they must be typed


class Saying(NamedTuple):
    """A phrase where it stands, with the value of its list."""

    value: str
    start: int  # tokens
    end: int


class Family(NamedTuple):
    """The phrases about one thing, by their first word and their second, "" for one word."""

    phrases: Mapping[str, Mapping[str, list[Phrase]]]
    door: int  # see `signals.py`


def _family(listed: Mapping[str, list[str]]) -> Family:
    found: dict[str, dict[str, list[Phrase]]] = {}
    for value, phrases in listed.items():
        for phrase in phrases:
            words = [*map(marked, words_of(phrase.removeprefix(EXACT)))]
            told = Phrase(value, [*map(plain, words)], words, phrase.startswith(EXACT))
            first, second, *_ = *told.bare, ""
            found.setdefault(first, {}).setdefault(second, []).append(told)
    return Family(found, door(found))


_LISTS = ("talk", "pregnancies")
_FAMILIES = {
    name: _family(listed) for each in _LISTS for name, listed in load_words(each).items() if isinstance(listed, dict)
}


def first_words(family: str) -> frozenset[str]:
    """The words that the phrases of a family begin with, without accents."""
    return frozenset(_FAMILIES[family].phrases)


def said(scene: Scene, family: str) -> Mapping[int, str]:
    """Where each phrase of a family begins, with its value."""
    phrases, opens = _FAMILIES[family]
    if not scene.signals.doors & opens:
        return _NONE
    kept: Mapping[int, str] | None = scene.laid.get(family)
    if kept is None:
        kept = scene.laid[family] = _found(scene, phrases)
    return kept


def _found(scene: Scene, phrases: Mapping[str, Mapping[str, list[Phrase]]]) -> Mapping[int, str]:
    found: dict[int, str] = {}
    for word in phrases.keys() & scene.places.keys():
        behind = phrases[word]
        for at in scene.places[word]:
            for second in (scene.word(at + 1), ""):  # the longer first
                for phrase in behind.get(second, ()):
                    if at not in found and _stands(scene, at, phrase):
                        found[at] = phrase.value
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


def sayings(scene: Scene, family: str) -> list[Saying]:
    """The phrases of a family from left to right, the longest at each place; none stands inside another."""
    phrases, opens = _FAMILIES[family]
    found: list[Saying] = []
    if not scene.signals.doors & opens:
        return found
    done = 0
    for at in sorted(at for word in phrases.keys() & scene.places.keys() for at in scene.places[word]):
        behind = phrases[scene.word(at)]
        here = [each for second in {scene.word(at + 1), ""} for each in behind.get(second, ())]
        standing = [each for each in here if at >= done and _stands(scene, at, each)]
        if standing:
            longest = max(standing, key=lambda each: len(each.bare))
            done = at + len(longest.bare)
            found.append(Saying(longest.value, at, done))
    return found
