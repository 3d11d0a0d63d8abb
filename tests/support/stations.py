"""A station in a database: its people speak, and do, without a program around them."""

from dataclasses import dataclass, field
from datetime import datetime
from functools import cache
from itertools import count
from typing import Final

from handlers import sending
from handlers.carrying import carry_out
from handlers.commands import Command
from handlers.intake import handle
from handlers.knowledge import Knowledge
from handlers.replies import Reply, keep
from handlers.scene import open_scene
from handlers.settling import save_places
from health.rights import Role
from health.shipped import (
    load_lessons,
    load_loss_rules,
    load_quizzes,
    load_sample_places,
    load_schedule,
    load_triage,
    load_visits,
)
from messages.envelope import ChannelName, Incoming
from storage import contacts, inbox, people, places
from storage.engine import Connection
from storage.people import Grant
from storage.places import PlaceRow
from tests.support.moments import NOW

CHANNELS: Final = frozenset({ChannelName.SMS.value})


@cache
def knowledge() -> Knowledge:
    """The shipped data, signed off as for the sample commune."""
    return Knowledge(
        load_schedule(),
        load_lessons(),
        load_visits(),
        load_triage(),
        load_loss_rules(),
        is_sample=True,
        quizzes=load_quizzes(),
    )


@dataclass
class Station:
    """The sample commune on a connection."""

    conn: Connection
    numbers: "count[int]" = field(default_factory=lambda: count(1))
    known: Knowledge = field(default_factory=knowledge)

    def __post_init__(self) -> None:
        """Settle the places."""
        save_places(self.conn, load_sample_places())

    @property
    def commune(self) -> PlaceRow:
        """The sample commune."""
        return places.communes(self.conn)[0]

    def person(self, role: Role | None = None, village: str = "") -> str:
        """Somebody new with a role, a stranger without one; gives their number."""
        number = f"+8491{next(self.numbers):07}"
        person_id = people.add(self.conn, NOW)
        contacts.add(self.conn, person_id, ChannelName.SMS, number, NOW)
        if role:
            place = places.by_code(self.conn, village) if village else self.commune
            assert place is not None
            people.grant(self.conn, person_id, Grant(role, place.id), self.commune.id, NOW)
        return number

    def id_of(self, number: str) -> int:
        """The person at a number."""
        key = contacts.address_digest(self.conn, ChannelName.SMS, number)
        return contacts.people_at(self.conn, ChannelName.SMS, key)[0]

    def hears(self, number: str, text: str, at: datetime) -> int:
        """Keep a message and give its id."""
        message = Incoming(ChannelName.SMS, f"m{next(self.numbers)}", number, text, at)
        message_id = inbox.store(self.conn, message, at)
        assert message_id is not None
        return message_id

    def says(self, number: str, text: str, at: datetime) -> None:
        """A person says something, and it is handled."""
        handle(self.conn, self.hears(number, text, at), at, self.known)

    def delivered(self, at: datetime) -> dict[str, list[str]]:
        """All that has not left yet leaves; what each number hears."""
        heard: dict[str, list[str]] = {}
        while ready := sending.claim(self.conn, at, 256, CHANNELS, self.known).ready:
            for item in ready:
                heard.setdefault(item.outgoing.to, []).append(item.outgoing.text)
                sending.succeeded(self.conn, item, "", at)
        return heard

    def does(self, number: str, command: Command, at: datetime) -> list[Reply]:
        """A person asks for something that was read already: the text is left out, all else is as it is."""
        message = inbox.get(self.conn, self.hears(number, "", at))
        scene = open_scene(self.conn, message, at, self.known)
        replies = carry_out(self.conn, scene, command)
        inbox.mark_handled(self.conn, message, type(command).__name__[:20], scene.person.id, at)
        keep(self.conn, replies, at, scene.person.commune_id, message.id)
        return replies
