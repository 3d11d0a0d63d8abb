"""What was sent, as it is to be paid for: every text that a gateway took, and of what kind its message was."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, bindparam, exists, select

from storage.tables import attempt, outbox, reminder


@dataclass(frozen=True, slots=True)
class SentText:
    """One text that a gateway accepted."""

    outbox_id: int
    priority: int  # of its message
    lesson: str | None
    is_reminder: bool
    text: str


_REMINDS = exists().where(reminder.c.outbox_id == attempt.c.outbox_id)
_SENT = (
    select(attempt.c.outbox_id, outbox.c.priority, outbox.c.lesson, _REMINDS.label("is_reminder"), attempt.c.text)
    .join(outbox, outbox.c.id == attempt.c.outbox_id)
    .where(
        attempt.c.channel == bindparam("channel"),
        attempt.c.outcome == "sent",
        attempt.c.started_at >= bindparam("first"),
        attempt.c.started_at < bindparam("end"),
    )
    .order_by(attempt.c.id)
)


def sent(conn: Connection, channel: str, first: datetime, end: datetime) -> list[SentText]:
    """Every text sent by a channel from one moment up to another."""
    rows = conn.execute(_SENT, {"channel": channel, "first": first, "end": end})
    return [SentText(**row._asdict()) for row in rows]
