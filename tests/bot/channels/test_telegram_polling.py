"""Polling: what is confirmed, and in which order people are heard."""

import asyncio

import pytest

from bot.channels.telegram.channel import TelegramChannel
from bot.channels.telegram.polling import next_offset
from bot.fakes.faults import Fault, Ill
from bot.fakes.telegram_api import FakeTelegramApi
from messages.envelope import Incoming
from tests.bot.channels.ears import Ear, now
from tests.bot.channels.setups import started, telegram_settings


@pytest.mark.parametrize(
    ("offset", "seen", "done", "after"),
    [
        (0, [], set(), 0),
        (7, [], set(), 7),
        (0, [5, 6, 7], {5, 6, 7}, 8),
        (5, [5, 6, 7], {6, 7}, 5),
        (5, [7, 6, 5], {5, 7}, 6),
        (5, [5], set(), 5),
        (5, [9], {9}, 10),
    ],
)
def test_the_offset_stays_at_the_first_update_that_was_not_kept(
    offset: int, seen: list[int], done: set[int], after: int
) -> None:
    assert next_offset(offset, seen, done) == after


async def test_one_persons_failure_does_not_stop_the_others_and_nothing_is_lost() -> None:
    ear = Ear(deaf_to={"x"})
    async with FakeTelegramApi(now=now) as api, started(TelegramChannel(telegram_settings(api), now), ear):
        api.user_says(1, "x")
        for number in range(250):  # more than one getUpdates brings
            api.user_says(2, f"{number}")
            if number == 50:
                await ear.hears(51)
                ear.deaf_to = set()
        heard = await ear.hears(251)
        await api.wait_until_confirmed()
    assert [m.text for m in heard if m.sender == "2"] == [f"{number}" for number in range(250)]
    assert [m.text for m in heard if m.sender == "1"] == ["x"]
    assert len(ear.heard) == 251


async def test_a_person_is_heard_in_order_when_a_message_could_not_be_kept_at_first() -> None:
    ear = Ear(failures=2)
    async with FakeTelegramApi(now=now) as api:
        for number in range(5):
            api.user_says(1, f"{number}")
        async with started(TelegramChannel(telegram_settings(api), now), ear):
            heard = await ear.hears(5)
    assert [message.text for message in heard] == ["0", "1", "2", "3", "4"]


async def test_a_message_that_is_never_kept_does_not_slow_the_others_down() -> None:
    ear = Ear(deaf_to={"x"})
    async with FakeTelegramApi(now=now) as api, started(TelegramChannel(telegram_settings(api), now), ear):
        api.user_says(1, "x")
        await ear.is_tried(12)  # twelve pauses that doubled would be 40 s
        api.user_says(2, "y")
        await ear.hears(1)


async def test_a_batch_that_is_being_taken_is_finished_at_the_stop() -> None:
    ear = Ear()
    entered, leave = asyncio.Event(), asyncio.Event()

    async def slowly(message: Incoming) -> None:
        entered.set()
        await leave.wait()
        await ear.receive(message)

    async with FakeTelegramApi(now=now) as api:
        api.user_says(1, "x")
        channel = TelegramChannel(telegram_settings(api), now)
        await channel.start(slowly, ear.note_delivery)
        await entered.wait()
        stopping = asyncio.create_task(channel.stop())
        await asyncio.sleep(0.01)
        assert not stopping.done()
        leave.set()
        await stopping
    assert len(ear.heard) == 1


async def test_nothing_is_confirmed_before_it_is_kept() -> None:
    ear = Ear(deaf_to={"x"})
    async with FakeTelegramApi(now=now) as api:
        async with started(TelegramChannel(telegram_settings(api), now), ear):
            api.user_says(1, "x")
            api.user_says(2, "y")
            await ear.hears(1)
        assert len(api.deliveries.unconfirmed) == 2
        ear.deaf_to = set()
        async with started(TelegramChannel(telegram_settings(api), now), ear):
            heard = await ear.hears(3)  # the program starts again: y comes twice, with one id
    assert sorted(message.text for message in heard) == ["x", "y", "y"]
    assert len({message.provider_id for message in heard}) == 2


@pytest.mark.parametrize("ill", [Ill.BROKEN, Ill.DROPPED, Ill.THROTTLED, Ill.BABBLE, Ill.UNAUTHORISED, Ill.UNHEARD])
async def test_asking_goes_on_after_a_failure(ill: Ill) -> None:
    ear = Ear()
    async with FakeTelegramApi(now=now) as api:
        api.fail(Fault(ill, where="getUpdates"), 3)
        api.user_says(1, "sinh be gai")
        async with started(TelegramChannel(telegram_settings(api), now), ear):
            await ear.hears(1)


async def test_a_webhook_left_over_is_taken_away() -> None:
    ear = Ear()
    async with FakeTelegramApi(now=now) as api:
        api.deliveries.to_webhook("http://127.0.0.1:1/", "")
        api.user_says(1, "sinh be gai")
        async with started(TelegramChannel(telegram_settings(api), now), ear):
            await ear.hears(1)
