"""What stands behind a channel in these tests: an ear in place of the inbox."""

import asyncio
from dataclasses import dataclass, field
from datetime import UTC, datetime

from messages.envelope import ChannelName, Incoming

NOW = datetime(2026, 4, 20, 1, 0, tzinfo=UTC)


def now() -> datetime:
    """A clock that stands still."""
    return NOW


@dataclass
class Ear:
    """Keeps what it hears; fails as often as it is told to, or for the texts it is told to fail for."""

    heard: list[Incoming] = field(default_factory=list)
    attempts: list[str] = field(default_factory=list)  # provider ids, failures too
    failures: int = 0
    deaf_to: set[str] = field(default_factory=set)
    delivered: list[tuple[ChannelName, str, str]] = field(default_factory=list)
    change: asyncio.Condition = field(default_factory=asyncio.Condition)

    async def receive(self, message: Incoming) -> None:
        """The inbox: raises where it was told to, with words that must not reach a log."""
        self.attempts.append(message.provider_id)
        fails = self.failures > 0 or message.text in self.deaf_to
        async with self.change:
            self.change.notify_all()
        if fails:
            self.failures -= 1
            raise RuntimeError(f"could not store {message.text!r} of {message.sender}")
        async with self.change:
            self.heard.append(message)
            self.change.notify_all()

    async def note_delivery(self, channel: ChannelName, provider_id: str, status: str) -> None:
        """The delivery log: fails like the inbox."""
        if self.failures > 0:
            self.failures -= 1
            raise RuntimeError("could not store")
        self.delivered.append((channel, provider_id, status))

    async def is_tried(self, n: int, timeout_s: float = 5) -> None:
        """Until `n` messages were given to it, kept or not."""
        async with asyncio.timeout(timeout_s), self.change:
            await self.change.wait_for(lambda: len(self.attempts) >= n)

    async def hears(self, n: int, timeout_s: float = 5) -> list[Incoming]:
        """The first `n` messages, once they were heard."""
        async with asyncio.timeout(timeout_s), self.change:
            await self.change.wait_for(lambda: len(self.heard) >= n)
        return self.heard[:n]
