"""Whole numbers, in digits or in words."""

from messages.reading.numerals import NUMERALS
from messages.reading.phrases import word_set
from messages.reading.scene import Scene
from messages.reading.tokens import NUMBER

_TENS = ("mươi", "muoi", "mười", "chục", "chuc")
# Typed without accents these are first of all other words (năm, từ, sau, bay): numbers only before what is counted.
_HOMOGRAPHS = frozenset(("tu", "nam", "lam", "sau", "bay", "tam", "muoi"))
_COUNTED = word_set("kg can ky lang ngay thang tuoi chau be hom mui tuan ca tre muoi gio tieng dua")
LONGEST = 8  # digits; longer runs are telephone numbers


def _counts(scene: Scene, at: int) -> bool:
    return scene.word(at) in _COUNTED and scene.word(at + 1) not in ("truoc", "sau", "nay", "toi")


def number_at(scene: Scene, at: int) -> tuple[int, int] | None:
    """(value, end) of a number that begins at a token."""
    if at >= scene.size or at < 0:
        return None
    token = scene.tokens[at]
    if token.kind == NUMBER:
        return (int(token.plain), at + 1) if len(token.plain) <= LONGEST and token.plain.isascii() else None
    value = NUMERALS.get(token.marked)
    if value is None or (token.marked in _HOMOGRAPHS and not _counts(scene, at + 1)):
        return None
    end = at + 1
    after = scene.tokens[end].marked if end < scene.size else ""
    if 2 <= value <= 9 and after in _TENS:
        value, end = value * 10, end + 1
    elif value != 10:
        return value, end
    unit = NUMERALS.get(scene.tokens[end].marked) if end < scene.size else None
    return (value + unit, end + 1) if unit and unit < 10 else (value, end)
