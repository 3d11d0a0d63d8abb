"""The days on which a station vaccinates, and how they are told."""

from datetime import date, timedelta

from handlers.replies import Reply
from handlers.scene import Scene
from health.rights import Role
from health.sessions import Sessions, parse_session
from messages.days import day as day_words
from messages.texts import Line
from storage import people, places, sessions
from storage.engine import Connection
from storage.outbox import Priority

SHOWN = 3  # immunisation days ahead that are named


def sessions_of(conn: Connection, commune_id: int) -> Sessions:
    """A station's rules, and the days that it moved."""
    rules = tuple(map(parse_session, places.by_id(conn, commune_id).immunisation_days))
    return Sessions(rules, tuple((one.day, one.moved_to) for one in sessions.moves_of(conn, commune_id)))


def days_ahead(days: Sessions, scene: Scene) -> str:
    """The next immunisation days, as they are said."""
    found: list[date] = []
    while len(found) < SHOWN and (day := days.next(found[-1] + timedelta(days=1) if found else scene.today)):
        found.append(day)
    return ", ".join(day_words(day, scene.voice) for day in found)


def tell_villages(conn: Connection, scene: Scene, said: Line) -> list[Reply]:
    """The collaborators hear of it too: some families have no phone."""
    assert scene.commune is not None
    there = [one.id for one in places.villages(conn, scene.commune.id)]
    heard = dict.fromkeys(one for village in there for one in people.holders(conn, Role.COLLABORATOR, village))
    return [Reply(one, (said,), Priority.ROUTINE) for one in heard if one != scene.person.id]
