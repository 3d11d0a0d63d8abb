"""What stands in a message, as what opens rooms: see `needs.py`."""

from collections.abc import Iterable
from itertools import count

_OPENED: dict[str, int] = {}  # of each signal the doors that it opens, as bits
_NUMBERS = count()


def door(needs: Iterable[str]) -> int:
    """A new door, as a bit, that each of these signals opens."""
    bit = 1 << next(_NUMBERS)
    for signal in needs:
        _OPENED[signal] = _OPENED.get(signal, 0) | bit
    return bit


class Signals(set[str]):
    """The words, families of phrases and items of a message."""

    __slots__ = ("doors",)

    def __init__(self) -> None:
        self.doors = 0  # those that are open

    def tell(self, signals: Iterable[str]) -> None:
        """These stand in the message too."""
        self.update(signals)
        doors = self.doors
        for signal in signals:
            if signal in _OPENED:
                doors |= _OPENED[signal]
        self.doors = doors
