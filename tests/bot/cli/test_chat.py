"""`bekhoe chat` and `bekhoe queue`: a person at this terminal, and what the station finds afterwards."""

import json

import pytest

from bot.lock import hold_home
from tests.bot.cli.conftest import Bekhoe

REPORT = "sinh be gai 2kg1 hom nay tai nha, me Lo Thi May, ba mu do"


def test_a_report_told_at_the_terminal_is_counted(april: Bekhoe) -> None:
    done = april.process("chat", "--as", "collaborator", "--village", "b02", typed=f"{REPORT}\n")
    assert done.returncode == 0, done.stderr
    assert "2,1 kg" in done.stdout or "2100" in done.stdout, done.stdout
    week = april.told("week", "--place", "B02")
    assert (week["births"], week["births_female"], week["home_births"]) == (1, 1, 1)


def test_what_cannot_be_read_waits_in_the_queue(april: Bekhoe) -> None:
    assert april.process("chat", "--as", "collaborator", typed="xin chao qwerty asdf\n").returncode == 0
    (row,) = [json.loads(line) for line in april("queue", "--json").stdout.splitlines()]
    assert row.keys() == {"id", "at", "from", "text"}
    assert row["text"] == "xin chao qwerty asdf"
    assert "xin chao qwerty asdf" in april("queue").stdout


def test_an_empty_queue_says_nothing(april: Bekhoe) -> None:
    result = april("queue")
    assert (result.exit_code, result.stdout) == (0, "")


@pytest.mark.parametrize("words", [("--as", "doctor"), ("--village", "B99"), ("--village", "")])
def test_wrong_use(april: Bekhoe, words: tuple[str, ...]) -> None:
    assert april.refused("chat", *words)[0] == 2


def test_beside_a_running_bot(april: Bekhoe) -> None:
    with hold_home(april.home):
        status, complaint = april.refused("chat")
    assert (status, bool(complaint)) == (1, True)


@pytest.mark.parametrize("command", ["chat", "queue", "run"])
def test_before_init(bekhoe: Bekhoe, command: str) -> None:
    status, complaint = bekhoe.refused(command)
    assert (status, "bekhoe init" in complaint) == (1, True)


@pytest.mark.parametrize("clock", ["soon", "2026-04-20T08:00", ""])
def test_a_wrong_clock(april: Bekhoe, clock: str) -> None:
    status, complaint = april.refused("run", "--clock", clock)
    assert (status, "--clock" in complaint) == (2, True)
