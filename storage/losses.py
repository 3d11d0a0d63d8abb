"""The children that a caregiver has lost, born or expected, and whose death is told but not confirmed."""

from datetime import date

from sqlalchemy import Connection, bindparam, exists, or_, select

from health.events import ReportKind
from health.loss import Loss
from storage.reports import State
from storage.tables import care, child, hold, pregnancy, report

_MINE = (care.c.person_id == bindparam("person"), care.c.ended_at.is_(None), child.c.removed.is_(False))
_ENDS = or_(  # a life, or a pregnancy
    report.c.kind == ReportKind.DEATH.value,
    exists().where(pregnancy.c.report_id == report.c.id, pregnancy.c.lost),
)
_LOST = (
    select(child.c.id, child.c.date_of_birth, report.c.event_on, report.c.received_on)
    .join(care, care.c.child_id == child.c.id)
    .join(report, report.c.child_id == child.c.id)
    .where(*_MINE, child.c.dead, _ENDS, report.c.state == State.RECORDED.value)
    .order_by(report.c.id.desc())
)
_DEATH = (
    select(report.c.event_on, report.c.received_on)
    .where(report.c.child_id == bindparam("child"))
    .where(_ENDS, report.c.state == State.RECORDED.value)
    .order_by(report.c.id)
    .limit(1)
)
_FEARED = (
    select(child.c.id)
    .join(care, care.c.child_id == child.c.id)
    .where(*_MINE, exists().where(hold.c.child_id == child.c.id, hold.c.lifted_at.is_(None)))
    .limit(1)
)


def of_person(conn: Connection, person_id: int) -> tuple[Loss, ...]:
    """The children in a person's care whose death is on record, each once, by its first report."""
    found = {
        row.id: Loss(row.date_of_birth, row.event_on or row.received_on)
        for row in conn.execute(_LOST, {"person": person_id})
    }
    return tuple(found.values())


def is_feared(conn: Connection, person_id: int) -> bool:
    """Whether the death of a child in a person's care was told and nobody has confirmed or denied it."""
    return conn.execute(_FEARED, {"person": person_id}).first() is not None


def died_on(conn: Connection, child_id: int) -> date | None:
    """The day of a child's death, or on which it was told; None if no death of it is on record."""
    row = conn.execute(_DEATH, {"child": child_id}).first()
    day: date | None = (row.event_on or row.received_on) if row else None
    return day
