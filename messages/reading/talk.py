"""What a message talks about, by phrases that are looked for apart: they hide no other meaning and no name."""

from collections.abc import Iterator, Mapping
from functools import cache

from messages.reading.lexicon import EXACT, load_words
from messages.reading.normal import marked, plain
from messages.reading.phrases import words_of
from messages.reading.scene import Scene

Phrase = tuple[tuple[str, ...], tuple[str, ...], bool]  # without accents, with them, whether they must be typed


@cache
def _phrases(family: str) -> Mapping[str, tuple[tuple[str, Phrase], ...]]:
    """The phrases of a family by their first word, each with its value."""
    found: dict[str, list[tuple[str, Phrase]]] = {}
    for value, phrases in load_words("talk")[family].items():
        for phrase in phrases:
            words = tuple(map(marked, words_of(phrase.removeprefix(EXACT))))
            bare = tuple(map(plain, words))
            found.setdefault(bare[0], []).append((value, (bare, words, phrase.startswith(EXACT))))
    return {first: tuple(listed) for first, listed in found.items()}


def said(scene: Scene, family: str) -> Iterator[tuple[int, str]]:
    """Where a phrase of a family begins, and its value."""
    phrases = _phrases(family)
    for at in sorted(at for word in phrases.keys() & scene.places.keys() for at in scene.places[word]):
        value = next((value for value, phrase in phrases[scene.words[at]] if _stands(scene, at, phrase)), None)
        if value is not None:
            yield at, value


def _stands(scene: Scene, at: int, phrase: Phrase) -> bool:
    bare, words, exact = phrase
    if at + len(bare) > scene.size or tuple(scene.words[at : at + len(bare)]) != bare:
        return False
    typed = scene.marks[at : at + len(bare)]
    return all(
        given == word or (given == low and not exact) for given, word, low in zip(typed, words, bare, strict=True)
    )


def about(scene: Scene, family: str) -> bool:
    """Whether any phrase of a family stands in the message."""
    return next(said(scene, family), None) is not None


def where(scene: Scene, family: str) -> set[int]:
    """Where the phrases of a family begin."""
    return {at for at, _ in said(scene, family)}
