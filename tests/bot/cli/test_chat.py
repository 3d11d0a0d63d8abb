"""`bekhoe chat` and `bekhoe run`: who may be played, and what is said before anything runs."""

import pytest

from bot.lock import hold_home
from tests.bot.cli.conftest import Shell


def test_a_talk_as_staff(commune: Shell) -> None:
    result = commune.run("chat", "--as", "staff", said="tuan\n")
    assert result.exit_code == 0
    assert "Tuần 17" in result.stdout


def test_an_unknown_village(commune: Shell) -> None:
    result = commune.run("chat", "--as", "collaborator", "--village", "B99", said="tuan\n")
    assert result.exit_code == 1
    assert "B99" in result.stderr


def test_an_unknown_role(commune: Shell) -> None:
    assert commune.run("chat", "--as", "doctor").exit_code == 2


@pytest.mark.parametrize("words", [("chat", "--as", "staff"), ("run",)])
def test_a_home_that_runs_already(commune: Shell, words: tuple[str, ...]) -> None:
    with hold_home(commune.home):
        result = commune.run(*words)
    assert result.exit_code == 1
    assert result.stderr


def test_run_needs_a_home(shell: Shell) -> None:
    result = shell.run("run")
    assert result.exit_code == 1
    assert "bekhoe init" in result.stderr


@pytest.mark.parametrize("clock", ["sáng nay", "2026-04-20T08:00", ""])
def test_a_moment_is_whole(commune: Shell, clock: str) -> None:
    result = commune.run("run", "--clock", clock)
    assert result.exit_code == 2
    assert "--clock" in result.stderr
