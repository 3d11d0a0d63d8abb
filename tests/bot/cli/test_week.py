"""`bekhoe week`: the promised names, a village, another week, and what is no week."""

import json

import pytest

from health.rights import Role
from tests.bot.cli.conftest import Shell
from tests.support.moments import NOW
from tests.support.stations import Station

PROMISED = frozenset(
    {"week", "place", "births", "births_male", "births_female", "deaths_under5", "doses", "children_vaccinated"}
    | {"low_birth_weight", "home_births", "villages_reported", "villages_silent", "incomplete", "late"}
)


def test_all_names_are_there_and_all_but_two_are_integers(commune: Shell) -> None:
    told = json.loads(commune.told("week", "--json"))
    assert (told["week"], told["place"], len(told["villages"])) == ("2026-W17", "BINHLU", 8)
    assert (told["villages_reported"], told["villages_silent"]) == (0, 8)
    for counts in (told, *told["villages"]):
        assert set(counts) >= PROMISED
        assert {name for name, value in counts.items() if type(value) is not int} <= {"week", "place", "villages"}
    assert [village["place"] for village in told["villages"]] == [f"B{number:02}" for number in range(1, 9)]


@pytest.mark.parametrize("place", ["B01", "b01"])
def test_a_village(commune: Shell, place: str) -> None:
    told = json.loads(commune.told("week", "--place", place, "--json"))
    assert (told["place"], told["villages_silent"]) == ("B01", 1)
    assert "villages" not in told


def test_another_week(commune: Shell) -> None:
    assert json.loads(commune.told("week", "--week", "2026-W16", "--json"))["week"] == "2026-W16"


def test_in_words(commune: Shell) -> None:
    assert commune.told("week").startswith("Tuần 17 (20-26/4): sinh 0")
    assert commune.told("week", "--place", "B01").startswith("Bản Pa Pe tuần 17 (20-26/4): sinh 0")


@pytest.mark.parametrize(
    "words",
    [
        ("--week", "17"),
        ("--week", "2026-W54"),
        ("--week", "2026-17"),
        ("--week", "tuần này"),
        ("--place", "B99"),
        ("--week",),
        ("--week", ""),
        ("--place", ""),
    ],
)
def test_wrong_use(commune: Shell, words: tuple[str, ...]) -> None:
    result = commune.run("week", *words)
    assert result.exit_code == 2
    assert result.stderr


def test_a_home_is_needed(shell: Shell) -> None:
    result = shell.run("week")
    assert result.exit_code == 1
    assert "bekhoe init" in result.stderr
    assert not shell.home.exists()


def test_a_village_that_told_of_a_birth(commune: Shell) -> None:
    with commune.looking() as conn:
        station = Station(conn)
        station.says(station.person(Role.COLLABORATOR, "B01"), "sinh be gai 2kg1 hom nay o nha, me Lo Thi May", NOW)
    expected = {"births": 1, "births_female": 1, "low_birth_weight": 1, "home_births": 1, "villages_reported": 1}
    for words, silent in (((), 7), (("--place", "B01"), 0)):
        told = json.loads(commune.told("week", *words, "--json"))
        assert {name: told[name] for name in expected} == expected
        assert told["villages_silent"] == silent
    assert json.loads(commune.told("week", "--place", "B02", "--json"))["births"] == 0


@pytest.mark.parametrize("content", [b"", b"no database" * 100])
@pytest.mark.parametrize("command", ["week", "queue"])
def test_a_database_that_holds_no_tables(commune: Shell, command: str, content: bytes) -> None:
    for file in commune.home.glob("bekhoe.db*"):
        file.unlink()
    (commune.home / "bekhoe.db").write_bytes(content)
    result = commune.run(command)
    assert result.exit_code == 1
    assert isinstance(result.exception, SystemExit)
    assert result.stderr.startswith(("the database is older", "cannot open"))


@pytest.mark.parametrize("words", [("week",), ("invite", "--role", "staff")])
def test_a_home_without_places(commune: Shell, words: tuple[str, ...]) -> None:
    with commune.looking() as conn:
        for table in ("agenda", "invitation", "place"):
            conn.exec_driver_sql(f"DELETE FROM {table}")
    result = commune.run(*words)
    assert result.exit_code == 1
    assert "chạy bekhoe init" in result.stderr
