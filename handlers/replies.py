"""What a handler wants said. Nothing is sent here: replies become outbox rows in the same transaction."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from messages.texts import Line, Param, lines_to_json
from storage import outbox
from storage.engine import Connection
from storage.outbox import Parcel, Priority

REPLY_LIFE = timedelta(days=2)  # an answer that comes later than this no longer makes sense
ALERT_LIFE = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class Reply:
    """One message to one person."""

    person_id: int
    lines: tuple[Line, ...]
    priority: Priority = Priority.REPLY
    child_id: int | None = None  # a hold on this child or its death stops the message
    lesson: str | None = None
    talk_id: int | None = None  # the question that this asks
    due_at: datetime | None = None  # None: now
    expires_at: datetime | None = None  # None: by the priority
    commune_id: int | None = None  # that it belongs to; None: the speaker's


def line(key: str, **params: Param) -> Line:
    """One line with its parameters."""
    return Line(key, params)


def keep(
    conn: Connection, replies: Iterable[Reply], at: datetime, commune_id: int | None, inbox_id: int | None = None
) -> tuple[int, ...]:
    """Put replies into the outbox; gives their ids there."""
    ids = []
    for reply in replies:
        life = REPLY_LIFE if reply.priority <= Priority.REPLY else ALERT_LIFE
        row = outbox.add(
            conn,
            Parcel(
                person_id=reply.person_id,
                lines=lines_to_json(reply.lines),
                due_at=reply.due_at or at,
                commune_id=reply.commune_id or commune_id,
                priority=reply.priority,
                expires_at=reply.expires_at or (reply.due_at or at) + life,
                inbox_id=inbox_id,
                child_id=reply.child_id,
                lesson=reply.lesson,
                talk_id=reply.talk_id,
            ),
            at,
        )
        ids.append(row)
    return tuple(ids)
