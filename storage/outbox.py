"""Messages on their way out: what to say, to whom, when, and what became of it."""

from dataclasses import dataclass
from datetime import datetime
from enum import IntEnum, StrEnum

from sqlalchemy import (
    ColumnElement,
    Connection,
    and_,
    bindparam,
    exists,
    func,
    insert,
    literal_column,
    or_,
    select,
    update,
)

from storage.tables import hold, outbox


class Priority(IntEnum):
    """What goes first; the smaller number leaves first."""

    DANGER = 0  # the answer to a danger sign, and its alerts
    REPLY = 1  # the answer to a message
    ALERT = 2
    ROUTINE = 3  # lessons, nudges, digests: only in sending hours


class Closing(StrEnum):
    """Why a message was not sent."""

    EXPIRED = "expired"
    DEATH = "death"
    MOVED = "moved"  # the child lives elsewhere now
    WITHDRAWN = "withdrawn"  # the report or its reason was withdrawn
    OPTOUT = "optout"
    REFUSED = "refused"  # the provider's clear word
    UNREACHABLE = "unreachable"  # no address on any running channel
    ANSWERED = "answered"  # the question that it asks, or asks again, is closed
    BORN = "born"  # a lesson of a pregnancy that ended well, or of a birth that was withdrawn


@dataclass(frozen=True, slots=True)
class Parcel:
    """One message to keep for a person."""

    person_id: int
    lines: str  # what to say, as the words' room packs it
    due_at: datetime
    commune_id: int | None = None
    priority: Priority = Priority.REPLY
    expires_at: datetime | None = None
    inbox_id: int | None = None  # the message that this answers
    child_id: int | None = None  # a hold on this child or its death stops the message
    lesson: str | None = None
    talk_id: int | None = None  # the question that this asks


@dataclass(frozen=True, slots=True)
class Due:
    """One claimed message."""

    id: int
    person_id: int
    lines: str
    priority: int
    expires_at: datetime | None
    attempts: int
    inbox_id: int | None
    talk_id: int | None
    child_id: int | None
    lesson: str | None


WAITING: ColumnElement[str] = literal_column("'waiting'")  # as a bound value it would hide the partial indexes
SENDING: ColumnElement[str] = literal_column("'sending'")
_INSERT = insert(outbox).returning(outbox.c.id)
_ahead = outbox.alias("ahead")


def _held(row: ColumnElement[int]) -> ColumnElement[bool]:
    return exists().where(hold.c.child_id == row, hold.c.lifted_at.is_(None))


_CLAIM = (
    select(
        outbox.c.id,
        outbox.c.person_id,
        outbox.c.lines,
        outbox.c.priority,
        outbox.c.expires_at,
        outbox.c.attempts,
        outbox.c.inbox_id,
        outbox.c.talk_id,
        outbox.c.child_id,
        outbox.c.lesson,
    )
    .where(
        outbox.c.state == WAITING,
        outbox.c.due_at <= bindparam("now"),
        ~_held(outbox.c.child_id),
        ~exists().where(
            _ahead.c.person_id == outbox.c.person_id,
            _ahead.c.id != outbox.c.id,
            _ahead.c.state.in_((WAITING, SENDING)),
            or_(
                _ahead.c.state == SENDING,
                and_(
                    or_(_ahead.c.due_at <= bindparam("now"), _ahead.c.attempts > 0),
                    or_(
                        _ahead.c.priority < outbox.c.priority,
                        and_(_ahead.c.priority == outbox.c.priority, _ahead.c.id < outbox.c.id),
                    ),
                    ~_held(_ahead.c.child_id),
                ),
            ),
        ),
    )
    .order_by(outbox.c.priority, outbox.c.due_at, outbox.c.id)
    .limit(bindparam("limit"))
    .with_for_update(skip_locked=True, of=outbox)
)
_SENDING = update(outbox).where(outbox.c.id == bindparam("row")).values(state="sending", attempts=outbox.c.attempts + 1)
_SENT = update(outbox).where(outbox.c.id == bindparam("row")).values(state="sent")
_CLOSE = update(outbox).where(outbox.c.id == bindparam("row")).values(state="closed", closed_why=bindparam("why"))
_RETRY = (  # what was closed while it was on its way stays closed
    update(outbox)
    .where(outbox.c.id == bindparam("row"), outbox.c.state == SENDING)
    .values(state="waiting", due_at=bindparam("at"))
)
_PUT_OFF = (
    update(outbox).where(outbox.c.id == bindparam("row")).values(state="waiting", due_at=bindparam("at"), attempts=0)
)
_RECOVER = update(outbox).where(outbox.c.state == SENDING).values(state="waiting")
_CLOSE_CHILD = (
    update(outbox)
    .where(outbox.c.child_id == bindparam("child"), outbox.c.state == WAITING)
    .values(state="closed", closed_why=bindparam("why"))
)
_CLOSE_TAUGHT = _CLOSE_CHILD.where(outbox.c.lesson.is_not(None))
_CLOSE_TO = (
    update(outbox)
    .where(
        outbox.c.person_id == bindparam("person"),
        outbox.c.child_id == bindparam("child"),
        outbox.c.state == WAITING,
    )
    .values(state="closed", closed_why=bindparam("why"))
)
_CLOSE_LESSONS = (
    update(outbox)
    .where(outbox.c.person_id == bindparam("person"), outbox.c.state == WAITING, outbox.c.lesson.is_not(None))
    .values(state="closed", closed_why=bindparam("why"))
)
_CLOSE_PERSON = (
    update(outbox)
    .where(outbox.c.person_id == bindparam("person"), outbox.c.state == WAITING)
    .values(state="closed", closed_why=bindparam("why"))
)
_CLOSE_UNASKED = _CLOSE_PERSON.where(outbox.c.priority >= int(Priority.ALERT))
_NEXT = select(func.min(outbox.c.due_at)).where(outbox.c.state == WAITING, outbox.c.due_at > bindparam("now"))
_WAITING = select(func.count()).select_from(outbox).where(outbox.c.state.in_((WAITING, SENDING)))
_LESSONS = (
    select(outbox.c.lesson, outbox.c.child_id, outbox.c.due_at)
    .where(outbox.c.person_id == bindparam("person"), outbox.c.lesson.is_not(None), outbox.c.state != "closed")
    .order_by(outbox.c.id)
)


def add(conn: Connection, parcel: Parcel, at: datetime) -> int:
    """Keep a message for sending; gives its id. It leaves only after the transaction is committed."""
    row = {
        "commune_id": parcel.commune_id,
        "person_id": parcel.person_id,
        "inbox_id": parcel.inbox_id,
        "child_id": parcel.child_id,
        "lesson": parcel.lesson,
        "talk_id": parcel.talk_id,
        "lines": parcel.lines,
        "priority": int(parcel.priority),
        "created_at": at,
        "due_at": parcel.due_at,
        "expires_at": parcel.expires_at,
        "state": "waiting",
    }
    return int(conn.execute(_INSERT, row).scalar_one())


def claim(conn: Connection, now: datetime, limit: int) -> tuple[Due, ...]:
    """Take what is due, the urgent first, one message a person; held children's messages stay."""
    rows = conn.execute(_CLAIM, {"now": now, "limit": limit}).all()
    claimed = []
    for row in rows:
        conn.execute(_SENDING, {"row": row.id})
        claimed.append(Due(**{**row._asdict(), "attempts": row.attempts + 1}))
    return tuple(claimed)


def mark_sent(conn: Connection, outbox_id: int) -> None:
    """The channel took it."""
    conn.execute(_SENT, {"row": outbox_id})


def close(conn: Connection, outbox_id: int, why: Closing) -> None:
    """It will not be sent."""
    conn.execute(_CLOSE, {"row": outbox_id, "why": why.value})


def retry(conn: Connection, outbox_id: int, at: datetime) -> None:
    """Try again at a moment; until then it keeps its place before the person's later messages."""
    conn.execute(_RETRY, {"row": outbox_id, "at": at})


def put_off(conn: Connection, outbox_id: int, at: datetime) -> None:
    """Not now: it waits for a moment, nothing waits behind it, and its attempts begin anew."""
    conn.execute(_PUT_OFF, {"row": outbox_id, "at": at})


def recover(conn: Connection) -> int:
    """After a kill: what was being sent waits again, since nobody recorded its end. Gives how many."""
    return int(conn.execute(_RECOVER).rowcount)


def close_about(conn: Connection, child_id: int, why: Closing) -> int:
    """Close all that waits about a child; gives how many."""
    return int(conn.execute(_CLOSE_CHILD, {"child": child_id, "why": why.value}).rowcount)


def close_lessons_about(conn: Connection, child_id: int, why: Closing) -> None:
    """Close every lesson that waits about a child; questions of consent stay."""
    conn.execute(_CLOSE_TAUGHT, {"child": child_id, "why": why.value})


def close_to(conn: Connection, person_id: int, child_id: int, why: Closing) -> None:
    """Close all that waits for a person about a child."""
    conn.execute(_CLOSE_TO, {"person": person_id, "child": child_id, "why": why.value})


def close_lessons(conn: Connection, person_id: int, why: Closing) -> int:
    """Close every lesson that waits for a person; gives how many."""
    return int(conn.execute(_CLOSE_LESSONS, {"person": person_id, "why": why.value}).rowcount)


def close_unasked(conn: Connection, person_id: int, why: Closing) -> None:
    """Close all that waits for a person and answers no message of theirs."""
    conn.execute(_CLOSE_UNASKED, {"person": person_id, "why": why.value})


def close_all(conn: Connection, person_id: int, why: Closing) -> int:
    """Close all that waits for a person; gives how many."""
    return int(conn.execute(_CLOSE_PERSON, {"person": person_id, "why": why.value}).rowcount)


@dataclass(frozen=True, slots=True)
class PlannedLesson:
    """One lesson that a person was sent or is about to be sent."""

    lesson: str
    child_id: int
    due_at: datetime


def lessons_of(conn: Connection, person_id: int) -> tuple[PlannedLesson, ...]:
    """Every lesson of a person that was not closed, oldest first."""
    return tuple(PlannedLesson(*row) for row in conn.execute(_LESSONS, {"person": person_id}))


def next_due(conn: Connection, now: datetime) -> datetime | None:
    """The first moment after now at which a message falls due."""
    moment: datetime | None = conn.execute(_NEXT, {"now": now}).scalar_one()
    return moment


def open_count(conn: Connection) -> int:
    """How many messages have not left yet."""
    return int(conn.execute(_WAITING).scalar_one())
