"""Faults on demand: what a provider on the internet does to a program that is not ready for it."""

import asyncio
from collections import deque
from dataclasses import dataclass
from enum import StrEnum

from aiohttp import web


class Ill(StrEnum):
    """What goes wrong with one call."""

    THROTTLED = "throttled"  # 429 with `retry_after_s`
    BROKEN = "broken"  # 500
    SILENT = "silent"  # no answer until the caller gives up
    DROPPED = "dropped"  # the connection ends without an answer, the call has no effect
    UNHEARD = "unheard"  # the call has its effect, the connection ends without an answer
    BLOCKED = "blocked"  # 403
    NO_ADDRESS = "no address"  # 400, no such chat or number
    UNAUTHORISED = "unauthorised"  # 401
    BABBLE = "babble"  # 200 with a page of HTML, as from a hotel's network


@dataclass(frozen=True, slots=True)
class Fault:
    """One fault to come."""

    ill: Ill
    retry_after_s: int = 1  # with THROTTLED
    where: str = ""  # the Bot API method that it meets; empty for sending


class Faults:
    """The faults that a fake has still to commit, in the order in which they were asked for."""

    def __init__(self) -> None:
        """None."""
        self._ahead: deque[Fault] = deque()
        self.closing = asyncio.Event()

    def plan(self, fault: Fault, times: int = 1) -> None:
        """Let the next `times` calls meet the fault."""
        self._ahead.extend([fault] * times)

    def clear(self) -> None:
        """All goes well from now on."""
        self._ahead.clear()

    def __len__(self) -> int:
        """How many are still to come."""
        return len(self._ahead)

    def take(self, where: str) -> Fault | None:
        """The fault that this call meets, if any."""
        fault = next((fault for fault in self._ahead if fault.where == where), None)
        if fault is not None:
            self._ahead.remove(fault)
        return fault

    async def hang(self) -> web.Response:
        """Give no answer until the fake closes; the caller has long given up."""
        await self.closing.wait()
        return web.Response(status=503)


def drop(request: web.Request) -> web.Response:
    """End the connection without an answer."""
    if request.transport is not None:
        request.transport.abort()
    return web.Response(status=503)  # goes nowhere
