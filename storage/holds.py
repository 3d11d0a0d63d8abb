"""Holds: from the first word of a death on, nothing about the child leaves. A hold has no expiry."""

from datetime import datetime

from sqlalchemy import Connection, bindparam, insert, select, update

from storage.belonging import commune_of
from storage.tables import child, hold

_INSERT = insert(hold).values(commune_id=commune_of(child))
_OPEN = select(hold.c.id).where(hold.c.child_id == bindparam("child"), hold.c.lifted_at.is_(None))
_OF_REPORT = select(hold.c.child_id).where(hold.c.report_id == bindparam("report"), hold.c.lifted_at.is_(None))
_EVER = select(hold.c.child_id).where(hold.c.report_id == bindparam("report")).distinct().order_by(hold.c.child_id)
_LIFT = (
    update(hold)
    .where(hold.c.report_id == bindparam("report_row"), hold.c.lifted_at.is_(None))
    .values(lifted_at=bindparam("at"))
)


def place(conn: Connection, child_id: int, report_id: int, at: datetime) -> None:
    """Hold all that is about this child because of a report."""
    conn.execute(_INSERT, {"owner": child_id, "child_id": child_id, "report_id": report_id, "since": at})


def stands(conn: Connection, child_id: int) -> bool:
    """Whether anything holds this child's messages."""
    return conn.execute(_OPEN, {"child": child_id}).first() is not None


def children_of(conn: Connection, report_id: int) -> tuple[int, ...]:
    """The children that a report holds."""
    return tuple(conn.execute(_OF_REPORT, {"report": report_id}).scalars())


def ever_held(conn: Connection, report_id: int) -> tuple[int, ...]:
    """The children that a report holds or has held."""
    return tuple(conn.execute(_EVER, {"report": report_id}).scalars())


def lift(conn: Connection, report_id: int, at: datetime) -> None:
    """Lift every hold of a report."""
    conn.execute(_LIFT, {"report_row": report_id, "at": at})
