"""Taking in reports: `bekhoe run` fed by an SMS gateway, beside the echo bots of two libraries fed by a Bot API."""

import asyncio
import hashlib
import hmac
import json
import sys
from collections.abc import Iterator, Sequence
from contextlib import AsyncExitStack, ExitStack
from itertools import count, islice
from time import perf_counter

import aiohttp

from benchmarks.births import told
from benchmarks.echoes import BOTS
from benchmarks.home import new_home
from benchmarks.pairs import Effort, Side, alternate
from benchmarks.processes import SECRET, bekhoe_run, running
from benchmarks.table import Figure
from bot.fakes.sms_gateway import FakeSmsGateway
from bot.fakes.telegram_api import FakeTelegramApi

MESSAGES = 400  # a round
POSTERS = 64  # under way at once
CHATS = 64
LOOK_S = 0.01
NAMES = {"ptb": "python-telegram-bot", "aiogram": "aiogram"}


def measure(effort: Effort) -> list[Figure]:
    """Messages a second: ours until the last report is handled and committed, the echoes until the last answer."""
    messages = MESSAGES * effort.scale
    with asyncio.Runner() as runner, ExitStack() as processes:
        fakes = AsyncExitStack()
        try:
            sides = {"ours": _ours(runner, fakes, processes, messages)}
            sides |= {bot: _echo(runner, fakes, processes, bot, messages) for bot in BOTS}
            rounds = alternate(sides, effort.rounds)
        finally:
            runner.run(fakes.aclose())
    figures = []
    for bot in BOTS:
        ahead = rounds.ratio("ours", bot)
        figures.append(
            Figure(
                what="reports in: webhook, durable commit, whole handler",
                beside=f"{NAMES[bot]}'s echo bot ({rounds.median(bot):,.0f}/s)",
                goal="ahead: > 1x",
                measured=f"{ahead:.2f}x ({rounds.median('ours'):,.0f}/s)",
                met=ahead > 1,
            )
        )
    return figures


def _ours(runner: asyncio.Runner, fakes: AsyncExitStack, processes: ExitStack, messages: int) -> Side:
    """A round of births posted to a running bot, which answers them at the gateway's pace meanwhile."""
    gateway = runner.run(fakes.enter_async_context(FakeSmsGateway(secret=SECRET)))
    home = processes.enter_context(new_home())
    settings = {"BEKHOE_SMS_URL": gateway.url, "BEKHOE_SMS_TOKEN": gateway.token}
    served = processes.enter_context(bekhoe_run(home.folder, settings))
    births, ids = told(), count(1)

    def side() -> float:
        bodies = [
            json.dumps(
                {"id": f"b{next(ids)}", "from": number, "to": "+842133875000", "text": text, "at": None}
            ).encode()
            for number, text in islice(births, messages)
        ]
        return messages / runner.run(_take_in(served.url, bodies))

    return side


async def _take_in(url: str, bodies: Sequence[bytes]) -> float:
    """Seconds until all are handled; returns when all are answered too, so that the next side has the machine."""
    async with aiohttp.ClientSession(connector=aiohttp.TCPConnector(limit=POSTERS)) as session:
        started = perf_counter()
        waiting = iter(bodies)
        await asyncio.gather(*(_post(session, url, waiting) for _ in range(POSTERS)))
        await _until_none(session, url, "bekhoe_inbox_waiting")
        took = perf_counter() - started
        await _until_none(session, url, "bekhoe_outbox_waiting")
    return took


async def _post(session: aiohttp.ClientSession, url: str, bodies: Iterator[bytes]) -> None:
    for body in bodies:
        headers = {"X-Signature": hmac.new(SECRET.encode(), body, hashlib.sha256).hexdigest()}
        async with session.post(f"{url}/hooks/sms", data=body, headers=headers) as response:
            response.raise_for_status()


async def _until_none(session: aiohttp.ClientSession, url: str, gauge: str) -> None:
    while True:
        async with session.get(f"{url}/metrics") as response:
            lines = (await response.text()).splitlines()
        if f"{gauge} 0.0" in lines:
            return
        await asyncio.sleep(LOOK_S)


def _echo(runner: asyncio.Runner, fakes: AsyncExitStack, processes: ExitStack, bot: str, messages: int) -> Side:
    """A round of messages to an echo bot of its own, until each is answered."""
    api = runner.run(fakes.enter_async_context(FakeTelegramApi()))
    processes.enter_context(running((sys.executable, "-m", "benchmarks.echoes", bot, api.url, api.token), {}))
    return lambda: messages / runner.run(_echoed(api, messages))


async def _echoed(api: FakeTelegramApi, messages: int) -> float:
    answered = len(api.called("sendMessage")) + messages
    started = perf_counter()
    for number in range(messages):
        api.user_says(7000 + number % CHATS, "sinh be gai 3kg1 hom qua")
    while len(api.called("sendMessage")) < answered:  # noqa: ASYNC110 - the fake tells of one chat at a time
        await asyncio.sleep(LOOK_S)
    return perf_counter() - started
