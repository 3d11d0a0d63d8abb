"""The program's time. The wall is read here; everybody else takes a moment as a parameter.

With `--clock` the time ticks on from a given moment and is moved by hand; the home keeps the latest moment, so
that a restart, and a command beside the running bot, go on from it.
"""

import asyncio
import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Final, Protocol

from storage import settings
from storage.engine import Connection

KEPT: Final = "clock"  # name of the setting that holds the latest moment
KEPT_EVERY_S: Final = 5.0  # how often a run keeps its moment
LONGEST_SLEEP_S: Final = 60.0  # a machine that slept, or whose clock was set, is noticed within a minute


class Clock(Protocol):
    """What tells the time."""

    def now(self) -> datetime:
        """The present moment, in UTC."""
        ...

    async def sleep_until(self, moment: datetime) -> None:
        """Return once the moment is reached; at once if it is past."""
        ...


class SystemClock:
    """The machine's own time."""

    def now(self) -> datetime:
        """The present moment, in UTC."""
        return datetime.now(UTC)

    async def sleep_until(self, moment: datetime) -> None:
        """Return once the moment is reached; at once if it is past."""
        while (left := (moment - self.now()).total_seconds()) > 0:  # noqa: ASYNC110 - time raises no event
            await asyncio.sleep(min(left, LONGEST_SLEEP_S))


class SteppedClock:
    """Time that ticks on from a start, is moved forward by hand, and never goes back."""

    def __init__(self, start: datetime, monotonic: Callable[[], float] = time.monotonic) -> None:
        """`start` is aware; `monotonic` gives seconds."""
        self._monotonic = monotonic
        self._from = (start.astimezone(UTC), monotonic())  # one name, so that a thread never reads half of a step
        self._stepped = asyncio.Event()

    def now(self) -> datetime:
        """The present moment, in UTC."""
        start, started = self._from
        return start + timedelta(seconds=self._monotonic() - started)

    def step_to(self, moment: datetime) -> None:
        """Move forward and wake who waits; ValueError if the moment is past."""
        if moment < self.now():
            raise ValueError(f"the clock never goes back: {moment.isoformat()} is past")
        self._from = (moment.astimezone(UTC), self._monotonic())
        self._stepped.set()
        self._stepped = asyncio.Event()

    async def sleep_until(self, moment: datetime) -> None:
        """Return once the moment is reached, by ticking or by a step."""
        while (left := (moment - self.now()).total_seconds()) > 0:
            try:
                async with asyncio.timeout(left):
                    await self._stepped.wait()
            except TimeoutError:
                continue


def remember(conn: Connection, clock: SteppedClock) -> None:
    """Keep the present moment in the home; call it with every step, and now and then in between."""
    settings.put(conn, KEPT, clock.now().isoformat())


def home_clock(conn: Connection, start: datetime | None = None) -> SystemClock | SteppedClock:
    """The clock of a home: stepped if it was started with `--clock` now or ever before, else the machine's.

    A start before the latest moment kept gives way to it.
    """
    kept = settings.get(conn, KEPT)
    moments = [moment for moment in (start, kept and datetime.fromisoformat(kept)) if moment]
    return SteppedClock(max(moments)) if moments else SystemClock()


def restarted_clock(conn: Connection, start: datetime | None) -> SystemClock | SteppedClock:
    """The clock of a run: after a kill up to `KEPT_EVERY_S` were not kept, and time never goes back."""
    clock = home_clock(conn, start)
    kept = settings.get(conn, KEPT)
    if kept is not None and isinstance(clock, SteppedClock):
        clock.step_to(max(clock.now(), datetime.fromisoformat(kept) + timedelta(seconds=KEPT_EVERY_S)))
    return clock
