"""Which words belong to which event: a message parted into stretches of births, deaths and injections."""

from bisect import bisect_left
from itertools import pairwise
from operator import attrgetter
from typing import NamedTuple

from health.events import ReportKind
from messages.reading.events import Event, What
from messages.reading.items import Item
from messages.reading.parts import Parts
from messages.reading.scene import Scene

KIND_OF = {
    What.BIRTH: ReportKind.BIRTH,
    What.DEATH: ReportKind.DEATH,
    What.STILL: ReportKind.DEATH,
    What.INJECTION: ReportKind.VACCINATION,
}
_TOLD_OF = ("child", "bare", "child_code", "woman", "count")
_WHO = ("child", "bare", "mother", "woman", "young", "child_code")


class Run(NamedTuple):
    """A stretch of the message about events of one kind."""

    kind: ReportKind
    start: int
    end: int
    events: tuple[Event, ...]
    items: tuple[Item, ...]

    def of(self, *whats: str) -> list[Item]:
        """The items of these kinds."""
        return [item for item in self.items if item.what in whats]

    def has(self, *whats: str) -> bool:
        """Whether any item of these kinds has a value."""
        return not {item.what for item in self.items if item.value is not None}.isdisjoint(whats)


def runs_of(parts: Parts, events: list[Event]) -> list[Run]:
    """The message as runs, in order; items before the first event belong to the first run."""
    groups: list[list[Event]] = []
    for event in events:
        if groups and KIND_OF[groups[-1][-1].what] is KIND_OF[event.what]:
            groups[-1].append(event)
        else:
            groups.append([event])
    if len(groups) == 1:
        return [Run(KIND_OF[events[0].what], 0, parts.scene.size, tuple(events), tuple(parts.items))]
    starts = [0] + [_border(parts, before[-1], after[0]) for before, after in pairwise(groups)]
    ends = [*starts[1:], parts.scene.size]
    return [
        Run(KIND_OF[group[0].what], start, end, tuple(group), _within(parts.items, start, end))
        for group, start, end in zip(groups, starts, ends, strict=True)
    ]


def _within(items: list[Item], start: int, end: int) -> tuple[Item, ...]:
    """Those of the items, which are in order, that begin between two tokens."""
    begins = attrgetter("start")
    return tuple(items[bisect_left(items, start, key=begins) : bisect_left(items, end, key=begins)])


def _border(parts: Parts, before: Event, after: Event) -> int:
    """Where the later event's part of the text begins."""
    scene = parts.scene
    if scene.sentence[before.start] != scene.sentence[after.start]:
        return _sentence_border(parts, before, after)
    start = _clause_start(scene, after.start)
    if start <= before.start:
        return _inside_clause(parts, before, after)
    while True:
        earlier = _clause_start(scene, start - 1) if start else 0
        leads = after.what is What.DEATH and before.what is What.BIRTH and _ills(parts, earlier, start)
        leads = leads or _another_day(parts, before, earlier, start)
        if earlier <= before.start or not (leads or _names_somebody(parts, earlier, start)):
            return start
        start = earlier


def _sentence_border(parts: Parts, before: Event, after: Event) -> int:
    """The beginning of the later event's sentence, or of one before it that names who it is about."""
    scene = parts.scene
    start = after.start
    while start > 0 and scene.sentence[start - 1] == scene.sentence[after.start]:
        start -= 1
    own = any(
        i.what in (*_TOLD_OF, "mother") and scene.sentence[i.start] == scene.sentence[after.start] for i in parts.items
    )
    back = start
    while back > before.end and scene.sentence[back - 1] != scene.sentence[before.start]:
        back -= 1
        injected = after.what is What.INJECTION
        if (injected and own) or ((injected or own) and _of_birth(parts, back)):
            break  # "Vàng Thị Nu bé gái 2kg7 ngày 20/5. Tiêm MR 6 cháu": the sentence before is no child's
        if (back == 0 or scene.sentence[back - 1] != scene.sentence[back]) and any(
            i.what in ("child", "bare") and back <= i.start < start for i in parts.items
        ):
            start = back
    return start


def _of_birth(parts: Parts, at: int) -> bool:
    """Whether the sentence of a token tells what only births have."""
    sentence = parts.scene.sentence
    return any(i.what in ("weight_g", "attendant") and sentence[i.start] == sentence[at] for i in parts.items)


def _clause_start(scene: Scene, at: int) -> int:
    while at > 0 and scene.clause[at - 1] == scene.clause[at]:
        at -= 1
    return at


def _names_somebody(parts: Parts, start: int, end: int) -> bool:
    """A clause that brings a new person and is not the earlier event's own."""
    return any(item.what in ("child", "bare", "child_code") and start <= item.start < end for item in parts.items)


def _another_day(parts: Parts, before: Event, start: int, end: int) -> bool:
    """'sinh 5/2 nặng 3kg, hôm nay, tiêm 5in1': a clause of nothing but a day, where the earlier event has its own."""
    here = [item for item in parts.items if start <= item.start < end]
    days = [item.value for item in here if item.what == "date" and item.value is not None]
    own = [i.value for i in parts.of("date") if before.start <= i.start < start and i.value is not None]
    return bool(days) and len(days) == len(here) and bool(own) and days[0] not in own


def _ills(parts: Parts, start: int, end: int) -> bool:
    """'..., nhưng chị ấy băng huyết, mất': what she died of stands right before."""
    return any(item.what == "cause" and start <= item.start < end for item in parts.items)


def _goes_before(scene: Scene, item: Item, after: Event) -> bool:
    """Whether somebody told of in the same clause is the later event's: no other event's word stands between."""
    return not any(
        scene.span(family, at) for family in ("birth", "inject", "death") for at in range(item.end, after.start)
    )


def _inside_clause(parts: Parts, before: Event, after: Event) -> int:
    """In one clause: the person or the date right before the later event goes with it."""
    start = after.start
    whos = [i for i in parts.items if before.start <= i.start and i.end <= start and i.what in _TOLD_OF]
    if len(whos) > 1 and whos[-1].start > before.end and _goes_before(parts.scene, whos[-1], after):
        return whos[-1].start  # "tiêm sởi được 7 cháu hôm 16/4 còn cháu A 8 tháng thì mất"
    for item in reversed(parts.items):
        if before.end <= item.start and item.end <= start and item.end >= start - 2 and item.what in (*_WHO, "date"):
            if (
                item.what == "date"
                and sum(i.what == "date" and before.start <= i.start < after.start for i in parts.items) < 2
            ):
                continue
            start = item.start
        elif item.what == "sex" and item.end == start < after.start and item.start >= before.end:
            start = item.start  # "báo tử vong bé gái Lý Thị Páng sinh 2/1 mất 12/4"
    return start
