"""Numbers beside the words of a day that are no day: how long, which of several, how many of how many."""

from datetime import date

from messages.reading.numerals import NUMERALS
from messages.reading.phrases import word_set
from messages.reading.scene import Scene
from messages.reading.tokens import NUMBER

# "con thứ 2", "lần thứ 3": an order, not a weekday.
_ORDINAL_BEFORE = word_set("con lan mui lieu be dua chau mang vi lop nguoi ca dau")
_LATER_DAYS = frozenset(("5", "6", "7", "nam", "sau", "bay"))
_MOST_AT_ONCE = 10  # nobody tells of more boys or girls than these in one count


def lasting(scene: Scene, at: int) -> bool:
    """'4 hôm nay khỏe', 'bon hom nay': how long, not which day; 'sởi 1 hôm nay' and '3kg2 hôm nay' are days."""
    if scene.word(at) not in ("hom", "bua") or scene.word(at + 1) != "nay" or not at or scene.taken[at - 1]:
        return False
    if scene.word(at - 2) in _ORDINAL_BEFORE or scene.word(at - 2) == "thu":
        return False  # "đẻ bé thứ 2 hôm nay"
    value = NUMERALS.get(scene.word(at - 1))
    return (scene.kind(at - 1) == NUMBER or value is not None) and scene.word(at - 1) not in ("1", "tu", "nam")


def is_share(scene: Scene, part: str, whole: str, end: int) -> bool:
    """'9/12 cháu', '3/8 bản': so many of so many. '17/4 bé trai' and '3/4 cháu Páo' are days."""
    named = end + 1 < scene.size and bool(scene.taken[end + 1])
    counted = scene.word(end) in ("thon", "ban", "chau", "ca", "be", "tre", "mui")
    return counted and int(part) <= int(whole) and not scene.span("sex", end) and not named


def told_of(scene: Scene, day: int, end: int) -> bool:
    """'ngày 15 cháu Páo', 'hôm 16 bé gái': the one that the day is told of, no number of children."""
    named = end + 1 < scene.size and bool(scene.taken[end + 1])
    return named or (day > _MOST_AT_ONCE and scene.span("sex", end) > 0)


def is_order(scene: Scene, at: int) -> bool:
    """Which of several children or doses, no weekday: 'con thứ 2', 'con trai thứ 2', 'mũi thứ 3'."""
    if scene.word(at - 1) in ("trai", "gai") and scene.word(at) == "thu" and not scene.span("week", at + 2):
        return scene.word(at + 1) not in _LATER_DAYS or scene.has("day")  # a fifth son is seldom told of
    if scene.words[max(0, at - 2) : at] == ["sinh", "doi"]:
        return True  # "cháu trai sinh đôi thứ 2"
    if scene.word(at - 2) == "ca" and scene.word(at - 1) in ("sinh", "de"):
        return True  # "ca sinh thứ 2"
    return scene.word(at - 1) in _ORDINAL_BEFORE and scene.word(at) != "chu"


def short_year(scene: Scene, at: int) -> int:
    """'79', as if of this century; 0 if it is no such number."""
    return 2000 + int(scene.word(at)) if scene.kind(at) == NUMBER and len(scene.word(at)) == 2 else 0


def is_year_of_birth(scene: Scene, at: int) -> bool:
    """'sn 2001', 'sinh 1999': only the year."""
    digits = scene.word(at)
    alone = scene.kind(at) == NUMBER and len(digits) == 4 and digits[:2] in ("19", "20")
    return alone and scene.word(at - 1) in ("sn", "ns", "sinh") and scene.word(at + 1) not in ("g", "gr", "gam", "/")


def fifth_or_thursday(scene: Scene, day: date | None, at: int) -> bool:
    """'con trai thứ 5 ngày 15/4': a fifth son, or a Thursday that the 15th is not: nobody can tell."""
    held = scene.spans["weekday"].get(at - 2) if day and scene.word(at) == "ngay" else None
    if held is None or held[0] != at or scene.word(at - 3) not in ("trai", "gai") or day is None:
        return False
    if int(held[1]) == day.weekday():
        return False
    scene.take(at - 2, at)
    return True


def means_weight(scene: Scene, at: int) -> bool:
    """'cn 3kg1', 'cn: 3,1', 'gõ nhầm cn bé': cân nặng, not chủ nhật."""
    after = at + 1
    return (
        scene.kind(after) == NUMBER
        or scene.word(after) in (":", "=", "la", "duoc", "khi", "luc")
        or scene.word(at - 1) in ("nham", "sai", "sua", "ghi", "thieu", "go", "nhap", "them", "bo")
    )
