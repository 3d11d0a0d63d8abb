"""A replan gives exactly what looking at every child one by one gives, in any history."""

import pytest
from hypothesis import example, given

from storage.engine import Connection
from tests.handlers.test_counts_property import tries, undone
from tests.support.reminded import HISTORIES, Reminded, Step
from tests.support.replanned import (
    at_nine,
    do_all,
    forget_all,
    look_at_all,
    messages,
    planned,
    replan_all,
    settle,
)
from tests.support.stations import Station

DAYS = 12


def check(conn: Connection, history: list[Step]) -> None:
    """The same agenda and messages as of the ordinary way: that day, from whatever agenda, and the days after."""
    family = Reminded(Station(conn))
    family.play(history)
    at = family.now = at_nine(family.now)
    everybody = family.children
    with undone(conn):
        settle(conn, everybody, at)
        looked = planned(conn), messages(conn)
        for disturb in (lambda: None, lambda: forget_all(conn)):
            disturb()
            replan_all(conn, at)
            do_all(conn, at)
            assert (planned(conn), messages(conn)) == looked
    with undone(conn):
        look_at_all(conn, everybody, at)
        family.live(DAYS)
        heard = messages(conn)
    family.now = at
    with undone(conn):
        forget_all(conn)
        replan_all(conn, at)
        do_all(conn, at)
        family.live(DAYS)
        assert messages(conn) == heard


@tries(5)
@given(HISTORIES)
@example([("live", 13, 0), ("move", 0, 5), ("live", 40, 0), ("dose", 1, 0), ("live", 20, 0), ("take_back", 0, 0)])
@example([("live", 40, 0), ("dose", 0, 2), ("tell", 0, 0), ("live", 20, 0), ("answer", 0, 0), ("live", 40, 0)])
@example([("live", 37, 0), ("stop", 0, 0), ("live", 9, 0), ("agree", 0, 0), ("live", 40, 0), ("undo", 0, 0)])
def test_in_any_history(sqlite_conn: Connection, history: list[Step]) -> None:
    with undone(sqlite_conn):
        check(sqlite_conn, history)


def test_on_either_database(conn: Connection) -> None:
    check(conn, [("live", 13, 0), ("dose", 1, 0), ("move", 0, 5), ("stop", 1, 0), ("live", 3, 0), ("tell", 0, 0)])


@pytest.mark.prove
@pytest.mark.timeout(3600)
@tries(300)
@given(HISTORIES)
def test_in_many_histories(sqlite_conn: Connection, history: list[Step]) -> None:
    with undone(sqlite_conn):
        check(sqlite_conn, history)
