"""`bekhoe lint`: what a health worker added clashes, and she is told where and what to do."""

import json
import sys
from collections.abc import Callable, Iterator, Mapping
from typing import Any

import pytest
from typer.testing import CliRunner

from bot.cli import app
from messages.reading import lexicon, word_lint
from messages.reading.memo import Memo

Adding = Callable[..., None]


def _memos() -> Iterator[Memo[Any]]:
    """What the reading has worked out for words: of the added one it must not stay."""
    rooms = [module for name, module in sys.modules.items() if name.startswith("messages.reading.")]
    yield from (held for room in rooms for held in vars(room).values() if isinstance(held, Memo))


@pytest.fixture
def adding(monkeypatch: pytest.MonkeyPatch) -> Adding:
    """Add a phrase to a row of a list, for one test."""
    caches = (lexicon.lexicon, word_lint._files, word_lint._double_lists, word_lint._double_words)
    real = lexicon.load_words

    def clear() -> None:
        for cached in caches:
            cached.cache_clear()
        for memo in _memos():
            memo.clear()

    def add(file: str, table: str, row: str, phrase: Any) -> None:
        def load(name: str) -> Mapping[str, Any]:
            words = dict(real(name))
            if name == file:
                held = dict(words[table])
                held[row] = phrase if name == "aliases" else [*held.get(row, ()), phrase]
                words[table] = held
            return words

        monkeypatch.setattr(lexicon, "load_words", load)
        monkeypatch.setattr(word_lint, "load_words", load)
        clear()

    yield add  # type: ignore[misc]
    monkeypatch.undo()
    clear()


def test_what_comes_with_the_program_is_clean() -> None:
    result = CliRunner().invoke(app, ["lint"])
    assert result.output == "Không có lỗi.\n"
    assert result.exit_code == 0


@pytest.mark.parametrize(
    ("file", "table", "row", "phrase", "said"),
    [
        ("events", "death", "sure", "chào đời", ("events.toml", "chào đời", "[birth] sure", "[death] sure")),
        ("dates", "day", "1", "hôm nay", ("dates.toml", "hôm nay", "[day] 0", "[day] 1")),
        ("animals", "animal", "sure", "sởi", ("sởi", "vaccines.toml", "animals.toml", "đặt ! ở đầu")),
        ("places", "place", "home", "nhà số ½", ("places.toml", "nhà số ½", "không bao giờ thấy")),
    ],
)
def test_a_clash_is_told_in_plain_words(
    adding: Adding, file: str, table: str, row: str, phrase: str, said: tuple[str, ...]
) -> None:
    adding(file, table, row, phrase)
    result = CliRunner().invoke(app, ["lint"])
    assert result.exit_code == 1
    assert [word for word in said if word not in result.output] == []


@pytest.mark.parametrize(
    ("short", "said"), [("sùng", "họ người"), ("giang", "họ người"), ("rota", "[vaccine] (vaccines.toml)")]
)
def test_an_abbreviation_that_is_a_word_is_told(adding: Adding, short: str, said: str) -> None:
    adding("aliases", "words", short, "không")
    faults = json.loads(CliRunner().invoke(app, ["lint", "--json"]).output)
    assert any(fault["entry"] == short and said in fault["what"] for fault in faults)
    assert all(set(fault) == {"file", "entry", "what"} for fault in faults)


def test_a_broken_file_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(name: str) -> Mapping[str, Any]:
        raise ValueError(f"{name}.toml, dòng 7")

    lexicon.lexicon.cache_clear()
    monkeypatch.setattr(lexicon, "load_words", broken)
    result = CliRunner().invoke(app, ["lint"])
    monkeypatch.undo()
    lexicon.lexicon.cache_clear()
    assert result.exit_code == 1
    assert "messages/reading/words" in result.output
    assert "dòng 7" in result.output
