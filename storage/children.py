"""The children a commune knows. Names are sealed; keyed digests of the folded names find a child."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import Connection, Row, bindparam, insert, or_, select, update

from health.names import fold
from storage.sealed import digest
from storage.tables import child


@dataclass(frozen=True, slots=True)
class NewChild:
    """What is known of a child when the bot first hears of it."""

    commune_id: int
    village_id: int | None
    code: str
    sex: str | None = None
    date_of_birth: date | None = None
    name: str | None = None
    mother: str | None = None
    provisional: bool = False  # known from a dose or a death alone
    expected: bool = False  # not born yet
    due_on: date | None = None
    register_key: str | None = None  # the row of a register that it was loaded from


@dataclass(frozen=True, slots=True)
class Child:
    """One child as stored."""

    id: int
    commune_id: int
    village_id: int | None
    code: str
    sex: str | None
    date_of_birth: date | None
    name: str | None
    mother: str | None
    provisional: bool
    dead: bool
    away: bool  # lives in a commune that is not here
    removed: bool
    expected: bool  # not born yet: the row is a pregnancy, and `dead` says that it was lost
    due_on: date | None  # of the pregnancy, before the birth and after it


_COLUMNS = (
    child.c.id,
    child.c.commune_id,
    child.c.village_id,
    child.c.code,
    child.c.sex,
    child.c.date_of_birth,
    child.c.name,
    child.c.mother,
    child.c.provisional,
    child.c.dead,
    child.c.away,
    child.c.removed,
    child.c.expected,
    child.c.due_on,
)
_LIVE = select(*_COLUMNS).where(child.c.removed.is_(False))
_BY_ID = select(*_COLUMNS).where(child.c.id == bindparam("id"))
_BY_CODE = _LIVE.where(child.c.code == bindparam("code"))
_BY_REGISTER = select(child.c.id).where(child.c.register_key == bindparam("key"))
_REGISTER_KEY = select(child.c.register_key).where(child.c.id == bindparam("id"))
_BORN_LIVE = _LIVE.where(child.c.expected.is_(False))
_BY_NAME = (
    _BORN_LIVE.where(
        child.c.commune_id + 0 == bindparam("commune"),  # by the names' indexes: SQLite would read the whole commune
        or_(
            child.c.mother_given_key == bindparam("given"),
            child.c.name_key == bindparam("full"),
        ),
    )
    .order_by(child.c.id.desc())
    .limit(50)
)
_BORN = (
    _BORN_LIVE.where(
        child.c.commune_id == bindparam("commune"),
        child.c.date_of_birth.between(bindparam("first"), bindparam("last")),
        child.c.village_id == bindparam("village"),
    )
    .order_by(child.c.id.desc())
    .limit(50)
)
_EXPECTED = _LIVE.where(
    child.c.commune_id + 0 == bindparam("commune"),
    child.c.mother_given_key == bindparam("given"),
    child.c.expected.is_(True),
).order_by(child.c.id)
_LIVING = _LIVE.where(child.c.village_id == bindparam("village"), child.c.dead.is_(False)).order_by(
    child.c.date_of_birth.desc(), child.c.id.desc()
)
_NAMELESS = _BORN.where(child.c.mother.is_(None))
_INSERT = insert(child).returning(child.c.id)
_SET = update(child).where(child.c.id == bindparam("row"))


def name_keys(conn: Connection, mother: str | None, name: str | None) -> dict[str, str | None]:
    """The digests under which a child is found by its mother's name, her given name, and its own."""
    folded_mother, folded_name = fold(mother or ""), fold(name or "")
    return {
        "mother_key": digest(conn, f"mother:{folded_mother}") if folded_mother else None,
        "mother_given_key": digest(conn, f"given:{folded_mother.split()[-1]}") if folded_mother else None,
        "name_key": digest(conn, f"name:{folded_name}") if folded_name else None,
    }


def _record(row: Row[*tuple[Any, ...]]) -> Child:
    return Child(**row._asdict())


def add(conn: Connection, new: NewChild, at: datetime) -> int:
    """A new child; gives its id."""
    values = {field: getattr(new, field) for field in NewChild.__slots__}
    keys = name_keys(conn, new.mother, new.name)
    return int(conn.execute(_INSERT, {**values, **keys, "created_at": at}).scalar_one())


def get(conn: Connection, child_id: int) -> Child:
    """The child with this id."""
    return _record(conn.execute(_BY_ID, {"id": child_id}).one())


def by_code(conn: Connection, code: str) -> Child | None:
    """The child with this code (digits alone), unless its report was withdrawn."""
    row = conn.execute(_BY_CODE, {"code": code}).one_or_none()
    return _record(row) if row else None


def is_registered(conn: Connection, register_key: str) -> bool:
    """Whether the row of a register with this key was loaded before."""
    return conn.execute(_BY_REGISTER, {"key": register_key}).one_or_none() is not None


def is_from_register(conn: Connection, child_id: int) -> bool:
    """Whether the child was loaded from a register and not told of by a report."""
    return conn.execute(_REGISTER_KEY, {"id": child_id}).scalar_one() is not None


def by_name(conn: Connection, commune_id: int, mother: str | None, name: str | None) -> tuple[Child, ...]:
    """Children whose mother has that given name or who have that name, newest first, 50 at most."""
    keys = name_keys(conn, mother, name)
    values = {"commune": commune_id, "given": keys["mother_given_key"], "full": keys["name_key"]}
    return tuple(_record(row) for row in conn.execute(_BY_NAME, values))


def expected_by_mother(conn: Connection, commune_id: int, mother: str) -> tuple[Child, ...]:
    """The pregnancies of women with that given name that no birth has ended, the lost ones too, oldest first."""
    given = name_keys(conn, mother, None)["mother_given_key"]
    return tuple(_record(row) for row in conn.execute(_EXPECTED, {"commune": commune_id, "given": given}))


def born_between(conn: Connection, village_id: int, commune_id: int, first: date, last: date) -> tuple[Child, ...]:
    """Children of a village born in a span of days, newest first, 50 at most."""
    values = {"commune": commune_id, "village": village_id, "first": first, "last": last}
    return tuple(_record(row) for row in conn.execute(_BORN, values))


def living_in(conn: Connection, village_id: int) -> tuple[Child, ...]:
    """The living children of a village, the youngest first."""
    return tuple(_record(row) for row in conn.execute(_LIVING, {"village": village_id}))


def nameless(conn: Connection, village_id: int, commune_id: int, first: date, last: date) -> tuple[Child, ...]:
    """Of these, the children whose mother nobody named."""
    values = {"commune": commune_id, "village": village_id, "first": first, "last": last}
    return tuple(_record(row) for row in conn.execute(_NAMELESS, values))


def change(conn: Connection, child_id: int, values: dict[str, object]) -> None:
    """Set fields of a child; the digests follow the names."""
    if not values:
        return
    conn.execute(_SET, {"row": child_id, **values})
    if "mother" in values or "name" in values:
        now = get(conn, child_id)
        conn.execute(_SET, {"row": child_id, **name_keys(conn, now.mother, now.name)})
