"""Who speaks, where they belong, and which day it is: all that handling one message starts from."""

from dataclasses import dataclass, replace
from datetime import date, datetime

from handlers.knowledge import Knowledge
from handlers.replies import Reply
from health.local_time import local_date
from health.rights import Action, Grant, Role, Target, may
from messages.envelope import ChannelName
from messages.reading.understanding import Context, VillageName
from messages.texts import Line
from messages.voice import Voice
from storage import care, children, contacts, people, places
from storage.engine import Connection
from storage.inbox import Message
from storage.outbox import Priority
from storage.people import Person
from storage.places import PlaceRow


@dataclass(frozen=True, slots=True)
class Scene:
    """One message, its speaker and the moment."""

    at: datetime
    today: date  # local date of the message's own moment
    message: Message
    person: Person
    commune: PlaceRow | None  # none for a stranger
    village: PlaceRow | None  # a collaborator's own, or a caregiver's child's
    known: Knowledge

    @property
    def voice(self) -> Voice:
        """How to speak with the speaker."""
        return Voice(self.today, language=self.person.language)

    @property
    def is_stranger(self) -> bool:
        """Whether the speaker holds no role at all."""
        return not self.person.grants

    @property
    def works_here(self) -> bool:
        """Whether the speaker reports as a collaborator or works at the station."""
        return self.person.holds(Role.COLLABORATOR) or self.person.holds(Role.STAFF)

    @property
    def station(self) -> str:
        """The station's own number, or nothing."""
        return self.commune.phone if self.commune else ""

    @property
    def on_telegram(self) -> bool:
        """Telegram's servers are abroad: no full name goes there beside a health detail."""
        return self.message.channel == ChannelName.TELEGRAM

    def reply(self, *lines: Line, priority: Priority = Priority.REPLY, talk_id: int | None = None) -> Reply:
        """Words to the speaker."""
        return Reply(self.person.id, lines, priority, talk_id=talk_id)


def open_scene(conn: Connection, message: Message, at: datetime, known: Knowledge) -> Scene:
    """The scene of a message. A sender never heard before becomes a person without roles."""
    person = people.get(conn, _speaker(conn, message, at))
    commune, village = _home(conn, person)
    today = local_date(min(message.said_at, at))
    return Scene(at, today, message, person, commune, village, known)


def renewed(conn: Connection, scene: Scene) -> Scene:
    """The scene after the speaker's roles changed."""
    person = people.get(conn, scene.person.id)
    commune, village = _home(conn, person)
    return replace(scene, person=person, commune=commune, village=village)


def _speaker(conn: Connection, message: Message, at: datetime) -> int:
    """Of the people who share an address, the one who was heard last speaks; one with a role before a stranger."""
    sharing = contacts.people_at(conn, message.channel, message.digest)
    if not sharing:
        person_id = people.add(conn, at)
        contacts.add(conn, person_id, message.channel, message.sender, at)
        return person_id
    speaker = next((one for one in sharing if people.get(conn, one).grants), sharing[0]) if sharing[1:] else sharing[0]
    contacts.heard(conn, speaker, message.channel, message.digest, at)
    return speaker


def _home(conn: Connection, person: Person) -> tuple[PlaceRow | None, PlaceRow | None]:
    """The commune and the village that a person belongs to."""
    held = [places.by_id(conn, grant.place_id) for grant in person.grants]
    village = next((place for place in held if place.kind == "village"), None) or _child_village(conn, person)
    if person.commune_id is not None:
        return places.by_id(conn, person.commune_id), village
    return next((place for place in held if place.kind == "commune"), None), village


def _child_village(conn: Connection, person: Person) -> PlaceRow | None:
    for child_id in care.children_of(conn, person.id):
        village_id = children.get(conn, child_id).village_id
        if village_id is not None:
            return places.by_id(conn, village_id)
    return None


def context_of(conn: Connection, scene: Scene) -> Context:
    """What the reading may know beside the text."""
    villages = places.villages(conn, scene.commune.id) if scene.commune else ()
    names = tuple(VillageName(place.code, (place.name, *place.other_names)) for place in villages)
    return Context(scene.today, scene.village.code if scene.village else None, names)


def is_allowed(conn: Connection, person: Person, action: Action, target: Target) -> bool:
    """Whether the table of rights lets the person do this there."""
    grants = tuple(Grant(Role(held.role), tuple(places.path(conn, held.place_id))) for held in person.grants)
    return may(grants, action, target)
