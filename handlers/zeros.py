"""A quiet week told from silence."""

from handlers.phrases import report_code
from handlers.replies import Reply, line
from handlers.scene import Scene
from handlers.trail import note
from health.events import ReportKind
from health.weeks import Week
from messages.days import week_span
from messages.texts import Param
from storage import reports, weeks
from storage.changes import ChangeKind
from storage.engine import Connection
from storage.reports import NewReport


def record(conn: Connection, scene: Scene) -> list[Reply]:
    """Store that nothing happened in the speaker's village this week."""
    if scene.village is None or scene.commune is None:
        return [scene.reply(line("zero_which_village"))]
    week = Week.of(scene.today)
    new = NewReport(
        commune_id=scene.commune.id,
        village_id=scene.village.id,
        kind=ReportKind.ZERO,
        received_at=scene.at,
        received_on=scene.today,
        event_on=scene.today,
        reporter_id=scene.person.id,
        inbox_id=scene.message.id,
    )
    told = weeks.events_of_village(conn, scene.village.id, week)
    report = reports.add(conn, new)
    note(conn, scene, report.id, ChangeKind.RECORDED)
    params: dict[str, Param] = {
        "village": scene.village.name,
        "week": week.number,
        "span": week_span(week.monday, scene.voice),
    }
    if told:
        codes = " ".join(report_code(each) for each in told)
        return [scene.reply(line("zero_beside_reports", codes=codes, **params))]
    return [scene.reply(line("zero_recorded", **params))]
