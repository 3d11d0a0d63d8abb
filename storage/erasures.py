"""Requests for erasure: asked, taken back, carried out; what stays is a keyed digest and the moments."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Integer, Row, bindparam, func, insert, or_, select, update

from storage.tables import erasure, inbox, outbox


@dataclass(frozen=True, slots=True)
class NewErasure:
    """One request as it is made."""

    person_id: int
    commune_id: int | None
    with_children: bool  # the names of the children in their care go too
    channel: str
    asked_at: datetime
    due_at: datetime  # from then on the bot does it by itself


@dataclass(frozen=True, slots=True)
class Erasure:
    """One stored request. Its id is the number that the station knows it by."""

    id: int
    person_id: int
    commune_id: int | None
    with_children: bool
    channel: str
    asked_at: datetime
    due_at: datetime
    done_at: datetime | None
    digests: tuple[str, ...]  # keyed, of the addresses that were erased
    farewell_id: int | None  # the last word, in the outbox


_COLUMNS = (
    erasure.c.id,
    erasure.c.person_id,
    erasure.c.commune_id,
    erasure.c.with_children,
    erasure.c.channel,
    erasure.c.asked_at,
    erasure.c.due_at,
    erasure.c.done_at,
    erasure.c.digests,
    erasure.c.farewell_id,
)
_INSERT = insert(erasure).returning(erasure.c.id)
_UNSWEPT = select(*_COLUMNS).where(erasure.c.swept_at.is_(None), erasure.c.cancelled_at.is_(None))
_OPEN = _UNSWEPT.where(erasure.c.done_at.is_(None))
_TAKE = _OPEN.where(erasure.c.id == bindparam("number")).with_for_update()
_OF_PERSON = _OPEN.where(erasure.c.person_id == bindparam("person"))
_commune = bindparam("commune", type_=Integer)
_HERE = or_(_commune.is_(None), erasure.c.commune_id == _commune, erasure.c.commune_id.is_(None))
_OF_COMMUNE = _OPEN.where(_HERE).order_by(erasure.c.due_at, erasure.c.id)
_COUNT = (
    select(func.count())
    .select_from(erasure)
    .where(erasure.c.done_at.is_(None), erasure.c.cancelled_at.is_(None), _HERE)
)
_ONE = select(*_COLUMNS).where(erasure.c.id == bindparam("number"), _HERE)
_DUE = _OPEN.where(erasure.c.due_at <= bindparam("now")).order_by(erasure.c.id)
_DONE = select(*_COLUMNS).where(erasure.c.done_at.is_not(None)).order_by(erasure.c.done_at, erasure.c.id)
_TO_SWEEP = _UNSWEPT.where(erasure.c.done_at <= bindparam("before")).order_by(erasure.c.id)
_SET = update(erasure).where(erasure.c.id == bindparam("row"))
_CANCEL = (
    update(erasure)
    .where(erasure.c.person_id == bindparam("who"), erasure.c.done_at.is_(None), erasure.c.cancelled_at.is_(None))
    .values(cancelled_at=bindparam("at"))
)


_TOLD = select(outbox.c.person_id).where(outbox.c.id == bindparam("farewell"))
_HEARD = select(inbox.c.id).where(inbox.c.person_id == bindparam("person")).limit(1)


def _record(row: Row[*tuple[Any, ...]]) -> Erasure:
    return Erasure(**{**row._asdict(), "digests": tuple(row.digests.split())})


def add(conn: Connection, new: NewErasure) -> int:
    """Keep a request; gives its number."""
    return int(conn.execute(_INSERT, {name: getattr(new, name) for name in NewErasure.__slots__}).scalar_one())


def open_of(conn: Connection, person_id: int) -> Erasure | None:
    """The person's request that nobody has carried out yet."""
    row = conn.execute(_OF_PERSON, {"person": person_id}).first()
    return _record(row) if row else None


def open_in(conn: Connection, commune_id: int | None) -> tuple[Erasure, ...]:
    """What waits in a commune (None: in any), what is due first first."""
    return tuple(_record(row) for row in conn.execute(_OF_COMMUNE, {"commune": commune_id}))


def count_open(conn: Connection, commune_id: int) -> int:
    """How many requests wait in a commune."""
    return int(conn.execute(_COUNT, {"commune": commune_id}).scalar_one())


def get(conn: Connection, number: int, commune_id: int | None = None) -> Erasure | None:
    """The request with this number if the commune may see it; no commune named: any."""
    row = conn.execute(_ONE, {"number": number, "commune": commune_id}).one_or_none()
    return _record(row) if row else None


def take(conn: Connection, number: int) -> bool:
    """Hold a request until the transaction ends; False if it was carried out or taken back by now."""
    return conn.execute(_TAKE, {"number": number}).one_or_none() is not None


def due(conn: Connection, now: datetime) -> tuple[Erasure, ...]:
    """What the bot must carry out by itself by now."""
    return tuple(_record(row) for row in conn.execute(_DUE, {"now": now}))


def done(conn: Connection) -> tuple[Erasure, ...]:
    """Every request that was carried out, the oldest first."""
    return tuple(_record(row) for row in conn.execute(_DONE))


def to_sweep(conn: Connection, before: datetime) -> tuple[Erasure, ...]:
    """What was carried out by then, its last word not yet gone."""
    return tuple(_record(row) for row in conn.execute(_TO_SWEEP, {"before": before}))


def cancel(conn: Connection, person_id: int, at: datetime) -> bool:
    """The person takes it back; False if nothing waited."""
    return conn.execute(_CANCEL, {"who": person_id, "at": at}).rowcount > 0


def mark_done(conn: Connection, number: int, by: int | None, digests: Sequence[str], at: datetime) -> None:
    """Carried out, by a person or by the bot itself."""
    conn.execute(_SET, {"row": number, "done_at": at, "done_by_id": by, "digests": "\n".join(digests)})


def set_farewell(conn: Connection, number: int, outbox_id: int) -> None:
    """The last word that tells of it."""
    conn.execute(_SET, {"row": number, "farewell_id": outbox_id})


def mark_swept(conn: Connection, number: int, at: datetime) -> None:
    """The last word is gone as well."""
    conn.execute(_SET, {"row": number, "swept_at": at})


def told(conn: Connection, farewell_id: int) -> int:
    """The person who was made for the last word."""
    return int(conn.execute(_TOLD, {"farewell": farewell_id}).scalar_one())


def has_spoken(conn: Connection, person_id: int) -> bool:
    """Whether the person ever wrote anything that is kept."""
    return conn.execute(_HEARD, {"person": person_id}).first() is not None
