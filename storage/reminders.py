"""What each reminder spoke of, and what families said of the day after a dose."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import Connection, Row, bindparam, delete, func, insert, or_, select

from storage.belonging import commune_of
from storage.tables import after_dose, child, outbox, reminder

TRIED = ("expired", "refused", "unreachable")  # closed after all was done to send it: not said anew


@dataclass(frozen=True, slots=True)
class Said:
    """One thing that a message says about one child."""

    child_id: int
    person_id: int
    outbox_id: int | None  # None: the family's own word
    subject: str
    order: int
    moment: str
    day: date
    said_on: date


@dataclass(frozen=True, slots=True)
class AfterDose:
    """How one child was on the day after one dose, as one person answered."""

    child_id: int
    person_id: int
    vaccine: str
    given_on: date
    answer: str


@dataclass(frozen=True, slots=True)
class Asked:
    """One child of whom was asked on the day after one dose; without an answer, nobody gave one."""

    child_id: int
    vaccine: str
    given_on: date
    answer: str | None


_COLUMNS = tuple(reminder.c[name] for name in Said.__slots__)
_ADD = insert(reminder).values(commune_id=commune_of(child))
STANDS = or_(reminder.c.outbox_id.is_(None), outbox.c.state != "closed", outbox.c.closed_why.in_(TRIED))
_ABOUT = (
    select(*_COLUMNS)
    .outerjoin(outbox, outbox.c.id == reminder.c.outbox_id)
    .where(reminder.c.child_id == bindparam("child"), STANDS)
    .order_by(reminder.c.id)
)
_OF_MESSAGE = select(*_COLUMNS).where(reminder.c.outbox_id == bindparam("outbox")).order_by(reminder.c.id)
_DROP = delete(reminder).where(reminder.c.outbox_id == bindparam("message"), reminder.c.child_id == bindparam("kid"))
_FORGET = delete(reminder).where(
    reminder.c.child_id == bindparam("kid"),
    reminder.c.subject == bindparam("vaccine"),
    reminder.c.day < bindparam("today"),
    reminder.c.moment.in_(bindparam("moments", expanding=True)),
)
_ANSWER = insert(after_dose).values(commune_id=commune_of(child))
_ASKED = (
    select(
        reminder.c.child_id, reminder.c.subject.label("vaccine"), reminder.c.day.label("given_on"), after_dose.c.answer
    )
    .join(outbox, outbox.c.id == reminder.c.outbox_id)
    .outerjoin(
        after_dose,
        (after_dose.c.child_id == reminder.c.child_id)
        & (after_dose.c.person_id == reminder.c.person_id)
        & (after_dose.c.vaccine == reminder.c.subject)
        & (after_dose.c.given_on == reminder.c.day),
    )
    .where(
        reminder.c.commune_id == bindparam("commune"),
        reminder.c.moment == "after",
        reminder.c.day.between(bindparam("first"), bindparam("last")),
        or_(outbox.c.state == "sent", after_dose.c.answer.is_not(None)),
    )
    .order_by(reminder.c.day, reminder.c.subject, reminder.c.child_id)
)
_HEARD_OF = (
    select(func.count(func.distinct(reminder.c.person_id)))
    .join(outbox, outbox.c.id == reminder.c.outbox_id)
    .where(
        reminder.c.commune_id == bindparam("commune"),
        reminder.c.day == bindparam("day"),
        reminder.c.moment.in_(("before", "day", "moved")),
        outbox.c.state != "closed",
    )
)


def _record(row: Row[*tuple[Any, ...]]) -> Said:
    return Said(**row._asdict())


def add(conn: Connection, said: Iterable[Said]) -> None:
    """Keep what a message speaks of."""
    rows = [{**{name: getattr(one, name) for name in Said.__slots__}, "owner": one.child_id} for one in said]
    for row in rows:
        conn.execute(_ADD, row)


def about(conn: Connection, child_id: int) -> tuple[Said, ...]:
    """What was said, or is about to be, to anybody about a child, the oldest first."""
    return tuple(_record(row) for row in conn.execute(_ABOUT, {"child": child_id}))


def of_message(conn: Connection, outbox_id: int) -> tuple[Said, ...]:
    """What one message speaks of."""
    return tuple(_record(row) for row in conn.execute(_OF_MESSAGE, {"outbox": outbox_id}))


def drop(conn: Connection, outbox_id: int, child_id: int) -> None:
    """A message does not speak of this child after all."""
    conn.execute(_DROP, {"message": outbox_id, "kid": child_id})


def forget(conn: Connection, child_id: int, vaccine: str, moments: Iterable[str], today: date) -> None:
    """What was said of days gone by counts no more: the series stands otherwise than it was thought to."""
    conn.execute(_FORGET, {"kid": child_id, "vaccine": vaccine, "moments": list(moments), "today": today})


def keep_answer(conn: Connection, given: AfterDose, at: datetime) -> None:
    """How a child was on the day after one dose."""
    row = {name: getattr(given, name) for name in AfterDose.__slots__}
    conn.execute(_ANSWER, {**row, "owner": given.child_id, "at": at})


def asked_after(conn: Connection, commune_id: int, first: date, last: date) -> tuple[Asked, ...]:
    """Each child and dose of a span of days of which was asked the day after, once for each person asked."""
    values = {"commune": commune_id, "first": first, "last": last}
    return tuple(Asked(**row._asdict()) for row in conn.execute(_ASKED, values))


def heard_of(conn: Connection, commune_id: int, day: date) -> int:
    """How many people were told of an immunisation day."""
    return int(conn.execute(_HEARD_OF, {"commune": commune_id, "day": day}).scalar_one())
