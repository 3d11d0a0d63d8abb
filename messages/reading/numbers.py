"""Whole numbers, in digits or in words: 12, mười hai, hai mươi lăm."""

from messages.reading.numerals import NUMERALS
from messages.reading.phrases import word_set
from messages.reading.scene import Scene
from messages.reading.tokens import NUMBER

_TEN = frozenset(("mười", "muoi"))
_TENS = ("mươi", "muoi", "mười", "chục", "chuc")
_ODD_UNITS = {"lăm": 5, "nhăm": 5, "mốt": 1}  # so said only behind tens: "hai lăm", "ba mốt"
# Typed without accents these are first of all other words (năm, từ, sau, bay): numbers only before what is counted.
_HOMOGRAPHS = frozenset(("tu", "nam", "lam", "sau", "bay", "tam", "muoi"))
_COUNTED = word_set("kg can ky lang ngay thang tuoi chau be hom mui tuan ca tre muoi gio tieng dua")
_DAY_BEFORE = frozenset(("ngay", "hom", "mung", "mong"))
LONGEST = 8  # digits; longer runs are telephone numbers


def _counts(scene: Scene, at: int) -> bool:
    return scene.word(at) in _COUNTED and scene.word(at + 1) not in ("truoc", "sau", "nay", "toi")


def number_at(scene: Scene, at: int) -> tuple[int, int] | None:
    """(value, end) of a number that begins at a token."""
    kind = scene.kind(at)
    if kind == NUMBER:
        word = scene.words[at]
        return (int(word), at + 1) if len(word) <= LONGEST and word.isascii() else None
    value = NUMERALS.get(scene.marks[at]) if kind else None
    if value is None or _goes_on(scene, at):
        return None
    hit = _below_hundred(scene, at, value)
    return hit if scene.marks[at] not in _HOMOGRAPHS or _stands(scene, at, hit) else None


def _below_hundred(scene: Scene, at: int, value: int) -> tuple[int, int]:
    """'mười lăm', 'hai mươi', 'ba mươi mốt', 'chín'."""
    end = at + 1
    after = scene.tokens[end].marked if end < scene.size else ""
    if 2 <= value <= 9 and after in _TENS:
        value, end = value * 10, end + 1
    elif 2 <= value <= 9 and after in _ODD_UNITS:
        return value * 10 + _ODD_UNITS[after], end + 1
    elif value != 10:
        return value, end
    unit = NUMERALS.get(scene.tokens[end].marked) if end < scene.size else None
    if not unit or unit > 9 or (scene.tokens[end].marked == "nam" and scene.kind(end + 1) == NUMBER):
        return value, end  # "hai muoi nam 2026"
    return value + unit, end + 1


def _goes_on(scene: Scene, at: int) -> bool:
    """A part of a number in words, no number of its own: 'bốn' in 'mười bốn cháu', 'muoi' in 'hai muoi ba'."""
    if scene.tokens[at].marked == "muoi" and 2 <= NUMERALS.get(scene.word(at - 1), 0) <= 9:
        return True
    if scene.tokens[at].marked in _ODD_UNITS and 2 <= NUMERALS.get(scene.word(at - 1), 0) <= 9:
        return True
    if scene.word(at - 1) not in ("muoi", "chuc") or scene.tokens[at].marked in _TEN:
        return False
    if scene.tokens[at - 1].marked != "muoi" or 2 <= NUMERALS.get(scene.word(at - 2), 0) <= 9:
        return True
    return _stands(scene, at - 1, _below_hundred(scene, at - 1, 10))


def _stands(scene: Scene, at: int, hit: tuple[int, int]) -> bool:
    """Before what is counted, or 'muoi hai', 'hom muoi sau': a unit that is nothing else, or a day of the month."""
    value, end = hit
    if _counts(scene, end):
        return True
    if end - at < 2:
        return False
    return scene.tokens[end - 1].marked not in _HOMOGRAPHS or scene.word(at - 1) in _DAY_BEFORE or value > 19
