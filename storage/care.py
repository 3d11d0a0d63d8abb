"""Who looks after which child, and what each has agreed to. Consent is given, never assumed."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from sqlalchemy import Connection, bindparam, func, insert, select, update

from storage.belonging import commune_of
from storage.tables import care, child, consent, person

SHARING = "sharing"  # the station sees whose words it reads
AWAY_SCOPE = "away"  # lessons about a child who lives elsewhere now


class Answer(StrEnum):
    """What a person said to the consent text; the latest row holds."""

    ASKED = "asked"
    YES = "yes"
    NO = "no"
    WITHDRAWN = "withdrawn"
    WRONG_NUMBER = "wrong"
    APART = "apart"  # ended by its own word: given again by its own word alone


@dataclass(frozen=True, slots=True)
class Consent:
    """One answer, as it will be shown to whoever asks for it."""

    scope: str
    answer: Answer
    text_version: str
    channel: str
    inbox_id: int | None
    at: datetime


_ADD = insert(care).values(commune_id=commune_of(child))
_REOPEN = (
    update(care)
    .where(care.c.person_id == bindparam("carer"), care.c.child_id == bindparam("kid"))
    .values(ended_at=None)
)
_KNOWN = select(care.c.ended_at).where(care.c.person_id == bindparam("person"), care.c.child_id == bindparam("child"))
_CHILDREN = (
    select(care.c.child_id)
    .join(child, child.c.id == care.c.child_id)
    .where(care.c.person_id == bindparam("person"), care.c.ended_at.is_(None), child.c.removed.is_(False))
    .order_by(care.c.since, care.c.child_id)
)
_CARERS = (
    select(care.c.person_id)
    .where(care.c.child_id == bindparam("child"), care.c.ended_at.is_(None))
    .order_by(care.c.person_id)
)
_EVERYBODY = select(care.c.person_id).where(care.c.ended_at.is_(None)).distinct().order_by(care.c.person_id)
_END = (
    update(care)
    .where(care.c.person_id == bindparam("carer"), care.c.ended_at.is_(None))
    .values(ended_at=bindparam("at"))
)
_END_ONE = (
    update(care)
    .where(care.c.person_id == bindparam("carer"), care.c.child_id == bindparam("kid"), care.c.ended_at.is_(None))
    .values(ended_at=bindparam("at"))
)
_AGREED = select(func.max(consent.c.at)).where(
    consent.c.person_id == bindparam("person"), consent.c.scope == bindparam("scope"), consent.c.answer == "yes"
)
_CONSENT = insert(consent).values(commune_id=commune_of(person))
_LATEST = (
    select(consent.c.answer)
    .where(consent.c.person_id == bindparam("person"), consent.c.scope == bindparam("scope"))
    .order_by(consent.c.id.desc())
    .limit(1)
)


_FIRST_YES = select(func.min(consent.c.at)).where(
    consent.c.person_id == bindparam("person"), consent.c.scope == "messages", consent.c.answer == "yes"
)


def look_after(conn: Connection, person_id: int, child_id: int, at: datetime) -> bool:
    """The person looks after the child from now on; False if that was so already."""
    known = conn.execute(_KNOWN, {"person": person_id, "child": child_id}).one_or_none()
    if known is None:
        conn.execute(_ADD, {"owner": child_id, "person_id": person_id, "child_id": child_id, "since": at})
        return True
    if known.ended_at is not None:
        conn.execute(_REOPEN, {"carer": person_id, "kid": child_id})
        return True
    return False


def children_of(conn: Connection, person_id: int) -> tuple[int, ...]:
    """Ids of the children whom the person looks after."""
    return tuple(conn.execute(_CHILDREN, {"person": person_id}).scalars())


def carers_of(conn: Connection, child_id: int) -> tuple[int, ...]:
    """Ids of those who look after the child."""
    return tuple(conn.execute(_CARERS, {"child": child_id}).scalars())


def listeners_of(conn: Connection, child_id: int) -> tuple[int, ...]:
    """Ids of those who look after the child and have agreed to messages."""
    return tuple(one for one in carers_of(conn, child_id) if consent_of(conn, one) is Answer.YES)


def everybody(conn: Connection) -> tuple[int, ...]:
    """Ids of all who look after some child."""
    return tuple(conn.execute(_EVERYBODY).scalars())


def end(conn: Connection, person_id: int, child_id: int, at: datetime) -> None:
    """The person does not look after this child."""
    conn.execute(_END_ONE, {"carer": person_id, "kid": child_id, "at": at})


def end_all(conn: Connection, person_id: int, at: datetime) -> None:
    """The person looks after no child of ours (a wrong number)."""
    conn.execute(_END, {"carer": person_id, "at": at})


def record_consent(conn: Connection, person_id: int, given: Consent) -> None:
    """Keep one answer."""
    row = {field: getattr(given, field) for field in Consent.__slots__}
    conn.execute(_CONSENT, {**row, "owner": person_id, "answer": given.answer.value, "person_id": person_id})


def consent_of(conn: Connection, person_id: int, scope: str = "messages") -> Answer | None:
    """The answer that holds, or None if nobody ever asked."""
    answer = conn.execute(_LATEST, {"person": person_id, "scope": scope}).scalar_one_or_none()
    return Answer(answer) if answer else None


def agreed_at(conn: Connection, person_id: int, scope: str = "messages") -> datetime | None:
    """When the person last agreed; None if that never was."""
    agreed: datetime | None = conn.execute(_AGREED, {"person": person_id, "scope": scope}).scalar_one()
    return agreed


def first_agreed_at(conn: Connection, person_id: int) -> datetime | None:
    """When the person first agreed to messages, or None."""
    moment: datetime | None = conn.execute(_FIRST_YES, {"person": person_id}).scalar_one()
    return moment
