"""Telegram's command menus: one for everybody, and one for the chats of those who work at the station."""

from typing import Final, Protocol, runtime_checkable

import structlog

from bot.channels.contract import SendError
from bot.channels.telegram.settings import Command
from bot.program import Parts
from health.local_time import local_date
from health.rights import Role
from messages.envelope import ChannelName
from messages.render import say
from messages.voice import Voice
from storage import contacts, people, places
from storage.engine import Connection

log = structlog.get_logger()

EVERYBODY: Final = ("sinh", "tuvong", "tiem", "khongco", "tuan", "sua", "huy", "tap", "xem", "ngung", "trogiup")
STATION: Final = ("tuan", "hop", "mo", "moi", *(word for word in EVERYBODY if word != "tuan"))


@runtime_checkable
class HasMenus(Protocol):
    """A channel that shows a menu of commands."""

    async def set_commands(self, chat: str, commands: tuple[Command, ...]) -> None:
        """Show this chat a menu of its own."""
        ...


class StationMenus:
    """Gives each chat of the station its menu, once a run."""

    def __init__(self, parts: Parts) -> None:
        """Nothing is shown yet."""
        self._parts = parts
        self._channel = next((channel for channel in parts.channels if isinstance(channel, HasMenus)), None)
        self._shown: set[str] = set()

    async def show(self) -> None:
        """Show the menu to chats that have joined since; one that fails is tried again next time."""
        if self._channel is None:
            return
        voice = Voice(local_date(self._parts.clock.now()))
        menu = tuple(Command(word, say(f"menu_{word}", voice)) for word in STATION)
        for chat in await self._parts.readers.run(_station_chats) - self._shown:
            try:
                await self._channel.set_commands(chat, menu)
            except SendError as error:
                log.warning("menu_not_shown", why=error.why)
            else:
                self._shown.add(chat)


def _station_chats(conn: Connection) -> frozenset[str]:
    """Chats of the staff and admins of every commune."""
    held = [
        person_id
        for commune in places.communes(conn)
        for role in (Role.STAFF, Role.ADMIN)
        for person_id in people.holders(conn, role, commune.id)
    ]
    ways = [way for person_id in held for way in contacts.of(conn, person_id)]
    return frozenset(way.address for way in ways if way.channel == ChannelName.TELEGRAM)
