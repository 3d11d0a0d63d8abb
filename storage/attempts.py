"""Each attempt to send a message: by which way, with which text, and how it ended."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, bindparam, insert, select, update

from storage.belonging import commune_of
from storage.tables import attempt, outbox


@dataclass(frozen=True, slots=True)
class Try:
    """One attempt that begins."""

    outbox_id: int
    contact_id: int
    channel: str
    text: str  # as it leaves: what a person was sent can be shown later


_INSERT = insert(attempt).values(commune_id=commune_of(outbox)).returning(attempt.c.id)
_END = (
    update(attempt)
    .where(attempt.c.id == bindparam("row"))
    .values(ended_at=bindparam("at"), outcome=bindparam("how"), error=bindparam("why"), provider_id=bindparam("theirs"))
)
_DELIVERED = (
    update(attempt)
    .where(attempt.c.channel == bindparam("on"), attempt.c.provider_id == bindparam("theirs"))
    .values(delivery=bindparam("status"), delivered_at=bindparam("at"))
)
_CONTACT = select(attempt.c.contact_id).where(
    attempt.c.channel == bindparam("on"), attempt.c.provider_id == bindparam("theirs")
)
_FATES = (
    select(attempt.c.started_at, attempt.c.delivery)
    .where(attempt.c.contact_id == bindparam("contact"), attempt.c.delivery.is_not(None))
    .order_by(attempt.c.id.desc())
    .limit(bindparam("most"))
)
_LESSONS_SENT = (
    select(attempt.c.started_at)
    .join(outbox, outbox.c.id == attempt.c.outbox_id)
    .where(
        outbox.c.person_id == bindparam("person"),
        outbox.c.lesson.is_not(None),
        attempt.c.outcome == "sent",
        attempt.c.started_at > bindparam("since"),
    )
)


def begin(conn: Connection, start: Try, at: datetime) -> int:
    """An attempt begins; gives its id."""
    row = {
        "owner": start.outbox_id,
        "outbox_id": start.outbox_id,
        "contact_id": start.contact_id,
        "channel": start.channel,
        "text": start.text,
        "started_at": at,
        "outcome": "sending",
    }
    return int(conn.execute(_INSERT, row).scalar_one())


def end(conn: Connection, attempt_id: int, at: datetime, error: str | None, provider_id: str = "") -> None:
    """An attempt ended: sent if there is no error."""
    how = "failed" if error else "sent"
    conn.execute(_END, {"row": attempt_id, "at": at, "how": how, "why": error, "theirs": provider_id or None})


def delivered(conn: Connection, channel: str, provider_id: str, status: str, at: datetime) -> bool:
    """The gateway's delivery report; False if no attempt has that id."""
    values = {"on": channel, "theirs": provider_id, "status": status[:20], "at": at}
    return conn.execute(_DELIVERED, values).rowcount > 0


def contact_of(conn: Connection, channel: str, provider_id: str) -> int | None:
    """The way by which a message went, by the id that the gateway gave it."""
    found: int | None = conn.execute(_CONTACT, {"on": channel, "theirs": provider_id}).scalars().first()
    return found


def fates(conn: Connection, contact_id: int, most: int) -> tuple[tuple[datetime, str], ...]:
    """When messages to a contact left, and the gateway's word on each that it told of, the newest first."""
    rows = conn.execute(_FATES, {"contact": contact_id, "most": most})
    return tuple((row.started_at, row.delivery) for row in rows)


def lessons_sent(conn: Connection, person_id: int, since: datetime) -> tuple[datetime, ...]:
    """When what counts for the caps left for a person, since a moment."""
    return tuple(conn.execute(_LESSONS_SENT, {"person": person_id, "since": since}).scalars())
