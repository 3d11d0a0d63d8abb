"""What a message must hold before a room has anything to read in it: most messages need few of the rooms."""

from collections.abc import Iterator, Sequence
from typing import Generic, Protocol, TypeVar

from messages.reading.scene import Scene
from messages.reading.signals import door


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
        self._rooms = {door(room.needs): room for room in rooms}
        self._doors = sum(self._rooms)
        self._known: dict[int, tuple[R, ...]] = {}

    def __iter__(self) -> Iterator[R]:
        return iter(self._rooms.values())

    def open(self, scene: Scene) -> tuple[R, ...]:
        """Those of the rooms that may find something in this message, in order."""
        doors = scene.signals.doors & self._doors
        known = self._known.get(doors)
        if known is None:
            if len(self._known) >= _WAYS:
                self._known.clear()
            known = self._known[doors] = tuple(room for bit, room in self._rooms.items() if bit & doors)
        return known
