"""Opening everything a run needs, serving until a signal, closing in the other order."""

import asyncio
import gc
import signal
import socket
from collections.abc import AsyncIterator, Callable, Iterator, Sequence
from contextlib import asynccontextmanager, contextmanager
from datetime import datetime
from functools import partial

import structlog
import uvicorn

from bot.channels.contract import Channel
from bot.clock import KEPT_EVERY_S, Clock, SteppedClock, remember, restarted_clock
from bot.knowledge import knowledge
from bot.menus import EVERYBODY, StationMenus
from bot.program import Parts, Program
from bot.readers import Readers
from bot.settings import Settings, WrongSetting
from bot.voices import FOLDER, VoiceFolder
from bot.web import make_app
from bot.writer import Writer
from handlers.qr import BOT_NAME
from messages.reading.lexicon import lexicon
from messages.render import say
from messages.voice import Voice
from storage import settings as kept
from storage.engine import open_engine
from storage.reading import open_readers
from storage.schema import prepare

log = structlog.get_logger()

READERS = 4


class QuietServer(uvicorn.Server):
    """uvicorn without its signal handlers: ours finish the sends under way first."""

    @contextmanager
    def capture_signals(self) -> Iterator[None]:
        """Leave the signals alone."""
        yield


MakeChannels = Callable[[Clock], Sequence[Channel]]


@asynccontextmanager
async def open_program(
    settings: Settings, key: bytes, make_channels: MakeChannels, start: datetime | None = None
) -> AsyncIterator[tuple[Program, Parts]]:
    """A program made of its parts, not started yet; closed in the end."""
    engine = open_engine(settings.database, key, writer=True)
    prepare(engine)
    with engine.begin() as conn:
        clock = restarted_clock(conn, start)
        known = knowledge(conn)
        if isinstance(clock, SteppedClock):
            remember(conn, clock)
    writer, readers = Writer(engine), Readers(open_readers(settings.database, key, size=READERS))
    folder = VoiceFolder(settings.home / FOLDER)
    parts = Parts(writer, readers, clock, make_channels(clock), known, folder)
    try:
        yield Program(parts), parts
    finally:
        await writer.close()
        await readers.close()
        engine.dispose()


async def serve(settings: Settings, key: bytes, start: datetime | None) -> None:
    """Run until SIGTERM or SIGINT; what is in flight is finished.

    Raises OSError if the address cannot be served on, Refused if Telegram refuses the token.
    """
    make = partial(channels_of, settings, start is not None)
    host, port = settings.listen_at
    with socket.create_server((host, port), family=_family(host)) as listener:  # before anything is heard or sent
        async with open_program(settings, key, make, start) as (program, parts):
            lexicon()  # the lists are read before the first message comes
            gc.freeze()  # and what is loaded for good the collector need not walk again
            await _run(program, parts, listener)


async def _run(program: Program, parts: Parts, listener: socket.socket) -> None:
    """Start, serve until a signal, stop."""
    server = QuietServer(uvicorn.Config(make_app(program, parts), log_config=None, access_log=False))
    stop = asyncio.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        asyncio.get_running_loop().add_signal_handler(number, stop.set)
    await program.start()
    serving = asyncio.create_task(server.serve([listener]))
    keeping = asyncio.create_task(_keep_up(parts))
    await asyncio.wait({serving, asyncio.create_task(stop.wait())}, return_when=asyncio.FIRST_COMPLETED)
    keeping.cancel()
    server.should_exit = True
    await serving
    await program.stop()


def _family(host: str) -> socket.AddressFamily:
    """IPv6 for an address that is written so."""
    return socket.AF_INET6 if ":" in host else socket.AF_INET


async def _keep_up(parts: Parts) -> None:
    """Now and then keep a stepped clock's moment, and Telegram's name of the bot and menus of the station."""
    menus = StationMenus(parts)
    while True:
        if isinstance(parts.clock, SteppedClock):
            await parts.writer.run(partial(remember, clock=parts.clock))
        for channel in parts.channels:
            name = getattr(channel, "username", "")
            if name:
                await parts.writer.run(partial(kept.put, name=BOT_NAME, value=name))
        await menus.show()
        await asyncio.sleep(KEPT_EVERY_S)


def channels_of(settings: Settings, stepped: bool, clock: Clock) -> tuple[Channel, ...]:
    """The channels that the settings name; raises WrongSetting."""
    channels: list[Channel] = []
    if settings.telegram_token:
        channels.append(_telegram(settings, clock, stepped or isinstance(clock, SteppedClock)))
    if settings.sms_url or settings.sms_secret:
        from bot.channels.sms import SmsChannel, SmsSettings

        if not settings.sms_secret:
            raise WrongSetting("BEKHOE_SMS_URL is set: set BEKHOE_SMS_SECRET too, or anybody could post messages")
        channels.append(
            SmsChannel(SmsSettings(settings.sms_url or "", settings.sms_token or "", settings.sms_secret), clock.now)
        )
    if not channels:
        log.warning("no_channel")
    return tuple(channels)


def _telegram(settings: Settings, clock: Clock, stepped: bool) -> Channel:
    from bot.channels.telegram.channel import TelegramChannel
    from bot.channels.telegram.settings import Command, Mode, TelegramSettings

    voice = Voice(clock.now().date())
    menu = tuple(Command(word, say(f"menu_{word}", voice)) for word in EVERYBODY)
    return TelegramChannel(
        TelegramSettings(
            token=settings.telegram_token or "",
            api=settings.telegram_api,
            mode=Mode(settings.telegram_mode),
            secret=settings.telegram_secret or "",
            public_url=settings.public_url or "",
            commands=menu,
            dated_by_provider=not stepped,
        ),
        clock.now,
    )
