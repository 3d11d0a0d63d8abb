"""A quiet week told from silence."""

from handlers.joining import village_named
from handlers.phrases import report_code
from handlers.replies import Reply, line
from handlers.scene import Scene
from handlers.trail import Values, note
from health.events import ReportKind
from health.weeks import Week
from messages.days import week_span
from messages.texts import Line, Param
from storage import reports, weeks
from storage.changes import ChangeKind
from storage.engine import Connection
from storage.places import PlaceRow
from storage.reports import NewReport


def record(conn: Connection, scene: Scene) -> list[Reply]:
    """Store that nothing happened this week in the village that was named, or in the speaker's own ones."""
    named = village_named(conn, scene, scene.message.text)
    villages = (named,) if named else scene.villages
    if not villages:
        return [scene.reply(line("zero_which_village"))]
    return [scene.reply(*(_record_one(conn, scene, village) for village in villages))]


def _record_one(conn: Connection, scene: Scene, village: PlaceRow) -> Line:
    week = Week.of(scene.today)
    new = NewReport(
        commune_id=village.commune_id or village.id,
        village_id=village.id,
        kind=ReportKind.ZERO,
        received_at=scene.at,
        received_on=scene.today,
        event_on=scene.today,
        reporter_id=scene.teller.id,
        entered_by_id=scene.entered.by.id if scene.entered else None,
        inbox_id=scene.message.id,
    )
    told = weeks.events_of_village(conn, village.id, week)
    report = reports.add(conn, new)
    note(conn, scene, report.id, ChangeKind.RECORDED, Values(after={"state": report.state.value}))
    span = week_span(week.monday, scene.voice)
    params: dict[str, Param] = {"village": village.name, "week": week.number, "span": span}
    if told:
        return line("zero_beside_reports", codes=" ".join(report_code(each) for each in told), **params)
    return line("zero_recorded", **params)
