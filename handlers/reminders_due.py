"""When reminders are looked at: at once when something about a child has changed, else on the day that was planned."""

from datetime import datetime

from storage import agenda
from storage.agenda import Subject, What
from storage.engine import Connection


def look_again(conn: Connection, commune_id: int, child_id: int, at: datetime) -> None:
    """Look at this moment what this child's family is to hear."""
    agenda.add(conn, commune_id, What.REMINDER, at, Subject(child_id=child_id))
