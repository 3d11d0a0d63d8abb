"""What a message tells of pregnancies, parted by the women it is told of."""

from collections.abc import Iterable
from typing import NamedTuple

from messages.reading.items import Item
from messages.reading.phrases import word_set
from messages.reading.scene import Scene
from messages.reading.talk import Saying
from messages.reading.weeks_of_pregnancy import Told
from messages.reading.women import Woman

_JOINING = word_set("va voi cung , & + chi c co em ba la")
_NEEDS_TIME = frozenset(("due", "period", "stopped", "maybe"))  # tell nothing without a day or a number
_BEFORE_SHARED = 4  # words between "đều" and what holds for all


class Stretch(NamedTuple):
    """One woman, if named, and all that is told of her."""

    woman: Woman | None
    said: list[Saying]
    times: list[Told]
    items: list[Item]

    @property
    def is_told(self) -> bool:
        """A name or a code with it, or how far she is."""
        coded = any(item.what == "child_code" for item in self.items)
        plain = any(said.value not in _NEEDS_TIME for said in self.said)
        return bool(self.said) and bool(self.times or (plain and (self.woman or coded)))


def by_woman(
    scene: Scene, named: list[Woman], said: list[Saying], times: list[Told], items: list[Item]
) -> list[Stretch]:
    """One stretch a woman, in order; one for all where none or one is named."""
    if len(named) < 2:
        return [Stretch(named[0] if named else None, said, times, items)]
    shared = [one for one in said if _of_all(scene, one)]
    found: list[Stretch] = []
    for woman, (start, end) in zip(named, _borders(scene, named, times), strict=True):
        inside = range(start, end)
        own = [one for one in said if one.start in inside or one in shared]
        own_times = [one for one in times if one.start in inside]
        headed = own_times or not times  # "thai: chị A 6 tháng, chị B 3 tháng", not "..., chị C báo"
        above = end if own_times else named[0].start
        heading = [one for one in said if headed and one.end <= above]
        own_items = [item for item in items if item.start in inside or _heads(item, named)]
        found.append(Stretch(woman, own or heading, own_times, own_items))
    return found


def _of_all(scene: Scene, one: Saying) -> bool:
    """'..., đều đang mang thai'."""
    return any(scene.span("shared", at) for at in range(max(0, one.start - _BEFORE_SHARED), one.start))


def _heads(item: Item, named: list[Woman]) -> bool:
    """A village before the first of them holds for all."""
    return item.what == "village" and item.end <= named[0].start


def _borders(scene: Scene, named: list[Woman], times: Iterable[Told]) -> list[tuple[int, int]]:
    """Where what is told of each begins and ends: behind her name or before it; 'chị A với chị B' are as one."""
    starts = [time.start for time in times]
    before = any(at < named[0].start for at in starts) and not any(at > named[-1].start for at in starts)
    if before:
        ends = [woman.end for woman in named]
        return list(zip([0, *ends[:-1]], ends, strict=True))
    begins = [woman.start for woman in named]
    ends = [*begins[1:], scene.size]
    for at in reversed(range(len(named) - 1)):
        if _JOINING.issuperset(scene.words[named[at].end : named[at + 1].start]):
            ends[at] = ends[at + 1]
    return list(zip(begins, ends, strict=True))
