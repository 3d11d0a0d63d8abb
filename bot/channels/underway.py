"""Counts the sends under way, so that stopping can wait for them."""

import asyncio
from types import TracebackType

from bot.channels.contract import Unreachable


class Underway:
    """A gate around sends: shut until `open`; `close` shuts it and waits until all inside have left."""

    def __init__(self) -> None:
        """A shut gate."""
        self._inside = 0
        self._shut = True
        self._empty = asyncio.Event()
        self._empty.set()

    def open(self) -> None:
        """Let sends begin."""
        self._shut = False

    def __enter__(self) -> None:
        """Begin one send; raises `Unreachable` while the gate is shut."""
        if self._shut:
            raise Unreachable("stopped")
        self._inside += 1
        self._empty.clear()

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        """End one send, however it went."""
        self._inside -= 1
        if not self._inside:
            self._empty.set()

    async def close(self) -> None:
        """Let no more sends begin and wait for those under way."""
        self._shut = True
        await self._empty.wait()
