"""A small commune lived through the real code: nothing wrong happens, and the same seed tells the same."""

import json
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Final

import pytest
from sqlalchemy import select

from bot.keys import make_key_file, read_key
from bot.simulation.running import AlreadyInUse, Summary, Wanted, simulate
from bot.simulation.towns import MOST, city
from health.places import PlaceKind
from health.shipped import load_population
from storage.engine import Engine, open_engine
from storage.schema import prepare
from storage.tables import metadata
from tests.bot.cli.conftest import Shell, shell
from tests.support.databases import KEY, SqliteFiles

__all__ = ["shell"]  # a fixture of the commands' tests

BUSY: Final = replace(  # much happens in a short time
    load_population(),
    births_a_year=14,
    births_incomplete=40,
    births_undone=15,
    births_told_twice=15,
    deaths_newborn=60,
    deaths_infant=60,
    deaths_rumoured=600,
    twins=100,
    pregnancies_lost=250,
    pregnancies_undone=15,
    losses_denied=40,
    losses_undone=40,
    stopped=100,
    ill=200,
    outages=5,
)
SECRET: Final = frozenset({"invitation", "alembic_version"})  # drawn anew each time


@dataclass(frozen=True, slots=True)
class Lived:
    """A home in which a year was lived."""

    home: Path
    summary: Summary


@pytest.fixture(scope="module")
def year(tmp_path_factory: pytest.TempPathFactory) -> Lived:
    """One village in a year in which much happens."""
    home = tmp_path_factory.mktemp("year")
    key = read_key(make_key_file(home).parent, None)
    return Lived(home, lived(f"sqlite:///{home}/bekhoe.db", Wanted(years=1, seed=6, villages=1, figures=BUSY), key))


def lived(url: str, wanted: Wanted, key: bytes = KEY) -> Summary:
    """What came of it."""
    engine = open_engine(url, key, writer=True)
    prepare(engine)
    summary = simulate(engine, wanted)
    engine.dispose()
    return summary


def test_nothing_wrong_happens_however_much_does(year: Lived) -> None:
    assert list(year.summary.violations) == []
    assert year.summary.days_checked == 365
    happened = {"births_told", "deaths_told", "rumours", "said_yes", "said_stopped", "danger_signs", "outages", "doses"}
    happened |= {"pregnancies_told", "pregnancies_lost", "births_joined", "checkups_told"}
    assert happened <= year.summary.happened.keys()
    assert "births_not_joined" not in year.summary.happened
    assert year.summary.send_failures > 0


def test_what_families_know_is_told_after_a_year(year: Lived, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BEKHOE_HOME", str(year.home))
    rows = json.loads(Shell(year.home).told("awareness", "--json"))
    for each in ("baseline", "follow_up"):
        asked = [row for row in rows if row["round"] == each and row["asked"]]
        assert any(row["answered"] and row["unanswered"] and row["low"] is not None for row in asked), each
    by_sum = sum(row["answered"] for row in rows)
    assert by_sum == year.summary.happened["quizzes_answered"]


def content(url: str) -> dict[str, list[Any]]:
    """All rows that tell something."""
    engine = open_engine(url, KEY, writer=False)
    with engine.connect() as conn:
        found = {
            table.name: [tuple(row) for row in conn.execute(select(table).order_by(*table.primary_key.columns))]
            for table in metadata.sorted_tables
            if table.name not in SECRET
        }
    engine.dispose()
    joined = [row for row in found["inbox"] if "THAM GIA" not in str(row)]
    return found | {"inbox": joined}


def test_the_same_seed_tells_the_same(sqlite: SqliteFiles) -> None:
    one, other, third = (sqlite.migrated() for _ in range(3))
    wanted = Wanted(years=0.1, seed=3, villages=1, figures=BUSY)
    first = lived(one, wanted)
    assert replace(lived(other, wanted), seconds=first.seconds) == first
    assert content(one) == content(other)
    lived(third, replace(wanted, seed=4))
    assert content(third) != content(one)


def test_a_database_in_use_is_left_alone(sqlite_engine: Engine) -> None:
    simulate(sqlite_engine, Wanted(years=0.003, seed=1))
    with pytest.raises(AlreadyInUse):
        simulate(sqlite_engine, Wanted(years=0.003, seed=1))


def test_the_command_sums_up(shell: Shell) -> None:
    told = json.loads(shell.told("simulate", "--years", "0.02", "--seed", "7", "--communes", "2", "--json"))
    assert told["days_checked"] == 7
    assert told["violations"] == []
    assert {"births", "messages_in"} <= told["happened"].keys()
    again = shell.run("simulate")
    assert again.exit_code == 2
    assert "không trống" in again.stderr


def test_a_city_has_distinct_places() -> None:
    places = city(MOST)
    assert sum(place.kind is PlaceKind.COMMUNE for place in places) == MOST
    assert len({place.code for place in places}) == len(places) == 1 + 9 * MOST
    assert len({place.name for place in places}) == len(places)
    assert city(1)[0].kind is PlaceKind.COMMUNE


@pytest.mark.prove
@pytest.mark.timeout(3600)
@pytest.mark.parametrize("seed", [1, 2, 3])
def test_five_years_are_right_on_every_day(sqlite_engine: Engine, seed: int) -> None:
    summary = simulate(sqlite_engine, Wanted(years=5, seed=seed, villages=3))
    assert list(summary.violations) == []


@pytest.mark.prove
@pytest.mark.timeout(3600)
@pytest.mark.parametrize("seed", range(10))
def test_much_happens_and_nothing_wrong(sqlite_engine: Engine, seed: int) -> None:
    summary = simulate(sqlite_engine, Wanted(years=1, seed=seed, villages=2, figures=BUSY))
    assert list(summary.violations) == []


@pytest.mark.prove
@pytest.mark.timeout(3600)
def test_it_is_the_same_on_either_database(engine: Engine) -> None:
    summary = simulate(engine, Wanted(years=0.3, seed=5, villages=2, figures=BUSY))
    assert list(summary.violations) == []
