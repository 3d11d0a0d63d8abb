"""Asks Telegram for updates, and confirms only what was kept.

Telegram drops every update below the `offset` it is asked with. One that was not kept therefore stays the
offset until it is, while those after it are remembered as done and not taken again. Telegram shows no more
than a hundred updates from the offset on: one that is never kept comes to hold up the rest then, rather than be lost.
"""

import asyncio
from collections.abc import Awaitable, Callable, Iterable

import structlog

from bot.channels.telegram.hearing import update_id

log = structlog.get_logger()

LONGEST_PAUSE_S = 60.0
BREATH_S = 0.05  # after no news: a server that does not wait for some must not be asked without end

Fetch = Callable[[int], Awaitable[list[object]]]  # offset -> updates from it on, oldest first; waits for news
Take = Callable[[list[object]], Awaitable[set[int]]]  # updates -> ids of those that need not come again


def next_offset(offset: int, seen: Iterable[int], done: set[int]) -> int:
    """The first update that has to come again, or else the one after the last seen."""
    numbers = sorted(seen)
    waiting = [number for number in numbers if number not in done]
    return waiting[0] if waiting else max(offset, numbers[-1] + 1 if numbers else offset)


class Poller:
    """One loop of asking and taking, from `start` to `stop`."""

    def __init__(self, fetch: Fetch, take: Take, pause_s: float) -> None:
        """`pause_s` passes before what was not kept is taken again; it doubles, up to a minute, each time that
        Telegram cannot be asked.
        """
        self._fetch, self._take, self._pause_s = fetch, take, pause_s
        self._offset = 0
        self._done: set[int] = set()
        self._failures = 0
        self._stopping = self._taking = False

    def stop(self, task: asyncio.Task[None]) -> None:
        """End the task that runs `run`; a batch that is being taken is finished first."""
        self._stopping = True
        if not self._taking:
            task.cancel()

    async def run(self) -> None:
        """Ask and take until stopped. Nothing ends it but `stop`."""
        while not self._stopping:
            try:
                pause_s = await self._round()
                self._failures = 0
            except Exception as error:  # noqa: BLE001 - the network, an answer that is none: ask again
                log.warning("updates_not_fetched", error=type(error).__name__)
                pause_s = min(self._pause_s * 2 ** min(self._failures, 10), LONGEST_PAUSE_S)
                self._failures += 1
            if not self._stopping:
                await asyncio.sleep(pause_s)

    async def _round(self) -> float:
        """Ask once and take what comes; returns how long to pause before asking again."""
        updates = await self._fetch(self._offset)
        numbers = {number for update in updates if (number := update_id(update)) is not None}
        self._taking = True
        try:
            self._done |= await self._take([update for update in updates if update_id(update) not in self._done])
        finally:
            self._taking = False
        all_kept = numbers <= self._done and len(numbers) == len(updates)
        self._offset = next_offset(self._offset, numbers, self._done)
        self._done = {number for number in self._done if number >= self._offset}
        if not updates:
            return BREATH_S
        return 0 if all_kept else self._pause_s
