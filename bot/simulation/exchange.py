"""The bot's side of a simulation: what people say goes in, what is due is done, what leaves is written down.

It is the way that the running program goes, on one connection instead of a thread and sockets.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from itertools import count

from bot.program import next_due
from bot.simulation.record import Named, Sent, Waiting
from handlers import due, sending
from handlers.intake import handle
from handlers.knowledge import Knowledge
from handlers.reminded import doses_phrase
from handlers.sending import Failure, Ready
from health.local_time import local_date
from health.reminders import REGISTRATION
from messages.envelope import ChannelName, Incoming
from messages.sms import fold
from messages.texts import lines_from_json
from messages.voice import Voice
from storage import inbox, sent
from storage.engine import Connection
from storage.outbox import Priority
from storage.sent import Left

CHANNELS = frozenset({ChannelName.SMS.value, ChannelName.TELEGRAM.value})
MOST = 256
REMINDER = "reminder"

Carry = Callable[[str, datetime], Failure | None]  # the network: what becomes of a message to an address


@dataclass(slots=True)
class Exchange:
    """The bot between people; `carry` decides how each send ends, `is_family` who is at an address."""

    known: Knowledge
    carry: Carry
    is_family: Callable[[str], bool]
    said: "count[int]" = field(default_factory=lambda: count(1))
    refusals: int = 0

    def hear(self, conn: Connection, sender: str, channel: ChannelName, text: str, at: datetime) -> int:
        """Somebody says something, and it is handled; gives the message's id."""
        message_id = inbox.store(conn, Incoming(channel, f"sim{next(self.said)}", sender, text, at), at)
        assert message_id is not None
        handle(conn, message_id, at, self.known)
        return message_id

    def settle(self, conn: Connection, at: datetime) -> list[Sent]:
        """Do and send all that is due at a moment; what began to leave, in order."""
        left: list[Sent] = []
        while True:
            done = due.do_due(conn, at, self.known)
            claimed = sending.claim(conn, at, MOST, CHANNELS, self.known)
            left += [self._send(conn, item, at) for item in claimed.ready]
            if not (done or claimed.taken):
                return left

    def next_due(self, conn: Connection, at: datetime) -> datetime | None:
        """The next moment at which there is anything to do."""
        return next_due(conn, at)

    def waiting(self, conn: Connection, now: datetime) -> tuple[Waiting, ...]:
        """What was to leave by now and did not."""
        return tuple(Waiting(one.id, one.due_at, one.expires_at, one.child) for one in sent.overdue(conn, now))

    def _send(self, conn: Connection, item: Ready, at: datetime) -> Sent:
        failure = self.carry(item.outgoing.to, at)
        left = sent.get(conn, item.outbox_id)
        if failure is None:
            sending.succeeded(conn, item, f"p{item.attempt_id}", at)
        else:
            self.refusals += 1
            sending.failed(conn, item, failure, at)
        return self._record(conn, left, item, at, failure is None)

    def _record(self, conn: Connection, left: Left, item: Ready, at: datetime, arrived: bool) -> Sent:
        lines = lines_from_json(left.lines)
        is_reminder = lines[0].key == REMINDER
        named: Sequence[Named] = self._named(conn, item, at) if is_reminder else ()
        return Sent(
            id=left.id,
            at=at,
            to=item.outgoing.to,
            to_family=self.is_family(item.outgoing.to),
            key=f"{REMINDER}_{named[0].moment}" if named else lines[0].key,
            text=item.outgoing.text,
            is_reply=left.inbox_id is not None and left.priority <= Priority.REPLY,
            is_routine=left.priority >= Priority.ROUTINE,
            arrived=arrived,
            expires_at=left.expires_at,
            child=left.child,
            lesson=left.lesson,
            named=tuple(named),
            inbox=left.inbox_id,
            keys=tuple(line.key for line in lines),
        )

    def _named(self, conn: Connection, item: Ready, at: datetime) -> list[Named]:
        """What a reminder really says: what has gone since it was planned is left out of its words."""
        text, voice = fold(item.outgoing.text).lower(), Voice(local_date(at))
        found = []
        for one in sent.spoken_of(conn, item.outbox_id):
            dose = ((one.subject, one.order),)
            words = "" if one.subject == REGISTRATION else fold(doses_phrase(dose, self.known.schedule, voice)).lower()
            if f"te{one.child}" in text and words in text:
                found.append(Named(one.child, one.subject, one.order, one.moment, one.day))
        return found
