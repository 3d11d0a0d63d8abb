"""Messages as they are when they leave, and those that should have left: for whoever checks the bot from outside."""

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import Connection, bindparam, func, select

from storage.outbox import WAITING
from storage.tables import agenda, child, outbox, reminder


@dataclass(frozen=True, slots=True)
class Left:
    """One message of the outbox, its child by code."""

    id: int
    person_id: int
    child: str | None
    lesson: str | None
    lines: str  # as `messages.texts` packs them
    priority: int
    due_at: datetime
    expires_at: datetime | None
    inbox_id: int | None


@dataclass(frozen=True, slots=True)
class Spoken:
    """One thing that a message says of one child, by code."""

    child: str
    subject: str
    order: int
    moment: str
    day: date


_COLUMNS = (
    outbox.c.id,
    outbox.c.person_id,
    child.c.code.label("child"),
    outbox.c.lesson,
    outbox.c.lines,
    outbox.c.priority,
    outbox.c.due_at,
    outbox.c.expires_at,
    outbox.c.inbox_id,
)
_ONE = select(*_COLUMNS).outerjoin(child, child.c.id == outbox.c.child_id).where(outbox.c.id == bindparam("outbox"))
_OVERDUE = (
    select(*_COLUMNS)
    .outerjoin(child, child.c.id == outbox.c.child_id)
    .where(outbox.c.state == WAITING, outbox.c.due_at <= bindparam("now"))
    .order_by(outbox.c.id)
)
_SPOKEN = (
    select(child.c.code.label("child"), reminder.c.subject, reminder.c.order, reminder.c.moment, reminder.c.day)
    .join(child, child.c.id == reminder.c.child_id)
    .where(reminder.c.outbox_id == bindparam("outbox"))
    .order_by(reminder.c.id)
)
_UNDONE = select(func.count()).select_from(agenda).where(agenda.c.due_at <= bindparam("now"))


def get(conn: Connection, outbox_id: int) -> Left:
    """One message."""
    return Left(**conn.execute(_ONE, {"outbox": outbox_id}).one()._asdict())


def spoken_of(conn: Connection, outbox_id: int) -> tuple[Spoken, ...]:
    """What a reminder says, child by child; nothing for another message."""
    return tuple(Spoken(**row._asdict()) for row in conn.execute(_SPOKEN, {"outbox": outbox_id}))


def overdue(conn: Connection, now: datetime) -> tuple[Left, ...]:
    """What was to leave by now and waits."""
    return tuple(Left(**row._asdict()) for row in conn.execute(_OVERDUE, {"now": now}))


def undone(conn: Connection, now: datetime) -> int:
    """How many due moments nobody has looked at."""
    return int(conn.execute(_UNDONE, {"now": now}).scalar_one())
