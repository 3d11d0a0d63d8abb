"""`bekhoe queue`: what waits for a person, for eyes and for programs."""

import json

from tests.bot.cli.conftest import Shell

RIDDLE = "qwrtz pxv\nzzkj wqq\n"


def test_nothing_waits(commune: Shell) -> None:
    assert commune.told("queue") == "Không có tin nào chờ.\n"
    assert commune.told("queue", "--json") == ""


def test_what_was_not_understood_waits(commune: Shell) -> None:
    assert commune.run("chat", "--as", "collaborator", "--village", "B01", said=RIDDLE).exit_code == 0
    rows = [json.loads(line) for line in commune.told("queue", "--json").splitlines()]
    assert rows
    assert all(set(row) == {"id", "at", "from", "text"} for row in rows)
    assert [row["text"] for row in rows] == RIDDLE.splitlines()  # who waits longest stands first
    assert "qwrtz pxv" in commune.told("queue", "--most", "1")
    assert len(commune.told("queue", "--most", "1").splitlines()) == 1


def test_what_is_settled_is_shown_only_when_asked_for(commune: Shell) -> None:
    assert commune.run("chat", "--as", "collaborator", "--village", "B01", said=RIDDLE).exit_code == 0
    first = json.loads(commune.told("queue", "--json").splitlines()[0])["id"]
    assert commune.run("chat", "--as", "staff", said=f"hop {first} bo\n").exit_code == 0
    assert [json.loads(line)["text"] for line in commune.told("queue", "--json").splitlines()] == ["zzkj wqq"]
    every = [json.loads(line) for line in commune.told("queue", "--all", "--json").splitlines()]
    assert [row["settled"] for row in every] == [True, False]
    assert "(xong) qwrtz pxv" in commune.told("queue", "--all")
