"""Invitations: made, used once, and guessed in vain."""

import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta

from handlers.commands import Invite, Join
from handlers.replies import Reply, line
from handlers.scene import Scene, context_of, is_allowed, renewed
from health.local_time import local_date
from health.rights import Action, Role, Target
from messages.reading.answers import read_answer
from messages.render import say
from messages.sms import fold
from messages.texts import Line
from storage import agenda, invitations, people, places, talks
from storage.agenda import Subject, What
from storage.engine import Connection
from storage.invitations import NewInvitation
from storage.people import Grant
from storage.places import PlaceRow

ALPHABET = "ABCDEFGHJKMNPQRSTUVWXYZ23456789"  # nothing that looks like something else
CODE_LENGTH = 8  # 31^8: at five tries a day nobody gets anywhere
LIFE = timedelta(days=7)
TRIES_A_DAY = 5


@dataclass(frozen=True, slots=True)
class Invitation:
    """A new invitation as it is handed out."""

    code: str
    role: Role
    place: PlaceRow
    expires_at: datetime


def make(
    conn: Connection, role: Role, place: PlaceRow, at: datetime, by: int | None = None, *, replaces: bool = False
) -> Invitation:
    """Make a single-use invitation to a role in a place, for one more person or for one who replaces the others."""
    code = "".join(secrets.choice(ALPHABET) for _ in range(CODE_LENGTH))
    new = NewInvitation(code, role.value, place.id, at + LIFE, by, replaces)
    invitations.add(conn, new, at)
    return Invitation(code, role, place, new.expires_at)


def join(conn: Connection, scene: Scene, command: Join) -> list[Reply]:
    """Use an invitation. Wrong, used and expired codes get one and the same answer."""
    if not command.code:
        return [scene.reply(line("join_how"))]
    day_ago = scene.at - timedelta(days=1)
    if invitations.tries_since(conn, scene.message.digest, "join", day_ago) >= TRIES_A_DAY:
        return [scene.reply(line("join_too_many"))]
    found = invitations.find(conn, command.code, scene.at)
    if found is None or not invitations.use(conn, found.id, scene.person.id, scene.at):
        invitations.count_try(conn, scene.message.digest, "join", scene.at)
        return [scene.reply(line("join_failed"))]
    place = places.by_id(conn, found.place_id)
    people.grant(conn, scene.person.id, Grant(found.role, place.id), place.commune_id or place.id, scene.at)
    if found.replaces:
        _take_over(conn, scene, Grant(found.role, place.id))
    return [welcome(conn, renewed(conn, scene), Role(found.role), place)]


def _take_over(conn: Connection, scene: Scene, role: Grant) -> None:
    """The village and its open questions follow the new one; each question is asked of them now."""
    commune_id = places.by_id(conn, role.place_id).commune_id or role.place_id
    for old in people.holders(conn, role.role, role.place_id):
        if old == scene.person.id:
            continue
        people.end_role(conn, old, role, scene.at)
        for talk_id in talks.hand_over(conn, old, scene.person.id, role.place_id):
            agenda.drop_talk(conn, talk_id)
            agenda.add(conn, commune_id, What.ASK_AGAIN, scene.at, Subject(talk_id=talk_id))


def welcome(conn: Connection, scene: Scene, role: Role, place: PlaceRow) -> Reply:
    """What a new person hears first."""
    if role is Role.COLLABORATOR:
        return scene.reply(line("welcome_collaborator", village=place.name))
    return scene.reply(line(f"welcome_{role}", station_name=place.name))


def invite(conn: Connection, scene: Scene, command: Invite) -> list[Reply]:
    """MOI in chat: a role and a village become an invitation to hand on."""
    role = Role(command.role) if command.role else None
    if scene.commune is None or role is None or role is Role.CAREGIVER:
        return [scene.reply(line("invite_how"))]
    place = _place_for(conn, scene, role, command.about)
    if place is None:
        return [
            scene.reply(line("week_place_unknown", said=command.about[:40]) if command.about else line("invite_how"))
        ]
    action = Action.INVITE if role is Role.COLLABORATOR else Action.INVITE_STAFF
    if not is_allowed(conn, scene.person, action, Target(tuple(places.path(conn, place.id)))):
        return [scene.reply(line("no_right"))]
    replaces = "thay" in fold(command.about).lower().split()
    made = make(conn, role, place, scene.at, scene.person.id, replaces=replaces)
    return [scene.reply(*made_lines(scene, made))]


def made_lines(scene: Scene, made: Invitation) -> tuple[Line, ...]:
    """The invitation in words: code, SMS, Telegram link."""
    role = say(f"role_{made.role}", scene.voice)
    lines = [
        line("invitation_made", role=role, place=made.place.name, code=made.code, expires=local_date(made.expires_at)),
        line("invitation_sms", code=made.code, number=scene.known.number or scene.station),
    ]
    if scene.known.bot_link:
        lines.append(line("invitation_telegram", link=deep_link(scene.known.bot_link, made.code)))
    return tuple(lines)


def deep_link(bot_link: str, code: str) -> str:
    """The link that opens the bot with the code already said."""
    return f"{bot_link}?start={code}"


def _place_for(conn: Connection, scene: Scene, role: Role, about: str) -> PlaceRow | None:
    if role is not Role.COLLABORATOR:
        return scene.commune
    return village_named(conn, scene, about)


def village_named(conn: Connection, scene: Scene, about: str) -> PlaceRow | None:
    """The village that some words name, or None."""
    if not about:
        return None
    found = read_answer(about, ("village",), context_of(conn, scene)).found.get("village")
    return places.by_code(conn, str(found.value)) if found else None
