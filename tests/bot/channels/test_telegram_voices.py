"""Recordings over Telegram: heard with what is told of them, fetched, sent with their words, refused by some."""

import hashlib
import logging
import traceback
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import timedelta

import pytest
import structlog

from bot.channels.contract import AudioRefused, Refused, SendError, Unreachable
from bot.channels.telegram.channel import TelegramChannel
from bot.fakes.faults import Fault, Ill
from bot.fakes.recordings import silence
from bot.fakes.telegram_api import FakeTelegramApi
from messages.envelope import Attachment, Audio, Button, IncomingKind, Outgoing
from messages.recordings import MOST_BYTES
from tests.bot.channels.ears import Ear, now
from tests.bot.channels.setups import started, telegram_settings
from tests.bot.channels.test_every_channel import SENDING

CHAT = 7001
SOUND = silence(34)


def spoken(text: str = "Rốn bé: giữ sạch", data: bytes = SOUND) -> Outgoing:
    audio = Audio(hashlib.sha256(data).hexdigest(), "audio/ogg", 34, data)
    return Outgoing("bk1", str(CHAT), text, ((Button("Ký", "giong_ky:1:ab"),),), audio)


@asynccontextmanager
async def running() -> AsyncIterator[tuple[FakeTelegramApi, TelegramChannel, Ear]]:
    ear = Ear()
    async with FakeTelegramApi(now=now) as api:
        channel = TelegramChannel(telegram_settings(api), now)
        async with started(channel, ear):
            yield api, channel, ear


@pytest.mark.parametrize(("as_file", "mime"), [(False, "audio/ogg"), (True, "audio/mpeg")])
async def test_a_voice_is_heard_with_its_caption_and_fetched(as_file: bool, mime: str) -> None:
    async with running() as (api, channel, ear):
        api.user_records(CHAT, SOUND, 34, "GIỌNG nb-cord mông", mime=mime, as_file=as_file)
        [heard] = await ear.hears(1)
        assert heard.attachment is not None
        assert (heard.kind, heard.text) == (IncomingKind.MEDIA, "GIỌNG nb-cord mông")
        assert heard.attachment == Attachment(heard.attachment.file_id, mime, len(SOUND), 34)
        assert await channel.fetch(heard.attachment.file_id, MOST_BYTES) == SOUND


async def test_a_voice_of_which_nothing_is_told_is_heard() -> None:
    async with running() as (api, _, ear):
        api.user_sends(CHAT, "voice")
        [heard] = await ear.hears(1)
    assert heard.attachment == Attachment("v", "", 0, 3)


@pytest.mark.parametrize("media", ["sticker", "photo", "document", "location", "contact"])
async def test_other_media_have_no_sound(media: str) -> None:
    async with running() as (api, _, ear):
        api.user_sends(CHAT, media)
        [heard] = await ear.hears(1)
    assert heard.attachment is None


async def test_a_file_that_is_too_large_is_refused_before_it_is_fetched() -> None:
    async with running() as (api, channel, _):
        file_id = api.files.add(bytes(MOST_BYTES + 1))
        with pytest.raises(Refused, match="too_large"):
            await channel.fetch(file_id, MOST_BYTES)
        assert await channel.fetch(api.files.add(bytes(MOST_BYTES)), MOST_BYTES) == bytes(MOST_BYTES)


async def test_a_file_that_is_not_there_may_come_later() -> None:
    async with running() as (_, channel, _ear):
        with pytest.raises(Unreachable, match="no_such_file"):
            await channel.fetch("voice-file-77", MOST_BYTES)


async def test_a_voice_is_sent_with_words_marks_and_buttons() -> None:
    async with running() as (api, channel, _):
        sent = await channel.send(spoken("Nghe \ue000rốn\ue001 bé"))
        [message] = api.sent(CHAT)
        assert (message.voice, message.buttons) == (SOUND, (("Ký", "giong_ky:1:ab"),))
        assert sent.provider_id == str(message.message_id)
        assert api.called("sendVoice")[0]["duration"] == "34"
        assert not api.called("sendMessage")


async def test_a_voice_is_uploaded_once_and_anew_when_telegram_has_lost_it() -> None:
    async with running() as (api, channel, _):
        for _number in range(3):
            await channel.send(spoken())
        api.files.forget()
        await channel.send(spoken())
        uploads = [isinstance(call["voice"], bytes) for call in api.called("sendVoice")]
        assert [message.voice for message in api.sent(CHAT)] == [SOUND] * 4
    assert uploads == [True, False, False, True]


async def test_people_who_take_no_voices_are_told_apart_from_people_who_take_nothing() -> None:
    async with running() as (api, channel, _):
        api.refuses_voices.add(CHAT)
        with pytest.raises(AudioRefused, match="bad_audio"):
            await channel.send(spoken())
        api.refuses_voices.clear()
        await channel.send(spoken())
        api.refuses_voices.add(CHAT)
        with pytest.raises(AudioRefused, match="bad_audio"):  # of one that was uploaded before
            await channel.send(spoken())
        with pytest.raises(AudioRefused, match="bad_audio"):  # words that stand under no recording
            await channel.send(spoken("a" * 1025))


@pytest.mark.parametrize(("fault", "error", "wait"), SENDING.values(), ids=SENDING)
async def test_says_what_went_wrong(fault: Fault, error: type[SendError], wait: timedelta | None) -> None:
    async with running() as (api, channel, _):
        for known in (False, True):  # uploaded, then by its id
            api.fail(Fault(fault.ill, fault.retry_after_s, "sendVoice"))
            with pytest.raises(error) as raised:
                await channel.send(spoken())
            assert raised.value.retry_after == wait
            assert not isinstance(raised.value, AudioRefused)
            await channel.send(spoken(f"lần nữa {known}"))
            assert api.sent(CHAT)[-1].text == f"lần nữa {known}"


async def test_fetching_and_sending_tell_nothing(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    errors: list[str] = []
    with structlog.testing.capture_logs() as entries:
        async with running() as (api, channel, _):
            for ill in Ill:
                file_id = api.files.add(SOUND)
                for where, work in (
                    ("getFile", channel.fetch(file_id, MOST_BYTES)),
                    ("sendVoice", channel.send(spoken())),
                ):
                    api.fail(Fault(ill, where=where))
                    try:
                        await work
                    except SendError as error:
                        errors.append("".join(traceback.format_exception(error)))
    everything = caplog.text + repr(entries) + "".join(errors)
    assert len(errors) >= 16
    assert [secret for secret in ("42:test-token", str(CHAT), "giữ sạch", "OggS") if secret in everything] == []
