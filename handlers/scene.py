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
from storage import contacts, people, places
from storage.engine import Connection
from storage.inbox import Message
from storage.outbox import Priority
from storage.people import Person
from storage.places import PlaceRow


@dataclass(frozen=True, slots=True)
class Entered:
    """Who of the station read a message for its sender, and the message in which they said how it reads."""

    sender: Person
    by: Person
    inbox_id: int
    channel: str
    start: int  # where their words begin in it


@dataclass(frozen=True, slots=True)
class Scene:
    """One message, its speaker and the moment."""

    at: datetime
    today: date  # local date of the message's own moment
    message: Message
    person: Person
    commune: PlaceRow | None  # none for a stranger
    villages: tuple[PlaceRow, ...]  # a collaborator's own, or a caregiver's child's
    known: Knowledge
    entered: Entered | None = None  # the message is read by the station; `person` is then who is spoken with

    @property
    def voice(self) -> Voice:
        """How to speak with the speaker, on the day that they hear it."""
        return Voice(local_date(self.at), language=self.person.language)

    @property
    def teller(self) -> Person:
        """Who told of it: the speaker, or the sender of a message that the station read."""
        return self.entered.sender if self.entered else self.person

    @property
    def is_stranger(self) -> bool:
        """Whether the speaker holds no role at all."""
        return not self.person.grants

    @property
    def village(self) -> PlaceRow | None:
        """The village that is meant where none is named: none for somebody who has several."""
        return self.villages[0] if len(self.villages) == 1 else None

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

    def with_reader(self) -> "Scene":
        """The same message, spoken of with who read it: the sender may not hear, or cannot answer."""
        assert self.entered is not None
        return replace(self, person=self.entered.by, message=replace(self.message, channel=self.entered.channel))

    def reply(self, *lines: Line, priority: Priority = Priority.REPLY, talk_id: int | None = None) -> Reply:
        """Words to the speaker."""
        return Reply(self.person.id, lines, priority, talk_id=talk_id)


def open_scene(conn: Connection, message: Message, at: datetime, known: Knowledge) -> Scene:
    """The scene of a message. A sender never heard before becomes a person without roles."""
    person = people.get(conn, _speaker(conn, message, at))
    commune, villages = home_of(conn, person)
    today = local_date(min(message.said_at, at))
    return Scene(at, today, message, person, commune, villages, known)


def renewed(conn: Connection, scene: Scene) -> Scene:
    """The scene after the speaker's roles changed."""
    person = people.get(conn, scene.person.id)
    commune, villages = home_of(conn, person)
    return replace(scene, person=person, commune=commune, villages=villages)


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


def home_of(conn: Connection, person: Person) -> tuple[PlaceRow | None, tuple[PlaceRow, ...]]:
    """The commune and the villages that a person belongs to."""
    held = {grant.place_id: places.by_id(conn, grant.place_id) for grant in person.grants}
    works_in = [held[grant.place_id] for grant in person.grants if grant.role == Role.COLLABORATOR]
    lives_in = [place for place in held.values() if place.kind == "village"][:1]
    villages = tuple(works_in or lives_in)
    if person.commune_id is not None:
        return places.by_id(conn, person.commune_id), villages
    return next((place for place in held.values() if place.kind == "commune"), None), villages


def context_of(conn: Connection, scene: Scene) -> Context:
    """What the reading may know beside the text."""
    villages = places.villages(conn, scene.commune.id) if scene.commune else ()
    names = tuple(VillageName(place.code, (place.name, *place.other_names)) for place in villages)
    return Context(scene.today, scene.village.code if scene.village else None, names)


def may_report(conn: Connection, scene: Scene) -> bool:
    """Collaborators and staff report for their commune, a caregiver about their own child."""
    if scene.commune is None:
        return False
    target = Target(tuple(places.path(conn, scene.commune.id)), is_own_child=True)
    return is_allowed(conn, scene.person, Action.REPORT, target)


def runs_station(conn: Connection, scene: Scene) -> bool:
    """Whether the speaker runs the station of their commune: days, vaccines, recordings, erasures."""
    if scene.commune is None:
        return False
    return is_allowed(conn, scene.person, Action.RUN_STATION, Target(tuple(places.path(conn, scene.commune.id))))


def may_enrol_at(conn: Connection, scene: Scene, place_id: int) -> bool:
    """Whether the speaker may name numbers for the children of a place, and say that they live there."""
    return is_allowed(conn, scene.person, Action.ENROL_CAREGIVER, Target(tuple(places.path(conn, place_id))))


def is_allowed(conn: Connection, person: Person, action: Action, target: Target) -> bool:
    """Whether the table of rights lets the person do this there."""
    grants = tuple(Grant(Role(held.role), tuple(places.path(conn, held.place_id))) for held in person.grants)
    return may(grants, action, target)
