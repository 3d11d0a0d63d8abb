"""Every channel with its other side, set up alike: what the shared table of cases runs on."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass

from bot.channels.console import ConsoleChannel
from bot.channels.contract import Channel
from bot.channels.sms import SmsChannel, SmsSettings
from bot.channels.telegram.channel import TelegramChannel
from bot.channels.telegram.settings import Limits, Mode, TelegramSettings
from bot.fakes.faults import Fault
from bot.fakes.sms_gateway import FakeSmsGateway
from bot.fakes.telegram_api import FakeTelegramApi
from tests.bot.channels.ears import Ear, now
from tests.bot.channels.serving import free_socket, served

FAST = Limits(overall_per_s=10_000, chat_per_s=10_000)
SECRET = "s3cret"
PERSON = {"telegram": "7001", "sms": "+84912345678", "console": "here"}


@dataclass
class Setup:
    """One channel, started, and how to act on its other side."""

    channel: Channel
    ear: Ear
    says: Callable[[str], Awaitable[object]]
    says_again: Callable[[], Awaitable[object]]  # the last message, delivered once more
    sent: Callable[[], list[str]]  # texts that reached the person
    heard: Callable[[], list[bytes]] | None = None  # recordings that did; None where no sound is sent
    fail: Callable[[Fault, int], None] | None = None  # None where no network lies between
    slow_down: Callable[[float], None] | None = None

    @property
    def person(self) -> str:
        """The address of whoever speaks."""
        return PERSON[self.channel.name]


def telegram_settings(
    api: FakeTelegramApi, mode: Mode = Mode.POLLING, public_url: str = "", **more: object
) -> TelegramSettings:
    """Settings with times that suit a test."""
    settings = {"limits": FAST, "timeout_s": 0.5, "poll_s": 5, "pause_s": 0.01, "secret": SECRET, **more}
    return TelegramSettings(token=api.token, api=api.url, mode=mode, public_url=public_url, **settings)  # type: ignore[arg-type]


def sms_settings(gateway: FakeSmsGateway) -> SmsSettings:
    """Settings with times that suit a test."""
    return SmsSettings(gateway.url, gateway.token, gateway.secret, timeout_s=0.5, per_s=10_000)


@asynccontextmanager
async def started(channel: Channel, ear: Ear) -> AsyncIterator[None]:
    """The channel, between its start and its stop."""
    await channel.start(ear.receive, ear.note_delivery)
    try:
        yield
    finally:
        await channel.stop()


@asynccontextmanager
async def telegram_polling() -> AsyncIterator[Setup]:
    """Telegram, asking for updates. A repeated update is heard by the next start of the program."""
    ear = Ear()
    async with AsyncExitStack() as stack:
        api = await stack.enter_async_context(FakeTelegramApi(now=now))
        setup = _telegram(api, TelegramChannel(telegram_settings(api), now), ear)

        async def again() -> None:
            await setup.channel.stop()
            api.repeat(api.deliveries.last_id)
            setup.channel = TelegramChannel(telegram_settings(api), now)
            await setup.channel.start(ear.receive, ear.note_delivery)

        setup.says_again = again
        await setup.channel.start(ear.receive, ear.note_delivery)
        yield setup
        await setup.channel.stop()


@asynccontextmanager
async def telegram_webhook() -> AsyncIterator[Setup]:
    """Telegram, pushing updates."""
    ear = Ear()
    listening, url = free_socket()
    async with AsyncExitStack() as stack:
        api = await stack.enter_async_context(FakeTelegramApi(now=now))
        setup = _telegram(api, TelegramChannel(telegram_settings(api, Mode.WEBHOOK, url), now), ear)
        await stack.enter_async_context(served(setup.channel.routes(), listening))
        await stack.enter_async_context(started(setup.channel, ear))
        yield setup


def _telegram(api: FakeTelegramApi, channel: Channel, ear: Ear) -> Setup:
    chat = int(PERSON["telegram"])

    async def says(text: str) -> None:
        api.user_says(chat, text)

    async def again() -> None:
        api.repeat(api.deliveries.last_id)

    def slow_down(delay_s: float) -> None:
        api.delay_s = delay_s

    texts = lambda: [m.text for m in api.sent(chat)]  # noqa: E731
    sounds = lambda: [m.voice for m in api.sent(chat) if m.voice]  # noqa: E731
    return Setup(channel, ear, says, again, texts, sounds, api.fail, slow_down)


@asynccontextmanager
async def sms() -> AsyncIterator[Setup]:
    """SMS over the generic gateway."""
    ear, number, said = Ear(), PERSON["sms"], [""]
    listening, url = free_socket()
    async with AsyncExitStack() as stack:
        gateway = await stack.enter_async_context(FakeSmsGateway())
        gateway.hooks = url
        channel = SmsChannel(sms_settings(gateway), now)
        await stack.enter_async_context(served(channel.routes(), listening))
        await stack.enter_async_context(started(channel, ear))

        async def says(text: str) -> None:
            said[0] = text
            await gateway.phone_says(number, text, sms_id=f"{len(ear.attempts)}")

        async def again() -> None:
            await gateway.phone_says(number, said[0], sms_id=ear.heard[-1].provider_id)

        def slow_down(delay_s: float) -> None:
            gateway.delay_s = delay_s

        texts = lambda: [m.text for m in gateway.sent(number)]  # noqa: E731
        yield Setup(channel, ear, says, again, texts, None, gateway.fail, slow_down)


@asynccontextmanager
async def console() -> AsyncIterator[Setup]:
    """A terminal: nothing lies between, so nothing can fail there or come twice."""
    ear, printed = Ear(), list[str]()
    lines: asyncio.Queue[str] = asyncio.Queue()

    async def typed() -> AsyncIterator[str]:
        while True:
            yield await lines.get()

    async def nothing() -> None:
        ear.heard.append(ear.heard[-1])

    channel = ConsoleChannel(typed(), printed.append, PERSON["console"], now, pause_s=0.01)
    async with started(channel, ear):
        yield Setup(channel, ear, lines.put, nothing, lambda: printed)


SETUPS = {f.__name__: f for f in (telegram_polling, telegram_webhook, sms, console)}
OVER_HTTP = {name: setup for name, setup in SETUPS.items() if name != "console"}
