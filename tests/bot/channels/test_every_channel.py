"""One table of cases for all channels, each against its other side over localhost."""

import asyncio
import hashlib
import time
from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import timedelta

import pytest

from bot.channels.contract import Refused, SendError, Sent, Throttled, Unreachable
from bot.fakes.faults import Fault, Ill
from bot.fakes.recordings import silence
from messages.envelope import Audio, IncomingKind, Outgoing
from tests.bot.channels.ears import NOW
from tests.bot.channels.setups import OVER_HTTP, SETUPS, Setup

HEARING = {
    "plain": "sinh be gai 3kg1 hom qua",
    "accents": "Bé gái 3,1 kg, mẹ Lò Thị Mây, bản Pa Pé; đẻ ở trạm",
    "emoji": "👶🏽🇻🇳 🙏",
    "another script": "ລູກຂອງຂ້ອຍ 孩子 ребёнок",
    "10,000 characters": "bé bú " * 1666 + "mẹ ơi",
    "NUL": "sinh\x00be gai\x07",
    "empty": "",
    "looks like markup": "<b>*sinh*</b> _be_ [gai](http://x)",
}

SENDING = {
    "429 with a wait": (Fault(Ill.THROTTLED, retry_after_s=7), Throttled, timedelta(seconds=7)),
    "5xx": (Fault(Ill.BROKEN), Unreachable, None),
    "no answer": (Fault(Ill.SILENT), Unreachable, None),
    "dropped connection": (Fault(Ill.DROPPED), Unreachable, None),
    "taken, then dropped": (Fault(Ill.UNHEARD), Unreachable, None),
    "blocked": (Fault(Ill.BLOCKED), Refused, None),
    "no such address": (Fault(Ill.NO_ADDRESS), Refused, None),
    "our credentials are wrong": (Fault(Ill.UNAUTHORISED), Unreachable, None),
}


@pytest.fixture(params=SETUPS)
async def setup(request: pytest.FixtureRequest) -> AsyncIterator[Setup]:
    """Every channel in turn."""
    async with SETUPS[request.param]() as ready:
        yield ready


@pytest.fixture(params=OVER_HTTP)
async def wired(request: pytest.FixtureRequest) -> AsyncIterator[Setup]:
    """Every channel that has a network between itself and people."""
    async with OVER_HTTP[request.param]() as ready:
        yield ready


def outgoing(setup: Setup, text: str = "Đã ghi S4821", number: int = 1) -> Outgoing:
    return Outgoing(id=f"out-{number}", to=setup.person, text=text)


@pytest.mark.parametrize("text", HEARING.values(), ids=HEARING)
async def test_hears_a_text_as_it_was_typed(setup: Setup, text: str) -> None:
    await setup.says(text)
    [heard] = await setup.ear.hears(1)
    assert (heard.text, heard.sender, heard.kind) == (text, setup.person, IncomingKind.TEXT)
    assert heard.channel is setup.channel.name
    assert heard.said_at == NOW
    assert heard.said_at.utcoffset() == timedelta()


async def test_the_same_message_twice_has_one_id(wired: Setup) -> None:
    await wired.says("sinh be gai")
    await wired.ear.hears(1)
    await wired.says_again()
    first, second = await wired.ear.hears(2)
    assert first == second


async def test_different_messages_have_different_ids(setup: Setup) -> None:
    for text in ("mot", "mot", "hai"):
        await setup.says(text)
    assert len({message.provider_id for message in await setup.ear.hears(3)}) == 3


async def test_what_was_not_kept_comes_again(setup: Setup) -> None:
    setup.ear.failures = 3
    await setup.says("sinh be gai")
    [heard] = await setup.ear.hears(1)
    assert heard.text == "sinh be gai"
    assert setup.ear.attempts == [heard.provider_id] * 4


async def test_sends(setup: Setup) -> None:
    sent = await setup.channel.send(outgoing(setup, "Đã ghi *S4821* <b>"))
    assert isinstance(sent, Sent)
    assert setup.sent() == ["Đã ghi *S4821* <b>"]


async def test_a_recording_leaves_with_its_words_or_the_words_alone(setup: Setup) -> None:
    data = silence(3)
    audio = Audio(hashlib.sha256(data).hexdigest(), "audio/ogg", 3, data)
    await setup.channel.send(replace(outgoing(setup, "Rốn bé"), audio=audio))
    assert setup.sent() == ["Rốn bé"]
    assert setup.heard is None or setup.heard() == [data]


@pytest.mark.parametrize(("fault", "error", "wait"), SENDING.values(), ids=SENDING)
async def test_says_what_went_wrong(wired: Setup, fault: Fault, error: type[SendError], wait: timedelta | None) -> None:
    assert wired.fail
    wired.fail(fault, 1)
    with pytest.raises(error) as raised:
        await wired.channel.send(outgoing(wired))
    assert raised.value.retry_after == wait
    assert raised.value.why
    await wired.channel.send(outgoing(wired, "lần nữa"))
    assert wired.sent()[-1] == "lần nữa"


async def test_stopping_finishes_what_is_under_way(wired: Setup) -> None:
    assert wired.slow_down
    wired.slow_down(0.04)
    sends = [asyncio.create_task(wired.channel.send(outgoing(wired, str(n), n))) for n in range(5)]
    await asyncio.sleep(0)
    await wired.channel.stop()
    assert all(isinstance(sent, Sent) for sent in await asyncio.gather(*sends))
    assert sorted(wired.sent()) == ["0", "1", "2", "3", "4"]


async def test_stopping_does_not_wait_for_news(setup: Setup) -> None:
    began = time.monotonic()
    await setup.channel.stop()
    assert time.monotonic() - began < 2


async def test_a_stopped_channel_sends_nothing(setup: Setup) -> None:
    await setup.channel.stop()
    with pytest.raises(Unreachable):
        await setup.channel.send(outgoing(setup))
    assert setup.sent() == []


async def test_a_person_who_is_unreachable_does_not_hold_another_up(wired: Setup) -> None:
    assert wired.fail
    wired.fail(Fault(Ill.SILENT), 1)
    stuck = asyncio.create_task(wired.channel.send(outgoing(wired, "1", 1)))
    await asyncio.sleep(0.02)
    await wired.channel.send(outgoing(wired, "2", 2))
    assert not stuck.done()
    assert wired.sent() == ["2"]
    with pytest.raises(Unreachable):
        await stuck
