"""The program on a stage: served on localhost, with a Bot API and an SMS gateway of our own around it."""

import asyncio
import socket
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Self

import uvicorn

from bot.channels.contract import Channel
from bot.channels.sms import SmsChannel, SmsSettings
from bot.channels.telegram.channel import TelegramChannel
from bot.channels.telegram.settings import Limits, TelegramSettings
from bot.clock import Clock
from bot.fakes.sms_gateway import FakeSmsGateway
from bot.fakes.telegram_api import FakeTelegramApi
from bot.fakes.telegram_updates import BOT
from bot.program import Parts, Program
from bot.serving import QuietServer, open_program
from bot.settings import Settings
from bot.web import make_app
from handlers.due import start_weeks
from handlers.qr import BOT_NAME
from handlers.settling import save_places
from health.shipped import load_sample_places
from storage import places, settings
from storage.engine import open_engine
from storage.schema import prepare

WIDE = Limits(overall_per_s=10_000, chat_per_s=10_000, chat_burst=10_000)  # no waiting on a stage
FAST_PER_S = 10_000.0


@dataclass(frozen=True, slots=True)
class Theatre:
    """Everything that a story needs."""

    program: Program
    parts: Parts
    telegram: FakeTelegramApi
    gateway: FakeSmsGateway

    @classmethod
    @asynccontextmanager
    async def open(cls, url: str, key: bytes, start: datetime) -> AsyncIterator[Self]:
        """The sample commune on a database, its channels heard and its outside faked, until the block ends."""
        with TemporaryDirectory() as home:
            async with cls._opened(url, key, start, Path(home)) as theatre:
                yield theatre

    @classmethod
    @asynccontextmanager
    async def _opened(cls, url: str, key: bytes, start: datetime, home: Path) -> AsyncIterator[Self]:
        async with FakeTelegramApi() as telegram, FakeSmsGateway() as gateway:
            wanted = Settings(home=home, database=url)

            def channels(clock: Clock) -> tuple[Channel, ...]:
                return _channels(clock, telegram, gateway)

            furnish(url, key, start)
            async with (
                open_program(wanted, key, channels, start) as (program, parts),
                _served(program, parts) as base,
            ):
                gateway.hooks = base
                await program.start()
                try:
                    yield cls(program, parts, telegram, gateway)
                finally:
                    await program.stop()


def furnish(url: str, key: bytes, now: datetime) -> None:
    """A database with the sample commune, its content counted as signed off."""
    engine = open_engine(url, key, writer=True)
    prepare(engine)
    with engine.begin() as conn:
        save_places(conn, load_sample_places())
        settings.put(conn, "sample", "yes")
        settings.put(conn, BOT_NAME, str(BOT["username"]))
        for commune in places.communes(conn):
            start_weeks(conn, commune.id, now)
    engine.dispose()


def _channels(clock: Clock, telegram: FakeTelegramApi, gateway: FakeSmsGateway) -> tuple[Channel, ...]:
    chat = TelegramSettings(telegram.token, telegram.url, dated_by_provider=False, limits=WIDE, poll_s=1, pause_s=0.05)
    sms = SmsSettings(gateway.url, gateway.token, gateway.secret, per_s=FAST_PER_S)
    return TelegramChannel(chat, clock.now), SmsChannel(sms, clock.now)


@asynccontextmanager
async def _served(program: Program, parts: Parts) -> AsyncIterator[str]:
    """The program's web side on a free port of this machine."""
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        server = QuietServer(uvicorn.Config(make_app(program, parts), log_config=None, access_log=False))
        serving = asyncio.create_task(server.serve([listener]))
        try:
            yield f"http://127.0.0.1:{listener.getsockname()[1]}"
        finally:
            server.should_exit = True
            await serving
