"""When reminders are looked at: at once when something about a child has changed, else on the day that was planned."""

from datetime import datetime, timedelta

from storage import agenda
from storage.agenda import Subject, What
from storage.engine import Connection

ALL_PLANNED = timedelta(days=6 * 365)  # whatever is planned for a child under five


def look_again(conn: Connection, commune_id: int, child_id: int, at: datetime) -> None:
    """Look at this moment what this child's family is to hear."""
    agenda.add(conn, commune_id, What.REMINDER, at, Subject(child_id=child_id))


def look_at_all(conn: Connection, commune_id: int, at: datetime, planned: timedelta = ALL_PLANNED) -> None:
    """Look at this moment at every child of a commune of whom something falls due within some time."""
    agenda.hasten(conn, commune_id, What.REMINDER, at, at + planned)
