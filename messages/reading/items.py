"""What the readers find: one value, one place in the text, and whether it may be trusted."""

from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from health.events import Age
from messages.reading.understanding import DoubtReason


class Item(NamedTuple):
    """One thing read; `start` and `end` are tokens."""

    what: str  # a field of the protocol, or a role: "mother", "child", "date", "dose" ...
    value: str | int | bool | date | Age | None  # None: said, but not to be taken
    start: int
    end: int
    sure: bool = True
    doubt: DoubtReason | None = None


Found = Iterator[Item]
