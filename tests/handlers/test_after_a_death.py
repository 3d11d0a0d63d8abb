"""After the first word of a child's death nothing about that child leaves, in whatever order things happen."""

import pytest
from hypothesis import example, given

from storage import care
from storage.care import Answer
from storage.engine import Connection
from tests.handlers.test_counts_property import tries, undone
from tests.support.families import HISTORIES, Family, Step
from tests.support.stations import Station

PASSES: list[Step] = [("arrive", 0, 0)] * 4  # hours, until it is asked whether the child arrived
WATCHED_DAYS = 45  # in which every child of these ages is due some lesson


def check(conn: Connection, history: list[Step]) -> None:
    """Nothing leaves that must not; afterwards every living child's messages go on, and no other's."""
    family = Family(Station(conn))
    family.play(history)
    family.live_on(WATCHED_DAYS)
    assert family.wrong == []
    alive = {child for child in family.children if not family.stands_dead(child)}
    people = [family.station.id_of(number) for number in family.parents]
    told = {person: care.children_of(conn, person) for person in people}
    agreed = [person for person in people if care.consent_of(conn, person) is Answer.YES]
    wanted = {(person, child) for person in agreed for child in told[person] if child in alive}
    assert wanted == set(family.reached)


@tries(20)
@given(HISTORIES)
@example([("begin", 0, 0), *(("tell", 0, child) for child in range(3)), *[("answer", 0, 1)] * 3, ("fail", 0, 0)])
@example([("tell_mother", 0, 0), ("undo", 0, 0), ("restore", 0, 0), ("begin", 0, 0)])
@example([("ail", 0, 0), *PASSES, ("begin", 0, 0), ("fail", 0, 0), ("stop", 0, 0), ("begin", 0, 0)])
@example([("ail", 0, 0), *PASSES, ("begin", 0, 0), ("fail", 0, 0), ("tell", 0, 0), ("begin", 0, 0), ("undo", 0, 0)])
@example([("begin", 0, 0), ("stop", 0, 0), ("stop", 1, 0), ("die", 0, 0)])
def test_nothing_leaves_after_the_first_word(sqlite_conn: Connection, history: list[Step]) -> None:
    with undone(sqlite_conn):
        check(sqlite_conn, history)


@pytest.mark.parametrize("before", [[], [("answer", 0, 1)]], ids=["told", "confirmed"])
def test_who_joins_after_it_is_told_nothing_of_the_child(sqlite_conn: Connection, before: list[Step]) -> None:
    family = Family(Station(sqlite_conn))
    care.look_after(sqlite_conn, family.station.id_of(family.parents[1]), family.children[1], family.now)
    family.play([("tell", 0, 1), *before, ("join", 1, 1)])
    assert family.said[-1] == ["consent_noted"]


@pytest.mark.prove
@pytest.mark.timeout(3600)
@tries(5000)
@given(HISTORIES)
def test_nothing_leaves_in_many_histories(sqlite_conn: Connection, history: list[Step]) -> None:
    with undone(sqlite_conn):
        check(sqlite_conn, history)
