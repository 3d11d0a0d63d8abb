"""The terminal: wrapped replies, numbered buttons, an end."""

import asyncio
from collections.abc import AsyncIterator

import pytest

from bot.channels.console import ConsoleChannel, pressed, printed
from bot.channels.contract import Unreachable
from messages.envelope import Button, IncomingKind, Outgoing
from tests.bot.channels.ears import Ear, now
from tests.bot.channels.setups import started

BUTTONS = (Button("Sửa", "sua:4821"), Button("Hủy", "huy:4821"))


@pytest.mark.parametrize(
    ("line", "data"),
    [
        ("[1]", "sua:4821"),
        (" #2 ", "huy:4821"),
        ("[3]", None),
        ("[0]", None),
        ("1", None),
        ("[1] be", None),
        ("#1 #2", None),
        ("[999999999]", None),
        ("", None),
    ],
)
def test_a_number_presses_its_button(line: str, data: str | None) -> None:
    button = pressed(line, BUTTONS)
    assert (button.data if button else None) == data


def test_replies_are_wrapped_and_buttons_numbered() -> None:
    lines = printed("Đã ghi S4821: " + "bé gái " * 30 + "\n\nSai?", BUTTONS)
    assert max(map(len, lines)) <= 100
    assert lines[-3:] == ["", "Sai?", "[1] Sửa  [2] Hủy"]


async def lines(*typed: str) -> AsyncIterator[str]:
    for line in typed:
        yield line


async def test_a_talk_to_its_end() -> None:
    ear, written = Ear(), list[str]()
    typed: asyncio.Queue[str | None] = asyncio.Queue()

    async def from_keyboard() -> AsyncIterator[str]:
        while (line := await typed.get()) is not None:
            yield line

    channel = ConsoleChannel(from_keyboard(), written.append, "me", now)
    async with started(channel, ear):
        typed.put_nowait("sinh be gai\r\n")
        await ear.hears(1)
        await channel.send(Outgoing("1", "me", "Đã ghi", (BUTTONS,)))
        for line in ("#2\n", None):
            typed.put_nowait(line)
        await asyncio.wait_for(channel.done.wait(), 1)
    said, press = ear.heard
    assert (said.kind, said.text) == (IncomingKind.TEXT, "sinh be gai")
    assert (press.kind, press.text, press.button) == (IncomingKind.BUTTON, "", "huy:4821")
    assert written == ["Đã ghi", "[1] Sửa  [2] Hủy"]


async def test_two_talks_have_no_id_in_common() -> None:
    ear = Ear()
    for _ in range(2):
        channel = ConsoleChannel(lines("tuan"), print, "me", now)
        async with started(channel, ear):
            await channel.done.wait()
    assert len({message.provider_id for message in ear.heard}) == 2


async def test_a_terminal_that_is_gone() -> None:
    def gone(_: str) -> None:
        raise BrokenPipeError

    channel = ConsoleChannel(lines(), gone, "me", now)
    async with started(channel, Ear()):
        with pytest.raises(Unreachable):
            await channel.send(Outgoing("1", "me", "Đã ghi"))
