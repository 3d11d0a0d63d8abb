"""`bekhoe awareness`: the promised names, every topic in both rounds, filters, and wrong use."""

import json

import pytest

from tests.bot.cli.conftest import Shell

PROMISED = frozenset({"topic", "round", "asked", "answered", "passed", "low", "high"})


def test_every_topic_is_there_before_anybody_was_asked(commune: Shell) -> None:
    rows = json.loads(commune.told("awareness", "--json"))
    assert len(rows) == 14
    assert {row["round"] for row in rows} == {"baseline", "follow_up"}
    for row in rows:
        assert set(row) >= PROMISED
        assert (row["asked"], row["answered"], row["unanswered"], row["low"], row["high"]) == (0, 0, 0, None, None)


def test_in_words(commune: Shell) -> None:
    told = commune.told("awareness", "--village", "b01", "--from", "2026-01-01", "--to", "2026-06-30")
    assert "Dấu hiệu viêm phổi (theo danh sách gợi ý), sau bài: hỏi 0, trả lời 0, không trả lời 0" in told


@pytest.mark.parametrize("words", [("--village", "B99"), ("--from", "20/4/2026"), ("--to", "")])
def test_wrong_use(commune: Shell, words: tuple[str, ...]) -> None:
    result = commune.run("awareness", *words)
    assert result.exit_code == 2
    assert result.stderr
