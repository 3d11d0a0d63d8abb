"""A talk at the terminal behind the contract: lines in, wrapped replies out, buttons by their number."""

import asyncio
import re
import secrets
import textwrap
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import suppress
from datetime import datetime

from starlette.routing import BaseRoute

from bot.channels.contract import Delivered, Receive, Sent, Unreachable
from bot.channels.hooks import keep, well_formed
from bot.channels.underway import Underway
from messages.envelope import Button, ChannelName, Incoming, IncomingKind, Outgoing
from messages.marks import bracketed

WIDTH = 100
CHOICE = re.compile(r"\[(\d{1,3})\]|#(\d{1,3})")  # how a button is pressed: [1] or #1


class ConsoleChannel:
    """One person at one terminal. `done` is set when the lines have come to their end."""

    name = ChannelName.CONSOLE

    def __init__(
        self,
        lines: AsyncIterator[str],
        write: Callable[[str], object],
        address: str,
        now: Callable[[], datetime],
        pause_s: float = 1,
    ) -> None:
        """`write` takes one line; `address` is the person's on this channel; `now` the program's clock, in UTC;
        `pause_s` passes before a line that was not kept is given again.
        """
        self._lines, self._write, self._address, self._now = lines, write, address, now
        self._pause_s = pause_s
        self._talk = secrets.token_hex(8)  # so that the first line of each talk has an id of its own
        self._buttons: tuple[Button, ...] = ()
        self._underway = Underway()
        self._hearing: asyncio.Task[None] | None = None
        self.done = asyncio.Event()

    async def start(self, receive: Receive, delivered: Delivered) -> None:
        """Begin to read lines."""
        self._underway.open()
        self._hearing = asyncio.create_task(self._hear(receive))

    async def send(self, message: Outgoing) -> Sent:
        """Print one reply; raises `Unreachable` if the terminal is gone."""
        with self._underway:
            self._buttons = tuple(button for row in message.buttons for button in row)
            try:
                for line in printed(message.text, self._buttons):
                    self._write(line)
            except (OSError, ValueError):
                raise Unreachable("closed") from None
            return Sent("")

    async def stop(self) -> None:
        """Stop reading."""
        if self._hearing is not None:
            self._hearing.cancel()
            with suppress(asyncio.CancelledError):
                await self._hearing
        await self._underway.close()

    def routes(self) -> Sequence[BaseRoute]:
        """None."""
        return ()

    async def _hear(self, receive: Receive) -> None:
        number = 0
        async for line in self._lines:
            number += 1
            message = self._message(f"{self._talk}-{number}", line.rstrip("\r\n"))
            while not await keep(receive, message):  # noqa: ASYNC110 - no event tells when the store is back
                await asyncio.sleep(self._pause_s)
        self.done.set()

    def _message(self, provider_id: str, line: str) -> Incoming:
        button = pressed(line, self._buttons)
        return Incoming(
            channel=ChannelName.CONSOLE,
            provider_id=provider_id,
            sender=self._address,
            text="" if button else well_formed(line),
            said_at=self._now(),
            kind=IncomingKind.BUTTON if button else IncomingKind.TEXT,
            button=button.data if button else "",
        )


def printed(text: str, buttons: Sequence[Button]) -> list[str]:
    """A reply as lines of at most `WIDTH` columns, its buttons numbered under it."""
    choices = "  ".join(f"[{number}] {button.label}" for number, button in enumerate(buttons, 1))
    paragraphs = [*bracketed(text).splitlines(), *([choices] if choices else [])]
    return [line for paragraph in paragraphs for line in textwrap.wrap(paragraph, WIDTH) or [""]]


def pressed(line: str, buttons: Sequence[Button]) -> Button | None:
    """The button that a line such as `[1]` or `#1` presses."""
    choice = CHOICE.fullmatch(line.strip())
    if choice is None:
        return None
    number = int(choice[1] or choice[2])
    return buttons[number - 1] if 1 <= number <= len(buttons) else None
