"""What one update becomes."""

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import pytest

from bot.channels.telegram.channel import TelegramChannel
from bot.channels.telegram.settings import Mode
from bot.fakes.telegram_api import FakeTelegramApi
from messages.envelope import IncomingKind
from tests.bot.channels.ears import NOW, Ear, now
from tests.bot.channels.setups import started, telegram_settings

KIND = IncomingKind

Act = Callable[[FakeTelegramApi], int]

# what a user does -> kind, text, button
HEARD: dict[str, tuple[Act, KIND, str, str]] = {
    "a command": (lambda api: api.user_says(7, "/tuan truoc"), KIND.TEXT, "/tuan truoc", ""),
    "a command addressed to the bot": (
        lambda api: api.user_says(7, "/tuan@bekhoe_test_bot 16"),
        KIND.TEXT,
        "/tuan 16",
        "",
    ),
    "an address that is no command": (lambda api: api.user_says(7, "hoi a/b@c"), KIND.TEXT, "hoi a/b@c", ""),
    "a deep link": (lambda api: api.user_says(7, "/start BK-71P4"), KIND.TEXT, "/start BK-71P4", ""),
    "an old button": (lambda api: api.user_presses_old(7, "sua:4821"), KIND.BUTTON, "", "sua:4821"),
    "a sticker": (lambda api: api.user_sends(7, "sticker"), KIND.MEDIA, "", ""),
    "a photo with words": (lambda api: api.user_sends(7, "photo", "bé của chị Mây"), KIND.MEDIA, "bé của chị Mây", ""),
    "a voice": (lambda api: api.user_sends(7, "voice"), KIND.MEDIA, "", ""),
    "a document": (lambda api: api.user_sends(7, "document"), KIND.MEDIA, "", ""),
    "a place": (lambda api: api.user_sends(7, "location"), KIND.MEDIA, "", ""),
    "a contact": (lambda api: api.user_sends(7, "contact"), KIND.MEDIA, "", ""),
    "half an emoji": (lambda api: api.user_says(7, "be \ud83d gai"), KIND.TEXT, "be \ufffd gai", ""),
    "said in a group": (lambda api: api.group_says(7, 9, "Bé Mây mất rồi", "group"), KIND.GROUP, "", ""),
    "said in a supergroup": (lambda api: api.group_says(7, 9, "Bé Mây mất rồi"), KIND.GROUP, "", ""),
    "posted in a channel": (lambda api: api.channel_says(7, "Bé Mây mất rồi"), KIND.GROUP, "", ""),
}


def message(**change: Any) -> dict[str, Any]:
    """A text in a private chat, changed."""
    person = {"id": 7, "is_bot": False, "first_name": "Mây"}
    chat = {"id": 7, "type": "private"}
    return {"message": {"message_id": 1, "date": 1, "chat": chat, "from": person, "text": "ok", **change}}


IGNORED: dict[str, dict[str, Any]] = {
    "an empty update": {},
    "an empty message": {"message": {}},
    "a message that is a word": {"message": "sinh"},
    "a chat without an id": message(chat={"type": "private"}),
    "a date out of this world": message(date=10**18),
    "a text that is a list": message(text=["a"]),
    "a bot": message(**{"from": {"id": 8, "is_bot": True, "first_name": "B"}}),
    "a service message": message(
        text=None, pinned_message={"message_id": 1, "date": 0, "chat": {"id": 7, "type": "private"}}
    ),
    "a place that moves": {"edited_message": message(text=None, location={"longitude": 1, "latitude": 1})["message"]},
    "a kind nobody asked for": {"poll_answer": {"poll_id": "1", "option_ids": [1]}},
    "a press without data": {
        "callback_query": {"id": "1", "from": {"id": 7, "is_bot": False, "first_name": "M"}, "chat_instance": "1"}
    },
}


@pytest.mark.parametrize(("act", "kind", "text", "button"), HEARD.values(), ids=HEARD)
async def test_hears(act: Act, kind: KIND, text: str, button: str) -> None:
    ear = Ear()
    async with FakeTelegramApi(now=now) as api, started(TelegramChannel(telegram_settings(api), now), ear):
        act(api)
        [heard] = await ear.hears(1)
    assert (heard.kind, heard.text, heard.button, heard.sender, heard.said_at) == (kind, text, button, "7", NOW)


@pytest.mark.parametrize("update", IGNORED.values(), ids=IGNORED)
async def test_ignores_and_goes_on(update: dict[str, Any]) -> None:
    ear = Ear()
    async with FakeTelegramApi(now=now) as api, started(TelegramChannel(telegram_settings(api), now), ear):
        api.push(update)
        api.user_says(7, "sinh be gai")
        await ear.hears(1)
        await api.wait_until_confirmed()
    assert [heard.text for heard in ear.heard] == ["sinh be gai"]


async def test_an_edit_is_another_message_than_the_one_edited() -> None:
    ear = Ear()
    async with FakeTelegramApi(now=now) as api, started(TelegramChannel(telegram_settings(api), now), ear):
        api.user_says(7, "3kg1")
        api.user_edits(7, "3kg2")
        api.user_edits(7, "3kg3")
        said, *edits = await ear.hears(3)
    assert [(edit.kind, edit.text) for edit in edits] == [(KIND.EDITED, "3kg2"), (KIND.EDITED, "3kg3")]
    assert len({message.provider_id for message in (said, *edits)}) == 3


async def test_a_press_is_answered_once_it_is_kept() -> None:
    ear = Ear(failures=1)
    async with FakeTelegramApi(now=now) as api, started(TelegramChannel(telegram_settings(api), now), ear):
        api.user_presses_old(7, "sua:1")
        answered = await api.wait_for_call("answerCallbackQuery")
        assert [f"press:{answered['callback_query_id']}"] * 2 == ear.attempts
        assert len(api.called("answerCallbackQuery")) == 1


@pytest.mark.parametrize("mode", Mode)
async def test_under_a_simulated_clock_messages_are_said_when_heard(mode: Mode) -> None:
    def yesterday() -> datetime:
        return datetime(2020, 1, 1, tzinfo=UTC)

    ear = Ear()
    async with FakeTelegramApi(now=yesterday) as api:
        settings = telegram_settings(api, public_url="http://127.0.0.1:1", dated_by_provider=False)
        async with started(TelegramChannel(settings, now), ear):
            api.user_says(7, "sinh be gai")
            [heard] = await ear.hears(1)
    assert heard.said_at == NOW
