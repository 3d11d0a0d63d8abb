"""Immunisation days that a station moved."""

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import Connection, bindparam, insert, select

from storage.tables import session_move


@dataclass(frozen=True, slots=True)
class Move:
    """One immunisation day that is held on another."""

    day: date
    moved_to: date


_INSERT = insert(session_move)
_OF = (
    select(session_move.c.day, session_move.c.moved_to)
    .where(session_move.c.commune_id == bindparam("commune"))
    .order_by(session_move.c.id)
)


def move(conn: Connection, commune_id: int, moved: Move, person_id: int, at: datetime) -> None:
    """The station moves one day."""
    row = {"day": moved.day, "moved_to": moved.moved_to, "person_id": person_id, "at": at}
    conn.execute(_INSERT, {"commune_id": commune_id, **row})


def moves_of(conn: Connection, commune_id: int) -> tuple[Move, ...]:
    """Every move of a station, in the order in which it was said."""
    return tuple(Move(**row._asdict()) for row in conn.execute(_OF, {"commune": commune_id}))
