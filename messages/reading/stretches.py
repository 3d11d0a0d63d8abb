"""Stretches shorter than a clause: 'cho uống OPV chứ chưa tiêm 5in1', '3 cháu tiêm 1 cháu hoãn' tell two things."""

from bisect import bisect_left, bisect_right

from messages.reading.scene import Scene, once
from messages.reading.tokens import NUMBER

_TURNS = frozenset(("chứ", "chu", "nhưng", "nhung", "còn", "con", "mà", "ma"))
_APART = frozenset(("còn", "con", "riêng", "rieng"))
_CHILDREN = frozenset(("chau", "be", "tre", "em", "dua"))
_TOLD = frozenset(("inject", "vaccine"))
_DENIES = ("chua", "khong", "chang", "hoan")


@once
def stretches(scene: Scene) -> list[int]:
    """Each token's stretch: a clause, or its part up to a word that turns to somebody or something else."""
    numbers: list[int] = []
    number = 0
    counted = told = False
    for at in range(scene.size):
        if at and scene.clause[at] != scene.clause[at - 1]:
            number, counted, told = number + 1, False, False
        counts = scene.kinds[at] == NUMBER and scene.word(at + 1) in _CHILDREN
        if (counts and counted) or (told and _turns(scene, at)):
            number += 1
        counted = counted or counts
        told = told or not _TOLD.isdisjoint(scene.begun[at])
        numbers.append(number)
    return numbers


def _turns(scene: Scene, at: int) -> bool:
    """'chứ chưa ...', 'riêng bé Mai ...', 'TE0933 ...', 'chưa tiêm viêm gan B' behind what was given."""
    end = scene.span("negation", at, "put_off")
    if end and scene.span("vaccine", end) and scene.word(end - 1) in ("tiem", "uong", "chich"):
        return True
    if scene.word(at) == "te" and scene.kind(at + 1) == NUMBER:
        return True
    if scene.taken[at]:
        return False
    somebody = scene.span("title", at + 1, "child") or (at + 1 < scene.size and scene.taken[at + 1])
    if scene.marks[at] in ("nhưng", "nhung"):
        return True
    return (scene.marks[at] in _TURNS and scene.word(at + 1) in _DENIES) or (
        scene.marks[at] in _APART and bool(somebody)
    )


@once
def put_off(scene: Scene) -> list[int]:
    """Where 'hoãn', 'không đến', 'chưa tiêm' stand, in order."""
    return sorted(at for at, (_, value) in scene.spans["negation"].items() if value == "put_off")


def places_in(places: list[int], numbers: list[int], first: int, last: int) -> list[int]:
    """Those of the places, which are in order, whose stretch, clause or sentence has a number from first to last."""
    of = numbers.__getitem__
    begin = bisect_left(places, first, key=of)
    return places[begin : bisect_right(places, last, lo=begin, key=of)]
