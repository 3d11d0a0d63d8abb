"""Sex, place, attendant, cause, codes, numbers of children: one small reader each."""

import re

from messages.reading.items import Found, Item
from messages.reading.labels import counted_at
from messages.reading.numbers import number_at
from messages.reading.phrases import word_set
from messages.reading.scene import Scene
from messages.reading.tokens import MARK, NUMBER, WORD

_CHILD_WORDS = word_set("chau be tre em dua ca con truong chau")
_PREPOSITIONS = word_set("o tai trong tren duoi ngoai vao trg len xuong ve ra den")
_NOT = frozenset(("khong", "chua", "chang"))
_HOME = frozenset(("nha", "nhà"))
_SPEAKER = word_set("em toi minh chau bac")
_ON_THE_WAY = word_set("dang vua moi da o tai len den ra xuong toi vao qua sang di ve con")
# Before 'trạm' these make it the one who is told or asked, no place: 'xin trạm cho xe', 'cần trạm'.
_ASKED = word_set(
    "cho voi mong cong doan luan theo giay si sy chuyen bao da_bao goi nho hoi cua can nhan toi nha gui xin mong"
)
_NO_CODE_BEHIND = word_set("ngay hom so sdt dt goi lh zalo + tk sinh ns dien thoai alo")
_MOBILE = re.compile(r"(?:84|0)\d{9,10}")
_TOLD_WHOLE = 3  # words: "không rõ nguyên nhân" is of the cause, "không rõ ngày" is not
_STRIKERS = word_set("xe trau ngua tau")
_STRUCK = frozenset(("cán", "đâm", "tông", "húc", "dam", "tong", "huc", "đè", "quệt", "hất", "chẹt", "ủi"))
_WHERE_LIVES = word_set("o ben gan canh sat")
_TIMES = word_set("gio ngay hom may em toi tuoi thang can nao")
_HOSTS = word_set("ngoai noi xom ba chong de")
LEAST_BARE_CODE = 6  # digits of a child's code typed without TE


def read_codes(scene: Scene) -> Found:
    """TE102748, 'te 102748', or six digits and more that are no telephone number and no date."""
    for at in scene.numeric:
        token = scene.tokens[at]
        if token.kind != NUMBER or scene.taken[at] or not token.plain.isascii():
            continue
        titled = scene.word(at - 1) == "te" and scene.word(at - 2) != "y" and len(token.plain) >= 4
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
    for at, (end, value) in sorted(scene.spans["sex"].items()):
        if not scene.free(at, end):
            continue
        if end == at + 1 and scene.word(at) in ("nam", "nu", "cu") and not _alone(scene, at):
            continue
        if scene.word(at) == "nam" and scene.tokens[at].marked == "nam" and scene.kind(end) == NUMBER:
            continue
        scene.take(at, end)
        yield Item("sex", value, at, end)
    yield from _sex_inside(scene)


def _sex_inside(scene: Scene) -> Found:
    """'con gái tôi', 'con trai chị X': the sex inside a longer phrase."""
    for family in ("my_child", "of_mother", "wife", "of_house"):
        for at, (end, _) in scene.spans[family].items():
            for k in range(at, end):
                if scene.word(k) in ("trai", "gai"):
                    yield Item("sex", "m" if scene.word(k) == "trai" else "f", k, k + 1)


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


def read_places(scene: Scene) -> Found:
    """Where it happened."""
    for family in ("place",):
        for at, (end, value) in sorted(scene.spans[family].items()):
            if not scene.free(at, end) or _no_place(scene, at, end, value):
                continue
            scene.take(at, end)
            yield Item("water" if value == "water" else "place", "other" if value == "water" else value, at, end)
    yield from _home_alone(scene)


def _no_place(scene: Scene, at: int, end: int, value: str) -> bool:
    before, after = scene.word(at - 1), scene.word(end)
    if _where_the_teller_is(scene, at, end):
        return True
    if value == "facility" and any(
        scene.word(k) in ("kip", "chua") and not scene.taken[k] for k in range(max(0, at - 3), at)
    ):
        return True  # "chưa kịp đến viện đã đẻ"
    if value == "facility" and scene.word(end) in _NOT and scene.word(end + 1) in ("kip", "toi", "den"):
        return True  # "đưa xuống viện không kịp"
    if value == "facility" and _lies(scene, at):
        return True
    if value == "facility" and _sends(scene, at, end):
        return True
    if value == "facility" and (_died_there(scene, end) or scene.span("birth", end)):
        return False  # "ra trạm đẻ", "đi viện sinh"
    if value == "facility":
        # "trạm báo", "đi viện", "ra viện", "chuyển viện": the station speaking, or a move.
        return (
            (scene.span("says", end) > 0 and before not in ("o", "tai") and after != "nho")  # "..., viện tỉnh, nhờ chị"
            or before in _ASKED
            or (before in ("di", "den", "ve") and scene.word(at - 2) not in ("o", "de", "sinh", "sanh", "mat", "chet"))
            or (before == "ra" and scene.word(at - 2) not in ("de", "sinh"))
            or _person_follows(scene, end)
            or scene.span("sent_home", end) > 0
        )
    if value == "other" and scene.word(at - 1) == "dang" and not scene.has("death"):
        return True  # "đang trên đường lên trạm": where they are now
    if value in ("other", "water") and any(
        scene.word(k) == "nha" and scene.word(k + 1) in _WHERE_LIVES and scene.same_clause(k, at)
        for k in range(max(0, at - 4), at)
    ):
        return True  # "nhà ở tận trên nương"
    if value == "home":
        return (
            after in ("van", "tre", "nuoc", "truong")
            or _of_somebody(scene, end)
            or (scene.word(end - 1) in ("ba", "ong") and end < scene.size and bool(scene.taken[end]))
            or (before in ("da", "dang") and scene.word(at) != "o")
        )
    return False


def _lies(scene: Scene, at: int) -> bool:
    """'bé 2kg4 nằm ở viện': where it is now, unless it died there."""
    back = at - 1 - (scene.word(at - 1) in ("o", "tai"))
    lies = back >= 0 and scene.tokens[back].marked in ("nằm", "nam") and not scene.taken[back]
    return lies and not any(k > at or scene.same_clause(k, at) for k in scene.spans["death"])


def _sends(scene: Scene, at: int, end: int) -> bool:
    """'viện cho về', 'viện trả về', 'trạm lên gấp với': what the station did or is asked to do."""
    if scene.word(end) in ("cho", "tra", "bao", "khuyen"):
        return any(
            scene.word(k) == "ve" and scene.same_clause(k, end) for k in range(end + 1, end + 4) if k < scene.size
        )
    called = scene.word(end) in ("len", "xuong", "den", "vao", "cu") and scene.word(at - 1) not in _PREPOSITIONS
    return called and (at == 0 or scene.kind(at - 1) != WORD)


def _where_the_teller_is(scene: Scene, at: int, end: int) -> bool:
    """'em đang trên đường sang nhà', 'em lên trạm gặp chị A bảo sinh rồi': the way of the one who reports."""
    back = at - 1
    while back > 0 and scene.word(back) in _ON_THE_WAY and scene.same_clause(back, at):
        back -= 1
    if back < 0 or scene.word(back) not in _SPEAKER or back == at - 1 or scene.same_clause(back, at) is False:
        return False
    opens = back == 0 or scene.kind(back - 1) == MARK or bool(scene.taken[back - 1])
    acts = any(scene.span(family, k) for family in ("birth", "death", "inject") for k in (end, end + 1))
    return opens and not acts


def _died_there(scene: Scene, end: int) -> bool:
    """'đưa lên viện tỉnh thì mất ở đó': the place is named before, and pointed at."""
    for at in range(end, min(scene.size, end + 8)):
        if scene.word(at) in ("o", "tai") and scene.word(at + 1) in ("do", "day"):
            told = range(max(0, at - 2), at)
            return any(scene.span(family, k) for family in ("death", "birth") for k in told)
    return False


def _of_somebody(scene: Scene, end: int) -> bool:
    """'nhà chị Inh': whose house it is, in a phrase about whose child."""
    title = (
        scene.span("title", end, "woman", "man", "elder", "young") if end < scene.size and not scene.taken[end] else 0
    )
    return bool(title) and title < scene.size and bool(scene.taken[title]) and scene.word(end) != "co"


def _person_follows(scene: Scene, end: int) -> bool:
    """'cán bộ trạm đỡ', 'nhân viên trạm': said of a person."""
    return scene.word(end) == "do" and scene.tokens[end].marked in ("đỡ",)


def _home_alone(scene: Scene) -> Found:
    """'nhà' as an item of its own: ', nhà, bà mụ đỡ'."""
    for at in scene.where("nha"):
        if scene.kinds[at] == WORD and not scene.taken[at] and scene.marks[at] in _HOME:
            edge_before = scene.kind(at - 1) in ("", MARK)
            edge_after = scene.kind(at + 1) in ("", MARK)
            if (edge_before and edge_after and at > 0) or (at == 0 and scene.size == 1):
                scene.take(at, at + 1)
                yield Item("place", "home", at, at + 1)


def read_attendants(scene: Scene) -> Found:
    """Who delivered: said with 'đỡ', or a traditional midwife, or nobody."""
    for at, (end, value) in sorted(scene.spans["attendant"].items()):
        if value == "alone":
            if scene.free(at, end):
                yield Item("attendant", "unskilled", at, end)
            continue
        if scene.tokens[at].marked == "co" and end == at + 1 and scene.span("attendant", end):
            continue  # "có nữ hộ sinh Hà đỡ"
        delivers = _deliver_after(scene, end)
        if delivers > end + 1 and scene.inside("place", at, end):
            continue  # "ở nhà bà ngoại, chồng đỡ"
        only = (scene.word(at) == "ba" and scene.word(at + 1) in ("mu", "do")) or scene.word(at) in ("mu",)
        skilled_only = scene.word(at) == "co" and scene.word(at + 1) == "do"
        listed = end - at > 1 and scene.kind(at - 1) in ("", MARK) and scene.kind(end) in ("", MARK)
        midwife = value == "skilled" and listed and scene.word(end - 1) in ("si", "sy", "sinh", "ta")
        if delivers and any(scene.spans["attendant"].get(k, (0, ""))[1] == "skilled" for k in range(at + 1, delivers)):
            continue  # "may có cô đỡ thôn bản đi cùng đỡ"
        if delivers or only or skilled_only or midwife or _helped(scene, at):
            if any(scene.taken[k] for k in range(at, end)) and not delivers:
                continue
            stop = max(end, delivers)
            scene.take(at, stop)
            yield Item("attendant", value, at, stop)
    yield from _host_delivers(scene)
    yield from _kin_delivers(scene)
    yield from _by_the_teller(scene)


def _host_delivers(scene: Scene) -> Found:
    """'ở nhà bà ngoại đỡ': at her house, and she delivered."""
    for end, value in sorted(scene.spans["place"].values()):
        if value == "home" and scene.word(end - 1) in _HOSTS and _deliver_after(scene, end) == end + 1:
            scene.take(end, end + 1)
            yield Item("attendant", "unskilled", end - 1, end + 1)


def _kin_delivers(scene: Scene) -> Found:
    """'bố cháu đỡ', 'bà nội cháu đỡ', 'ông bà đỡ': relatives whom no list of helpers names."""
    for at, (end, value) in sorted(scene.spans["title"].items()):
        if value not in ("man", "elder", "mother") or not scene.free(at, end):
            continue
        whose = end + (scene.word(end) in ("chau", "be", "em", "toi", "minh", "no"))
        if _deliver_after(scene, whose) == whose + 1:
            scene.take(at, whose + 1)
            yield Item("attendant", "unskilled", at, whose + 1)


def _by_the_teller(scene: Scene) -> Found:
    """'tôi là bà nội ..., tôi đỡ lấy': a relative tells that she delivered it herself."""
    for at in scene.where("do"):
        if scene.marks[at] not in ("đỡ", "do") or scene.word(at - 1) not in ("toi", "minh", "u", "me"):
            continue
        told = scene.marks[at] == "đỡ" or scene.kind(at + 1) in ("", MARK)
        alone = scene.word(at + 1) == "lay" or (told and _says_kin(scene))
        if alone and scene.free(at - 1, at + 1):
            scene.take(at - 1, at + 1)
            yield Item("attendant", "unskilled", at - 1, at + 1)


def _says_kin(scene: Scene) -> bool:
    """'tôi là bà nội cháu', 'em là chồng': the sender says to be of the family."""
    return any(
        scene.word(at + 1) == "la" and scene.span("attendant", at + 2, "unskilled") > at + 3
        for at in range(scene.size)
        if scene.word(at) in ("toi", "em", "minh")
    )


def _deliver_after(scene: Scene, at: int) -> int:
    """End of 'đỡ' within a name's length after the helper, 0 if it does not come."""
    for k in range(at, min(scene.size, at + 5)):
        if scene.kind(k) == MARK:
            return 0
        if scene.word(k) == "do" and scene.tokens[k].marked in ("đỡ", "do", "đõ", "đở") and not scene.taken[k]:
            after = scene.word(k + 1)
            return k + 1 if after not in ("viem", "tieu", "bi", "nga", "benh") and not scene.span("cause", k + 1) else 0
        if k > at and (scene.spans["birth"].get(k) or scene.spans["day"].get(k)):
            return 0
    return 0


def _helped(scene: Scene, at: int) -> bool:
    """'do bà X đỡ', 'nhờ y tá', 'có cô đỡ', 'đỡ: bà ngoại', 'người đỡ mẹ chồng'."""
    before, more = scene.word(at - 1), scene.word(at - 2)
    return (
        (before == "do" and scene.tokens[at - 1].marked == "đỡ")
        or (before in (":", "=", "la") and more in ("do", "de", "sinh") and _names_helper(scene, at - 2))
        or (before == "de" and more in ("do", "nguoi"))
        or (before == "do" and more in ("nguoi", "ai"))
    )


def _names_helper(scene: Scene, at: int) -> bool:
    """'đỡ: bà ngoại', 'người đỡ là bà ngoại', 'người đỡ đẻ: chồng'."""
    if scene.word(at) == "do":
        return scene.tokens[at].marked in ("đỡ", "do", "đở")
    return scene.word(at - 1) == "do"


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
        if scene.word(at) == "roi" and scene.word(at - 1) in ("de", "sinh", "bo"):
            continue  # "đẻ rơi" is a birth on the way, "bị bỏ rơi" no fall
        if at >= last and scene.free(at, end):
            last = end
            yield Item("cause", value, at, end)


def read_struck(scene: Scene) -> Found:
    """'bị ô tô chở đá cán', 'xe máy nhà hàng xóm tông': a vehicle or a beast, and what it did a few words on."""
    for at, word in enumerate(scene.words):
        if (
            not (word in _STRIKERS or (word == "to" and scene.word(at - 1) == "o"))
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


def read_counts(scene: Scene) -> Found:
    """12 cháu, 2 ca, hai bé."""
    for at in scene.numeric:
        if scene.taken[at]:
            continue
        hit = number_at(scene, at)
        if hit is None or not 1 <= hit[0] <= 2000:
            continue
        end = _past_the_whole(scene, at, hit)
        noun = scene.word(end)
        if scene.span("sex", end) or noun in _CHILD_WORDS:
            if noun == "con" and not scene.span("sex", end):
                continue
            yield Item("count", hit[0], at, end)
        elif _counts_label(scene, at) or (noun in ("mui", "lieu", "luot") and scene.span("vaccine", end + 1)):
            yield Item("count", hit[0], at, end)


def _past_the_whole(scene: Scene, at: int, hit: tuple[int, int]) -> int:
    """'tiêm được 9/12 cháu': nine of the twelve; the end of the twelve."""
    value, end = hit
    whole = number_at(scene, end + 1) if scene.word(end) in ("/", "tren") and scene.kind(at) == NUMBER else None
    if whole is None or whole[0] < value or not (scene.span("sex", whole[1]) or scene.word(whole[1]) in _CHILD_WORDS):
        return end
    scene.take(end, whole[1])
    return whole[1]


def _counts_label(scene: Scene, at: int) -> bool:
    """'Sinh: 2', 'tử 1': as many as the label says."""
    label = at - 1 - (scene.word(at - 1) in (":", "="))
    named = scene.span("birth", label) == label + 1 or scene.word(label) in ("tu", "chet", "tv")
    return label >= 0 and named and counted_at(scene, label + 1) == at
