"""All that decides when children are looked at next, read for many of them at once, and their days on the agenda.

A batch is a span of children in the order of their ids: one statement a table, plain rows, no sealed column.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Select, bindparam, delete, exists, insert, select, update

from storage.columns import LocalDay
from storage.reminders import STANDS
from storage.tables import agenda, birth, care, child, consent, dose, hold, outbox, quiz, reminder, report, talk

Rows = Sequence[tuple[Any, ...]]
ById = Mapping[int, Rows]

_span: tuple[Any, ...] = (bindparam("first"), bindparam("last"))
_carers = select(care.c.person_id).where(care.c.child_id.between(*_span), care.c.ended_at.is_(None))
_held = exists().where(hold.c.child_id == child.c.id, hold.c.lifted_at.is_(None))

_CHILDREN = (
    select(
        child.c.id,
        child.c.commune_id,
        child.c.date_of_birth,
        child.c.dead | child.c.removed,
        _held,
        child.c.expected | child.c.away,
    )
    .where(child.c.id > bindparam("after"))
    .where(exists().where(care.c.child_id == child.c.id, care.c.ended_at.is_(None)))
    .order_by(child.c.id)
    .limit(bindparam("limit"))
)
_CARERS = (
    select(care.c.child_id, care.c.person_id)
    .where(care.c.child_id.between(*_span), care.c.ended_at.is_(None))
    .order_by(care.c.child_id, care.c.person_id)
)
_REPORTS = (
    select(
        report.c.child_id,
        report.c.event_on,
        birth.c.report_id,
        birth.c.weight_g,
        birth.c.place,
        dose.c.vaccine,
        dose.c.order,
        dose.c.flags,
    )
    .outerjoin(dose, dose.c.report_id == report.c.id)
    .outerjoin(birth, (birth.c.report_id == report.c.id) & (report.c.kind == "birth"))
    .where(report.c.child_id.between(*_span), report.c.state != "withdrawn")
    .order_by(report.c.child_id, report.c.id)
)
_SAID = (
    select(
        reminder.c.child_id,
        reminder.c.person_id,
        reminder.c.subject,
        reminder.c.order,
        reminder.c.moment,
        reminder.c.day,
        reminder.c.said_on,
    )
    .outerjoin(outbox, outbox.c.id == reminder.c.outbox_id)
    .where(reminder.c.child_id.between(*_span), STANDS)
    .order_by(reminder.c.child_id, reminder.c.id)
)
_ANSWERS = (
    select(consent.c.person_id, consent.c.scope, consent.c.answer, LocalDay(consent.c.at))
    .where(consent.c.person_id.in_(_carers))
    .order_by(consent.c.person_id, consent.c.id)
)
_SENT = select(outbox.c.person_id, outbox.c.child_id, outbox.c.lesson, LocalDay(outbox.c.due_at)).where(
    outbox.c.person_id.in_(_carers),
    outbox.c.lesson.is_not(None),
    outbox.c.state != "closed",
    outbox.c.due_at > bindparam("sent_since"),
)
_ASKED = select(quiz.c.person_id, quiz.c.topic, quiz.c.round, quiz.c.asked_on).where(quiz.c.person_id.in_(_carers))
_IN_TALK = select(talk.c.person_id).where(
    talk.c.person_id.in_(_carers),
    talk.c.closed_at.is_(None),
    talk.c.opened_at > bindparam("since"),
    talk.c.form != bindparam("free"),
)
_GRIEVING = (
    select(care.c.person_id)
    .join(child, child.c.id == care.c.child_id)
    .where(care.c.person_id.in_(_carers), care.c.ended_at.is_(None), child.c.removed.is_(False))
    .where(child.c.dead | _held)
)
_AGENDA = (
    select(agenda.c.child_id, agenda.c.what, agenda.c.due_at, agenda.c.id)
    .where(agenda.c.child_id.between(*_span), agenda.c.what.in_(bindparam("kinds", expanding=True)))
    .order_by(agenda.c.child_id, agenda.c.id)
    .with_for_update()
)
_ADD = insert(agenda)
_MOVE = update(agenda).where(agenda.c.id == bindparam("row")).values(due_at=bindparam("moment"))
_DROP = delete(agenda).where(agenda.c.id == bindparam("row"))


@dataclass(frozen=True, slots=True)
class Batch:
    """Some children and what decides about them, as plain rows; the first column is the id they go by."""

    children: Rows  # (id, commune, born, is gone, is held, is not born yet or lives elsewhere)
    carers: ById  # (child, person)
    reports: ById  # (child, day, birth, weight in g, place, vaccine, order, flags), the first told first
    said: ById  # (child, person, subject, order, moment, day, said on), the oldest first
    answers: ById  # (person, scope, answer, local date), the oldest first
    sent: ById  # (person, child, lesson, local date)
    asked: ById  # (person, topic, round, local date)
    in_talk: frozenset[int]  # persons with a question opened lately
    grieving: frozenset[int]  # persons one of whose children died, or of whose child a death is being told
    agenda: ById  # (child, what, due at, row)


@dataclass(frozen=True, slots=True)
class Changes:
    """What is to be different on the agenda; filled child by child."""

    added: list[Mapping[str, object]] = field(default_factory=list)  # commune_id, child_id, what, due_at
    moved: list[tuple[int, datetime]] = field(default_factory=list)  # (row, moment)
    dropped: list[int] = field(default_factory=list)  # rows

    @property
    def count(self) -> int:
        """How many moments are concerned."""
        return len(self.added) + len(self.moved) + len(self.dropped)


@dataclass(frozen=True, slots=True)
class Since:
    """From which moments on things matter."""

    talked: datetime
    free: str  # the form that nobody has to answer, whenever it was opened
    sent: datetime


def read(conn: Connection, after: int, limit: int, since: Since, kinds: Iterable[str]) -> Batch | None:
    """The next children in somebody's care with an id above `after`, `limit` at most; None if there are none."""
    children = _rows(conn, _CHILDREN, {"after": after, "limit": limit})
    if not children:
        return None
    span = {"first": children[0][0], "last": children[-1][0]}
    return Batch(
        children=children,
        carers=_by_id(conn, _CARERS, span),
        reports=_by_id(conn, _REPORTS, span),
        said=_by_id(conn, _SAID, span),
        answers=_by_id(conn, _ANSWERS, span),
        sent=_by_id(conn, _SENT, {**span, "sent_since": since.sent}),
        asked=_by_id(conn, _ASKED, span),
        in_talk=frozenset(conn.execute(_IN_TALK, {**span, "since": since.talked, "free": since.free}).scalars()),
        grieving=frozenset(conn.execute(_GRIEVING, span).scalars()),
        agenda=_by_id(conn, _AGENDA, {**span, "kinds": list(kinds)}),
    )


def write(conn: Connection, changes: Changes) -> None:
    """Bring the agenda up to date."""
    if changes.dropped:
        conn.execute(_DROP, [{"row": row} for row in changes.dropped])
    if changes.moved:
        conn.execute(_MOVE, [{"row": row, "moment": moment} for row, moment in changes.moved])
    if changes.added:
        conn.execute(_ADD, [dict(row) for row in changes.added])


def _rows(conn: Connection, statement: Select[Any], values: Mapping[str, object]) -> Rows:
    return conn.execute(statement, values).all()  # a row is a tuple


def _by_id(conn: Connection, statement: Select[Any], values: Mapping[str, object]) -> ById:
    found: dict[int, list[tuple[Any, ...]]] = defaultdict(list)
    for row in conn.execute(statement, values).all():
        found[row[0]].append(row)
    return found
