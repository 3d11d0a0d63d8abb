"""`bekhoe week`: the promised names, and how a week and a place are named."""

from typing import Any

import pytest

from bot.serving import knowledge
from handlers.intake import handle
from health.rights import Role
from messages.envelope import ChannelName, Incoming
from storage import contacts, inbox, people, places
from storage.people import Grant
from tests.bot.cli.conftest import Bekhoe
from tests.support.moments import NOW

COUNTS = (
    "births", "births_male", "births_female", "deaths_under5", "doses", "children_vaccinated", "low_birth_weight",
    "home_births", "villages_reported", "villages_silent", "incomplete", "late",
)  # fmt: skip
WORKER = "+84911000001"


@pytest.fixture
def told(april: Bekhoe) -> Bekhoe:
    """A home in which B01 has told of a birth."""
    with april.opened() as conn:
        village = places.by_code(conn, "B01")
        assert village is not None
        worker = people.add(conn, NOW, village.commune_id)
        contacts.add(conn, worker, ChannelName.SMS, WORKER, NOW)
        people.grant(conn, worker, Grant(Role.COLLABORATOR, village.id), village.commune_id, NOW)
        message = Incoming(ChannelName.SMS, "1", WORKER, "sinh be gai 2kg1 hom nay tai nha, me Lo Thi May", NOW)
        message_id = inbox.store(conn, message, NOW)
        assert message_id is not None
        handle(conn, message_id, NOW, knowledge(conn))
    return april


def is_as_promised(told: dict[str, Any]) -> bool:
    """All the promised names, and integers but for the first two and the villages."""
    counts = {name: value for name, value in told.items() if name not in ("week", "place", "villages")}
    return list(told)[:2] == ["week", "place"] and counts.keys() >= {*COUNTS} and {*map(type, counts.values())} == {int}


@pytest.mark.parametrize(("place", "births", "reported"), [("B01", 1, 1), ("b01", 1, 1), ("B02", 0, 0)])
def test_a_village(told: Bekhoe, place: str, births: int, reported: int) -> None:
    week = told.told("week", "--place", place)
    assert is_as_promised(week)
    assert (week["place"], week["births"], week["villages_reported"]) == (place.upper(), births, reported)


def test_the_commune_by_its_code(told: Bekhoe) -> None:
    assert told.told("week", "--place", "BINHLU") == told.told("week")


@pytest.mark.parametrize(("week", "births"), [("2026-W17", 1), ("2026-W16", 0), ("2026-W53", 0)])
def test_a_week(told: Bekhoe, week: str, births: int) -> None:
    said = told.told("week", "--week", week)
    assert (said["week"], said["births"]) == (week, births)


def test_in_words(told: Bekhoe) -> None:
    assert "sinh 1 (nữ 1)" in told("week").stdout
    assert "sinh 1" in told("week", "--place", "B01").stdout


@pytest.mark.parametrize(
    "words", [("--week", "17"), ("--week", "2026-W54"), ("--week", ""), ("--place", "B99"), ("--place", "")]
)
def test_wrong_use(april: Bekhoe, words: tuple[str, ...]) -> None:
    assert april.refused("week", *words)[0] == 2


def test_before_init(bekhoe: Bekhoe) -> None:
    status, complaint = bekhoe.refused("week")
    assert (status, "bekhoe init" in complaint) == (1, True)


def test_a_home_without_its_database(sample: Bekhoe) -> None:
    (sample.home / "bekhoe.db").unlink()
    status, complaint = sample.refused("week")
    assert (status, "no database at" in complaint) == (1, True)


def test_a_database_that_init_never_filled(sample: Bekhoe) -> None:
    with sample.opened() as conn:
        conn.exec_driver_sql("DELETE FROM agenda")
        conn.exec_driver_sql("DELETE FROM invitation")
        conn.exec_driver_sql("DELETE FROM place")
    status, complaint = sample.refused("week")
    assert (status, "bekhoe init" in complaint) == (1, True)


def test_a_file_that_is_no_database(sample: Bekhoe) -> None:
    (sample.home / "bekhoe.db").write_bytes(b"no database" * 100)
    status, complaint = sample.refused("week")
    assert (status, "cannot open" in complaint) == (1, True)


def test_a_database_without_tables(sample: Bekhoe) -> None:
    (sample.home / "bekhoe.db").write_bytes(b"")
    status, complaint = sample.refused("week")
    assert (status, "bekhoe init" in complaint) == (1, True)
