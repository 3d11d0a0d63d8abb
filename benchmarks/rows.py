"""Many children and reports of one commune, put straight into the tables."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime, timedelta

from sqlalchemy import Table, insert

from benchmarks.home import NOW
from storage.engine import Connection
from storage.tables import agenda, birth, child, report

BATCH = 10_000
FIRST_DAY, DAYS = date(2024, 4, 22), 104 * 7  # two years of whole weeks, up to the present one
LATER = timedelta(days=400)
Row = Mapping[str, object]


def add_births(conn: Connection, commune_id: int, villages: Sequence[int], first: int, count: int) -> None:
    """Children numbered from `first` on, each with its report, and a moment on the agenda that is far from due."""
    for start in range(first, first + count, BATCH):
        numbers = range(start, min(start + BATCH, first + count))
        for table, rows in _rows(commune_id, villages, numbers):
            conn.execute(insert(table), rows)


def _rows(commune_id: int, villages: Sequence[int], numbers: Sequence[int]) -> Iterator[tuple[Table, list[Row]]]:
    where = [{"commune_id": commune_id, "village_id": villages[number % len(villages)]} for number in numbers]
    yield child, [_child(number) | place for number, place in zip(numbers, where, strict=True)]
    yield report, [_report(number) | place for number, place in zip(numbers, where, strict=True)]
    yield birth, [_birth(number) | {"commune_id": commune_id} for number in numbers]
    yield agenda, [due_lesson(commune_id, number, NOW + LATER) for number in numbers]


def _day(number: int) -> date:
    return FIRST_DAY + timedelta(days=number * 7919 % DAYS)


def _child(number: int) -> dict[str, object]:
    return {
        "id": number,
        "code": f"{number:07}",
        "date_of_birth": _day(number),
        "provisional": False,
        "created_at": NOW,
    }


def _report(number: int) -> dict[str, object]:
    day = _day(number)
    return {
        "id": number,
        "number": number + 1000,
        "kind": "birth",
        "state": "recorded",
        "child_id": number,
        "received_at": NOW,
        "received_on": day,
        "event_on": day,
        "counted_on": day,
        "late": False,
        "missing": "",
        "unsure": "",
    }


def _birth(number: int) -> dict[str, object]:
    place = "home" if number % 5 == 0 else "facility"
    return {"report_id": number, "sex": "mf"[number % 2], "weight_g": 2300 + number % 1500, "place": place}


def due_lesson(commune_id: int, child_id: int, at: datetime) -> dict[str, object]:
    """A row of the agenda: look whether the child's caregivers are to hear a lesson."""
    return {"commune_id": commune_id, "what": "lesson", "due_at": at, "child_id": child_id}
