"""What was read is underlined on Telegram, counted as Telegram counts; marks that people type are none."""

import json

import pytest

from bot.channels.telegram.channel import TelegramChannel
from bot.channels.telegram.underlining import underlined
from bot.fakes.telegram_api import FakeTelegramApi
from messages.envelope import Outgoing
from messages.marks import CLOSE, OPEN, Part, mark
from tests.bot.channels.ears import Ear, now
from tests.bot.channels.setups import started, telegram_settings


@pytest.mark.parametrize(
    ("text", "part", "offset", "length"),
    [
        ("sinh be gai", "be gai", 5, 6),
        ("👶🏽 sinh bé gái 🙏", "bé gái", 10, 6),
        ("mẹ 𝕷ò", "𝕷ò", 3, 3),
    ],
)
def test_offsets_are_utf16_units(text: str, part: str, offset: int, length: int) -> None:
    start = text.index(part)
    plain, entities = underlined(mark(text, [Part("x", start, start + len(part))]))
    assert plain == text
    assert entities is not None
    assert [(one.type, one.offset, one.length) for one in entities] == [("underline", offset, length)]


def test_a_text_without_parts_has_no_entities() -> None:
    assert underlined("Đã ghi [S4821]") == ("Đã ghi [S4821]", None)


async def test_it_leaves_as_entities() -> None:
    said = f"“{mark('👶 be gai 3kg1', [Part('sex', 2, 8), Part('weight_g', 9, 13, sure=False)])}”"
    async with FakeTelegramApi(now=now) as api:
        channel = TelegramChannel(telegram_settings(api), now)
        async with started(channel, Ear()):
            await channel.send(Outgoing("1", "7001", said))
            await channel.send(Outgoing("2", "7001", "Đã ghi"))
            first, second = api.called("sendMessage")
            [sent, _] = api.sent(7001)
    assert first["text"] == "“👶 be gai 3kg1?”"
    assert json.loads(first["entities"]) == [
        {"type": "underline", "offset": 4, "length": 6},
        {"type": "underline", "offset": 11, "length": 4},
    ]
    assert "entities" not in second
    assert sent.seen == "“👶 [be gai] [3kg1]?”"


async def test_marks_that_people_type_are_taken_for_what_they_are() -> None:
    ear = Ear()
    async with FakeTelegramApi(now=now) as api, started(TelegramChannel(telegram_settings(api), now), ear):
        api.user_says(7001, f"sinh {OPEN}be gai{CLOSE}")
        [heard] = await ear.hears(1)
    assert heard.text == "sinh \ufffdbe gai\ufffd"
