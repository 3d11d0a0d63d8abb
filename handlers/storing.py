"""Storing one report, of whatever kind, with the first line of its trail; and the child that it makes known."""

from collections.abc import Mapping
from datetime import date

from handlers.codes import new_code
from handlers.facts import Facts, columns_of, missing_of
from handlers.scene import Scene
from handlers.trail import Values, note
from health.events import ReportKind
from storage import children, places, reports
from storage.changes import ChangeKind
from storage.children import NewChild
from storage.engine import Connection
from storage.reports import NewReport, Report, State

NOTHING: Mapping[str, object] = {}


def village_id_of(conn: Connection, facts: Facts) -> int | None:
    """The village that the facts name."""
    village = places.by_code(conn, facts.text("village") or "")
    return village.id if village else None


def _village_here(conn: Connection, scene: Scene, facts: Facts) -> int | None:
    """A commune counts for its own villages alone: a child of another one may be vaccinated here."""
    village = places.by_code(conn, facts.text("village") or "")
    return village.id if village and scene.commune and village.commune_id == scene.commune.id else None


def new_child(conn: Connection, scene: Scene, facts: Facts, born: date | None, *, provisional: bool) -> int:
    """A child that nobody had told of, with a code of its own; gives its id."""
    assert scene.commune is not None
    child = NewChild(
        commune_id=scene.commune.id,
        village_id=village_id_of(conn, facts),
        code=new_code(conn),
        sex=facts.text("sex"),
        date_of_birth=born,
        name=facts.text("name"),
        mother=facts.text("mother"),
        provisional=provisional,
        expected=facts.kind is ReportKind.PREGNANCY,
        due_on=facts.day("due_on"),
    )
    return children.add(conn, child, scene.at)


def store(
    conn: Connection,
    scene: Scene,
    facts: Facts,
    child_id: int | None,
    state: State = State.RECORDED,
    more: Mapping[str, object] = NOTHING,
) -> Report:
    """Keep a report as told by the speaker; `more` are columns of its kind that the facts do not tell."""
    assert scene.commune is not None
    new = NewReport(
        commune_id=scene.commune.id,
        village_id=_village_here(conn, scene, facts),
        kind=facts.kind,
        received_at=scene.at,
        received_on=scene.today,
        event_on=facts.event_on,
        facts={**columns_of(facts), **more},
        state=state,
        reporter_id=scene.teller.id,
        entered_by_id=scene.entered.by.id if scene.entered else None,
        inbox_id=scene.message.id,
        child_id=child_id,
        missing=frozenset(missing_of(facts)),
        unsure=facts.unsure,
    )
    report = reports.add(conn, new)
    told = {**facts.values, "state": state.value}
    note(conn, scene, report.id, ChangeKind.RECORDED, Values(after=told, parts=facts.parts))
    return report
