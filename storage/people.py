"""People, the roles they hold and when they are on leave."""

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import Connection, bindparam, insert, select, update

from health.rights import Role
from storage.belonging import commune_of
from storage.tables import leave, person, person_role, place


@dataclass(frozen=True, slots=True)
class Grant:
    """One role that a person holds in one place."""

    role: str
    place_id: int


@dataclass(frozen=True, slots=True)
class Person:
    """One person with all roles."""

    id: int
    commune_id: int | None  # none for a stranger
    name: str | None
    language: str
    practice_since: datetime | None
    unread: int  # messages in a row that the bot could not read
    grants: tuple[Grant, ...]

    @property
    def works(self) -> bool:
        """Whether the person holds any role but that of a family."""
        return any(grant.role != Role.CAREGIVER for grant in self.grants)

    def holds(self, role: str) -> bool:
        """Whether the person holds this role anywhere."""
        return any(grant.role == role for grant in self.grants)


_BY_ID = select(
    person.c.id, person.c.commune_id, person.c.name, person.c.language, person.c.practice_since, person.c.unread
).where(person.c.id == bindparam("id"))
_GRANTS = (
    select(person_role.c.role, person_role.c.place_id)
    .where(person_role.c.person_id == bindparam("id"), person_role.c.until.is_(None))
    .order_by(person_role.c.since, person_role.c.role, person_role.c.place_id)
)
_TAKE = select(person.c.id).where(person.c.id == bindparam("id")).with_for_update()
_HOLDERS = (
    select(person_role.c.person_id)
    .where(
        person_role.c.role == bindparam("role"),
        person_role.c.place_id == bindparam("place"),
        person_role.c.until.is_(None),
    )
    .order_by(person_role.c.person_id)
)
_ROSTER = (
    select(person_role.c.person_id, person_role.c.role, place.c.name.label("place"), person.c.practised_at)
    .join(person, person.c.id == person_role.c.person_id)
    .join(place, place.c.id == person_role.c.place_id)
    .where(person_role.c.until.is_(None), person_role.c.role != Role.CAREGIVER.value)
    .order_by(person_role.c.role.desc(), place.c.code, person_role.c.person_id)
)
_INSERT = insert(person).returning(person.c.id)
_ROLE = select(person_role.c.until).where(
    person_role.c.person_id == bindparam("id"),
    person_role.c.role == bindparam("role"),
    person_role.c.place_id == bindparam("place"),
)
_ADD_ROLE = insert(person_role)
_RENEW_ROLE = (
    update(person_role)
    .where(
        person_role.c.person_id == bindparam("id"),
        person_role.c.role == bindparam("held"),
        person_role.c.place_id == bindparam("at_place"),
    )
    .values(until=bindparam("ends"))
)
_SET = update(person).where(person.c.id == bindparam("row"))
_ADD_LEAVE = insert(leave).values(commune_id=commune_of(person))
_END_LEAVE = (
    update(leave)
    .where(leave.c.person_id == bindparam("who"), leave.c.last_day > bindparam("day"))
    .values(last_day=bindparam("day"))
)
_ON_LEAVE = select(leave.c.person_id).where(
    leave.c.first_day <= bindparam("last"), leave.c.last_day >= bindparam("first")
)


def take(conn: Connection, person_id: int) -> None:
    """Until the transaction ends no other one takes this person (where there are several writers)."""
    conn.execute(_TAKE, {"id": person_id})


def get(conn: Connection, person_id: int) -> Person:
    """The person with this id."""
    row = conn.execute(_BY_ID, {"id": person_id}).one()
    grants = tuple(Grant(role, place_id) for role, place_id in conn.execute(_GRANTS, {"id": person_id}))
    return Person(**row._asdict(), grants=grants)


def add(conn: Connection, at: datetime, commune_id: int | None = None, name: str | None = None) -> int:
    """A new person without roles; gives the id."""
    values = {"created_at": at, "commune_id": commune_id, "name": name}
    return int(conn.execute(_INSERT, values).scalar_one())


def grant(conn: Connection, person_id: int, role: Grant, commune_id: int, at: datetime) -> None:
    """Give a role; given again it holds on."""
    key = {"id": person_id, "role": role.role, "place": role.place_id}
    if conn.execute(_ROLE, key).one_or_none() is None:
        conn.execute(_ADD_ROLE, {"person_id": person_id, "role": role.role, "place_id": role.place_id, "since": at})
    else:
        end_role(conn, person_id, role, None)
    conn.execute(_SET, {"row": person_id, "commune_id": commune_id})


@dataclass(frozen=True, slots=True)
class Held:
    """One role held now, and by whom."""

    person_id: int
    role: str
    place: str  # name
    practised_at: datetime | None


def roster(conn: Connection) -> tuple[Held, ...]:
    """Who works for the communes: staff, then collaborators, by place; caregivers are left out."""
    return tuple(Held(**row._asdict()) for row in conn.execute(_ROSTER))


def end_role(conn: Connection, person_id: int, role: Grant, at: datetime | None) -> None:
    """End a role at a moment; None lets it hold on."""
    conn.execute(_RENEW_ROLE, {"id": person_id, "held": role.role, "at_place": role.place_id, "ends": at})


def holders(conn: Connection, role: str, place_id: int) -> tuple[int, ...]:
    """Ids of those who hold this role in this place."""
    return tuple(conn.execute(_HOLDERS, {"role": role, "place": place_id}).scalars())


def set_practice(conn: Connection, person_id: int, since: datetime | None, practised_at: datetime | None) -> None:
    """Begin (a moment) or end (None) practising."""
    conn.execute(_SET, {"row": person_id, "practice_since": since, "practised_at": practised_at})


def set_unread(conn: Connection, person_id: int, count: int) -> None:
    """How many messages in a row the bot could not read."""
    conn.execute(_SET, {"row": person_id, "unread": count})


def set_language(conn: Connection, person_id: int, language: str) -> None:
    """The language that the person is answered in."""
    conn.execute(_SET, {"row": person_id, "language": language})


def add_leave(conn: Connection, person_id: int, first_day: date, last_day: date) -> None:
    """The person is away from the first to the last day, both included."""
    conn.execute(_ADD_LEAVE, {"owner": person_id, "person_id": person_id, "first_day": first_day, "last_day": last_day})


def end_leave(conn: Connection, person_id: int, last_day: date) -> None:
    """The person came back: every leave ends on this day at the latest."""
    conn.execute(_END_LEAVE, {"who": person_id, "day": last_day})


def on_leave(conn: Connection, first: date, last: date) -> frozenset[int]:
    """Ids of the people who are away on some day of the span."""
    return frozenset(conn.execute(_ON_LEAVE, {"first": first, "last": last}).scalars())
