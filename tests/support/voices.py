"""A station on Telegram that records and signs, without a program around it."""

from dataclasses import dataclass, field, replace
from datetime import datetime
from itertools import count
from typing import Final

from handlers import sending, voices
from handlers.intake import handle
from handlers.knowledge import Knowledge
from handlers.replies import Reply, keep, line
from handlers.settling import save_places
from health.rights import Role
from health.shipped import load_sample_places
from messages.envelope import Attachment, ChannelName, Incoming, IncomingKind
from storage import contacts, inbox, people, places
from storage import voices as stored
from storage.engine import Connection
from storage.outbox import Priority
from storage.people import Grant
from storage.places import PlaceRow
from storage.voices import Kept
from tests.support.moments import NOW
from tests.support.stations import knowledge

DIGEST: Final = "ab" * 32


@dataclass(frozen=True, slots=True)
class Left:
    """One message that left."""

    to: str
    text: str
    digest: str | None  # of the recording with it
    buttons: tuple[str, ...]  # what they carry


@dataclass
class Studio:
    """The sample commune on a connection, its people on Telegram unless another channel is named."""

    conn: Connection
    known: Knowledge = field(default_factory=knowledge)
    numbers: "count[int]" = field(default_factory=lambda: count(7001))

    def __post_init__(self) -> None:
        """Settle the places."""
        save_places(self.conn, load_sample_places())

    @property
    def commune(self) -> PlaceRow:
        """The sample commune."""
        return places.communes(self.conn)[0]

    def person(self, role: Role = Role.CAREGIVER, channel: str = ChannelName.TELEGRAM, village: str = "") -> str:
        """Somebody new; gives their address."""
        number = f"{next(self.numbers)}"
        person_id = people.add(self.conn, NOW)
        contacts.add(self.conn, person_id, channel, number, NOW)
        place = places.by_code(self.conn, village) if village else self.commune
        assert place is not None
        people.grant(self.conn, person_id, Grant(role, place.id), self.commune.id, NOW)
        return number

    def id_of(self, number: str, channel: str = ChannelName.TELEGRAM) -> int:
        """The person at an address."""
        return contacts.people_at(self.conn, channel, contacts.address_digest(self.conn, channel, number))[0]

    def says(self, number: str, text: str, at: datetime = NOW, channel: ChannelName = ChannelName.TELEGRAM) -> None:
        """A person says something, and it is handled."""
        self._handled(Incoming(channel, self._id(), number, text, at), at)

    def presses(self, number: str, data: str, at: datetime = NOW) -> None:
        """A person presses a button."""
        self._handled(Incoming(ChannelName.TELEGRAM, self._id(), number, "", at, IncomingKind.BUTTON, button=data), at)

    def records(self, number: str, caption: str = "", at: datetime = NOW, sound: Attachment | None = None) -> None:
        """A person sends a voice message."""
        came = sound or Attachment("file-1", "audio/ogg", 9000, 34)
        message = Incoming(ChannelName.TELEGRAM, self._id(), number, caption, at, IncomingKind.MEDIA, attachment=came)
        self._handled(message, at)

    def fetched(self, at: datetime = NOW, digest: str = DIGEST) -> list[int]:
        """What is wanted comes; gives the numbers."""
        wanted = [one.id for one in stored.claim_wanted(self.conn, at, 9, NOW - NOW)]
        for number in wanted:
            one = stored.kept(self.conn, number, Kept(digest, "audio/ogg", 9000, 34))
            assert one is not None
            voices.arrived(self.conn, one, at)
        return wanted

    def leaves(self, at: datetime = NOW, channels: frozenset[str] = frozenset({"telegram", "sms"})) -> list[Left]:
        """All that is due leaves."""
        left = []
        while ready := self.ready(at, channels):
            for item in ready:
                digest = item.voice.digest if item.voice else None
                buttons = tuple(button.data for row in item.outgoing.buttons for button in row)
                left.append(Left(item.outgoing.to, item.outgoing.text, digest, buttons))
                sending.succeeded(self.conn, item, "", at)
        return left

    def ready(
        self, at: datetime = NOW, channels: frozenset[str] = frozenset({"telegram", "sms"})
    ) -> list[sending.Ready]:
        """What is due, claimed and not sent yet."""
        return list(sending.claim(self.conn, at, 256, channels, self.known).ready)

    def signed(self, lesson: str = "nb-cord", language: str = "mong", at: datetime = NOW) -> int:
        """A recording made by one of the staff and signed by another."""
        maker, signer = self.person(Role.STAFF), self.person(Role.STAFF)
        self.records(maker, f"giong {lesson} {language}", at)
        [number] = self.fetched(at)
        [shown] = [each for each in self.leaves(at) if each.to == signer]
        self.presses(signer, shown.buttons[0], at)
        self.leaves(at)
        return number

    def teach(self, number: str, lesson: str = "nb-cord", channel: str = ChannelName.TELEGRAM) -> None:
        """A lesson is to leave to a person."""
        reply = Reply(self.id_of(number, channel), (line("lesson", id=lesson),), Priority.REPLY)
        keep(self.conn, [reply], NOW, self.commune.id)

    def rewritten(self, lesson: str, **change: str) -> None:
        """The files say something else of a lesson from now on."""
        lessons = tuple(replace(one, **change) if one.id == lesson else one for one in self.known.lessons)
        self.known = replace(self.known, lessons=lessons)

    def _id(self) -> str:
        return f"m{next(self.numbers)}"

    def _handled(self, message: Incoming, at: datetime) -> None:
        message_id = inbox.store(self.conn, message, at)
        assert message_id is not None
        handle(self.conn, message_id, at, self.known)
