"""Sending: the Telegram channel beside two libraries on their default clients, and how much of a cap it uses."""

import asyncio
import sys
from datetime import UTC, datetime
from time import perf_counter

from benchmarks.pairs import Effort, alternate
from benchmarks.senders import AT_ONCE
from benchmarks.table import Figure
from bot.channels.telegram.channel import TelegramChannel
from bot.channels.telegram.settings import TelegramSettings
from bot.fakes.telegram_api import FakeTelegramApi
from messages.envelope import Incoming, Outgoing

MESSAGES = 512
DELAY_S = 0.05
CAP_PER_S = 30
CAPPED_S = 8
PEERS = (
    ("ptb", "python-telegram-bot on its default client, its patience raised to 60 s", 6.0),
    ("aiogram", "aiogram", 1.8),
)


def measure(effort: Effort) -> list[Figure]:
    """Messages a second with 256 under way and an API that takes 50 ms for each."""
    messages = MESSAGES * effort.scale
    names = ("ours", *(name for name, _, _ in PEERS))
    sides = {name: lambda name=name: messages / asyncio.run(_sent(name, messages)) for name in names}
    rounds = alternate(sides, effort.rounds)
    figures = []
    for name, title, goal in PEERS:
        ahead = rounds.ratio("ours", name)
        figures.append(
            Figure(
                what=f"sending, {AT_ONCE} at once, {DELAY_S * 1000:.0f} ms API delay",
                beside=f"{title} ({rounds.median(name):,.0f}/s)",
                goal=f">= {goal:g}x",
                measured=f"{ahead:.1f}x ({rounds.median('ours'):,.0f}/s)",
                met=ahead >= goal,
            )
        )
    return [*figures, _capped(CAPPED_S * effort.scale)]


async def _sent(name: str, messages: int) -> float:
    """Seconds that a sender in a process of its own took."""
    async with FakeTelegramApi() as api:
        api.delay_s = DELAY_S
        command = (sys.executable, "-m", "benchmarks.senders", name, api.url, api.token, str(messages))
        process = await asyncio.create_subprocess_exec(*command, stdout=asyncio.subprocess.PIPE)
        said, _ = await process.communicate()
        if process.returncode:
            raise RuntimeError(f"{name} could not send")
        return float(said)


def _capped(seconds: int) -> Figure:
    used, refused = asyncio.run(_under_cap(CAP_PER_S * seconds))
    return Figure(
        what=f"sending at a cap of {CAP_PER_S}/s",
        beside="the cap, held by the API with 429",
        goal=">= 97% of it used, no 429",
        measured=f"{used:.1%} used, {refused} refused",
        met=used >= 0.97 and not refused,
    )


async def _under_cap(messages: int) -> tuple[float, int]:
    """The part of the cap that was used, and how many sends were refused."""
    async with FakeTelegramApi() as api:
        api.cap_per_s, api.delay_s = CAP_PER_S, DELAY_S
        channel = TelegramChannel(TelegramSettings(api.token, api.url), lambda: datetime.now(UTC))
        await channel.start(_receive, _delivered)
        started = perf_counter()
        sends = (channel.send(Outgoing(f"bk{chat}", str(7000 + chat), "Bé khỏe")) for chat in range(messages))
        ended = await asyncio.gather(*sends, return_exceptions=True)
        took = perf_counter() - started - DELAY_S
        await channel.stop()
    refused = sum(isinstance(one, BaseException) for one in ended)
    return (messages - 1) / took / CAP_PER_S, refused


async def _receive(_: Incoming) -> None:
    """Nobody writes here."""


async def _delivered(*_: str) -> None:
    """Telegram reports no deliveries."""
