"""The audit trail of reports: who changed what, when, from what to what. Only a lawful erasure takes rows away."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from sqlalchemy import Connection, bindparam, insert, select

from storage.belonging import commune_of
from storage.tables import change, report


class ChangeKind(StrEnum):
    """What was done to a report."""

    RECORDED = "recorded"
    COMPLETED = "completed"
    CORRECTED = "corrected"
    CONFIRMED = "confirmed"
    DENIED = "denied"
    WITHDRAWN = "withdrawn"
    RESTORED = "restored"
    JOINED = "joined"  # told before: withdrawn in favour of another report
    APART = "apart"  # asked about and found to be another child


@dataclass(frozen=True, slots=True)
class Change:
    """One line of the trail."""

    at: datetime
    person_id: int | None
    inbox_id: int | None
    what: ChangeKind
    before: Mapping[str, object]
    after: Mapping[str, object]
    spans: str = ""  # where in the message each value was read, as `messages.marks` writes it


_INSERT = insert(change).values(commune_id=commune_of(report))
_OF = select(change).where(change.c.report_id == bindparam("report")).order_by(change.c.id)


def add(conn: Connection, report_id: int, new: Change) -> None:
    """Write one line."""
    conn.execute(
        _INSERT,
        {
            "owner": report_id,
            "report_id": report_id,
            "at": new.at,
            "person_id": new.person_id,
            "inbox_id": new.inbox_id,
            "what": new.what.value,
            "before": json.dumps(dict(new.before), default=str, ensure_ascii=False),
            "after": json.dumps(dict(new.after), default=str, ensure_ascii=False),
            "spans": new.spans,
        },
    )


def of(conn: Connection, report_id: int) -> tuple[Change, ...]:
    """The trail of a report, oldest first."""
    return tuple(
        Change(
            row.at,
            row.person_id,
            row.inbox_id,
            ChangeKind(row.what),
            json.loads(row.before),
            json.loads(row.after),
            row.spans,
        )
        for row in conn.execute(_OF, {"report": report_id})
    )
