"""Whole numbers, in digits or in words."""

from messages.reading.phrases import word_set
from messages.reading.scene import Scene
from messages.reading.tokens import NUMBER

WORDS = {
    "không": 0, "một": 1, "hai": 2, "ba": 3, "bốn": 4, "tư": 4, "năm": 5, "lăm": 5, "sáu": 6, "bảy": 7, "bẩy": 7,
    "tám": 8, "chín": 9, "mười": 10, "mốt": 1,
    "mot": 1, "bon": 4, "tu": 4, "nam": 5, "lam": 5, "sau": 6, "bay": 7, "tam": 8, "chin": 9, "muoi": 10,
}  # fmt: skip
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
    value = WORDS.get(token.marked)
    if value is None or (token.marked in _HOMOGRAPHS and not _counts(scene, at + 1)):
        return None
    end = at + 1
    after = scene.tokens[end].marked if end < scene.size else ""
    if 2 <= value <= 9 and after in _TENS:
        value, end = value * 10, end + 1
    elif value != 10:
        return value, end
    unit = WORDS.get(scene.tokens[end].marked) if end < scene.size else None
    return (value + unit, end + 1) if unit and unit < 10 else (value, end)
