"""The console: the whole program with one channel, a person at this terminal."""

import asyncio
import sys
from collections.abc import AsyncIterator
from functools import partial

from bot.channels.console import ConsoleChannel
from bot.serving import open_program
from bot.settings import Settings
from health.rights import Role
from messages.envelope import ChannelName
from storage import contacts, people, places
from storage.engine import Connection
from storage.people import Grant


async def talk(settings: Settings, key: bytes, role: Role, village: str) -> None:
    """Read lines until they end; what was said is answered first."""
    address = f"console-{role}-{village}"
    console: list[ConsoleChannel] = []

    def channels(clock: object) -> tuple[ConsoleChannel, ...]:
        console.append(ConsoleChannel(_lines(), print, address, clock.now))  # type: ignore[attr-defined]
        return tuple(console)

    async with open_program(settings, key, channels) as (program, parts):
        await parts.writer.run(partial(_enter, address=address, role=role, village=village, now=parts.clock.now()))
        await program.start()
        await console[0].done.wait()
        await program.settle()
        await program.stop()


def _enter(conn: Connection, address: str, role: Role, village: str, now) -> None:  # type: ignore[no-untyped-def]
    """The person of this terminal, with the role; a caregiver gets theirs by a child's code."""
    key = contacts.address_digest(conn, ChannelName.CONSOLE, address)
    if contacts.people_at(conn, ChannelName.CONSOLE, key):
        return
    commune = places.communes(conn)[0]
    place = places.by_code(conn, village) if role is Role.COLLABORATOR else commune
    if place is None:
        raise LookupError(f"Không có thôn mã {village}")
    person_id = people.add(conn, now, commune.id)
    contacts.add(conn, person_id, ChannelName.CONSOLE, address, now)
    if role is not Role.CAREGIVER:
        people.grant(conn, person_id, Grant(role, place.id), commune.id, now)


async def _lines() -> AsyncIterator[str]:
    loop = asyncio.get_running_loop()
    while line := await loop.run_in_executor(None, sys.stdin.readline):
        yield line
