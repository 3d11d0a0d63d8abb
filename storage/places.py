"""The place tree: city, district, commune, village."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from weakref import WeakKeyDictionary

from sqlalchemy import Connection, Row, Select, Transaction, bindparam, insert, select, update

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
_BY_ID = _ALL.where(place.c.id == bindparam("wanted"))
_BY_CODE = _ALL.where(place.c.code == bindparam("wanted"))
_VILLAGES = _ALL.where(place.c.commune_id == bindparam("wanted"), place.c.kind == "village").order_by(place.c.code)
_COMMUNES = _ALL.where(place.c.kind == "commune").order_by(place.c.code)
_INSERT = insert(place).returning(place.c.id)
_UPDATE = update(place).where(place.c.id == bindparam("row"))


_LISTS = ("other_names", "former_parents", "immunisation_days")


def _record(row: Row[*tuple[Any, ...]]) -> PlaceRow:
    fields = row._asdict()
    return PlaceRow(**{**fields, **{name: tuple(fields[name].splitlines()) for name in _LISTS}})


Asked = tuple[Select[*tuple[Any, ...]], object]
_asked: WeakKeyDictionary[Transaction, dict[Asked, tuple[PlaceRow, ...]]] = WeakKeyDictionary()


def _rows(conn: Connection, statement: Select[*tuple[Any, ...]], wanted: object = None) -> tuple[PlaceRow, ...]:
    """What a statement gives, asked once a transaction: a message looks at its places a dozen times."""
    transaction = conn.get_transaction()
    known = _asked.setdefault(transaction, {}) if transaction is not None else {}
    found = known.get((statement, wanted))
    if found is None:
        found = tuple(_record(row) for row in conn.execute(statement, {"wanted": wanted}))
        known[statement, wanted] = found
    return found


def by_id(conn: Connection, place_id: int) -> PlaceRow:
    """The place with this id."""
    (place_row,) = _rows(conn, _BY_ID, place_id)
    return place_row


def by_code(conn: Connection, code: str) -> PlaceRow | None:
    """The place with this code, if there is one."""
    return next(iter(_rows(conn, _BY_CODE, code)), None)


def villages(conn: Connection, commune_id: int) -> tuple[PlaceRow, ...]:
    """The villages of a commune in the order of their codes."""
    return _rows(conn, _VILLAGES, commune_id)


def communes(conn: Connection) -> tuple[PlaceRow, ...]:
    """Every commune in the order of their codes."""
    return _rows(conn, _COMMUNES)


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
    if (transaction := conn.get_transaction()) is not None:
        _asked.pop(transaction, None)
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
