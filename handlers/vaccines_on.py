"""Which vaccines a station reminds of: those of the schedule, with those that its staff switched on or off."""

from functools import lru_cache

from health.schedule import Schedule, switched
from storage import settings
from storage.engine import Connection

ON, OFF = "on", "off"


def schedule_of(conn: Connection, commune_id: int, schedule: Schedule) -> Schedule:
    """The schedule as this station uses it."""
    lines = settings.get(conn, _name(commune_id))
    return _switched(schedule, lines) if lines else schedule


def switch(conn: Connection, commune_id: int, vaccine: str, to: str) -> None:
    """The station reminds of a vaccine from now on, or no more."""
    lines = (settings.get(conn, _name(commune_id)) or "").splitlines()
    others = [line for line in lines if line.partition("=")[0] != vaccine]
    settings.put(conn, _name(commune_id), "\n".join([*others, f"{vaccine}={to}"]))


def _name(commune_id: int) -> str:
    return f"vaccines_of_{commune_id}"


@lru_cache(maxsize=256)
def _switched(schedule: Schedule, lines: str) -> Schedule:
    told = dict(line.split("=") for line in lines.splitlines())
    return switched(schedule, {vaccine: to == ON for vaccine, to in told.items()})
