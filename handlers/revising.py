"""Changing a stored report: the facts, the child they belong to, what is missing, and the trail of it."""

from collections.abc import Mapping
from datetime import date

from handlers import expecting
from handlers.facts import DATE_FIELD, Facts, columns_of, likely_birth, missing_of
from handlers.phrases import report_fields
from handlers.scene import Scene
from handlers.trail import Values, note
from health.ages import age_group
from health.events import ReportKind
from messages.reading.understanding import Value
from storage import agenda, children, moves, places, reports
from storage.agenda import Subject, What
from storage.changes import ChangeKind
from storage.engine import Connection
from storage.reports import Report


def stored_facts(conn: Connection, report: Report) -> Facts:
    """The facts of a stored report, by the names of the reading."""
    told = report_fields(conn, report)
    values: dict[str, Value] = {field: value for field, value in told.items() if isinstance(value, Value)}
    if report.village_id is not None:
        values["village"] = places.by_id(conn, report.village_id).code
    if report.kind is ReportKind.VACCINATION and report.child_id is not None:
        values["child"] = children.get(conn, report.child_id).code
    return Facts(report.kind, values, report.unsure)


def revise(conn: Connection, scene: Scene, report: Report, facts: Facts, why: ChangeKind) -> Report:
    """Store what the report says now; gives the report as it is after."""
    before = stored_facts(conn, report)
    village = places.by_code(conn, facts.text("village") or "")
    reports.set_facts(conn, report, columns_of(facts))
    if facts.event_on != report.event_on:
        reports.set_event(conn, report, facts.event_on)
    if (village.id if village else None) != report.village_id:
        reports.set_village(conn, report.id, village.id if village else None)
    reports.set_gaps(conn, report.id, frozenset(missing_of(facts)), facts.unsure)
    if report.child_id is not None and report.kind is ReportKind.PREGNANCY:
        expecting.follow(conn, scene, report.child_id)
    elif report.child_id is not None:
        _follow(conn, scene, report.child_id, facts, village.id if village else None)
    changed = {name: value for name, value in facts.values.items() if before.get(name) != value}
    earlier = {name: before.get(name) for name in changed}
    note(conn, scene, report.id, why, Values(earlier, changed, facts.parts))
    return reports.get(conn, report.id)


def _follow(conn: Connection, scene: Scene, child_id: int, facts: Facts, village_id: int | None) -> None:
    """The child follows its birth report, and a provisional child whatever is told of it."""
    child = children.get(conn, child_id)
    if facts.kind is not ReportKind.BIRTH and not child.provisional:
        return
    born = facts.day(DATE_FIELD[ReportKind.BIRTH]) if facts.kind is ReportKind.BIRTH else _born(facts, scene.today)
    told: Mapping[str, object] = {
        "sex": facts.get("sex"),
        "date_of_birth": born,
        "name": facts.get("name"),
        "mother": facts.get("mother"),
        "village_id": village_id,
    }
    if moves.latest(conn, child_id):  # where it was born is not where it lives
        told = {name: value for name, value in told.items() if name != "village_id"}
    now = {name: getattr(child, name) for name in told}
    children.change(conn, child_id, {name: value for name, value in told.items() if value and value != now[name]})
    if born and born != child.date_of_birth and scene.commune:
        agenda.drop_child(conn, child_id, What.LESSON)
        for kind in (What.LESSON, What.REMINDER):
            agenda.add(conn, scene.commune.id, kind, scene.at, Subject(child_id=child_id))
        _age_at_death(conn, child_id, born)


def _age_at_death(conn: Connection, child_id: int, born: date) -> None:
    """A death on record follows the date of birth that its age is counted from."""
    for told in reports.of_child(conn, child_id):
        if told.kind is ReportKind.DEATH and told.event_on and born <= told.event_on:
            group = age_group(born, told.event_on)
            reports.set_facts(conn, told, {"date_of_birth": born, "age_group": group.value})


def _born(facts: Facts, received_on: date) -> date | None:
    return likely_birth(facts, received_on) if facts.kind is ReportKind.DEATH else facts.day("date_of_birth")
