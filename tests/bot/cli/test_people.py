"""`bekhoe people`: the station sees who works for it and who has practised."""

import json

from tests.bot.cli.conftest import Shell


def test_nobody_has_joined_yet(commune: Shell) -> None:
    assert "Chưa có ai" in commune.told("people")


def test_who_works_here_and_who_has_practised(commune: Shell) -> None:
    commune.run("chat", "--as", "collaborator", "--village", "B01", said="tập\n")
    commune.run("chat", "--as", "collaborator", "--village", "B02", said="tuần\n")
    rows = [json.loads(line) for line in commune.told("people", "--json").splitlines()]
    assert [(row["role"], row["place"], row["practised"]) for row in rows] == [
        ("collaborator", "Bản Pa Pe", "2026-04-20"),
        ("collaborator", "Bản Nà Đon", None),
    ]
    assert "Bản Pa Pe  cộng tác viên" in commune.told("people")
    assert "tập 20/04/2026" in commune.told("people")
    assert "chưa tập" in commune.told("people")
