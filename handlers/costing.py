"""What SMS cost: those that were sent, by kind, and an estimate of those that families will be sent."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, time, timedelta

from handlers.knowledge import Knowledge
from handlers.previewing import Stretch, preview
from health.local_time import local_moment
from messages.envelope import ChannelName
from messages.sms import segments
from storage import care, children, contacts, costs
from storage.care import Answer
from storage.costs import SentText
from storage.engine import Connection
from storage.outbox import Priority

MIDNIGHT = time()
KINDS = ("danger", "reply", "alert", "lesson", "reminder", "other")
_BY_PRIORITY = {Priority.DANGER: "danger", Priority.REPLY: "reply", Priority.ALERT: "alert"}


@dataclass(frozen=True, slots=True)
class Cost:
    """The SMS of one kind."""

    kind: str
    messages: int
    segments: int  # what a gateway charges for


@dataclass(frozen=True, slots=True)
class Ahead:
    """What is to be sent by SMS to families, as far as can be seen now."""

    people: int  # who agreed, and are reached by SMS
    messages: int
    segments: int


def sent(conn: Connection, first: date, last: date) -> tuple[Cost, ...]:
    """The SMS that a gateway took from one local day to another, both included, by kind."""
    end = local_moment(last + timedelta(days=1), MIDNIGHT)
    texts: dict[str, list[SentText]] = {kind: [] for kind in KINDS}
    for one in costs.sent(conn, ChannelName.SMS, local_moment(first, MIDNIGHT), end):
        texts[_kind(one)].append(one)
    return tuple(_cost(kind, those) for kind, those in texts.items())


def ahead(conn: Connection, over: Stretch, known: Knowledge) -> Ahead:
    """Lessons and reminders of the coming weeks; who has several children is counted for each of them."""
    heard = list(_by_sms(conn))
    planned = [
        one
        for person_id in heard
        for child_id in care.children_of(conn, person_id)
        for one in preview(conn, children.get(conn, child_id), over, known)
    ]
    return Ahead(len(heard), len(planned), sum(one.segments for one in planned))


def _by_sms(conn: Connection) -> Iterator[int]:
    """Everybody who agreed to messages and whose first way is SMS."""
    for person_id in care.everybody(conn):
        way = next((one for one in contacts.of(conn, person_id) if not one.refused_at), None)
        if way and way.channel == ChannelName.SMS and care.consent_of(conn, person_id) is Answer.YES:
            yield person_id


def _kind(text: SentText) -> str:
    if kind := _BY_PRIORITY.get(Priority(text.priority)):
        return kind
    return "reminder" if text.is_reminder else "lesson" if text.lesson else "other"


def _cost(kind: str, texts: Sequence[SentText]) -> Cost:
    return Cost(kind, len(texts), sum(segments(one.text) for one in texts))
