"""How many times a pregnant woman was examined: 'khám thai lần 3', 'đã khám 2 lần', 'chưa khám lần nào'."""

from messages.reading.items import Found, Item
from messages.reading.numbers import number_at
from messages.reading.numerals import NUMERALS
from messages.reading.phrases import word_set
from messages.reading.scene import Scene

_MOST = 20
_PASSED = word_set("thai duoc dc dinh ky o tai tram xa huyen vien roi")
_DENIES = word_set("chua khong chang")
_BETWEEN = word_set("di duoc dc ra den he")
_AHEAD = word_set("mai se hen sap dinh nhac")
_FIRST = word_set("dau nhat")
_NEAR = 5


def read_checkups(scene: Scene) -> Found:
    """Each number of examinations told."""
    for at in scene.where("kham"):
        before = at - 1
        while scene.word(before) in _BETWEEN:
            before -= 1
        end = at + 1
        while scene.word(end) in _PASSED and end < at + 1 + _NEAR:
            end += 1
        if before >= 0 and scene.word(before) in _DENIES:
            stop = end + 2 if scene.word(end) == "lan" and scene.word(end + 1) == "nao" else end
            yield Item("checkups", 0, before, stop)
        elif scene.word(before) not in _AHEAD:
            hit = _times(scene, end)
            if hit is not None and hit[0] <= _MOST:
                yield Item("checkups", hit[0], at, hit[1])


def _times(scene: Scene, at: int) -> tuple[int, int] | None:
    """(times, end): 'lần 3', 'lần thứ hai', 'lần đầu', '4 lần'."""
    if scene.word(at) == "lan":
        if scene.word(at + 1) in _FIRST:
            return 1, at + 2
        ordered = scene.word(at + 1) == "thu"
        spoken = NUMERALS.get(scene.word(at + 2)) if ordered else None  # "lan thu tu" needs no accents
        return (spoken, at + 3) if spoken else number_at(scene, at + 1 + ordered)
    hit = number_at(scene, at)
    return (hit[0], hit[1] + 1) if hit and scene.word(hit[1]) == "lan" else None
