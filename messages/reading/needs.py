"""What a message must hold before a room has anything to read in it: most messages need few of the rooms."""

from collections.abc import Sequence
from typing import Protocol, TypeVar

from messages.reading.scene import Scene


class Room(Protocol):
    """A reader, a rule, a reason: anything that names what it needs."""

    @property
    def needs(self) -> frozenset[str]:
        """Words, families of phrases, items, `NUMBER`: one of them must stand in the message."""


NOTHING = frozenset(("",))  # the need of a room that any message is open to: each holds the empty word
R = TypeVar("R", bound=Room)


def open_rooms(scene: Scene, rooms: Sequence[R]) -> list[R]:
    """Those of the rooms that may find something in this message, in order."""
    here = scene.signals
    return [room for room in rooms if not here.isdisjoint(room.needs)]
