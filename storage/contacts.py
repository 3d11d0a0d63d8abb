"""The ways to reach people. An address is found by its keyed digest; one phone may belong to several people."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, bindparam, insert, select, update

from storage.sealed import digest
from storage.tables import contact


@dataclass(frozen=True, slots=True)
class Contact:
    """One address of one person on one channel."""

    id: int
    person_id: int
    channel: str
    address: str
    heard_at: datetime
    refused_at: datetime | None


_COLUMNS = (
    contact.c.id,
    contact.c.person_id,
    contact.c.channel,
    contact.c.address,
    contact.c.heard_at,
    contact.c.refused_at,
)
_AT = (
    select(contact.c.person_id)
    .where(contact.c.digest == bindparam("digest"), contact.c.channel == bindparam("channel"))
    .order_by(contact.c.heard_at.desc(), contact.c.id)
)
_KNOWN_BEFORE = (
    select(contact.c.person_id)
    .where(contact.c.digest.in_(bindparam("digests", expanding=True)), contact.c.heard_at <= bindparam("until"))
    .distinct()
    .order_by(contact.c.person_id)
)
_ONE = select(*_COLUMNS).where(contact.c.id == bindparam("row"))
_OF = (
    select(*_COLUMNS)
    .where(contact.c.person_id == bindparam("person"))
    .order_by(contact.c.refused_at.is_not(None), contact.c.heard_at.desc(), contact.c.id)
)
_ADD = insert(contact)
_HEARD = (
    update(contact)
    .where(
        contact.c.person_id == bindparam("person"),
        contact.c.channel == bindparam("on"),
        contact.c.digest == bindparam("key"),
    )
    .values(heard_at=bindparam("at"), refused_at=None)
)
_REFUSED = update(contact).where(contact.c.id == bindparam("row")).values(refused_at=bindparam("at"))


def address_digest(conn: Connection, channel: str, address: str) -> str:
    """The keyed digest under which an address is found."""
    return digest(conn, f"{channel}:{address}")


def people_at(conn: Connection, channel: str, key: str) -> tuple[int, ...]:
    """Ids of the people at an address (its digest), the one heard last first."""
    return tuple(conn.execute(_AT, {"channel": channel, "digest": key}).scalars())


def known_before(conn: Connection, digests: Sequence[str], until: datetime) -> tuple[int, ...]:
    """Ids of the people at any of these addresses (their digests) who were not heard after a moment."""
    return tuple(conn.execute(_KNOWN_BEFORE, {"digests": list(digests), "until": until}).scalars())


def of(conn: Connection, person_id: int) -> tuple[Contact, ...]:
    """Every way to reach a person, the best first: not refused, then heard last."""
    return tuple(Contact(**row._asdict()) for row in conn.execute(_OF, {"person": person_id}))


def find(conn: Connection, contact_id: int) -> Contact | None:
    """One way to reach somebody; None once it was erased."""
    row = conn.execute(_ONE, {"row": contact_id}).one_or_none()
    return Contact(**row._asdict()) if row else None


def add(conn: Connection, person_id: int, channel: str, address: str, at: datetime) -> None:
    """A new way to reach a person."""
    values = {"person_id": person_id, "channel": channel, "address": address, "heard_at": at}
    conn.execute(_ADD, {**values, "digest": address_digest(conn, channel, address)})


def heard(conn: Connection, person_id: int, channel: str, key: str, at: datetime) -> None:
    """The person was heard at this address (its digest) just now, so it works."""
    conn.execute(_HEARD, {"person": person_id, "on": channel, "key": key, "at": at})


def refused(conn: Connection, contact_id: int, at: datetime) -> None:
    """The provider's clear word that this address takes nothing."""
    conn.execute(_REFUSED, {"row": contact_id, "at": at})
