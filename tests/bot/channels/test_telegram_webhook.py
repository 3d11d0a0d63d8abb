"""The webhook: who may post, and what it answers."""

import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import aiohttp
import pytest

from bot.channels.telegram.channel import TelegramChannel
from bot.channels.telegram.settings import Mode, TelegramSettings
from bot.fakes.telegram_api import FakeTelegramApi
from bot.fakes.telegram_delivery import SECRET_HEADER
from bot.fakes.telegram_updates import Spot, private
from tests.bot.channels.ears import NOW, Ear, now
from tests.bot.channels.serving import free_socket, served
from tests.bot.channels.setups import SECRET, started, telegram_settings

UPDATE = json.dumps({"update_id": 5, "message": private(Spot(7, 1, NOW), text="sinh be gai")}).encode()

# body, secret -> status, heard
ANSWERS = {
    "an update": (UPDATE, SECRET, 200, 1),
    "no secret": (UPDATE, None, 401, 0),
    "a wrong secret": (UPDATE, "s3creT", 401, 0),
    "an empty secret": (UPDATE, "", 401, 0),
    "a secret in another script": (UPDATE, "bí mật", 401, 0),
    "not JSON": (b"{", SECRET, 200, 0),
    "not UTF-8": (b'{"a": "\xff"}', SECRET, 200, 0),
    "not an object": (b"[1]", SECRET, 200, 0),
    "too deep": (b"[" * 100_000, SECRET, 200, 0),
    "nothing": (b"", SECRET, 200, 0),
    "too big": (b"x" * 2_000_000, SECRET, 413, 0),
    "too big, without the secret": (b"x" * 2_000_000, None, 401, 0),
}


@asynccontextmanager
async def hook(ear: Ear) -> AsyncIterator[tuple[FakeTelegramApi, str]]:
    """The Bot API with a webhook set on the channel, and the webhook's URL."""
    listening, url = free_socket()
    async with FakeTelegramApi(now=now) as api:
        channel = TelegramChannel(telegram_settings(api, Mode.WEBHOOK, url + "/"), now)
        async with served(channel.routes(), listening), started(channel, ear):
            yield api, url + "/hooks/telegram"


async def post(url: str, body: bytes, secret: str | None) -> int:
    headers = {} if secret is None else {SECRET_HEADER: secret}
    async with aiohttp.ClientSession() as session, session.post(url, data=body, headers=headers) as response:
        return response.status


@pytest.mark.parametrize(("body", "secret", "status", "heard"), ANSWERS.values(), ids=ANSWERS)
async def test_answers(body: bytes, secret: str | None, status: int, heard: int) -> None:
    ear = Ear()
    async with hook(ear) as (_, url):
        assert await post(url, body, secret) == status
    assert len(ear.attempts) == heard


async def test_says_503_for_what_was_not_kept() -> None:
    ear = Ear(failures=1)
    async with hook(ear) as (_, url):
        assert [await post(url, UPDATE, SECRET) for _ in range(2)] == [503, 200]


async def test_says_503_before_the_start_and_after_the_stop() -> None:
    listening, url = free_socket()
    async with FakeTelegramApi(now=now) as api:
        channel = TelegramChannel(telegram_settings(api, Mode.WEBHOOK, url), now)
        async with served(channel.routes(), listening):
            assert await post(url + "/hooks/telegram", UPDATE, SECRET) == 503
            async with started(channel, ear := Ear()):
                assert await post(url + "/hooks/telegram", UPDATE, SECRET) == 200
            assert await post(url + "/hooks/telegram", UPDATE, SECRET) == 503
    assert len(ear.heard) == 1


async def test_telegram_is_told_where_and_with_which_secret() -> None:
    async with hook(Ear()) as (api, url):
        [call] = api.called("setWebhook")
        assert (call["url"], call["secret_token"]) == (url, SECRET)
        assert "callback_query" in json.loads(call["allowed_updates"])


async def test_a_refused_update_does_not_stop_the_others() -> None:
    ear = Ear(deaf_to={"x"})
    async with hook(ear) as (api, _):
        api.user_says(1, "x")
        api.user_says(2, "y")
        await ear.hears(1)
        ear.deaf_to = set()
        assert [message.text for message in await ear.hears(2)] == ["y", "x"]


@pytest.mark.parametrize("lacking", [{"secret": ""}, {"public_url": ""}])
def test_a_webhook_that_anybody_could_post_to_is_refused(lacking: dict[str, str]) -> None:
    given = {"secret": "s", "public_url": "https://x", **lacking}
    with pytest.raises(ValueError, match="secret"):
        TelegramSettings(token="1:a", mode=Mode.WEBHOOK, **given)  # type: ignore[arg-type]


def test_a_bot_without_a_token_is_refused() -> None:
    with pytest.raises(ValueError, match="token"):
        TelegramSettings(token="")


def test_polling_serves_no_webhook() -> None:
    assert TelegramChannel(TelegramSettings(token="1:a", secret="s"), now).routes() == ()
