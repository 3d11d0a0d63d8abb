"""Vietnamese personal names compared: accents are evidence where both sides typed them, and noise where one did not."""

import unicodedata

_TONES = frozenset("\u0300\u0301\u0303\u0309\u0323")  # huyền, sắc, ngã, hỏi, nặng


def fold(text: str) -> str:
    """Without accents, in lower case, with single spaces: "Lò  Thị Máy" is "lo thi may"."""
    bare = "".join(c for c in unicodedata.normalize("NFD", text.casefold()) if not unicodedata.combining(c))
    return " ".join(bare.replace("đ", "d").split())


def same_name(a: str, b: str) -> bool:
    """Whether two full names may be one: the same words in order, no accent against another."""
    ours, theirs = a.split(), b.split()
    return len(ours) == len(theirs) > 0 and all(map(_same_word, ours, theirs))


def words_shared(a: str, b: str) -> int:
    """How many words the shorter name shares with the longer one, 0 if they cannot be one person.

    The given name comes last and must agree; of the rest the shorter one may leave words out ("May", "Lo May").
    """
    shorter, longer = sorted((a.split(), b.split()), key=len)
    if not shorter or not _same_word(shorter[-1], longer[-1]):
        return 0
    rest = iter(longer[:-1])
    kept = all(any(_same_word(word, other) for other in rest) for word in shorter[:-1])
    return len(shorter) if kept else 0


def _same_word(a: str, b: str) -> bool:
    if fold(a) != fold(b):
        return False
    ours, theirs = _spelling(a), _spelling(b)
    return ours == theirs or not (_accented(ours) and _accented(theirs))


def _spelling(word: str) -> tuple[str, str]:
    """Letters and tone apart, because the tone may be typed on another vowel: "Hoà" is "Hòa"."""
    marks = unicodedata.normalize("NFD", word.casefold())
    letters = "".join(c for c in marks if c not in _TONES)
    return letters, "".join(c for c in marks if c in _TONES)


def _accented(spelling: tuple[str, str]) -> bool:
    letters, tone = spelling
    return bool(tone) or not letters.replace("đ", "d").isascii()
