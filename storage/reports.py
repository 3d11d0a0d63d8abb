"""Reports and the facts they carry. A report is an event with an identity: it is corrected, never sent twice."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, fields
from datetime import date, datetime, timedelta
from enum import StrEnum

from sqlalchemy import Connection, RowMapping, Table, bindparam, insert, select, update

from health.events import ReportKind
from storage import counters
from storage.tables import birth, death, dose, pregnancy, report

FIRST_NUMBER = 1001
LATE_AFTER = timedelta(days=7)  # clinical reference, section 4


class State(StrEnum):
    """Whether a report counts."""

    RECORDED = "recorded"  # counts
    UNCONFIRMED = "unconfirmed"  # a death that nobody has confirmed yet: shown to the station, not counted
    DOUBTFUL = "doubtful"  # perhaps told before: asked about, not counted until answered
    WITHDRAWN = "withdrawn"


@dataclass(frozen=True, slots=True)
class NewReport:
    """What every report has, and the facts of its kind by column name."""

    commune_id: int
    village_id: int | None
    kind: ReportKind
    received_at: datetime
    received_on: date  # local date
    event_on: date | None
    facts: Mapping[str, object] = field(default_factory=dict)
    state: State = State.RECORDED
    reporter_id: int | None = None
    entered_by_id: int | None = None  # who of the station read the reporter's message
    inbox_id: int | None = None
    child_id: int | None = None
    missing: frozenset[str] = frozenset()
    unsure: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Report:
    """One stored report."""

    id: int
    number: int
    commune_id: int
    village_id: int | None
    kind: ReportKind
    state: State
    reporter_id: int | None
    entered_by_id: int | None
    inbox_id: int | None
    received_at: datetime
    received_on: date
    event_on: date | None
    child_id: int | None
    missing: frozenset[str]
    unsure: frozenset[str]
    facts: Mapping[str, object]


@dataclass(frozen=True, slots=True)
class BirthTold:
    """What tells one birth from another of the same name."""

    child_id: int
    inbox_id: int | None
    received_on: date
    weight_g: int | None
    place: str | None


_FACTS: Mapping[ReportKind, Table] = {
    ReportKind.BIRTH: birth,
    ReportKind.DEATH: death,
    ReportKind.VACCINATION: dose,
    ReportKind.PREGNANCY: pregnancy,
}
_OWN = (
    "id",
    "number",
    "commune_id",
    "village_id",
    "reporter_id",
    "entered_by_id",
    "inbox_id",
    "received_at",
    "received_on",
    "event_on",
    "child_id",
)
_INSERT = insert(report).returning(report.c.id)
_INSERT_FACTS = {kind: insert(table) for kind, table in _FACTS.items()}
_SELECT_FACTS = {kind: select(table).where(table.c.report_id == bindparam("id")) for kind, table in _FACTS.items()}
_UPDATE_FACTS = {kind: update(table).where(table.c.report_id == bindparam("row")) for kind, table in _FACTS.items()}
_BY_ID = select(report).where(report.c.id == bindparam("id"))
_BY_NUMBER = select(report).where(report.c.number == bindparam("number"))
_LATEST = (
    select(report)
    .where(report.c.reporter_id == bindparam("person"), report.c.kind != "zero")
    .order_by(report.c.id.desc())
    .limit(bindparam("limit"))
)
_OF_CHILD = (
    select(report).where(report.c.child_id == bindparam("child"), report.c.state != "withdrawn").order_by(report.c.id)
)
_BIRTHS = (
    select(report.c.child_id, report.c.inbox_id, report.c.received_on, birth.c.weight_g, birth.c.place)
    .join(birth, birth.c.report_id == report.c.id)
    .where(report.c.child_id.in_(bindparam("children", expanding=True)), report.c.state != "withdrawn")
    .order_by(report.c.id.desc())
)
_OF_MESSAGE = select(report).where(report.c.inbox_id == bindparam("inbox")).order_by(report.c.id)
_SET = update(report).where(report.c.id == bindparam("row"))


def _is_late(event_on: date | None, received_on: date) -> bool:
    return event_on is not None and received_on - event_on > LATE_AFTER


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


def _record(conn: Connection, row: RowMapping) -> Report:
    kind = ReportKind(str(row["kind"]))
    facts: dict[str, object] = {}
    if kind in _FACTS:
        facts = dict(conn.execute(_SELECT_FACTS[kind], {"id": row["id"]}).one()._mapping)
        del facts["report_id"], facts["commune_id"]
    own = {name: row[name] for name in _OWN}
    return Report(
        **own,  # columns and fields share their names
        kind=kind,
        state=State(str(row["state"])),
        missing=_words(str(row["missing"])),
        unsure=_words(str(row["unsure"])),
        facts=facts,
    )


def add(conn: Connection, new: NewReport) -> Report:
    """Store a report with its facts and give it the next number."""
    number = counters.take(conn, "report", FIRST_NUMBER)
    row = {
        "commune_id": new.commune_id,
        "village_id": new.village_id,
        "number": number,
        "kind": new.kind.value,
        "state": new.state.value,
        "reporter_id": new.reporter_id,
        "entered_by_id": new.entered_by_id,
        "inbox_id": new.inbox_id,
        "received_at": new.received_at,
        "received_on": new.received_on,
        "event_on": new.event_on,
        "counted_on": new.event_on or new.received_on,
        "late": _is_late(new.event_on, new.received_on),
        "missing": " ".join(sorted(new.missing)),
        "unsure": " ".join(sorted(new.unsure)),
        "child_id": new.child_id,
    }
    report_id = int(conn.execute(_INSERT, row).scalar_one())
    if new.kind in _FACTS:
        conn.execute(_INSERT_FACTS[new.kind], {"report_id": report_id, "commune_id": new.commune_id, **new.facts})
    told = {field.name: getattr(new, field.name) for field in fields(NewReport)}
    return Report(id=report_id, number=number, **told)  # as it stands in the row: reading it back costs two statements


def get(conn: Connection, report_id: int) -> Report:
    """The report with this id."""
    return _record(conn, conn.execute(_BY_ID, {"id": report_id}).one()._mapping)


def by_number(conn: Connection, number: int) -> Report | None:
    """The report that people know by this number."""
    row = conn.execute(_BY_NUMBER, {"number": number}).one_or_none()
    return _record(conn, row._mapping) if row else None


def latest_by(conn: Connection, person_id: int, limit: int = 1) -> tuple[Report, ...]:
    """The last reports of a person, newest first."""
    rows = conn.execute(_LATEST, {"person": person_id, "limit": limit}).all()
    return tuple(_record(conn, row._mapping) for row in rows)


def of_child(conn: Connection, child_id: int) -> tuple[Report, ...]:
    """Every report about a child that was not withdrawn, oldest first."""
    return tuple(_record(conn, row._mapping) for row in conn.execute(_OF_CHILD, {"child": child_id}).all())


def births_of(conn: Connection, child_ids: Sequence[int]) -> dict[int, BirthTold]:
    """For each of these children whose birth was told, the first telling that was not withdrawn."""
    told = (BirthTold(**row._asdict()) for row in conn.execute(_BIRTHS, {"children": child_ids})) if child_ids else ()
    return {one.child_id: one for one in told}


def of_message(conn: Connection, inbox_id: int) -> tuple[Report, ...]:
    """Every report that one message gave."""
    return tuple(_record(conn, row._mapping) for row in conn.execute(_OF_MESSAGE, {"inbox": inbox_id}).all())


def set_facts(conn: Connection, old: Report, facts: Mapping[str, object]) -> None:
    """Change facts of the report's kind, by column name."""
    if facts:
        conn.execute(_UPDATE_FACTS[old.kind], {"row": old.id, **facts})


def set_event(conn: Connection, old: Report, event_on: date | None) -> None:
    """Change the date of the event; the week that it counts in follows."""
    late = _is_late(event_on, old.received_on)
    counted_on = event_on or old.received_on
    conn.execute(_SET, {"row": old.id, "event_on": event_on, "counted_on": counted_on, "late": late})


def set_state(conn: Connection, report_id: int, state: State) -> None:
    """Change whether a report counts."""
    conn.execute(_SET, {"row": report_id, "state": state.value})


def set_gaps(conn: Connection, report_id: int, missing: frozenset[str], unsure: frozenset[str]) -> None:
    """What the report still lacks, and what it is unsure of."""
    conn.execute(_SET, {"row": report_id, "missing": " ".join(sorted(missing)), "unsure": " ".join(sorted(unsure))})


def set_village(conn: Connection, report_id: int, village_id: int | None) -> None:
    """The village that the report counts for."""
    conn.execute(_SET, {"row": report_id, "village_id": village_id})


def set_child(conn: Connection, report_id: int, child_id: int | None) -> None:
    """The child that the report is about."""
    conn.execute(_SET, {"row": report_id, "child_id": child_id})
