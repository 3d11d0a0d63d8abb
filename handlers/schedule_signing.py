"""The station's sign-off of the vaccine schedule: before it nobody is reminded of a dose, but in the sample commune."""

from datetime import datetime

from handlers.knowledge import Knowledge
from health.local_time import local_date
from health.schedule import Schedule
from storage import settings
from storage.engine import Connection

KEPT = "signed_schedule"  # setting: the version, who and when
SIGNED = "signed"  # a schedule whose file says so


def is_signed(conn: Connection, known: Knowledge) -> bool:
    """Whether families may be reminded by this schedule."""
    return known.is_sample or known.schedule.status == SIGNED or who_signed(conn, known.schedule) is not None


def who_signed(conn: Connection, schedule: Schedule) -> str | None:
    """Who signed this version, and when."""
    version, _, by = (settings.get(conn, KEPT) or "").partition("\t")
    return by if by and version == schedule.version else None


def sign(conn: Connection, schedule: Schedule, by: str, at: datetime) -> None:
    """Sign this version. Families who wait for it: `handlers.replanning`."""
    who = " ".join(by.split())
    settings.put(conn, KEPT, f"{schedule.version}\t{who}, {local_date(at).isoformat()}")
