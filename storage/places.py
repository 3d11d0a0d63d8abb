"""The place tree: city, district, commune, village."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Row, bindparam, insert, select, update

from storage.tables import place


@dataclass(frozen=True, slots=True)
class PlaceRow:
    """One place as stored."""

    id: int
    commune_id: int | None
    parent_id: int | None
    kind: str  # city, district, commune, village
    code: str
    name: str
    other_names: tuple[str, ...] = ()  # short and former names
    former_parents: tuple[str, ...] = ()
    station_name: str = ""
    phone: str = ""  # the station's own number, digits; empty below a commune
    immunisation_days: tuple[str, ...] = ()  # as in the places file


_ALL = select(place)
_BY_ID = _ALL.where(place.c.id == bindparam("id"))
_BY_CODE = _ALL.where(place.c.code == bindparam("code"))
_VILLAGES = _ALL.where(place.c.commune_id == bindparam("commune"), place.c.kind == "village").order_by(place.c.code)
_COMMUNES = _ALL.where(place.c.kind == "commune").order_by(place.c.code)
_INSERT = insert(place).returning(place.c.id)
_UPDATE = update(place).where(place.c.id == bindparam("row"))


_LISTS = ("other_names", "former_parents", "immunisation_days")


def _record(row: Row[*tuple[Any, ...]]) -> PlaceRow:
    fields = row._asdict()
    return PlaceRow(**{**fields, **{name: tuple(fields[name].splitlines()) for name in _LISTS}})


def by_id(conn: Connection, place_id: int) -> PlaceRow:
    """The place with this id."""
    return _record(conn.execute(_BY_ID, {"id": place_id}).one())


def by_code(conn: Connection, code: str) -> PlaceRow | None:
    """The place with this code, if there is one."""
    row = conn.execute(_BY_CODE, {"code": code}).one_or_none()
    return _record(row) if row else None


def villages(conn: Connection, commune_id: int) -> tuple[PlaceRow, ...]:
    """The villages of a commune in the order of their codes."""
    return tuple(_record(row) for row in conn.execute(_VILLAGES, {"commune": commune_id}))


def communes(conn: Connection) -> tuple[PlaceRow, ...]:
    """Every commune in the order of their codes."""
    return tuple(_record(row) for row in conn.execute(_COMMUNES))


def save(conn: Connection, new: PlaceRow) -> int:
    """Store a place, or bring the stored one with the same code up to date; gives its id. `new.id` is not used."""
    values = {
        "parent_id": new.parent_id,
        "kind": new.kind,
        "code": new.code,
        "name": new.name,
        "station_name": new.station_name,
        "phone": new.phone,
        **{name: "\n".join(getattr(new, name)) for name in _LISTS},
    }
    known = by_code(conn, new.code)
    place_id = known.id if known else int(conn.execute(_INSERT, values).scalar_one())
    commune_id = place_id if new.kind == "commune" else new.commune_id
    conn.execute(_UPDATE, {**values, "row": place_id, "commune_id": commune_id})
    return place_id


def path(conn: Connection, place_id: int) -> Sequence[str]:
    """Codes from the root down to the place, itself included."""
    codes: list[str] = []
    step: int | None = place_id
    while step is not None:
        row = by_id(conn, step)
        codes.append(row.code)
        step = row.parent_id
    return tuple(reversed(codes))
