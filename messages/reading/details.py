"""Sex, cause, codes, numbers of children: one small reader each."""

import re

from messages.reading.items import Found, Item
from messages.reading.phrases import word_set
from messages.reading.scene import Scene
from messages.reading.tokens import MARK, NUMBER, WORD

_NO_CODE_BEHIND = word_set("ngay hom so sdt dt goi lh zalo + tk sinh ns dien thoai alo")
_MOBILE = re.compile(r"(?:84|0)\d{9,10}")
_TOLD_WHOLE = 3  # words: "không rõ nguyên nhân" is of the cause, "không rõ ngày" is not
STRIKERS = word_set("xe trau ngua tau to")
SEX_INSIDE = ("my_child", "of_mother", "wife", "of_house", "child_of")  # families whose phrases may tell the sex
_STRUCK = frozenset(("cán", "đâm", "tông", "húc", "dam", "tong", "huc", "đè", "quệt", "hất", "chẹt", "ủi"))
_TIMES = word_set("gio ngay hom may em toi tuoi thang can nao")
_LEAST_CODE = 4  # digits of one typed behind TE
LEAST_BARE_CODE = 6  # digits of a child's code typed without TE


def read_codes(scene: Scene) -> Found:
    """TE102748, 'te 102748', or six digits and more that are no telephone number and no date."""
    for at in scene.numeric:
        token = scene.tokens[at]
        if len(token.plain) < _LEAST_CODE or token.kind != NUMBER or scene.taken[at] or not token.plain.isascii():
            continue
        titled = scene.word(at - 1) == "te" and scene.word(at - 2) != "y"
        bare = (
            LEAST_BARE_CODE <= len(token.plain) <= 9
            and not _MOBILE.fullmatch(token.plain)
            and not _other_number(scene, at)
        )
        if (titled and len(token.plain) <= 9) or bare:
            start = at - 1 if titled else at
            yield Item("child_code", f"TE{token.plain}", start, at + 1)
            scene.take(start, at + 1)


def _other_number(scene: Scene, at: int) -> bool:
    """A telephone number in groups, a date without marks, an amount of money, a report's number."""
    digits, before, after = scene.word(at), scene.word(at - 1), scene.word(at + 1)
    if before in _NO_CODE_BEHIND:
        return True
    if after in ("d", "dong", "vnd", "k", "nghin", "trieu", "g", "gr", "kg"):
        return True
    if len(digits) == 8 and digits[4:6] == "20" and int(digits[2:4]) <= 12:
        return True
    return len(digits) == 9 and digits[0] in "35789"


def read_sexes(scene: Scene) -> Found:
    """trai, gái, nam, nữ and their kin, where they speak of a child."""
    for begin, (end, value) in sorted(scene.spans["sex"].items()):
        at = begin + (bool(scene.taken[begin]) and end > begin + 1)  # "dau thang chau trai": the day took "thang"
        if not scene.free(at, end) or _either(scene, at, end, value):
            continue
        if end == at + 1 and scene.word(at - 1) in ("anh", "em", "chi") and scene.word(at) in ("trai", "gai"):
            continue  # "ở nhà anh trai chồng"
        if end == at + 1 and scene.word(at) in ("nam", "nu", "cu") and not _alone(scene, at):
            continue
        if scene.word(at) == "nam" and scene.tokens[at].marked == "nam" and _a_year(scene, end):
            continue
        scene.take(at, end)
        yield Item("sex", value, at, end)
    yield from _sex_inside(scene)


def _a_year(scene: Scene, at: int) -> bool:
    """'nam 2026' is a year; in '9/4, nam 2kg8' what follows has been read as a weight."""
    return scene.kind(at) == NUMBER and not scene.taken[at]


def _either(scene: Scene, at: int, end: int, value: str) -> bool:
    """'chưa biết trai hay gái', 'trai gái chưa rõ': both said, neither told."""
    behind = end + (scene.word(end) in ("hay", "hoac", "/"))
    after = scene.spans["sex"].get(behind, (0, value))[1]
    before = any(
        stop + (scene.word(stop) in ("hay", "hoac", "/")) == at and other != value
        for stop, other in (scene.spans["sex"].get(start, (0, "")) for start in range(max(0, at - 5), at))
    )
    return after != value or before


def _sex_inside(scene: Scene) -> Found:
    """'con gái tôi', 'con trai chị X': the sex inside a longer phrase."""
    for family in SEX_INSIDE:
        for at, (end, _) in scene.spans[family].items():
            whose = _of_the_house(scene, at) or (family == "child_of" and scene.word(end - 1) != "cua")
            for k in range(at, end) if not whose else ():
                if scene.word(k) in ("trai", "gai"):
                    yield Item("sex", "m" if scene.word(k) == "trai" else "f", k, k + 1)


def _of_the_house(scene: Scene, at: int) -> bool:
    """'cháu bé nhà con gái tôi': whose child it is, not which."""
    return scene.word(at - 1) in ("nha", "cua") and at > 1


def _alone(scene: Scene, at: int) -> bool:
    """'nam', 'nữ' as an item of its own or beside a word of birth: not 'năm', not 'phụ nữ'."""
    if scene.tokens[at].marked == "nữ" or scene.word(at) == "nu":
        return scene.word(at - 1) not in ("phu", "hoi", "ho")
    before, after = scene.kind(at - 1), scene.kind(at + 1)
    named = scene.strict and before == WORD and bool(scene.taken[at - 1])  # "Bé Hoàng Gia Bảo nam sinh 25/4"
    kin = (named and (after == NUMBER or scene.word(at + 1) == "sinh")) or (
        scene.word(at - 1) in ("be", "chau", "tre", "con", "la", "tinh", "sinh", "de", "chau")
        or scene.kind(at - 1) == NUMBER
    )
    return (
        kin
        or (before in ("", MARK) and after in ("", MARK))
        or (before in ("", MARK) and (scene.kind(at + 1) == NUMBER))
    )


def read_causes(scene: Scene) -> Found:
    """What somebody died of."""
    last = 0
    for at, (end, value) in sorted(scene.spans["cause"].items()):
        if (
            value == "unknown"
            and end - at < _TOLD_WHOLE
            and scene.word(end) in ("ngay", "ten", "tuoi", "hom", "gio", "nang", "may", "gioi", "la")
        ):
            continue
        if scene.inside("idiom", at, end) or scene.inside("thing", at, end):
            continue  # the "điện" of "mất điện thoại"
        if value == "unknown" and scene.word(at - 1) in _TIMES:
            continue  # "mất lúc mấy giờ em không rõ"
        if scene.words[at : at + 2] == ["benh", "vien"] and end < at + 3:
            continue  # "bệnh viện trả về"
        if scene.word(at) == "roi" and scene.word(at - 1) in ("de", "sinh", "bo"):
            continue  # "đẻ rơi" is a birth on the way, "bị bỏ rơi" no fall
        if at >= last and scene.free(at, end):
            last = end
            yield Item("cause", value, at, end)


def read_struck(scene: Scene) -> Found:
    """'bị ô tô chở đá cán', 'xe máy nhà hàng xóm tông': a vehicle or a beast, and what it did a few words on."""
    for at, word in enumerate(scene.words):
        if (
            word not in STRIKERS
            or (word == "to" and scene.word(at - 1) != "o")
            or scene.taken[at]
            or scene.spans["cause"].get(at)
        ):
            continue
        for k in range(at + 1, min(scene.size, at + 7)):
            if not scene.same_clause(at, k) or scene.span("death", k):
                break
            if (scene.tokens[k].marked in _STRUCK and scene.word(k + 1) != "bo") or (
                scene.word(k) == "can" and scene.span("death", k + 1)
            ):
                yield Item("cause", "injury", at, k + 1)
                break
