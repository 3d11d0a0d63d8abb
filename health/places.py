"""The tree of places: a city or province, districts (until 2025), communes, villages."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from health.data_files import Entry, read_csv, read_toml
from health.faults import Problem
from health.phones import national_number
from health.sessions import SessionRule, parse_session


class PlaceKind(StrEnum):
    """Kinds of places, the largest first."""

    CITY = "city"  # or province
    DISTRICT = "district"
    COMMUNE = "commune"  # or ward
    VILLAGE = "village"  # or street group


@dataclass(frozen=True, slots=True)
class PlaceRecord:
    """One place."""

    kind: PlaceKind
    code: str  # "B01", unique
    name: str  # "Bản Pa Pe"
    parent: str | None = None  # code of the place that holds it
    short_names: tuple[str, ...] = ()  # "Pa Pe"
    former_names: tuple[str, ...] = ()  # before mergers, or printed otherwise
    former_parents: tuple[str, ...] = ()  # names, as "huyện Tam Đường"
    station_name: str = ""
    phone: str = ""  # of the station, digits
    sessions: tuple[SessionRule, ...] = ()  # immunisation days

    @property
    def names(self) -> tuple[str, ...]:
        """All that it may be called, its proper name first."""
        return (self.name, *self.short_names, *self.former_names)


def parse_places(text: str, file: str) -> tuple[PlaceRecord, ...]:
    """The places of a TOML or CSV file (by the ending of its name), parents before children. Raises DataError."""
    if file.lower().endswith(".csv"):
        entries = read_csv(text, file)
    else:
        data = read_toml(text, file, "place")
        data.head.only("id", "version", "source")
        entries = data.entries
    by_code: dict[str, tuple[Entry, PlaceRecord]] = {}
    for entry in entries:
        place = _place(entry)
        if place.code in by_code:
            raise entry.error(Problem.DUPLICATE, "code", place.code)
        by_code[place.code] = (entry, place)
    depths = {code: _depth(code, by_code) for code in by_code}
    for entry, place in by_code.values():
        _check_parent(entry, place, by_code)
    return tuple(place for _, place in sorted(by_code.values(), key=lambda pair: depths[pair[1].code]))


def path_of(code: str, places: Iterable[PlaceRecord]) -> tuple[str, ...]:
    """The codes from the top of the tree down to a place; KeyError for an unknown code."""
    parents = {place.code: place.parent for place in places}
    path = [code]
    while parent := parents[path[0]]:
        path.insert(0, parent)
    return tuple(path)


def _place(entry: Entry) -> PlaceRecord:
    entry.only(
        "kind", "code", "name", "parent", "short_names", "former_names", "former_parents",
        "station_name", "phone", "immunisation_days",
    )  # fmt: skip
    return PlaceRecord(
        kind=entry.choice("kind", PlaceKind),
        code=entry.text("code"),
        name=entry.text("name"),
        parent=entry.text("parent", "") or None,
        short_names=entry.texts("short_names"),
        former_names=entry.texts("former_names"),
        former_parents=entry.texts("former_parents"),
        station_name=entry.text("station_name", ""),
        phone=_phone(entry),
        sessions=_sessions(entry),
    )


def _phone(entry: Entry) -> str:
    written = entry.text("phone", "")
    number = national_number(written) if written else ""
    if number is None:
        raise entry.error(Problem.BAD_PHONE, "phone", written)
    return number


def _sessions(entry: Entry) -> tuple[SessionRule, ...]:
    rules = []
    for written in entry.texts("immunisation_days"):
        try:
            rules.append(parse_session(written))
        except ValueError:
            raise entry.error(Problem.BAD_SESSION, "immunisation_days", written) from None
    return tuple(rules)


def _depth(code: str, by_code: Mapping[str, tuple[Entry, PlaceRecord]]) -> int:
    """How far below the top a place is; raises for an unknown parent and for a loop."""
    trail = [code]
    entry, place = by_code[code]
    while place.parent:
        if place.parent not in by_code:
            raise entry.error(Problem.UNKNOWN_PLACE, "parent", place.parent)
        if place.parent in trail:
            raise entry.error(Problem.CYCLE, "parent", place.parent)
        trail.append(place.parent)
        entry, place = by_code[place.parent]
    return len(trail)


def _check_parent(entry: Entry, place: PlaceRecord, by_code: Mapping[str, tuple[Entry, PlaceRecord]]) -> None:
    ranks: Sequence[PlaceKind] = tuple(PlaceKind)
    if place.parent and ranks.index(by_code[place.parent][1].kind) >= ranks.index(place.kind):
        raise entry.error(Problem.WRONG_PARENT, "parent", place.parent)
    if place.kind is PlaceKind.VILLAGE and not place.parent:
        raise entry.error(Problem.MISSING, "parent")
