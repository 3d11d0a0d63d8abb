"""Values that the message itself takes back: 'trai, à nhầm gái', 'gái chứ không phải trai', '2kg3 -> 2kg7'."""

from collections.abc import Callable
from itertools import pairwise
from typing import NamedTuple

from messages.reading.items import Item
from messages.reading.needs import Rooms
from messages.reading.normal import plain
from messages.reading.phrases import word_set
from messages.reading.scene import Scene
from messages.reading.tokens import MARK

_FIELDS = word_set("sex weight_g place attendant date age vaccine dose village child mother woman bare cause count")
_INTO = frozenset(("thanh", "thành", "sang", ">", "→"))
_BETWEEN = 3  # words between a value and the one that takes its place
_REALLY = (["that", "ra"], ["thuc", "ra"], ["dung", "ra"])
_WRITES = word_set("ghi bao gui nhan nhap bam go viet")
_SLIPS = word_set("mistake repair earlier")
_GAP = 5  # words between a repair word and the value it brings


def without_rejected(scene: Scene, items: list[Item]) -> tuple[list[Item], list[Item]]:
    """(items that stand, items taken back)."""
    rejected: set[int] = set()
    for repair in REPAIRS.open(scene):
        rejected |= repair.taken_back(scene, items)
    if not rejected:
        return items, []
    return [item for k, item in enumerate(items) if k not in rejected], [items[k] for k in sorted(rejected)]


def _withdrawn(scene: Scene, items: list[Item]) -> set[int]:
    """'hủy tin bé gái 3kg lúc nãy, báo lại cho đúng: ...': what the withdrawn message told."""
    opens = any(value == "verb" and at <= 1 for at, (_, value) in scene.spans["undo"].items())
    again = min((at for at, (_, value) in scene.spans["correct"].items() if value == "yes"), default=0)
    return {k for k, item in enumerate(items) if item.end <= again} if opens else set()


def _expected(scene: Scene, items: list[Item]) -> set[int]:
    """'hồi trước tưởng con trai', 'cứ ngỡ là con gái': what was thought before is not what came."""
    gone = set()
    for at in (*scene.where("tuong"), *scene.where("ngo")):
        if scene.marks[at] not in ("tưởng", "tuong", "ngỡ") or scene.taken[at]:
            continue
        gone |= {k for k, item in enumerate(items) if item.what == "sex" and at < item.start <= at + _BETWEEN}
    return gone


def _denied(scene: Scene, items: list[Item]) -> set[int]:
    """'không phải bé trai', 'chứ không ở nhà'."""
    gone = set()
    for at, (end, value) in scene.spans["correct"].items():
        if value != "not":
            continue
        first = end - (scene.word(end - 1) == "o")  # "chứ không phải ở nhà": the place begins with its "ở"
        for k, item in enumerate(items):
            if item.what in _FIELDS and first <= item.start <= end + 2 and scene.same_clause(at, item.start):
                gone.add(k)
                break
    return gone


def _slipped(scene: Scene, items: list[Item]) -> set[int]:
    return _reported_wrong(scene, items) or _repaired(scene, items)


def _reported_wrong(scene: Scene, items: list[Item]) -> set[int]:
    """'là 12/3, em ghi nhầm 21/3', '3kg1, trước em báo 3kg7': what was written before, where the right value stands."""
    gone = set()
    for end in written_before(scene):
        here = [k for k, item in enumerate(items) if end <= item.start <= end + _GAP and item.what in _FIELDS]
        for k in here:
            others = [item for item in items if _alike(item, items[k]) and item.value != items[k].value]
            if scene.same_clause(end - 1, items[k].start) and any(_right(scene, item, end) for item in others):
                gone.add(k)
                break
    slips = {end for family in ("mistake", "repair") for end, _ in scene.spans[family].values()}
    return gone | {k for k, item in enumerate(items) if _mistaken_for(scene, items, item, slips)}


def _mistaken_for(scene: Scene, items: list[Item], item: Item, slips: set[int]) -> bool:
    """'là 2kg6, hôm trước em nhìn nhầm thành 2kg9': what was taken for the value told before."""
    into = next((at for at in (item.start - 1, item.start - 2) if at in slips), 0)
    if not into or scene.word(into) not in ("thanh", "ra") or item.what not in _FIELDS:
        return False
    told = [other for other in items if other.end <= into and other.value != item.value]
    return any(_alike(other, item) or _takes_its_place(other, item) for other in told)


def _called_wrong(scene: Scene, items: list[Item]) -> set[int]:
    """'là tiêu chảy, em ghi viêm phổi là chưa đúng': the value that is said to be wrong, where another is told."""
    gone = set()
    for at in (*scene.where("dung"), *scene.where("sai"), *scene.where("nham")):
        denied = scene.word(at - 1) in ("chua", "khong") or scene.word(at) == "sai"
        denied = denied or (scene.word(at) == "nham" and scene.word(at - 1) == "la")
        lead = at - (scene.word(at) == "dung")
        lead -= scene.word(lead - 1) in ("la", "bi", "thi")
        wrong = next((k for k, item in enumerate(items) if item.end == lead and item.what in _FIELDS), None)
        if (
            denied
            and wrong is not None
            and any(other.what == items[wrong].what and other.value != items[wrong].value for other in items)
        ):
            gone.add(wrong)
    return gone


def _alike(first: Item, second: Item) -> bool:
    """Values of one field; a name is one, whether or not 'bé' stands before it."""
    return first.what == second.what or {first.what, second.what} <= {"child", "bare"}


def _right(scene: Scene, item: Item, end: int) -> bool:
    """The value that holds: said before the slip is named, or behind it with 'là', 'thành'."""
    really = any(scene.words[k : k + 2] in _REALLY for k in range(end, item.start))
    return item.end <= end or really or scene.word(item.start - 1) in ("la", "thanh")


def written_before(scene: Scene) -> list[int]:
    """Ends of 'em ghi nhầm', 'trước em báo'."""
    if not (scene.has("mistake") or scene.has("repair") or scene.has("earlier")):
        return []
    slips = [
        end
        for at, (end, _) in [*scene.spans["mistake"].items(), *scene.spans["repair"].items()]
        if end > at + 1 and scene.word(at) in _WRITES
    ]
    return slips + [end for end, value in scene.spans["earlier"].values() if value == "yes"]


def _repaired(scene: Scene, items: list[Item]) -> set[int]:
    """The earlier of two values of one field with 'à nhầm' between them."""
    gone = set()
    for at, (end, _) in [*scene.spans["repair"].items(), *scene.spans["mistake"].items()]:
        after = [item for item in items if end <= item.start <= end + _GAP]
        if not after:
            continue
        for k in range(len(items) - 1, -1, -1):
            if items[k].end <= at and _takes_its_place(items[k], after[0]) and items[k].value != after[0].value:
                gone.add(k)
                break
    return gone


def _takes_its_place(wrong: Item, right: Item) -> bool:
    """A value of the same field; a bare name is one of any: 'mẹ bé là Lý Thị Xé, viết nhầm, Lý Thị Xoa'."""
    return wrong.what == right.what or (right.what == "bare" and wrong.what in ("mother", "woman"))


def _slips(scene: Scene, at: int, end: int) -> bool:
    """'mũi 1, em nhầm mũi 2': the right value follows at once; not 'em ghi nhầm mũi 2'."""
    return end < scene.size and bool(scene.taken[end]) and _WRITES.isdisjoint(scene.words[at:end])


def slips_inside(scene: Scene, rejected: list[Item]) -> bool:
    """'con gái 2kg7, ghi nhầm, con trai': a slip of its own between marks, right behind what it takes back."""
    return any(
        scene.kind(at - 1) == MARK
        and (scene.kind(end) == MARK or _slips(scene, at, end))
        and any(0 <= at - item.end <= _GAP for item in rejected)
        for at, (end, _) in scene.spans["mistake"].items()
    )


def _replaced(scene: Scene, items: list[Item]) -> set[int]:
    """'từ 2kg3 thành 2kg7', '2kg3 -> 2kg7'."""
    gone = set()
    for k, (first, second) in enumerate(pairwise(items)):
        if first.what == second.what and second.start - first.end <= _BETWEEN:
            between = scene.marks[first.end : second.start]
            into = not _INTO.isdisjoint(between) and "," not in between  # "ngày 9/5, sáng 11/5"
            if into or between == [",", "à"]:  # "SII mũi 2, à mũi 3"
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


class Repair(NamedTuple):
    """One way to take values back."""

    taken_back: Callable[[Scene, list[Item]], set[int]]
    needs: frozenset[str]  # see `needs.py`


REPAIRS = Rooms(
    (
        Repair(_denied, word_set("correct")),
        Repair(_slipped, _SLIPS),
        Repair(_withdrawn, word_set("undo")),
        Repair(_called_wrong, _SLIPS | word_set("correct dung sai")),
        Repair(_replaced, frozenset(("a", *map(plain, _INTO)))),
        Repair(_righted, word_set("correct")),
        Repair(_expected, word_set("tuong ngo")),
    )
)
