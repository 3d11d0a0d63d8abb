"""The sender's own day: 'hôm qua tôi sang ăn cưới mới biết ...', 'tối qua tôi bảo không có gì' date no event."""

from messages.reading.items import Item
from messages.reading.phrases import word_set
from messages.reading.scene import Scene
from messages.reading.tokens import WORD

_SELF = word_set("toi em minh bac tui")
_BETWEEN = word_set("moi da co lai dang cung con vua chi thi bi")
_SPOKE = word_set("bao nhan gui viet ghi noi quen biet nghe hay lo ban")
_WENT = word_set("sang len xuong ve di qua ghe den toi vao ra tham gap thay")
_LEARNT = word_set("biet nghe thay hay gap")


def without_tellers_days(scene: Scene, items: list[Item]) -> list[Item]:
    """The items without the days on which the sender spoke, or went somewhere and learnt of it."""
    if scene.lacks(_SELF):
        return items
    later = False  # another day is said further on
    kept: list[Item] = []
    for item in reversed(items):
        if item.what == "date" and _of_the_teller(scene, item, later):
            continue
        later = later or (item.what == "date" and item.value is not None)
        kept.append(item)
    return kept[::-1]


def _of_the_teller(scene: Scene, item: Item, later: bool) -> bool:
    at = item.end
    if scene.word(item.start - 1) == "la":
        return False  # "ngày sinh là 12/3, em ghi nhầm 21/3"
    if scene.kind(at) != WORD or scene.word(at) not in _SELF or scene.taken[at]:
        return False
    at += 1
    only_now = scene.word(at) == "moi"  # "nay tôi mới báo"
    while scene.word(at) in _BETWEEN and scene.same_clause(at, item.end):
        at += 1
    verb = scene.word(at)
    if scene.begins(at, "birth", "death", "inject", "still"):
        return False
    if verb in _SPOKE:
        return later or only_now or scene.has("mistake")
    return verb in _WENT and (later or _learnt(scene, at + 1))


def _learnt(scene: Scene, at: int) -> bool:
    """'... sang chơi mới biết': in the same clause the sender hears of it."""
    clause = scene.clause[at - 1]
    while at < scene.size and scene.clause[at] == clause:
        if scene.word(at) in _LEARNT and scene.word(at - 1) in ("moi", "duoc", "thi"):
            return True
        at += 1
    return False
