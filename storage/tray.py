"""The station's tray: messages that wait for a person to read them, and who settled them."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Connection, Integer, Row, bindparam, func, or_, select, update

from storage.inbox import COLUMNS, Message
from storage.tables import inbox

FAILED, STRANGER = "Failed", "Stranger"  # given up; told by somebody who may not report
OUTCOMES = ("Unread", "HandOver", "TooLong", FAILED, STRANGER)  # how a message ended that waits here


@dataclass(frozen=True, slots=True)
class Waiting:
    """One message of the tray; settled once `settled_at` is there."""

    message: Message
    settled_at: datetime | None
    settled_by_id: int | None


def _of_commune() -> ColumnElement[bool]:
    """In the tray of this commune, or of every one since its sender belongs to none; no commune named: in any."""
    named = bindparam("commune", type_=Integer)
    return or_(named.is_(None), inbox.c.commune_id == named, inbox.c.commune_id.is_(None))


_ITEM = (*COLUMNS, inbox.c.settled_at, inbox.c.settled_by_id)
_IN_TRAY = inbox.c.outcome.in_(OUTCOMES)
_IS_OPEN = inbox.c.settled_at.is_(None)
_LIST = select(*_ITEM).where(_IN_TRAY, _of_commune()).order_by(inbox.c.id)
_PAGE = _LIST.limit(bindparam("most")).offset(bindparam("skip"))
_OPEN_PAGE = _PAGE.where(_IS_OPEN)
_COUNT = select(func.count()).select_from(inbox).where(_IN_TRAY, _IS_OPEN, _of_commune())
_GET = select(*_ITEM).where(_IN_TRAY, _of_commune(), inbox.c.id == bindparam("id"))
_SETTLE = (
    update(inbox)
    .where(inbox.c.id == bindparam("row"), _IN_TRAY, _IS_OPEN)
    .values(settled_at=bindparam("at"), settled_by_id=bindparam("who"))
)
_REOPEN = update(inbox).where(inbox.c.id == bindparam("row"), _IN_TRAY).values(settled_at=None, settled_by_id=None)


def _record(row: Row[*tuple[Any, ...]]) -> Waiting:
    fields = row._asdict()
    own = {name: fields.pop(name) for name in ("settled_at", "settled_by_id")}
    return Waiting(Message(**fields), **own)


def page(
    conn: Connection, commune_id: int | None, most: int, skip: int = 0, *, settled: bool = False
) -> tuple[Waiting, ...]:
    """What waits in a commune's tray (None: in every one), the oldest first; with what is settled, if asked."""
    wanted = {"commune": commune_id, "most": most, "skip": skip}
    return tuple(_record(row) for row in conn.execute(_PAGE if settled else _OPEN_PAGE, wanted))


def count(conn: Connection, commune_id: int | None) -> int:
    """How many messages wait in a commune's tray."""
    return int(conn.execute(_COUNT, {"commune": commune_id}).scalar_one())


def get(conn: Connection, number: int, commune_id: int) -> Waiting | None:
    """The message with this number if it is or was in the commune's tray."""
    row = conn.execute(_GET, {"id": number, "commune": commune_id}).one_or_none()
    return _record(row) if row else None


def settle(conn: Connection, number: int, person_id: int, at: datetime) -> bool:
    """A person of the station settles it; False if somebody had before."""
    return conn.execute(_SETTLE, {"row": number, "at": at, "who": person_id}).rowcount == 1


def reopen(conn: Connection, number: int) -> bool:
    """It waits again; False if it never was in the tray."""
    return conn.execute(_REOPEN, {"row": number}).rowcount == 1
