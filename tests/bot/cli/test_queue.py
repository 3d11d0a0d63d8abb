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
    assert rows[0]["text"] == "zzkj wqq"  # the newest first
    assert "zzkj wqq" in commune.told("queue", "--most", "1")
    assert len(commune.told("queue", "--most", "1").splitlines()) == 1
