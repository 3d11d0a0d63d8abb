"""Reminders in any history: never early, too late, twice, of the dead, to who stopped; and no due dose forgotten."""

import pytest
from hypothesis import example, given

from storage.engine import Connection
from tests.handlers.test_counts_property import tries, undone
from tests.support.reminded import HISTORIES, Reminded, Step
from tests.support.stations import Station

QUIET_DAYS = 45  # an immunisation day with its three days before falls within, whatever was moved


def check(conn: Connection, history: list[Step]) -> None:
    """Nothing wrong leaves; once all is quiet, whoever agreed hears of every dose that is due."""
    family = Reminded(Station(conn))
    family.play(history)
    since = family.today
    family.live(QUIET_DAYS)
    assert family.wrong == []
    assert family.forgotten(since) == []


@tries(6)
@given(HISTORIES)
@example([("live", 13, 0), ("move", 0, 5), ("live", 40, 0), ("dose", 1, 0), ("live", 20, 0), ("take_back", 0, 0)])
@example([("live", 40, 0), ("dose", 0, 2), ("tell", 0, 0), ("live", 20, 0), ("answer", 0, 0), ("live", 40, 0)])
@example([("live", 37, 0), ("stop", 0, 0), ("live", 9, 0), ("agree", 0, 0), ("live", 40, 0), ("undo", 0, 0)])
def test_reminders_in_any_history(sqlite_conn: Connection, history: list[Step]) -> None:
    with undone(sqlite_conn):
        check(sqlite_conn, history)


@pytest.mark.prove
@pytest.mark.timeout(3600)
@tries(1000)
@given(HISTORIES)
def test_reminders_in_many_histories(sqlite_conn: Connection, history: list[Step]) -> None:
    with undone(sqlite_conn):
        check(sqlite_conn, history)
