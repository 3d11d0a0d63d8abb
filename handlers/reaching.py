"""A number that takes nothing for days, or is refused, is set aside, and the village asks the family for another."""

from collections.abc import Iterable
from datetime import datetime
from typing import Final

from handlers import alerts
from handlers.replies import keep, line
from health.local_time import local_date
from storage import attempts, care, children, contacts
from storage.contacts import Contact
from storage.engine import Connection

# Words of gateways for a message that never arrived; anything else ("sent", "buffered") says nothing yet.
LOST: Final = frozenset({"failed", "failure", "undelivered", "undeliverable", "undeliv", "rejected", "expired"})
ARRIVED: Final = frozenset({"delivered", "delivrd", "read", "seen"})
DAYS: Final = 3  # on so many days nothing arrived, and nothing did in between
LOOKED_AT: Final = 60  # messages, more than twenty days hold


def note_delivery(conn: Connection, channel: str, provider_id: str, status: str, at: datetime) -> None:
    """A gateway's word on what became of a message."""
    attempts.delivered(conn, channel, provider_id, status, at)
    contact_id = attempts.contact_of(conn, channel, provider_id) if status.lower() in LOST else None
    way = contacts.find(conn, contact_id) if contact_id is not None else None
    if way is not None and _lost_for_days(conn, way):
        set_aside(conn, way.id, at)


def _lost_for_days(conn: Connection, way: Contact) -> bool:
    """Whether nothing arrived there on several days, since something did or its owner wrote."""
    days = set()
    for started_at, word in attempts.fates(conn, way.id, LOOKED_AT):
        if word.lower() in ARRIVED or started_at <= way.heard_at:
            break
        if word.lower() in LOST:
            days.add(local_date(started_at))
    return len(days) >= DAYS


def set_aside(conn: Connection, contact_id: int, at: datetime) -> None:
    """Nothing more goes there until somebody writes from it; the village hears if there is no other way."""
    way = contacts.find(conn, contact_id)
    if way is None or way.refused_at is not None:
        return
    contacts.refused(conn, contact_id, at)
    if all(other.refused_at for other in contacts.of(conn, way.person_id)):
        _tell(conn, way, care.children_of(conn, way.person_id), at)


def _tell(conn: Connection, way: Contact, own: Iterable[int], at: datetime) -> None:
    for child in (children.get(conn, child_id) for child_id in own):
        if not (child.dead or child.removed):
            words = line("number_fails", digits=way.address[-3:], child=f"TE{child.code}")
            told = alerts.to_collaborators(conn, child.village_id, (words,), way.person_id)
            keep(conn, told, at, child.commune_id)
