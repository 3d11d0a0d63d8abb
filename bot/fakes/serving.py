"""A fake's server on a free port of this machine, and waiting for what arrives at it."""

import asyncio
from collections.abc import Callable
from typing import TypeVar

from aiohttp import web

T = TypeVar("T")


class Local:
    """One aiohttp application served on 127.0.0.1 between `start` and `stop`."""

    def __init__(self, app: web.Application) -> None:
        """Nothing is served yet."""
        self._runner = web.AppRunner(app, access_log=None, shutdown_timeout=0.1)
        self.url = ""

    async def start(self) -> None:
        """Serve; `url` is known from here on."""
        await self._runner.setup()
        await web.TCPSite(self._runner, "127.0.0.1", 0).start()
        host, port = self._runner.addresses[0][:2]
        self.url = f"http://{host}:{port}"

    async def stop(self) -> None:
        """Serve no more."""
        await self._runner.cleanup()


class News:
    """Wakes whoever waits for something to happen at a fake."""

    def __init__(self) -> None:
        """Nothing happened yet."""
        self._happened = asyncio.Condition()

    async def tell(self) -> None:
        """Something happened."""
        async with self._happened:
            self._happened.notify_all()

    async def wait(self, look: Callable[[], T], timeout_s: float) -> T:
        """Wait until `look` sees something true and return it; raises TimeoutError."""
        async with asyncio.timeout(timeout_s), self._happened:
            while not (seen := look()):
                await self._happened.wait()
            return seen
