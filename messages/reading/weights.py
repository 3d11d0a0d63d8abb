"""Birth weights, in every way people write them: 3kg2, 3k2, 3 cân rưỡi, 2 cân 8 lạng, 3.200g, nặng 3,2."""

from messages.reading.items import Found, Item
from messages.reading.normal import plain
from messages.reading.numbers import number_at
from messages.reading.numerals import NUMERALS
from messages.reading.phrases import word_set
from messages.reading.scene import Scene
from messages.reading.tokens import MARK, NUMBER
from messages.reading.understanding import DoubtReason

LEAST_G, MOST_G = 500, 6500
_LEAST_LISTED, _MOST_LISTED = 1000, 5500  # grams of a number that only its place in a list makes a weight
_FIRST_YEAR, _LAST_YEAR = 1950, 2049  # a bare number between may be a year
_KILO = frozenset(("kg", "k", "can", "ky", "ký", "cân", "lo", "kilo"))
_GRAM = frozenset(("g", "gr", "gram"))
_LANG = frozenset(("lang", "lạng"))
_PUT = word_set("treo dat bo de dua be no chau cho bay")
_ITEM_MARKS = frozenset((",", ";", "\n", "-", "/", ".", "|"))
_THOUSAND = frozenset(("nghin", "ngan"))
_HALF = frozenset(("ruoi", "rưỡi", "rưởi"))
_AT_THE_TIME = frozenset(("luc", "sang", "trua", "chieu", "toi", "dem", "som"))  # "trưa nay được 1kg9": at birth
_DAYS = frozenset(("tuan", "thang", "hom", "ngay", "bua", "som", "s", "c", "t", *_AT_THE_TIME))
_WHEN = frozenset(("luc", "ngay", "hom", "o", "tai", "vao"))
_A_BIT = (["mot", "ti"], ["mot", "chut"], ["mot", "it"], ["co", "le"], ["co", "du"], ["tro", "len"], ["lo", "mo"])
_AFTER_DIGIT = word_set("lang tram o tai nhe nha roi day thoi ca me con va do co deu khoe nua vua")
_ABOUT = frozenset(("khoang", "tam", "co", "chung", "la", "duoc", "luc", "sinh", ":", "=", "la"))


# Without one of these a number is no weight.
WEIGHED = frozenset(map(plain, (*_KILO, *_GRAM, *_LANG, *_THOUSAND))) | word_set("weight sex trai gai")


def read_weights(scene: Scene) -> Found:
    """Each weight said, as grams; out of reason or not exact: no value."""
    done = 0
    for at in scene.numeric:
        hit = _weight(scene, at) if at >= done else None
        if hit is None:
            continue
        grams, end = hit
        if scene.free(at, end) and not _current(scene, at):
            yield _judged(scene, grams, at, end)
            scene.take(at, end)
        done = end


def _judged(scene: Scene, grams: int, at: int, end: int) -> Item:
    if at and scene.span("approx", at - 1) == at:
        return Item("weight_g", None, at, end, doubt=DoubtReason.AMBIGUOUS)
    if scene.word(end) in ("hon", "du") or scene.words[end : end + 2] in _A_BIT:
        return Item("weight_g", None, at, end, doubt=DoubtReason.AMBIGUOUS)  # "3kg hơn", "ba cân một tí"
    if end < scene.size and scene.word(end) == "-" and _weight(scene, end + 1):
        return Item("weight_g", None, at, end, doubt=DoubtReason.AMBIGUOUS)
    if not LEAST_G <= grams <= MOST_G:
        return Item("weight_g", None, at, end, doubt=DoubtReason.IMPLAUSIBLE)
    return Item("weight_g", grams, at, end)


def _current(scene: Scene, at: int) -> bool:
    """Today's weight, or a gain: not the weight at birth."""
    clause = scene.clause[at]
    if scene.word(at - 1) == "nay" and scene.word(at - 2) not in _DAYS and scene.clause[at - 1] == clause:
        return True  # "lúc đẻ 3 cân 1, nay 3 cân rưỡi"
    today = any(scene.span("day", k, "0") == at for k in range(max(0, at - 3), at))
    if today and any(scene.clause[k] != clause for word in ("nang", "kg", "can") for k in scene.where(word) if k < at):
        return True  # "sinh 5/2 nặng 3kg, hôm nay 5kg6"
    for back in range(at - 1, max(-1, at - 5), -1):
        if scene.clause[back] != clause:
            return False
        end = scene.span("weight_now", back)
        if end and end <= at and not _on_scales(scene, back):
            return scene.word(back - 1) not in _AT_THE_TIME
    return False


def _on_scales(scene: Scene, at: int) -> bool:
    """'treo lên cân được hai cân tám': put on the scales, no gain."""
    return scene.word(at) == "len" and scene.word(at - 1) in _PUT


def _weight(scene: Scene, at: int) -> tuple[int, int] | None:
    """(grams, end) of a weight that begins at a token."""
    hit = number_at(scene, at)
    if hit is None:
        return None
    value, end = hit
    if scene.word(end) == "/" or (scene.word(at - 1) == "/" and scene.kind(at - 2) == NUMBER):
        return None  # "31/4 cân được 3kg2": a day and its month
    told = _thousands(scene, at, value, end)
    if told:
        return told
    amount, end, places = _fraction(scene, at, value, end)
    unit = scene.word(end)
    if unit == "can" and scene.word(end + 1) == "nang":
        return None  # "12/4 cân nặng 2700"
    if unit in _KILO and not (unit == "k" and not scene.tokens[end].glued):
        return _kilos(scene, amount, places, end + 1)
    if unit in _GRAM:
        grams = amount * 1000 if places == 3 else amount
        return (round(grams), end + 1) if grams >= 100 or scene.tokens[end].glued else None
    if unit in _LANG:
        return round(amount * 100), end + 1
    return _bare(scene, at, amount, end)


def _thousands(scene: Scene, at: int, value: int, end: int) -> tuple[int, int] | None:
    """'hai nghìn tám trăm gam', 'nặng 3 ngàn 2': grams in words; without a word of weight they may be money."""
    if value > 9 or scene.word(end) not in _THOUSAND:
        return None
    grams, end = value * 1000, end + 1
    if scene.word(end) in _HALF:
        grams, end = grams + 500, end + 1
    elif rest := number_at(scene, end) or _digit_word(scene, end):
        hundreds = rest[0] < 10
        grams, end = grams + rest[0] * (100 if hundreds else 1), rest[1]
        if scene.word(end) == "tram" and hundreds:
            more = number_at(scene, end + 1)
            grams, end = (grams + more[0], more[1]) if more and more[0] > 9 else (grams, end + 1)
    if scene.word(end) in _GRAM:
        return grams, end + 1
    return (grams, end) if _after_weight_word(scene, at) else None


def _fraction(scene: Scene, at: int, value: int, end: int) -> tuple[float, int, int]:
    """3,2 and 3.200: (amount, end, places after the mark)."""
    mark, after = scene.word(end), end + 1
    if mark == "phay" and (spoken := number_at(scene, after) or _digit_word(scene, after)):
        digits = str(spoken[0])  # "hai phẩy tám"
        return value + spoken[0] / 10 ** len(digits), spoken[1], len(digits)
    if mark not in (",", ".") or scene.kind(after) != NUMBER or scene.kind(at) != NUMBER:
        return float(value), end, 0
    digits = scene.word(after)
    if not scene.same_clause(at, after) or len(digits) > 3 or _date_goes_on(scene, after + 1):
        return float(value), end, 0
    return value + int(digits) / 10 ** len(digits), after + 1, len(digits)


def _date_goes_on(scene: Scene, at: int) -> bool:
    """'/4' behind a number: it is a day, not hundreds of grams."""
    marked = scene.word(at) in ("/", "-", ".") and scene.tokens[at].glued
    return marked and scene.kind(at + 1) == NUMBER and scene.tokens[at + 1].glued


def _kilos(scene: Scene, amount: float, places: int, end: int) -> tuple[int, int]:
    """What follows the kilos: 3kg2, 3kg05, 3kg200, 3 cân 2 lạng, 3 cân rưỡi."""
    grams = amount * 1000
    if scene.word(end) == "lo":
        end += 1
    if places:
        return round(grams), end
    if scene.word(end) in _HALF:
        return round(grams) + 500, end + 1
    if scene.marks[end - 1 : end + 1] == ["cân", "mốt"]:
        return round(grams) + 100, end + 1  # "ba cân mốt"
    rest = number_at(scene, end) or _digit_word(scene, end)
    if rest is None or not scene.same_clause(end - 1, end):
        return round(grams), end
    digits = scene.word(end) if scene.kind(end) == NUMBER else str(rest[0])
    after = scene.word(rest[1])
    if after in _KILO and scene.tokens[rest[1]].glued:
        return round(grams), end  # "2kg 2kg1": two weights
    if after in _LANG:
        return round(grams) + rest[0] * 100, rest[1] + 1
    if after in _GRAM and len(digits) <= 3:
        return round(grams) + (rest[0] if len(digits) == 3 else rest[0] * 10 ** (3 - len(digits))), rest[1] + 1
    if len(digits) > 3 or not _may_be_hundreds(scene, end, rest[1]):
        return round(grams), end
    return round(grams) + round(int(digits) / 10 ** len(digits) * 1000), rest[1]


def _digit_word(scene: Scene, at: int) -> tuple[int, int] | None:
    """'hai can tam': after the kilos even a word of many meanings is a digit."""
    value = NUMERALS.get(scene.word(at))
    ends = scene.kind(at + 1) in ("", MARK) or scene.word(at + 1) in _AFTER_DIGIT
    ends = ends or scene.begins(at + 1, "place", "day", "weekday", "sex")
    ends = ends or (scene.word(at + 1) in ("sinh", "de") and scene.word(at + 2) in _WHEN)  # "ba can tu sinh luc 6 gio"
    return (value, at + 1) if value and value < 10 and ends else None


def _may_be_hundreds(scene: Scene, at: int, end: int) -> bool:
    """Whether the number after the kilos belongs to them: not '3kg 12/4', not '3kg 2 bé', not '3kg 15 ngày'."""
    if scene.tokens[at].glued:
        return True
    if scene.word(end) in ("hom", "tuan") and scene.word(end + 1) in ("truoc", "nay"):
        return False
    if _date_goes_on(scene, end):
        return False
    if scene.word(end) == "me" and scene.word(end + 1) in ("chong", "vo", "de", "ten", "la", "chau", "be"):
        return True  # "3 ký 1 mẹ chồng đỡ"
    if scene.word(end) in ("ti", "chut", "it"):
        return False  # "ba cân một tí"
    if scene.word(end) == "ngay" and number_at(scene, end + 1):
        return True  # "3 ký 1 ngày 12/4"
    return scene.word(end) not in (
        "be",
        "chau",
        "ngay",
        "thang",
        "tuoi",
        "ca",
        "tre",
        "con",
        "me",
        "bac",
        "trai",
        "gai",
        "gio",
        "h",
        "nguoi",
        "mui",
    ) and (len(scene.word(at)) == 1 or scene.kind(at) != NUMBER or len(scene.word(at)) == 3)


def _stands_alone(scene: Scene, at: int, end: int) -> bool:
    """'Vàng Thị Chía, gái, 2950, trạm': four digits as an item of a list that tells of a birth."""
    if len(scene.word(at)) != 4 or scene.word(at - 1) not in _ITEM_MARKS:
        return False
    dated = scene.word(end) in ("/", "-", ".") and scene.kind(end + 1) == NUMBER
    dated = dated or (scene.word(at - 1) in ("/", "-", ".") and scene.kind(at - 2) == NUMBER)
    item = scene.kind(at - 1) == MARK and scene.kind(end) in ("", MARK) and not dated
    year = _FIRST_YEAR <= int(scene.word(at)) <= _LAST_YEAR if scene.kind(at) == NUMBER else True
    born = scene.has("birth") or not (scene.has("inject") or scene.has("vaccine") or scene.has("death"))
    told = born and scene.has("sex") and not scene.has("weight")
    return item and told and not year


def _bare(scene: Scene, at: int, amount: float, end: int) -> tuple[int, int] | None:
    """A number without a unit, after a word of weight: nặng 3.2, cân nặng 3100, nặng 3 rưỡi."""
    if scene.word(at - 1) in ("trai", "gai") and len(scene.word(at)) == 4 and not _FIRST_YEAR <= amount <= _LAST_YEAR:
        return round(amount), end  # "con gái 3100"
    if _stands_alone(scene, at, end) and _LEAST_LISTED <= amount <= _MOST_LISTED:
        return round(amount), end
    if not _after_weight_word(scene, at):
        return None
    if _date_goes_on(scene, end) or scene.word(end) in ("thang", "tuoi", "tuan", "lan", "con", "chau", "be"):
        return None
    if scene.word(end) == "ngay" and not number_at(scene, end + 1):
        return None  # "nặng 3 ngày" is an illness, "nặng 2700 ngày 15" a weight and a date
    if scene.word(end) in _HALF and amount == round(amount):
        return round(amount * 1000) + 500, end + 1
    if 0.5 <= amount <= 6.5:
        return round(amount * 1000), end
    return (round(amount), end) if amount >= 100 else (round(amount * 1000), end) if amount >= 7 else None


def _after_weight_word(scene: Scene, at: int) -> bool:
    """'nặng khoảng ...': a word of weight before a number, with no more than 'about' between."""
    if not scene.has("weight"):
        return False
    back = at
    while back > 0 and scene.word(back - 1) in _ABOUT and not scene.span("weight", back - 1):
        back -= 1
    return any(
        scene.span("weight", start, "word") == back
        and not (back == start + 1 and scene.word(start) == "can" and number_at(scene, start - 1))  # "3 cân 2"
        and not scene.inside("cause", start, back)  # "viêm phổi nặng"
        for start in range(max(0, back - 5), back)
    )
