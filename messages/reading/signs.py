"""Danger signs in everyday words: which are told as present now. In doubt a sign counts."""

from functools import cache
from operator import attrgetter
from typing import NamedTuple

from messages.reading.lexicon import EXACT, load_words
from messages.reading.normal import marked, plain
from messages.reading.numbers import number_at
from messages.reading.phrases import words_of
from messages.reading.scene import Scene
from messages.reading.tokens import CAPITAL, NUMBER

_REACH = 4  # words between the two of a pair
_FAR = 8  # words between the two of a pair that tells how long
_DENYING = frozenset(("không", "khong", "chưa", "chẳng", "chả"))
_SIGHT = 14  # words from the first of the one to the first of the other, and more
_PAIR = 2  # "sung moi": sưng môi, or Sung who has just ...
_HIGH_TENTHS = 385  # from 38.5 degrees on a fever is high
_HOT_TENTHS, _HOTTEST_TENTHS = 375, 430
_BEFORE_NOT = frozenset(("khong", "chua", "het", "khoi", "chang", "cha", "do"))
_COUNTED = frozenset(("ca", "vao", "nua", "tin", "cai", "vua", "mui", "chau", "be", "bao", "hai", "2", "1"))
_DEGREES = frozenset(map(str, range(_HOT_TENTHS // 10, _HOTTEST_TENTHS // 10 + 1)))  # as typed
_TOLD = _DEGREES | {"sign"}
_CALLED = frozenset(("tram", "chi", "anh", "co", "bac", "chu", "si"))
_CARRIED = frozenset(("con", "be", "chau", "em", "ve", "ra", "di", "tre", "no"))
_TOO_OFTEN = {"diarrhoea_severe": 4, "vomits_everything": 3}  # times
MILD = "fever"
SIGNS = "danger_signs"  # the list of words
_MOST_SIGNS = 40  # more than any message names


Phrase = tuple[tuple[str, str], ...]  # each word with its accents and without


@cache
def _pairs(words: str) -> dict[str, dict[str, list[tuple[Phrase, Phrase, str, int]]]]:
    """Two phrases that near each other make a sign of a list, by the first word of the one and of the other."""
    found: dict[str, dict[str, list[tuple[Phrase, Phrase, str, int]]]] = {}
    for sign in load_words(words)["sign"]:
        pairs = [(*pair, _REACH) for pair in sign.get("near", ())] + [(*pair, _FAR) for pair in sign.get("far", ())]
        for before, behind, reach in pairs:
            for first in map(both_ways, before.split("|")):  # "ăn|nhai|nuốt": any of these
                seconds = found.setdefault(plain(first[0][0]), {})
                for second in map(both_ways, behind.split("|")):
                    seconds.setdefault(plain(second[0][0]), []).append((first, second, sign["id"], reach))
    return found


def both_ways(phrase: str) -> Phrase:
    """'!phù': only with its accents."""
    told = words_of(phrase.removeprefix(EXACT))
    return tuple((marked(word), marked(word) if phrase.startswith(EXACT) else plain(word)) for word in told)


class Sign(NamedTuple):
    """A sign named in the text."""

    id: str
    start: int
    end: int


def _named(scene: Scene, sign: Sign) -> bool:
    """'thang Sung moi de ra chuyen': a capital behind a title is a name, not an illness."""
    token = scene.tokens[sign.start]
    titled = any(scene.span("title", back) == sign.start for back in range(max(0, sign.start - 3), sign.start))
    titled = titled or scene.word(sign.start - 1) in ("thang", "nha")
    return titled and sign.end - sign.start <= _PAIR and token.case == CAPITAL and token.marked == token.plain


def read_signs(scene: Scene) -> list[Sign]:
    """Each sign that is told and not denied, in order."""
    found = near_signs(scene, SIGNS)
    if not scene.lacks(_TOLD):
        found += [Sign(value, at, end) for at, (end, value) in scene.spans["sign"].items()]
        found += _degrees(scene)
    if not found:
        return []
    return sorted(
        {sign for sign in found if not (denied(scene, sign) or _named(scene, sign))},
        key=attrgetter("start", "end", "id"),
    )[:_MOST_SIGNS]


def near_signs(scene: Scene, words: str) -> list[Sign]:
    """Signs of a list told by two phrases near each other."""
    pairs = _pairs(words)
    found: list[Sign] = []
    for word in pairs.keys() & scene.places.keys():
        seconds = pairs[word]
        if seconds.keys().isdisjoint(scene.signals):
            continue
        for at in scene.places[word]:
            near = seconds.keys() & scene.words[at + 1 : at + _SIGHT]
            if not near or (scene.taken[at] and words == SIGNS) or scene.span("correct", at - 1) > at:
                continue
            told = [pair for behind in near for pair in seconds[behind] if says(scene, at, pair[0])]
            found += [
                Sign(sign, at, end)
                for first, second, sign, reach in told
                if (end := _end_near(scene, at + len(first), second, reach))
            ]
    return found


def _end_near(scene: Scene, start: int, phrase: Phrase, reach: int) -> int:
    """End of a phrase that begins a few words on in the same clause, 0 if it does not or is denied there."""
    near = range(start, min(scene.size, start + reach + 1))
    at = next((at for at in near if says(scene, at, phrase)), None)
    if at is None or not scene.same_clause(start - 1, at):
        return 0
    before = at - 1 - (scene.words[at - 1] in ("co", "bi", "thay"))
    if before >= start and scene.marks[before] in _DENYING:
        return 0  # "mắt ko trũng", "rốn không đỏ", "phân không có máu"
    if phrase[0][1] == "do" and any(scene.inside("attendant", k, k + 1) for k in range(start, at + 1)):
        return 0  # "tu cat ron chang co ai do": rốn, and đỡ
    return at + len(phrase)


def says(scene: Scene, at: int, words: Phrase) -> bool:
    """Whether these words stand at a token, their accents agreeing where they are typed."""
    if scene.marks[at] not in words[0] or at + len(words) > scene.size:
        return False
    return len(words) == 1 or all(scene.marks[at + k] in word for k, word in enumerate(words))


def _degrees(scene: Scene) -> list[Sign]:
    """'sốt 39', '39 độ 5', '38,7 độ'."""
    found = []
    for at in scene.numeric:
        if scene.words[at] not in _DEGREES:
            continue
        tenths, end = int(scene.words[at]) * 10, at + 1
        if scene.word(end) in (",", ".") and scene.kind(end + 1) == NUMBER:
            tenths, end = tenths + int(scene.word(end + 1)[0]), end + 2
        named = scene.word(end) in ("do", "oc", "°", "c")
        if named and scene.kind(end + 1) == NUMBER and len(scene.word(end + 1)) == 1:
            tenths, end = tenths + int(scene.word(end + 1)), end + 1
        hot = any(scene.word(k) in ("sot", "nong", "nhiet") for k in range(max(0, at - 4), at))
        if (
            (named or hot)
            and _HOT_TENTHS <= tenths <= _HOTTEST_TENTHS
            and (hot or named)
            and scene.word(end) not in ("tuan", "tuoi", "thang", "ngay", "chau", "be")
        ):
            found.append(Sign("high_fever" if tenths >= _HIGH_TENTHS else MILD, at, end))
    return found


def _seldom(scene: Scene, sign: Sign) -> bool:
    """'tiêu chảy 2 lần', 'nôn 1 lần': not often enough to be a danger."""
    least = _TOO_OFTEN.get(sign.id)
    if least is None or scene.word(sign.end - 1) != "lan":
        return False
    hit = next((hit for at in range(sign.start, sign.end - 1) if (hit := number_at(scene, at))), None)
    return hit is not None and hit[0] < least


def denied(scene: Scene, sign: Sign) -> bool:
    """'không sốt', 'hết co giật', 'không còn khó thở', 'không bị tím'."""
    if (
        sign.id == "jaundice"
        and scene.said(sign.start, sign.end).lower() == "da vang"
        and (scene.size < 5 or sign.start == 0)
    ):
        return True  # "dạ vâng"
    if _seldom(scene, sign):
        return True
    if scene.marks[sign.end - 1] == "ngat" and scene.word(sign.end) == "mui":
        return True  # "bi ngat mui": ngạt
    if scene.words[max(0, sign.start - 2) : sign.start] == ["da", "ha"] and scene.word(sign.start) == "sot":
        return True  # "đã hạ sốt từ hôm kia"
    if scene.words[max(0, sign.start - 2) : sign.end + 1] == ["met", "muon", "xiu", "vi"]:
        return True  # "mệt muốn xỉu vì việc"
    if scene.marks[sign.end - 1] in ("lam", "làm") and scene.word(sign.end) in ("sao", "gi", "the"):
        return True  # "sot nhe thi lam sao": no "sốt lắm"
    if scene.words[sign.start : sign.end] == ["bong"] and (
        scene.word(sign.end) in _CARRIED or scene.word(sign.start - 1) in ("thua", "da", "xem", "coi", "san")
    ):
        return True  # "bong con ra tram": bồng; "thua bong": bóng
    if scene.word(sign.end - 1) == "sot" and scene.kind(sign.end) == NUMBER and scene.word(sign.end + 1) in _COUNTED:
        return True  # "sổ em còn sót 1 ca"
    if "soi" in scene.words[sign.start : sign.end] and scene.word(sign.start - 1) in ("bang", "pha", "dun", "nau"):
        return True  # "pha sữa bằng nước sôi"
    if scene.word(sign.start) == "oi" and scene.word(sign.start - 1) in _CALLED:
        return True  # "trạm ơi hết thuốc": no "ói hết"
    if sign.id == "pustules" and {"cho", "vet"} & set(scene.words[max(0, sign.start - 4) : sign.start]):
        return True  # "chỗ tiêm có mụn mủ nhỏ"
    if scene.word(sign.start) == "roi" and scene.span("birth", sign.start - 1) > sign.start:
        return True  # "đẻ rơi bên bờ suối"
    if scene.marks[sign.end - 1] == "tim" and scene.word(sign.end) in ("lai", "duoc", "thay", "mai", "kiem", "hieu"):
        return True  # "da tim lai duoc so": tìm
    if scene.word(sign.start) == "tim" and scene.word(sign.start - 1) in ("benh", "suy", "dau", "mo"):
        return True  # "bi benh tim mat hoi thang 3"
    if scene.words[sign.start - 2 : sign.start] == ["o", "dau"] or scene.words[sign.start - 1 : sign.end] == [
        "o",
        "dau",
        "tim",
    ]:
        return True  # "the bao hiem mat o dau tim khong ra"
    if scene.words[max(0, sign.start - 3) : sign.start].count("vang") and scene.marks[sign.end - 1] == "tinh":
        return True  # "con 3 chau vang khong tinh"
    if scene.marks[sign.start : sign.end][-1:] == ["tinh"] and scene.word(sign.end) in _COUNTED:
        return True  # "khong tinh ca tiem vua bao": không tính
    before, more = scene.word(sign.start - 1), scene.word(sign.start - 2)
    if sign.start and not scene.same_clause(sign.start - 1, sign.start):
        return False
    if before in _BEFORE_NOT and not (before == "do" and scene.tokens[sign.start - 1].marked not in ("đỡ",)):
        return True
    return (
        more in ("khong", "chua", "het", "chang")
        and before in ("con", "bi", "thay", "co", "he")
        and scene.same_clause(sign.start - 2, sign.start)
    )
