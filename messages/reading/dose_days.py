"""Which of several days each injection was given on."""

from bisect import bisect_left, bisect_right
from operator import attrgetter
from typing import NamedTuple

from messages.reading.deaths import is_of_birth
from messages.reading.items import Item
from messages.reading.scene import Scene
from messages.reading.segments import by_segment, segments


class Days(NamedTuple):
    """Several days of injections, each beside its own: 'mũi 1 ngày 10/2, mũi 2 ngày 12/3'."""

    told: dict[int, list[Item]]  # by segment
    behind: set[int]  # the segments that name a vaccine before their first day


def days_of(scene: Scene, items: list[Item]) -> Days:
    """The days of injections by segment; none where all are given on one day."""
    days = [item for item in items if item.what == "date" and item.value]
    if len(days) > 1:
        days = [item for item in days if not is_of_birth(scene, item)]
    if len({item.value for item in days}) < 2:
        return Days({}, set())
    told, parts = by_segment(scene, days), segments(scene)
    behind = {
        part
        for part, (first, *_) in told.items()
        if any(scene.span("vaccine", at) for at in range(bisect_left(parts, part), first.start))
    }
    return Days(told, behind)


def day_of(scene: Scene, days: Days, what: list[Item]) -> list[Item]:
    """The day in the segment of a vaccination: behind it, unless there the days stand before what was given."""
    part = segments(scene)[what[-1].start] if what and days.told else -1
    here = days.told.get(part)
    if here is None:
        return []
    after = bisect_left(here, what[-1].end, key=attrgetter("start"))
    until = bisect_right(here, what[0].start, key=attrgetter("end"))
    behind, before = here[after : after + 1], here[:until][-1:]
    return behind or before if part in days.behind else before or behind
