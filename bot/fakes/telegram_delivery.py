"""How updates leave the fake Bot API: asked for by `getUpdates`, or pushed to a webhook until it takes them."""

import asyncio
import contextlib

import aiohttp

from bot.fakes.serving import News
from bot.fakes.telegram_updates import Json

BATCH = 100
SECRET_HEADER = "X-Telegram-Bot-Api-Secret-Token"  # noqa: S105 - a header's name


class Deliveries:
    """Updates that are not confirmed yet, and those that were."""

    def __init__(self, closing: asyncio.Event, news: News) -> None:
        """`closing` ends every wait; `news` hears of each confirmation."""
        self._confirmations = news
        self.retry_s = 0.02  # before an update that the webhook refused is pushed again
        self._pending: dict[int, Json] = {}
        self._past: dict[int, Json] = {}
        self._twice: set[int] = set()  # to be pushed once more even when taken
        self.last_id = 0  # of the newest update
        self._news = asyncio.Event()
        self._closing = closing
        self._webhook = self._secret = ""
        self._pusher: asyncio.Task[None] | None = None

    @property
    def pushes(self) -> bool:
        """Whether a webhook is set."""
        return bool(self._webhook)

    @property
    def unconfirmed(self) -> list[int]:
        """Numbers of the updates that the bot has not confirmed yet."""
        return sorted(self._pending)

    def start(self) -> None:
        """Begin to push, whenever a webhook is set."""
        self._pusher = asyncio.create_task(self._push())

    async def stop(self) -> None:
        """Push no more."""
        self._news.set()
        if self._pusher is not None:
            self._pusher.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await self._pusher

    def add(self, update: Json) -> None:
        """One more update to deliver."""
        self.last_id = update["update_id"]
        self._pending[self.last_id] = update
        self._news.set()

    def repeat(self, update_id: int) -> None:
        """Deliver once more what was confirmed or is about to be."""
        if update_id in self._pending:
            self._twice.add(update_id)
        else:
            self.add(self._past[update_id])

    def to_webhook(self, url: str, secret: str) -> None:
        """Push to this URL from now on; an empty one goes back to `getUpdates`."""
        self._webhook, self._secret = url, secret
        self._news.set()

    async def since(self, offset: int, wait_s: float) -> list[Json]:
        """The first updates from `offset` on, those below confirmed; waits for one if there is none."""
        for number in [number for number in self._pending if number < offset]:
            await self._confirm(number)
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(wait_s):
                while not (self._pending or self._closing.is_set()):
                    self._news.clear()
                    await self._news.wait()
        return [self._pending[number] for number in sorted(self._pending)[:BATCH]]

    async def _confirm(self, number: int) -> None:
        self._past[number] = self._pending.pop(number)
        await self._confirmations.tell()

    async def _push(self) -> None:
        async with aiohttp.ClientSession() as session:
            while True:
                while not (self._webhook and self._pending):
                    self._news.clear()
                    await self._news.wait()
                for number in sorted(self._pending):
                    if await self._pushed(session, self._pending[number]) and number not in self._twice:
                        await self._confirm(number)
                    self._twice.discard(number)
                if self._pending:
                    await asyncio.sleep(self.retry_s)

    async def _pushed(self, session: aiohttp.ClientSession, update: Json) -> bool:
        try:
            headers = {SECRET_HEADER: self._secret}
            async with session.post(self._webhook, json=update, headers=headers) as response:
                return response.ok
        except aiohttp.ClientError:
            return False
