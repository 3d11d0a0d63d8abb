"""The running program: channels hear, the writer keeps, handlers answer, the dispatcher sends, the clock drives."""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from typing import Any

import structlog

from bot.channels.contract import Channel
from bot.clock import Clock, SteppedClock, remember
from bot.dispatcher import Dispatcher
from bot.intake import MOST_ATTEMPTS, Intake
from bot.readers import Readers
from bot.voices import Fetcher, VoiceFolder
from bot.writer import Writer
from handlers import due
from handlers.intake import give_up, handle
from handlers.knowledge import Knowledge
from storage import agenda, outbox, places, voices
from storage.engine import Connection
from storage.group import NotCommitted

log = structlog.get_logger()

LONGEST_IDLE_S = 30.0  # a command line beside the running bot may have left something to send
PAUSE_S = 0.5
BREATH_S = 0.02  # between two beats: answers that come close together are claimed together


@dataclass(frozen=True, slots=True)
class Parts:
    """What a program is made of."""

    writer: Writer
    readers: Readers
    clock: Clock
    channels: Sequence[Channel]
    known: Knowledge
    folder: VoiceFolder


def next_due(conn: Connection, now: datetime) -> datetime | None:
    """The first moment after now at which there is anything to do."""
    ahead = (outbox.next_due(conn, now), agenda.next_due(conn, now), voices.next_wanted(conn, now))
    return min((moment for moment in ahead if moment), default=None)


class Program:
    """Starts, runs until stopped, and finishes what is in flight."""

    def __init__(self, parts: Parts) -> None:
        """The parts are open and stay their owner's to close."""
        self._parts = parts
        known = parts.known
        self.intake = Intake(
            parts.writer,
            parts.clock,
            lambda conn, message_id, at: handle(conn, message_id, at, known),
            lambda conn, message_id, at: give_up(conn, message_id, at, known, MOST_ATTEMPTS),
        )
        channels = {channel.name: channel for channel in parts.channels}
        self.dispatcher = Dispatcher(parts.writer, parts.clock, channels, known, parts.folder)
        self.fetcher = Fetcher(parts.writer, parts.clock, parts.channels, parts.folder)
        self.intake.on_handled = self.dispatcher.on_ended = self.fetcher.on_ended = self.wake
        self._woken = asyncio.Event()
        self._stopping = False
        self._stepping = asyncio.Lock()
        self._pulse: asyncio.Task[None] | None = None
        self.is_ready = False

    def wake(self) -> None:
        """There may be something to send."""
        self._woken.set()

    async def start(self) -> None:
        """What an earlier run left is handled first; then the channels hear."""
        await self._parts.writer.run(outbox.recover)
        await self._parts.writer.run(self._plan_weeks)
        left = await self.intake.catch_up()
        log.info("started", left=left)
        for channel in self._parts.channels:
            await channel.start(self.intake.receive, self.intake.delivered)
        self._pulse = asyncio.create_task(self._beat())
        self.is_ready = True

    async def stop(self) -> None:
        """Hear no more, handle what was heard, finish the sends under way."""
        self.is_ready = False
        self._stopping = True
        self.wake()
        if self._pulse is not None:
            await self._pulse
        await self.intake.settle()
        await self.fetcher.finish()
        await self.dispatcher.finish()
        for channel in self._parts.channels:
            await channel.stop()
        log.info("stopped")

    async def step_to(self, moment: datetime) -> datetime:
        """Move a stepped clock from due moment to due moment, sends included; ValueError if the moment is past."""
        clock = self._parts.clock
        if not isinstance(clock, SteppedClock):
            raise TypeError("this clock is the machine's own")
        async with self._stepping:
            if moment < clock.now():
                raise ValueError("the moment is past")
            await self.settle()
            while (ahead := await self._next_due(clock.now())) is not None and ahead <= moment:
                if ahead > clock.now():
                    clock.step_to(ahead)
                await self.settle()
            if moment > clock.now():
                clock.step_to(moment)
            await self.settle()
            await self._parts.writer.run(partial(remember, clock=clock))
            return clock.now()

    async def settle(self) -> None:
        """Returns when nothing is left to do at this moment."""
        while True:
            await self.intake.settle()
            done = await self._do_due() + await self.fetcher.fetch_wanted()
            await self.fetcher.finish()
            sent = await self.dispatcher.send_due()
            if not (done or sent or self.dispatcher.is_sending):
                return
            await self.dispatcher.finish()

    async def _beat(self) -> None:
        """Do what is due, then sleep until something is."""
        while not self._stopping:
            self._woken.clear()
            began = self._parts.clock.now()
            try:
                busy = await self._do_due() + await self.fetcher.fetch_wanted() + await self.dispatcher.send_due()
                if not busy:
                    await self._sleep(began)
                await asyncio.sleep(BREATH_S)
            except NotCommitted:
                await asyncio.sleep(PAUSE_S)
            except Exception as error:  # noqa: BLE001  # the pulse must not end
                log.error("pulse_failed", error=type(error).__name__)
                await asyncio.sleep(PAUSE_S)

    async def _do_due(self) -> int:
        clock = self._parts.clock
        return await self._parts.writer.run(partial(due.do_due, now=clock.now(), known=self._parts.known))

    async def _next_due(self, after: datetime) -> datetime | None:
        return await self._parts.readers.run(partial(next_due, now=after))

    async def _sleep(self, began: datetime) -> None:
        """Until the first due moment since the beat began, a message, the end of a send, or half a minute."""
        ahead = await self._next_due(began)
        waits: list[asyncio.Task[Any]] = [asyncio.create_task(self._woken.wait())]
        if ahead is not None:
            waits.append(asyncio.create_task(self._parts.clock.sleep_until(ahead)))
        await asyncio.wait(waits, return_when=asyncio.FIRST_COMPLETED, timeout=LONGEST_IDLE_S)
        for wait in waits:
            wait.cancel()

    def _plan_weeks(self, conn: Connection) -> None:
        for commune in places.communes(conn):
            due.start_weeks(conn, commune.id, self._parts.clock.now())
