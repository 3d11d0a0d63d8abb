"""The days on which a station vaccinates."""

from health.sessions import Sessions, parse_session
from storage import places, sessions
from storage.engine import Connection


def sessions_of(conn: Connection, commune_id: int) -> Sessions:
    """A station's rules, and the days that it moved."""
    rules = tuple(map(parse_session, places.by_id(conn, commune_id).immunisation_days))
    return Sessions(rules, tuple((one.day, one.moved_to) for one in sessions.moves_of(conn, commune_id)))
