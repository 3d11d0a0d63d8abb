"""Children who move: the trail of it, and all that belongs to the commune in which they live."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import Connection, Row, Table, bindparam, insert, select, update

from storage.outbox import WAITING
from storage.tables import agenda, care, child, child_move, erasure, hold, kinship, outbox, person, reminder, talk


@dataclass(frozen=True, slots=True)
class NewMove:
    """One move as it is told."""

    commune_id: int  # where the child belonged; of one that comes from elsewhere, where it belongs now
    child_id: int
    person_id: int | None  # who told of it
    inbox_id: int | None
    at: datetime
    on: date  # local
    from_village_id: int | None
    to_commune_id: int | None  # None: a commune that is not here
    to_village_id: int | None
    from_elsewhere: bool = False


@dataclass(frozen=True, slots=True)
class Move:
    """One stored move."""

    id: int
    commune_id: int
    child_id: int
    on: date
    from_village_id: int | None
    to_commune_id: int | None
    to_village_id: int | None
    from_elsewhere: bool


_COLUMNS = tuple(child_move.c[name] for name in Move.__slots__)
_INSERT = insert(child_move)
_LATEST = (
    select(*_COLUMNS)
    .where(child_move.c.child_id == bindparam("child"), child_move.c.undone_at.is_(None))
    .order_by(child_move.c.id.desc())
)
_INTO = _LATEST.where(child_move.c.to_commune_id == bindparam("commune"))
_UNDO = (
    update(child_move)
    .where(child_move.c.id == bindparam("row"))
    .values(undone_at=bindparam("then"), undone_by_id=bindparam("who"))
)
_SET_CHILD = update(child).where(child.c.id == bindparam("kid"))
_SET_HOME = update(person).where(person.c.id == bindparam("who"))
_WAITING_SAID = (
    select(reminder.c.outbox_id, reminder.c.moment)
    .join(outbox, outbox.c.id == reminder.c.outbox_id)
    .where(reminder.c.child_id == bindparam("child"), outbox.c.state == WAITING)
    .distinct()
    .order_by(reminder.c.outbox_id)
)


def _of_child(table: Table) -> Any:
    return update(table).where(table.c.child_id == bindparam("kid")).values(commune_id=bindparam("home"))


_BELONGINGS = (
    _of_child(care),
    _of_child(kinship),
    _of_child(hold),
    _of_child(agenda),
    _of_child(talk).where(talk.c.closed_at.is_(None)),
    _of_child(outbox).where(outbox.c.state == WAITING),
)


_CARERS = select(care.c.person_id).where(care.c.child_id == bindparam("kid"), care.c.ended_at.is_(None))
_REQUESTS = (  # a new station carries out what was asked of the old one
    update(erasure)
    .where(erasure.c.person_id.in_(_CARERS), erasure.c.done_at.is_(None))
    .values(commune_id=bindparam("home"))
)


def _record(row: Row[*tuple[Any, ...]] | None) -> Move | None:
    return Move(**row._asdict()) if row else None


def add(conn: Connection, new: NewMove) -> None:
    """Keep that a child moved."""
    conn.execute(_INSERT, {name: getattr(new, name) for name in NewMove.__slots__})


def latest(conn: Connection, child_id: int) -> Move | None:
    """The move that holds; None for a child that lives where its birth was told."""
    return _record(conn.execute(_LATEST, {"child": child_id}).first())


def into(conn: Connection, child_id: int, commune_id: int) -> Move | None:
    """The latest move of a child to this commune, from another or within it."""
    return _record(conn.execute(_INTO, {"child": child_id, "commune": commune_id}).first())


def undo(conn: Connection, move_id: int, by: int, at: datetime) -> None:
    """The move was none."""
    conn.execute(_UNDO, {"row": move_id, "then": at, "who": by})


def settle(conn: Connection, child_id: int, commune_id: int, village_id: int | None) -> None:
    """The child lives there now, and what waits about it belongs there; what was reported stays where it happened."""
    conn.execute(_SET_CHILD, {"kid": child_id, "commune_id": commune_id, "village_id": village_id, "away": False})
    for belonging in (*_BELONGINGS, _REQUESTS):
        conn.execute(belonging, {"kid": child_id, "home": commune_id})


def depart(conn: Connection, child_id: int) -> None:
    """The child lives in a commune that is not here."""
    conn.execute(_SET_CHILD, {"kid": child_id, "away": True})


def set_home(conn: Connection, person_id: int, commune_id: int) -> None:
    """The commune that a person belongs to."""
    conn.execute(_SET_HOME, {"who": person_id, "commune_id": commune_id})


def waiting_reminders(conn: Connection, child_id: int) -> tuple[tuple[int, str], ...]:
    """(message, moment) of every reminder about a child that has not left."""
    return tuple((row.outbox_id, row.moment) for row in conn.execute(_WAITING_SAID, {"child": child_id}))
