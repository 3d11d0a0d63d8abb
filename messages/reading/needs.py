"""What a message must hold before a room has anything to read in it: most messages need few of the rooms."""

from collections.abc import Iterator, Sequence
from typing import Generic, Protocol, TypeVar

from messages.reading.scene import Scene


class Room(Protocol):
    """A reader, a rule, a reason: anything that names what it needs."""

    @property
    def needs(self) -> frozenset[str]:
        """Words, families of phrases, items, `NUMBER`: one of them must stand in the message."""


NOTHING = frozenset(("",))  # the need of a room that any message is open to: each holds the empty word
_WAYS = 4096  # combinations of open rooms that are kept
R = TypeVar("R", bound=Room)


class Rooms(Generic[R]):
    """Rooms in order, found by what opens them: one look at the message instead of one for each room."""

    def __init__(self, rooms: Sequence[R]) -> None:
        self._rooms = tuple(rooms)
        self._opened_by: dict[str, int] = {}  # of each word or family the rooms it opens, as bits
        for at, room in enumerate(self._rooms):
            for signal in room.needs:
                self._opened_by[signal] = self._opened_by.get(signal, 0) | 1 << at
        self._signals = frozenset(self._opened_by)
        self._known: dict[int, tuple[R, ...]] = {}

    def __iter__(self) -> Iterator[R]:
        return iter(self._rooms)

    def open(self, scene: Scene) -> tuple[R, ...]:
        """Those of the rooms that may find something in this message, in order."""
        bits = 0
        for signal in self._signals & scene.signals:
            bits |= self._opened_by[signal]
        known = self._known.get(bits)
        if known is None:
            if len(self._known) >= _WAYS:
                self._known.clear()
            known = self._known[bits] = tuple(room for at, room in enumerate(self._rooms) if bits >> at & 1)
        return known
