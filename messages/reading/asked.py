"""Which lessons the words of a question ask for."""

from functools import cache

from messages.reading.lexicon import load_words
from messages.reading.normal import plain
from messages.reading.scene import Scene
from messages.reading.signs import Phrase, both_ways, says


def lessons_asked(text: str) -> frozenset[str]:
    """Ids of the lessons one of whose words stands in the text, typed with or without accents."""
    scene = Scene(text)
    return frozenset(lesson for phrase, lesson in _listed() if _stands(scene, phrase))


def known_lessons() -> frozenset[str]:
    """Ids of the lessons that questions can ask for."""
    return frozenset(entry["lesson"] for entry in load_words("lesson_words")["asked"])


@cache
def _listed() -> tuple[tuple[Phrase, str], ...]:
    asked = load_words("lesson_words")["asked"]
    return tuple((both_ways(words), entry["lesson"]) for entry in asked for words in entry["words"])


def _stands(scene: Scene, phrase: Phrase) -> bool:
    return any(says(scene, at, phrase) for at in scene.where(plain(phrase[0][0])))
