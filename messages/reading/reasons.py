"""Why an event is no news: a reason, the events it may apply to, and what it needs."""

from collections.abc import Callable
from typing import NamedTuple

from messages.reading.events import Event, What
from messages.reading.items import Item
from messages.reading.needs import NOTHING, Rooms
from messages.reading.scene import Scene

ANY = frozenset(What)
BIRTH = frozenset((What.BIRTH,))
DEATH = frozenset((What.DEATH,))
INJECTION = frozenset((What.INJECTION,))


class Reason(NamedTuple):
    """One reason why an event is not real."""

    why: str
    applies: Callable[[Scene, list[Item], Event], bool]
    of: frozenset[What] = ANY  # the kinds of event that it may apply to
    needs: frozenset[str] = NOTHING  # see `needs.py`


def by_kind(reasons: tuple[Reason, ...]) -> dict[What, Rooms[Reason]]:
    """The reasons that may apply to an event of each kind, in order."""
    return {what: Rooms([each for each in reasons if what in each.of]) for what in What}
