"""Help: an example in every command, plain words, and nothing slow on the way to it."""

import subprocess
import sys
from collections.abc import Iterator
from time import perf_counter

import pytest
import typer
from typer.core import TyperGroup
from typer.testing import CliRunner

from bot.cli import app
from tests.bot.cli.conftest import ROOT, Bekhoe

SLOW = ("sqlalchemy", "telegram", "structlog", "alembic")
LOOK = f"""
import sys
from bot.cli import app
try:
    app(["--help"])
finally:
    assert not {SLOW} & sys.modules.keys(), "slow to import"
""".replace(str(SLOW), repr(set(SLOW)))
PROMISED = {"init", "load", "run", "demo", "chat", "invite", "read", "week", "queue", "backup"}


def commands(group: TyperGroup, before: tuple[str, ...] = ()) -> Iterator[tuple[str, ...]]:
    """The words of every command and group."""
    yield before
    for name, command in group.commands.items():
        if isinstance(command, TyperGroup):
            yield from commands(command, (*before, name))
        else:
            yield (*before, name)


TREE = typer.main.get_command(app)
assert isinstance(TREE, TyperGroup)
ALL = tuple(commands(TREE))


@pytest.mark.parametrize("words", ALL, ids=" ".join)
def test_help_shows_an_example(words: tuple[str, ...]) -> None:
    result = CliRunner().invoke(app, [*words, "--help"])
    assert result.exit_code == 0
    assert f"Ví dụ: bekhoe {' '.join(words)}".strip() in " ".join(result.stdout.split())
    lines = result.stdout.splitlines()
    assert max(map(len, lines)) <= 80


def test_every_promised_command_is_there() -> None:
    assert {words[0] for words in ALL if words} >= PROMISED


@pytest.mark.parametrize("words", [("no-such",), ("week", "--no-such"), ("load", "no-such"), ("backup",), ("load",)])
def test_what_is_no_command_is_wrong_use(bekhoe: Bekhoe, words: tuple[str, ...]) -> None:
    assert bekhoe(*words).exit_code == 2


def test_help_imports_nothing_slow_and_is_quick() -> None:
    began = perf_counter()
    done = subprocess.run([sys.executable, "-c", LOOK], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert "Ví dụ" in done.stdout
    assert perf_counter() - began < 2  # 0.15 s on a machine with nothing else to do
