"""Numbers of children: 12 cháu, 2 ca, hai bé, 9/12, 'mời 14, đến 11'."""

from messages.reading.items import Found, Item
from messages.reading.labels import counted_at
from messages.reading.numbers import number_at
from messages.reading.phrases import word_set
from messages.reading.scene import Scene
from messages.reading.tokens import MARK, NUMBER

_CHILD_WORDS = word_set("chau be tre em dua ca con truong nhoc")
_MONTHS = 12


def read_counts(scene: Scene) -> Found:
    """12 cháu, 2 ca, hai bé."""
    for at in scene.numeric:
        if scene.taken[at]:
            continue
        hit = number_at(scene, at)
        if (
            hit is None
            or not 1 <= hit[0] <= 2000
            or "thu" in (scene.word(at - 1), scene.word(at - 2) if scene.marks[at] == "bon" else "")
            or (scene.word(at - 1) == "trong" and scene.word(at - 2) in ("mot", "1"))
        ):
            continue  # "con thứ tư, gái": an order; "một trong hai đứa"
        end = _past_the_whole(scene, at, hit)
        noun = scene.word(end)
        if scene.span("sex", end) or noun in _CHILD_WORDS:
            if noun == "con" and not scene.span("sex", end):
                continue
            yield Item("count", hit[0], at, end)
        elif (
            _is_c(scene, end)
            or _counts_label(scene, at)
            or _as_many_came(scene, at, end)
            or (noun in ("mui", "lieu", "luot") and scene.span("vaccine", end + 1) and _said_given(scene))
        ):
            yield Item("count", hit[0], at, end)


def _said_given(scene: Scene) -> bool:
    """A verb of vaccinating: 'vắc xin về rồi, 50 liều MR' tells of a store."""
    return scene.mentions("tiem", "chich", "uong", "chung")


def _is_c(scene: Scene, at: int) -> bool:
    """'sởi 5c, MR 7c': the letter glued to a number in a tally."""
    if at >= scene.size or not scene.has("vaccine"):
        return False
    token = scene.tokens[at]
    typed = scene.text[token.start : token.end].lower()
    return (typed == "ch" or (token.glued and typed == "c")) and scene.kind(at + 1) != NUMBER


def _as_many_came(scene: Scene, at: int, end: int) -> bool:
    """'mời 14, đến tiêm có 11', 'tiêm được 9, còn 3 vắng': a number alone behind the verb, at the end of its clause."""
    if scene.kind(end) not in ("", MARK) or not (scene.has("inject") or scene.has("vaccine")):
        return False
    back = at
    if scene.word(at - 1) == "la" and _names_number(scene, at - 1):
        return True  # "số cháu uống bOPV hôm nay là 14"
    if scene.word(at - 1) in (":", "="):  # "số trẻ đến tiêm: 19", "đã uống: 8"
        label = range(max(0, at - 4), at - 1)
        denied = any(scene.word(k) in ("chua", "khong", "hoan", "bo") for k in label)
        return not denied and any(scene.span("inject", k, "yes") == at - 1 for k in label)
    while scene.word(back - 1) in ("duoc", "dc", "chi", "moi", "co", "dat", "ca", "xong", "roi", "ra", "den", "cho"):
        back -= 1
    came = back < at and scene.word(back) in ("den", "ra", "dat")
    return came or any(back <= scene.span("inject", k) <= at for k in range(max(0, back - 3), back))


def _names_number(scene: Scene, at: int) -> bool:
    return any(
        scene.word(k) == "so" and scene.word(k + 1) in _CHILD_WORDS and scene.same_clause(k, at)
        for k in range(max(0, at - 9), at)
    )


def _other_date(scene: Scene, at: int) -> bool:
    """Whether a day is said elsewhere."""
    return any(abs(k - at) > 2 for family in ("dayword", "day", "weekday") for k in scene.spans[family])


def read_fractions(scene: Scene) -> Found:
    """'8/10 cháu', 'MR được 4/5': so many of so many, which otherwise would be a date."""
    for at in scene.numeric:
        if (
            scene.kind(at) != NUMBER
            or scene.taken[at]
            or scene.word(at + 1) != "/"
            or not (scene.has("inject") or scene.has("vaccine"))
        ):
            continue
        hit, whole = number_at(scene, at), number_at(scene, at + 2)
        if hit is None or whole is None or not 1 <= hit[0] <= whole[0] or scene.kind(at + 2) != NUMBER:
            continue
        end = whole[1]
        verb = scene.word(at - 1) in ("duoc", "dc", "dat", "tiem", "chich", "uong")
        behind = scene.span("inject", end + 1) or (scene.word(end + 1) in ("tiem", "uong", "da", "duoc", "chich"))
        dated = whole[0] <= _MONTHS and not _other_date(scene, at)  # "1/6 bé tiêm sởi" may be the first of June
        counted = scene.word(end) in _CHILD_WORDS and (verb or (bool(behind) and not dated))
        reached = scene.word(at - 1) in ("duoc", "dc", "dat") and scene.kind(end) in ("", MARK)
        if (counted or reached) and scene.word(end) != "/" and scene.word(at - 1) not in ("ngay", "hom"):
            scene.take(at, end)
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
