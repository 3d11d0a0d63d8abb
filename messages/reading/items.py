"""What the readers find: one value, one place in the text, and whether it may be trusted."""

from bisect import bisect_left, bisect_right, insort
from collections.abc import Callable, Iterator
from datetime import date
from operator import attrgetter
from typing import NamedTuple

from health.events import Age
from messages.reading.scene import Scene
from messages.reading.tokens import WORD
from messages.reading.understanding import DoubtReason

_FAR = 120  # tokens, more than any but the longest lists have


class Item(NamedTuple):
    """One thing read; `start` and `end` are tokens."""

    what: str  # a field of the protocol, or a role: "mother", "child", "date", "dose" ...
    value: str | int | bool | date | Age | None  # None: said, but not to be taken
    start: int
    end: int
    sure: bool = True
    doubt: DoubtReason | None = None


Found = Iterator[Item]


def of_sentence(scene: Scene, items: list[Item], at: int) -> list[Item]:
    """Those of the items, which are in order, that stand in the sentence of a token."""

    def sentence(item: Item) -> int:
        return scene.sentence[item.start]

    first = bisect_left(items, scene.sentence[at], key=sentence)
    return items[first : bisect_right(items, scene.sentence[at], lo=first, key=sentence)]


def around(items: list[Item], at: int) -> list[Item]:
    """Those of the items, which are in order, that stand near a token: what is told far away says nothing of it."""
    if len(items) < 2 or items[-1].start - items[0].start < _FAR:
        return items
    start = attrgetter("start")
    return items[bisect_left(items, at - _FAR, key=start) : bisect_right(items, at + _FAR, key=start)]


def read_names(scene: Scene, begins: set[int], family: str, read: Callable[[int], Item | None]) -> Found:
    """Each name that `read` finds at a free word, where one begins or a phrase of a family does.

    A phrase inside a name means nothing else.
    """
    done = 0
    spans = scene.spans[family]
    waiting = sorted(begins | spans.keys())
    for at in waiting:  # which grows by what names had hidden
        if at < done or at >= scene.size or scene.kinds[at] != WORD or scene.taken[at]:
            continue
        item = read(at) if at in begins or at in spans else None
        if item is not None:
            scene.take(item.start, item.end)
            for shown in scene.forget(item.start, item.end):
                if shown in spans and shown not in waiting:
                    insort(waiting, shown)
            yield item
            done = item.end
