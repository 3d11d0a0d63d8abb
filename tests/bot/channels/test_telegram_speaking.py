"""Sending by Telegram: buttons, menus, the start, and Telegram's limits."""

import asyncio
import json

import pytest

from bot.channels.contract import Refused, Unreachable
from bot.channels.pace import Pace
from bot.channels.telegram.channel import PART_OF_LIMIT, TelegramChannel
from bot.channels.telegram.settings import Command, Limits
from bot.fakes.faults import Fault, Ill
from bot.fakes.telegram_api import FakeTelegramApi
from messages.envelope import Button, IncomingKind, Outgoing
from messages.qr import png
from tests.bot.channels.ears import Ear, now
from tests.bot.channels.setups import started, telegram_settings

ROWS = ((Button("Sửa", "sua:4821"), Button("Hủy", "huy:4821")), (Button("Xem", "xem:4821"),))
MENU = (Command("sinh", "Báo sinh"), Command("tuan", "Số liệu tuần"))


async def test_buttons_come_back_as_what_they_carry() -> None:
    ear = Ear()
    async with FakeTelegramApi(now=now) as api:
        channel = TelegramChannel(telegram_settings(api), now)
        async with started(channel, ear):
            sent = await channel.send(Outgoing("1", "7001", "Đã ghi", ROWS))
            [message] = api.sent(7001)
            assert message.buttons == (("Sửa", "sua:4821"), ("Hủy", "huy:4821"), ("Xem", "xem:4821"))
            assert sent.provider_id == str(message.message_id)
            assert len(json.loads(api.called("sendMessage")[0]["reply_markup"])["inline_keyboard"]) == 2
            assert "parse_mode" not in api.called("sendMessage")[0]
            api.user_presses(7001, "Hủy")
            [press] = await ear.hears(1)
    assert (press.kind, press.button, press.sender) == (IncomingKind.BUTTON, "huy:4821", "7001")


async def test_menus_are_set_for_everybody_and_for_a_member_of_staff() -> None:
    async with FakeTelegramApi(now=now) as api:
        channel = TelegramChannel(telegram_settings(api, commands=MENU), now)
        async with started(channel, Ear()):
            assert channel.username == "bekhoe_test_bot"
            await channel.set_commands("7001", (*MENU, Command("moi", "Mời người")))
            everybody, staff = api.called("setMyCommands")
    assert [c["command"] for c in json.loads(everybody["commands"])] == ["sinh", "tuan"]
    assert "scope" not in everybody
    assert [c["command"] for c in json.loads(staff["commands"])] == ["sinh", "tuan", "moi"]
    assert json.loads(staff["scope"]) == {"type": "chat", "chat_id": 7001}


@pytest.mark.parametrize("address", ["", "+84912345678x", "@somebody", "B01"])
async def test_an_address_that_is_no_chat_is_refused(address: str) -> None:
    async with FakeTelegramApi(now=now) as api:
        channel = TelegramChannel(telegram_settings(api), now)
        async with started(channel, Ear()):
            with pytest.raises(Refused, match="no_such_chat"):
                await channel.send(Outgoing("1", address, "Đã ghi"))


async def test_an_answer_that_is_not_telegrams_is_no_acceptance() -> None:
    async with FakeTelegramApi(now=now) as api:
        channel = TelegramChannel(telegram_settings(api), now)
        async with started(channel, Ear()):
            api.fail(Fault(Ill.BABBLE))
            with pytest.raises(Unreachable):
                await channel.send(Outgoing("1", "7001", "Đã ghi"))


async def test_a_wrong_token_ends_the_start() -> None:
    async with FakeTelegramApi(token="42:right") as api:
        settings = telegram_settings(api)
        api.token = "42:other"
        with pytest.raises(Refused, match="unauthorised"):
            await TelegramChannel(settings, now).start(Ear().receive, Ear().note_delivery)


@pytest.mark.parametrize("method", ["getMe", "setMyCommands", "deleteWebhook"])
async def test_telegram_may_be_away_at_the_start(method: str) -> None:
    ear = Ear()
    async with FakeTelegramApi(now=now) as api:
        api.fail(Fault(Ill.BROKEN, where=method), 3)
        api.user_says(1, "sinh be gai")
        async with started(TelegramChannel(telegram_settings(api, commands=MENU), now), ear):
            assert ear.heard == []
            await ear.hears(1)
            assert len(api.called("setMyCommands")) >= 1


async def test_a_program_that_stops_while_telegram_is_away_stops() -> None:
    async with FakeTelegramApi(now=now) as api:
        api.fail(Fault(Ill.DROPPED, where="getMe"), 100)
        async with asyncio.timeout(5), started(TelegramChannel(telegram_settings(api, pause_s=30), now), Ear()):
            pass


async def test_one_chats_turn_does_not_hold_another_up() -> None:
    limits = Limits(overall_per_s=10_000, chat_per_s=1, chat_burst=2)
    async with FakeTelegramApi(now=now) as api:
        channel = TelegramChannel(telegram_settings(api, limits=limits), now)
        async with started(channel, Ear()):
            waiting = [asyncio.create_task(channel.send(Outgoing(str(n), "1", str(n)))) for n in range(3)]
            await api.wait_for(1, 2)
            await channel.send(Outgoing("4", "2", "Đã ghi"))
            assert [message.text for message in api.sent(1)] == ["0", "1"]
            assert not waiting[2].done()
            waiting[2].cancel()
            await asyncio.gather(*waiting, return_exceptions=True)


def test_the_pace_keeps_under_telegrams_limit_and_uses_it() -> None:
    pace = Pace(30 * PART_OF_LIMIT)
    leaves = [pace.reserve("", 0) for _ in range(3001)]
    assert all(leaves[n + 30] - leaves[n] > 1.02 for n in range(2971))  # 20 ms are left for the network
    assert 3000 / leaves[3000] / 30 >= 0.97


async def test_sends_keep_to_the_pace() -> None:
    limits = Limits(overall_per_s=100, chat_per_s=1000)
    async with FakeTelegramApi(now=now) as api:
        channel = TelegramChannel(telegram_settings(api, limits=limits, timeout_s=5), now)
        async with started(channel, Ear()):
            began = asyncio.get_running_loop().time()
            await asyncio.gather(*(channel.send(Outgoing(str(n), str(n), "Đã ghi")) for n in range(1, 52)))
            took_s = asyncio.get_running_loop().time() - began
    assert 0.5 < took_s < 3


async def test_telegrams_own_limit_is_told_apart() -> None:
    async with FakeTelegramApi(now=now) as api:
        api.cap_per_s = 2
        channel = TelegramChannel(telegram_settings(api), now)
        async with started(channel, Ear()):
            sends = [channel.send(Outgoing(str(n), str(n), "Đã ghi")) for n in range(1, 5)]
            told = await asyncio.gather(*sends, return_exceptions=True)
    assert sorted(type(outcome).__name__ for outcome in told) == ["Sent", "Sent", "Throttled", "Throttled"]


async def test_a_picture_goes_with_its_words_and_buttons() -> None:
    picture = png("https://t.me/bekhoe_test_bot?start=TE102748", "TE102748", "Quét hình này")
    async with FakeTelegramApi(now=now) as api:
        channel = TelegramChannel(telegram_settings(api), now)
        async with started(channel, Ear()):
            sent = await channel.send(Outgoing("1", "7001", "Mã của bé", ROWS, picture=picture))
            [message] = api.sent(7001)
    assert (message.text, message.picture, str(message.message_id)) == ("Mã của bé", picture, sent.provider_id)
    assert ("Sửa", "sua:4821") in message.buttons
    assert not api.called("sendMessage")
