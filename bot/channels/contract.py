"""The one contract of every channel.

SendError                      what went wrong with one send, and what to do about it
 ├─ Unreachable  retryable     network down, timeout, 5xx: nobody knows whether it arrived
 ├─ Throttled    retryable     the provider asks to wait `retry_after`
 ├─ Refused      final         the provider's clear word: blocked, no such address
 └─ AudioRefused final         the provider takes the message, but not the recording with it
"""

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Protocol, runtime_checkable

from starlette.routing import BaseRoute

from messages.envelope import ChannelName, Incoming, Outgoing


@dataclass(frozen=True, slots=True)
class Sent:
    """The provider took the message and gave it this id (empty if it gives none)."""

    provider_id: str


class SendError(Exception):
    """One send failed. `retryable` says whether the same send may succeed later."""

    retryable = True

    def __init__(self, why: str, retry_after: timedelta | None = None) -> None:
        """`why` is a short code for logs and metrics, never a text or an address."""
        super().__init__(why)
        self.why = why
        self.retry_after = retry_after


class Unreachable(SendError):
    """Network down, timeout or 5xx."""


class Throttled(SendError):
    """The provider asks to wait `retry_after`."""


class Refused(SendError):
    """The provider's clear word that this address takes nothing."""

    retryable = False


class AudioRefused(SendError):
    """The provider takes no such recording for this person; the words alone may arrive."""

    retryable = False


Receive = Callable[[Incoming], Awaitable[None]]  # returns once the inbox row is committed; raises if it was not
Delivered = Callable[[ChannelName, str, str], Awaitable[None]]  # channel, provider's id, status word


class Channel(Protocol):
    """A way messages come and go. It knows no health and no SQL."""

    name: ChannelName

    async def start(self, receive: Receive, delivered: Delivered) -> None:
        """Begin to hear; every message is given to `receive` before it is acknowledged."""
        ...

    async def send(self, message: Outgoing) -> Sent:
        """Send one message or raise a `SendError`."""
        ...

    async def stop(self) -> None:
        """Stop hearing and let go of connections; sends under way are finished first."""
        ...

    def routes(self) -> Sequence[BaseRoute]:
        """The webhooks that this channel serves, known before `start`."""
        ...


@runtime_checkable
class HasFiles(Protocol):
    """A channel whose sounds are fetched from its provider."""

    name: ChannelName

    async def fetch(self, file_id: str, most: int) -> bytes:
        """The bytes of one file; raises a `SendError`, `Refused` for one that has more than `most` bytes."""
        ...
