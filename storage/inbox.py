"""Messages as they came: committed before anybody reads them, so that none is lost."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, bindparam, func, select, update
from sqlalchemy.dialects.postgresql import insert  # its ON CONFLICT compiles for SQLite as well

from messages.envelope import Incoming
from storage import voices
from storage.contacts import address_digest
from storage.tables import inbox, person


@dataclass(frozen=True, slots=True)
class Message:
    """One message of the inbox."""

    id: int
    channel: str
    sender: str
    digest: str
    kind: str
    text: str
    button: str
    said_at: datetime
    received_at: datetime
    attempts: int
    person_id: int | None


_STORE = insert(inbox).on_conflict_do_nothing(index_elements=["channel", "provider_id"]).returning(inbox.c.id)
COLUMNS = (  # of a `Message`
    inbox.c.id,
    inbox.c.channel,
    inbox.c.sender,
    inbox.c.digest,
    inbox.c.kind,
    inbox.c.text,
    inbox.c.button,
    inbox.c.said_at,
    inbox.c.received_at,
    inbox.c.attempts,
    inbox.c.person_id,
)
_GET = select(*COLUMNS).where(inbox.c.id == bindparam("id"))
_UNHANDLED = select(inbox.c.id, inbox.c.attempts).where(inbox.c.handled_at.is_(None)).order_by(inbox.c.id)
_TRY = (
    update(inbox)
    .where(inbox.c.id == bindparam("row"))
    .values(attempts=inbox.c.attempts + 1)
    .returning(inbox.c.attempts)
)
_HANDLED = (
    update(inbox)
    .where(inbox.c.id == bindparam("row"), inbox.c.handled_at.is_(None))
    .values(
        handled_at=bindparam("at"),
        outcome=bindparam("how"),
        person_id=bindparam("who"),
        commune_id=select(person.c.commune_id).where(person.c.id == bindparam("who")).scalar_subquery(),
    )
)
_SINCE = (
    select(*COLUMNS)
    .where(
        inbox.c.person_id == bindparam("person"),
        inbox.c.received_at >= bindparam("since"),
        inbox.c.id < bindparam("before"),
    )
    .order_by(inbox.c.id)
)
_WAITING = select(func.count()).select_from(inbox).where(inbox.c.handled_at.is_(None))


def store(conn: Connection, incoming: Incoming, at: datetime) -> int | None:
    """Keep a message; gives its id, or None if the same provider's id was kept before."""
    row = conn.execute(
        _STORE,
        {
            "channel": incoming.channel.value,
            "provider_id": incoming.provider_id,
            "digest": address_digest(conn, incoming.channel.value, incoming.sender),
            "sender": incoming.sender,
            "kind": incoming.kind.value,
            "text": incoming.text,
            "button": incoming.button,
            "said_at": incoming.said_at,
            "received_at": at,
        },
    ).one_or_none()
    if row is not None and incoming.attachment is not None:
        voices.attach(conn, row.id, incoming.attachment)
    return int(row.id) if row else None


def get(conn: Connection, message_id: int) -> Message:
    """The message with this id."""
    return Message(**conn.execute(_GET, {"id": message_id}).one()._asdict())


def unhandled(conn: Connection) -> tuple[tuple[int, int], ...]:
    """(id, attempts so far) of every message that waits to be handled, oldest first."""
    return tuple((row.id, row.attempts) for row in conn.execute(_UNHANDLED))


def count_attempt(conn: Connection, message_id: int) -> int:
    """One more attempt to handle this message begins or has failed; gives how many there were."""
    return int(conn.execute(_TRY, {"row": message_id}).scalar_one())


def mark_handled(conn: Connection, message: Message, outcome: str, person_id: int | None, at: datetime) -> bool:
    """The message is done with; False if it was before."""
    done = conn.execute(_HANDLED, {"row": message.id, "at": at, "how": outcome, "who": person_id})
    return done.rowcount == 1


def said_since(conn: Connection, person_id: int, since: datetime, before_id: int) -> tuple[Message, ...]:
    """What a person said from a moment on, up to before the message with this id, oldest first."""
    rows = conn.execute(_SINCE, {"person": person_id, "since": since, "before": before_id})
    return tuple(Message(**row._asdict()) for row in rows)


def waiting(conn: Connection) -> int:
    """How many messages wait to be handled."""
    return int(conn.execute(_WAITING).scalar_one())
