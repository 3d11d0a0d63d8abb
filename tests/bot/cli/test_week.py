"""`bekhoe week`: the promised names, a village, another week, and what is no week."""

import json

import pytest

from tests.bot.cli.conftest import Shell

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
