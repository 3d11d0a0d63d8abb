"""Children of a register become children on record; loaded again, nobody is doubled."""

from dataclasses import dataclass
from datetime import datetime

from handlers.codes import new_code
from handlers.naming import name_carer
from health.matching import Child as KnownChild
from health.matching import Phrase, candidates
from health.registers import RegisterChild
from storage import children, places
from storage.children import NewChild
from storage.engine import Connection
from storage.places import PlaceRow
from storage.sealed import digest


@dataclass(frozen=True, slots=True)
class Loaded:
    """What one load did."""

    added: int = 0
    known: int = 0  # on record before, from an earlier load or a report


def load_children(conn: Connection, rows: tuple[RegisterChild, ...], at: datetime) -> Loaded:
    """Store the children that are not on record yet."""
    added = 0
    for row in rows:
        village = places.by_code(conn, row.village)
        assert village is not None
        key = digest(conn, f"register:{row.key}")
        if not children.is_registered(conn, key):
            added += _add(conn, row, village, key, at)
    return Loaded(added, len(rows) - added)


def _add(conn: Connection, row: RegisterChild, village: PlaceRow, key: str, at: datetime) -> int:
    """1 if the child was added, 0 if a report had told of it before: then its record gets the register's key."""
    known = _told_before(conn, row, village)
    child_id = known or children.add(
        conn,
        NewChild(
            commune_id=village.commune_id or village.id,
            village_id=village.id,
            code=new_code(conn),
            sex=row.sex.value,
            date_of_birth=row.born,
            name=row.name,
            mother=row.mother,
            register_key=key,
        ),
        at,
    )
    if known:
        children.change(conn, known, {"register_key": key})
    if row.phone:
        name_carer(conn, row.phone, children.get(conn, child_id), at)
    return 0 if known else 1


def _told_before(conn: Connection, row: RegisterChild, village: PlaceRow) -> int | None:
    found = children.by_name(conn, village.commune_id or village.id, row.mother, row.name)
    same_day = [child for child in found if child.date_of_birth == row.born and child.village_id == village.id]
    phrase = Phrase(row.born, row.village, row.name, row.mother, row.born, sex=row.sex)
    known = [KnownChild(child.id, row.village, child.name, child.mother, child.date_of_birth) for child in same_day]
    means = candidates(phrase, known)
    return means.ids[0] if len(means.ids) == 1 else None
