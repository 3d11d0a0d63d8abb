"""What follows for a family when a dose of its child is told, corrected, withdrawn or taken back."""

from handlers.reminders_due import look_again
from handlers.scene import Scene
from health.events import ReportKind
from health.reminders import Moment
from storage import reminders
from storage.engine import Connection
from storage.reports import Report

SERIES = (Moment.BEFORE, Moment.DAY, Moment.MOVED, Moment.MISSED, Moment.UNTOLD)


def follow(conn: Connection, scene: Scene, report: Report) -> None:
    """A dose was told: what its family is to hear is looked at anew."""
    if report.kind is ReportKind.VACCINATION and report.child_id is not None:
        look_again(conn, report.commune_id, report.child_id, scene.at)


def begin_again(conn: Connection, scene: Scene, report: Report) -> None:
    """A dose was not given after all, or otherwise: of immunisation days gone by nothing was said."""
    vaccine = report.facts.get("vaccine")
    if report.kind is ReportKind.VACCINATION and report.child_id is not None and vaccine:
        reminders.forget(conn, report.child_id, str(vaccine), SERIES, scene.today)
    follow(conn, scene, report)
