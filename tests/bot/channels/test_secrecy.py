"""No token, secret, text, name, number or chat id in any log or error."""

import logging
import subprocess
import sys
import traceback

import pytest
import structlog

from bot.channels.contract import SendError
from bot.channels.telegram.channel import TelegramChannel
from bot.channels.telegram.settings import Command, TelegramSettings
from bot.fakes.faults import Fault, Ill
from bot.fakes.telegram_api import FakeTelegramApi
from messages.envelope import Outgoing
from tests.bot.channels.ears import Ear, now
from tests.bot.channels.setups import OVER_HTTP, SECRET, started, telegram_settings

TEXT = "Đã ghi S4821"  # by its name: tracebacks print the lines of this file
TO_CHAT = Outgoing("out-1", "7001", TEXT)
SECRETS = ("42:test-token", "gateway-token", "hook-secret", SECRET, "7001", "912345678", "Mây", "Đã ghi", "sinh be gai")


def told(
    caplog: pytest.LogCaptureFixture, entries: list[structlog.typing.EventDict], errors: list[BaseException]
) -> str:
    """All that was logged, by either way, and all errors with their causes as a traceback prints them."""
    printed = ["".join(traceback.format_exception(error)) for error in errors]
    return "\n".join([caplog.text, *(repr(entry) for entry in entries), *(repr(e) for e in errors), *printed])


@pytest.mark.parametrize("name", OVER_HTTP)
async def test_sending_and_hearing_tell_nothing(name: str, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    errors: list[BaseException] = []
    with structlog.testing.capture_logs() as entries:
        async with OVER_HTTP[name]() as setup:
            assert setup.fail
            setup.ear.failures = 2
            await setup.says("sinh be gai")
            await setup.ear.hears(1)
            for ill in (*Ill, None):
                if ill:
                    setup.fail(Fault(ill), 1)
                try:
                    await setup.channel.send(Outgoing("out-1", setup.person, TEXT))
                except SendError as error:
                    errors.append(error)
    everything = told(caplog, entries, errors)
    assert len(errors) >= 8
    assert "message_not_kept" in everything
    assert [secret for secret in SECRETS if secret in everything] == []


@pytest.mark.parametrize(
    "api", ["http://127.0.0.1:1", "http://127.0.0.1:99999", "ftp://127.0.0.1", "nonsense", "http://["]
)
async def test_an_address_that_is_wrong_tells_no_token(api: str, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    settings = TelegramSettings("42:test-token", api=api, timeout_s=0.2, secret=SECRET)
    channel = TelegramChannel(settings, now)
    with structlog.testing.capture_logs() as entries:
        async with started(channel, Ear()):
            with pytest.raises(SendError) as raised:
                await channel.send(TO_CHAT)
    everything = told(caplog, entries, [raised.value]) + repr(settings)
    assert "telegram_not_reached" in everything
    assert [secret for secret in SECRETS if secret in everything] == []


async def test_a_rejected_token_and_a_broken_update_tell_nothing(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    errors: list[BaseException] = []
    with structlog.testing.capture_logs() as entries:
        async with FakeTelegramApi(now=now) as api:
            ear, menu = Ear(), (Command("tuan", "Số liệu tuần"),)
            async with started(TelegramChannel(telegram_settings(api, commands=menu), now), ear):
                api.push({"message": {"text": "sinh be gai", "from": {"first_name": "Mây"}, "chat": {"id": 7001}}})
                api.user_sends(7001, "contact")
                await ear.hears(1)
            settings = telegram_settings(api)
            api.token = "42:other"
            with pytest.raises(SendError) as raised:
                await TelegramChannel(settings, now).start(ear.receive, ear.note_delivery)
            errors.append(raised.value)
    everything = told(caplog, entries, errors)
    assert "update_not_read" in everything
    assert [secret for secret in (*SECRETS, "42:other") if secret in everything] == []


def test_settings_do_not_load_the_library() -> None:
    code = "import sys, bot.channels.telegram.settings; sys.exit('telegram' in sys.modules or 'aiohttp' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
