"""Help: quick, with an example for every command, and nothing heavy loaded to show it."""

import json
import subprocess
import sys

import click
import pytest
import typer
from typer.testing import CliRunner

from bot.cli import app
from tests.support.house import ROOT

HEAVY = {"sqlalchemy", "telegram", "structlog", "aiohttp", "uvicorn", "starlette", "babel", "segno", "openpyxl"}


def commands() -> list[tuple[str, ...]]:
    """Every command and group as it is typed."""

    def below(command: click.Command, words: tuple[str, ...]) -> list[tuple[str, ...]]:
        groups = getattr(command, "commands", {})
        return [words, *(each for name, one in groups.items() for each in below(one, (*words, name)))]

    return below(typer.main.get_command(app), ())


@pytest.mark.parametrize("words", commands(), ids=" ".join)
def test_every_command_shows_an_example_of_itself(words: tuple[str, ...]) -> None:
    result = CliRunner().invoke(app, [*words, "--help"])
    assert result.exit_code == 0
    assert " ".join(("Ví dụ: bekhoe", *words)) in " ".join(result.stdout.split())


def test_the_commands_are_those_promised() -> None:
    promised = {"init", "run", "demo", "chat", "invite", "read", "week", "backup"}
    assert promised <= {words[0] for words in commands() if words}
    assert ("load", "children") in commands()


def test_help_loads_nothing_heavy() -> None:
    program = (
        "import sys, json\nfrom bot.cli import app\n"
        "try: app(['--help'])\n"
        "except SystemExit: print(json.dumps(sorted(name for name in sys.modules if '.' not in name)))"
    )
    done = subprocess.run([sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, check=True)
    helped, _, loaded = done.stdout.rstrip().rpartition("\n")
    assert "invite" in helped
    assert HEAVY & set(json.loads(loaded)) == set()


def test_an_unknown_command_is_wrong_use() -> None:
    assert CliRunner().invoke(app, ["sinh"]).exit_code == 2
