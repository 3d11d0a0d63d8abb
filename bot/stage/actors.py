"""The people of a story: who they are by their name, and how each is reached."""

from dataclasses import dataclass
from datetime import datetime
from functools import partial
from itertools import count

from bot.fakes.recordings import silence
from bot.stage.theatre import Theatre
from handlers.joining import make
from health.rights import Role
from storage import places
from storage.engine import Connection

ROLES = {"collaborator": Role.COLLABORATOR, "station": Role.STAFF, "admin": Role.ADMIN}


@dataclass(frozen=True, slots=True)
class Actor:
    """One person of a story on one channel."""

    name: str
    channel: str  # "telegram" or "sms"
    address: str  # a chat id or a number

    def heard(self, theatre: Theatre) -> list[str]:
        """Every text that reached this person so far; what Telegram underlines stands in brackets, as on SMS.

        Before words under a picture stands [hình].
        """
        if self.channel == "telegram":
            told = theatre.telegram.sent(int(self.address))
            return [f"[hình] {message.seen}" if message.picture else message.seen for message in told]
        return [message.text for message in theatre.gateway.sent(self.address)]

    async def say(self, theatre: Theatre, text: str) -> None:
        """Say something and wait until it is handled and answered."""
        if self.channel == "telegram":
            theatre.telegram.user_says(int(self.address), text)
            await theatre.telegram.wait_until_confirmed()
        else:
            await theatre.gateway.phone_says(self.address, text)
        await theatre.program.settle()

    async def record(self, theatre: Theatre, seconds: int, caption: str) -> None:
        """Send a voice message and wait until it is handled and answered."""
        theatre.telegram.user_records(int(self.address), silence(seconds, self.name), seconds, caption)
        await theatre.telegram.wait_until_confirmed()
        await theatre.program.settle()

    async def press(self, theatre: Theatre, label: str) -> None:
        """Press a button and wait until that is handled and answered."""
        theatre.telegram.user_presses(int(self.address), label)
        await theatre.telegram.wait_until_confirmed()
        await theatre.program.settle()


class Cast:
    """Everybody who has entered, each joined as real people are: by an invitation, over their own channel."""

    def __init__(self, theatre: Theatre, channel: str) -> None:
        """`channel` is that of everybody for whom the story names none."""
        self._theatre = theatre
        self._channel = channel
        self._channels: dict[str, str] = {}
        self._actors: dict[str, Actor] = {}
        self._numbers = count(1)
        self.seen: dict[str, int] = {}  # how many messages of each person the story has looked at

    def place(self, channel: str, names: tuple[str, ...]) -> None:
        """These people are reached on this channel."""
        self._channels.update(dict.fromkeys(names, channel))

    def channel_of(self, name: str) -> str:
        """The channel on which a person of this name is or will be reached."""
        return self._channels.get(name, self._channel)

    async def enter(self, name: str) -> Actor:
        """The person with this name; one who enters for the first time joins first, if the name tells a role."""
        if name not in self._actors:
            actor = self._made(name)
            self._actors[name] = actor
            await self._join(actor)
            self.seen[name] = len(actor.heard(self._theatre))
        return self._actors[name]

    def known(self, name: str) -> Actor:
        """The person with this name, who has entered."""
        return self._actors[name]

    def _made(self, name: str) -> Actor:
        number = next(self._numbers)
        channel = self.channel_of(name)
        return Actor(name, channel, str(7000 + number) if channel == "telegram" else f"+84912000{number:03}")

    async def _join(self, actor: Actor) -> None:
        first, _, second = actor.name.partition(" ")
        role = ROLES.get(second) or ROLES.get(first)
        if role is None:
            return
        for village in first.split("+") if role is Role.COLLABORATOR else (None,):
            code = await self._theatre.parts.writer.run(partial(_invite, role=role, village=village, now=self._now()))
            await actor.say(self._theatre, f"THAM GIA {code}")

    def _now(self) -> datetime:
        return self._theatre.parts.clock.now()


def _invite(conn: Connection, role: Role, village: str | None, now: datetime) -> str:
    """The code of a new invitation."""
    place = places.by_code(conn, village) if village else places.communes(conn)[0]
    if place is None:
        raise LookupError(f"no village {village}")
    return make(conn, role, place, now).code
