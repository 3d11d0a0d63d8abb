"""Pregnancies in any history: agreed, lost, undone, born, twins; nothing leaves that must not, nobody is forgotten."""

import pytest
from hypothesis import example, given

from storage.engine import Connection
from tests.handlers.test_counts_property import tries, undone
from tests.support.expectant import HISTORIES, Expectant, Step
from tests.support.stations import Station

WATCHED_DAYS = 30


def check(conn: Connection, history: list[Step]) -> None:
    """From the first word of a loss nothing leaves; what is born is taught as born; the others' lessons go on."""
    family = Expectant(Station(conn))
    family.play(history)
    may, must = {(person, one.id) for person, one in family.may_hear()}, family.must_hear()
    family.live_on(WATCHED_DAYS)
    assert family.wrong == []
    parents = {family.station.id_of(number) for number in family.parents}
    assert must <= {(person, one) for person, one in family.reached if person in parents} <= may


@tries(15)
@given(HISTORIES)
@example([("bear", 0, 1), ("begin", 0, 0), ("take_back", 0, 0), ("begin", 0, 0), ("give_again", 0, 0)])
@example([("begin", 0, 0), ("lose_mother", 0, 0), ("fail", 0, 0), ("choose", 0, 1), ("bear", 1, 1), ("bear", 0, 1)])
@example([("lose_own", 0, 0), ("answer", 0, 1), ("take_back", 0, 0), ("bear_two", 0, 0), ("give_again", 2, 0)])
@example([("still", 2, 0), ("sleep", 0, 0), ("take_back", 0, 0), ("bear", 2, 1), ("give_again", 1, 0)])
@example([("tell", 0, 0), ("answer", 0, 1), ("bear", 0, 1), ("stop", 0, 0), ("begin", 0, 0)])
@example([("lose", 0, 0), ("bear", 0, 1), ("answer", 0, 1), ("weeks", 0, 0)])
def test_pregnancies_in_any_history(sqlite_conn: Connection, history: list[Step]) -> None:
    with undone(sqlite_conn):
        check(sqlite_conn, history)


@pytest.mark.prove
@pytest.mark.timeout(3600)
@tries(1500)
@given(HISTORIES)
def test_pregnancies_in_many_histories(sqlite_conn: Connection, history: list[Step]) -> None:
    with undone(sqlite_conn):
        check(sqlite_conn, history)
