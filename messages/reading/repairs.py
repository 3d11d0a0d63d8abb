"""Values that the message itself takes back: 'trai, à nhầm gái', 'gái chứ không phải trai', '2kg3 -> 2kg7'."""

from itertools import pairwise

from messages.reading.items import Item
from messages.reading.phrases import word_set
from messages.reading.scene import Scene

_FIELDS = word_set("sex weight_g place attendant date age vaccine dose village child mother woman bare cause count")
_INTO = frozenset(("thanh", "thành", "sang", ">", "→"))
_BETWEEN = 3  # words between a value and the one that takes its place
_GAP = 5  # words between a repair word and the value it brings


def without_rejected(scene: Scene, items: list[Item]) -> tuple[list[Item], list[Item]]:
    """(items that stand, items taken back)."""
    rejected = _denied(scene, items) | _repaired(scene, items) | _replaced(scene, items) | _righted(scene, items)
    if not rejected:
        return items, []
    return [item for k, item in enumerate(items) if k not in rejected], [items[k] for k in sorted(rejected)]


def _denied(scene: Scene, items: list[Item]) -> set[int]:
    """'không phải bé trai', 'chứ không ở nhà'."""
    gone = set()
    for at, (end, value) in scene.spans["correct"].items():
        if value != "not":
            continue
        for k, item in enumerate(items):
            if item.what in _FIELDS and end <= item.start <= end + 2 and scene.same_clause(at, item.start):
                gone.add(k)
                break
    return gone


def _repaired(scene: Scene, items: list[Item]) -> set[int]:
    """The earlier of two values of one field with 'à nhầm' between them."""
    gone = set()
    for at, (end, _) in [*scene.spans["repair"].items(), *scene.spans["mistake"].items()]:
        after = [item for item in items if end <= item.start <= end + _GAP]
        if not after:
            continue
        for k in range(len(items) - 1, -1, -1):
            if items[k].end <= at and items[k].what == after[0].what and items[k].value != after[0].value:
                gone.add(k)
                break
    return gone


def _replaced(scene: Scene, items: list[Item]) -> set[int]:
    """'từ 2kg3 thành 2kg7', '2kg3 -> 2kg7'."""
    gone = set()
    for k, (first, second) in enumerate(pairwise(items)):
        if first.what == second.what and second.start - first.end <= _BETWEEN:
            between = scene.marks[first.end : second.start]
            if not _INTO.isdisjoint(between) and "," not in between:  # "ngày 9/5, sáng 11/5"
                gone.add(k)
    return gone


def _righted(scene: Scene, items: list[Item]) -> set[int]:
    """'báo con gái, con trai mới đúng': the value right before 'mới đúng' holds, an earlier one does not."""
    gone = set()
    for at, (end, _) in scene.spans["correct"].items():
        if scene.word(at) != "moi" or scene.word(end - 1) != "dung":
            continue
        right = next((k for k in range(len(items) - 1, -1, -1) if items[k].end == at), None)
        if right is None:
            continue
        for k in range(right - 1, -1, -1):
            if items[k].what == items[right].what and items[k].value != items[right].value:
                gone.add(k)
                break
    return gone
