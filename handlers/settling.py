"""Bringing a places file into the database: new places are added, known ones brought up to date."""

from collections.abc import Iterable

from health.places import PlaceKind, PlaceRecord
from storage import places
from storage.engine import Connection
from storage.places import PlaceRow


def save_places(conn: Connection, records: Iterable[PlaceRecord]) -> None:
    """Store the places, parents before children as the parser gives them."""
    ids: dict[str, int] = {}
    communes: dict[str, int | None] = {}
    for record in records:
        parent = record.parent or ""
        commune_id = communes.get(parent)
        ids[record.code] = places.save(
            conn,
            PlaceRow(
                id=0,
                commune_id=commune_id,
                parent_id=ids.get(parent),
                kind=record.kind.value,
                code=record.code,
                name=record.name,
                other_names=(*record.short_names, *record.former_names),
                former_parents=record.former_parents,
                station_name=record.station_name,
                phone=record.phone,
                immunisation_days=tuple(str(rule) for rule in record.sessions),
            ),
        )
        communes[record.code] = ids[record.code] if record.kind == "commune" else commune_id


def stored_places(conn: Connection) -> tuple[PlaceRecord, ...]:
    """The stored tree as the records that it came from."""
    found: list[PlaceRecord] = []
    for commune in places.communes(conn):
        found.append(PlaceRecord(PlaceKind.COMMUNE, commune.code, commune.name))
        found += [
            PlaceRecord(PlaceKind.VILLAGE, village.code, village.name, commune.code, village.other_names)
            for village in places.villages(conn, commune.id)
        ]
    return tuple(found)
