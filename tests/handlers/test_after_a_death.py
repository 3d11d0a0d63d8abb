"""After the first word of a child's death nothing about that child leaves, in whatever order things happen."""

import pytest
from hypothesis import example, given

from storage import care
from storage.care import Answer
from storage.engine import Connection
from tests.handlers.test_counts_property import tries, undone
from tests.support.families import HISTORIES, Family, Step
from tests.support.stations import Station

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


@tries(60)
@given(HISTORIES)
@example([("send", 0, 0), ("fail", 0, 0), ("tell", 0, 0), ("answer", 0, 1), ("send", 0, 0)])
def test_nothing_leaves_after_the_first_word(sqlite_conn: Connection, history: list[Step]) -> None:
    with undone(sqlite_conn):
        check(sqlite_conn, history)


@pytest.mark.prove
@pytest.mark.timeout(3600)
@tries(5000)
@given(HISTORIES)
def test_nothing_leaves_in_many_histories(sqlite_conn: Connection, history: list[Step]) -> None:
    with undone(sqlite_conn):
        check(sqlite_conn, history)
