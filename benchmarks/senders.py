"""Many sends at once: `python -m benchmarks.senders NAME URL TOKEN MESSAGES` prints the seconds they took."""

import asyncio
import sys
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from time import perf_counter

AT_ONCE = 256
WIDE_PER_S = 100_000.0
TEXT = "Da ghi S1001: be gai 3100g, CN 19/4, tai tram. Ma be TE000019"

Send = Callable[[int], Awaitable[object]]


@asynccontextmanager
async def ours(url: str, token: str) -> AsyncIterator[Send]:
    """The Telegram channel, without its spacing."""
    from bot.channels.telegram.channel import TelegramChannel
    from bot.channels.telegram.settings import Limits, TelegramSettings
    from messages.envelope import Incoming, Outgoing

    async def receive(_: Incoming) -> None: ...

    async def delivered(*_: str) -> None: ...

    limits = Limits(overall_per_s=WIDE_PER_S, chat_per_s=WIDE_PER_S)
    channel = TelegramChannel(TelegramSettings(token, url, limits=limits), lambda: datetime.now(UTC))
    await channel.start(receive, delivered)
    yield lambda chat: channel.send(Outgoing(f"bk{chat}", str(chat), TEXT))
    await channel.stop()


@asynccontextmanager
async def ptb(url: str, token: str) -> AsyncIterator[Send]:
    """python-telegram-bot on its default client; its default patience would give up some of the sends."""
    from telegram import Bot
    from telegram.request import HTTPXRequest

    patient = HTTPXRequest(connection_pool_size=AT_ONCE, pool_timeout=60, read_timeout=60, connect_timeout=60)
    async with Bot(token, base_url=f"{url}/bot", request=patient) as bot:
        yield lambda chat: bot.send_message(chat, TEXT)


@asynccontextmanager
async def aiogram(url: str, token: str) -> AsyncIterator[Send]:
    """aiogram on its default client."""
    from aiogram import Bot
    from aiogram.client.session.aiohttp import AiohttpSession
    from aiogram.client.telegram import TelegramAPIServer

    async with Bot(token, session=AiohttpSession(api=TelegramAPIServer.from_base(url))) as bot:
        yield lambda chat: bot.send_message(chat, TEXT)


SENDERS = {"ours": ours, "ptb": ptb, "aiogram": aiogram}


async def main(name: str, url: str, token: str, messages: int) -> float:
    """Seconds that so many messages take, each to a chat of its own, after one that warms up."""
    async with SENDERS[name](url, token) as send:
        await send(1)
        chats = iter(range(7000, 7000 + messages))

        async def work() -> None:
            for chat in chats:
                await send(chat)

        started = perf_counter()
        await asyncio.gather(*(work() for _ in range(AT_ONCE)))
        return perf_counter() - started


if __name__ == "__main__":
    print(asyncio.run(main(sys.argv[1], sys.argv[2], sys.argv[3], int(sys.argv[4]))))
