"""Single-use, expiring invitations, kept by their digest, and the limit on guessing codes."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, bindparam, func, insert, select, update

from storage.belonging import commune_of
from storage.sealed import digest
from storage.tables import code_try, invitation, place


@dataclass(frozen=True, slots=True)
class NewInvitation:
    """An invitation to a role in a place."""

    code: str
    role: str
    place_id: int
    expires_at: datetime
    invited_by: int | None = None
    replaces: bool = False  # whoever holds the role there holds it no more


@dataclass(frozen=True, slots=True)
class Invitation:
    """A stored invitation, while it is open."""

    id: int
    role: str
    place_id: int
    invited_by: int | None
    replaces: bool


_INSERT = insert(invitation).values(commune_id=commune_of(place))
_OPEN = select(
    invitation.c.id, invitation.c.role, invitation.c.place_id, invitation.c.invited_by, invitation.c.replaces
).where(
    invitation.c.digest == bindparam("digest"),
    invitation.c.used_at.is_(None),
    invitation.c.expires_at > bindparam("now"),
)
_USE = (
    update(invitation)
    .where(invitation.c.id == bindparam("row"), invitation.c.used_at.is_(None))
    .values(used_by=bindparam("person"), used_at=bindparam("at"))
)
_TRY = insert(code_try)
_TRIES = (
    select(func.count())
    .select_from(code_try)
    .where(
        code_try.c.digest == bindparam("digest"),
        code_try.c.kind == bindparam("kind"),
        code_try.c.at > bindparam("since"),
    )
)


def add(conn: Connection, new: NewInvitation, at: datetime) -> None:
    """Keep an invitation; the code itself is not kept."""
    conn.execute(
        _INSERT,
        {
            "owner": new.place_id,
            "digest": digest(conn, f"invitation:{new.code}"),
            "role": new.role,
            "place_id": new.place_id,
            "invited_by": new.invited_by,
            "replaces": new.replaces,
            "created_at": at,
            "expires_at": new.expires_at,
        },
    )


def find(conn: Connection, code: str, now: datetime) -> Invitation | None:
    """The open invitation with this code: not used, not expired."""
    row = conn.execute(_OPEN, {"digest": digest(conn, f"invitation:{code}"), "now": now}).one_or_none()
    return Invitation(**row._asdict()) if row else None


def use(conn: Connection, invitation_id: int, person_id: int, at: datetime) -> bool:
    """Use an invitation up; False if somebody else was first."""
    return conn.execute(_USE, {"row": invitation_id, "person": person_id, "at": at}).rowcount == 1


def count_try(conn: Connection, address_digest: str, kind: str, at: datetime) -> None:
    """An address tried a code, right or wrong."""
    conn.execute(_TRY, {"digest": address_digest, "kind": kind, "at": at})


def tries_since(conn: Connection, address_digest: str, kind: str, since: datetime) -> int:
    """How many codes of a kind an address has tried since a moment."""
    return int(conn.execute(_TRIES, {"digest": address_digest, "kind": kind, "since": since}).scalar_one())
