"""What handling one report says."""

from dataclasses import dataclass

from handlers.replies import Reply
from messages.texts import Line


@dataclass(frozen=True, slots=True)
class Told:
    """Lines for the sender, messages for others, and the question that the lines end in."""

    lines: tuple[Line, ...]
    others: tuple[Reply, ...] = ()
    talk_id: int | None = None
