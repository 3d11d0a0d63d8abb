"""The tables of docs/reading.md: every set, phenomenon and way of typing has its row."""

import re
from pathlib import Path

import pytest

from tests.corpus import score, table
from tests.corpus.otherwise import TYPED_OTHERWISE
from tests.support.house import ROOT

PAGE = (ROOT / "docs" / "reading.md").read_text(encoding="utf-8")
AGAIN = "run python -m tests.corpus.table --write docs/reading.md"


def rows(name: str) -> list[list[str]]:
    """The rows of a table in the page, without its heading."""
    text = PAGE.partition(f"<!-- {name} -->\n")[2].partition(f"<!-- end of {name} -->")[0]
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in text.strip().splitlines()[2:]]


def test_every_set_has_its_row() -> None:
    assert [row[0] for row in rows("sets")] == [path.name for path in table.sets()], AGAIN


def test_every_phenomenon_has_its_row() -> None:
    met = {tag for path in table.sets() for line in score.load(path) for tag in table.phenomena(line)}
    assert [row[0] for row in rows("phenomena")] == sorted(met), AGAIN


def test_every_way_of_typing_has_its_row() -> None:
    assert [row[0] for row in rows("typing")] == [row[0] for row in TYPED_OTHERWISE], AGAIN


@pytest.mark.parametrize("name", table.TABLES)
def test_the_figures_are_shares_and_counts(name: str) -> None:
    for row in rows(name):
        assert all(re.fullmatch(r"\d+(\.\d)?%?|-", cell) for cell in row[1:]), row


def test_the_villages_are_as_measured() -> None:
    """All but what the word lists say: they grow every day."""
    assert [row[:8] for row in rows("villages")] == [row[:8] for row in list(table.by_threshold())[1:]], AGAIN


def test_a_first_reading_stands_beside_its_set(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    fields = "kind = 0.95\nexact_reports = 0.8\nprecision = 0.97\nrecall = 0.9\ninvented = 2\nfalse_reports = 1\n"
    (tmp_path / "first_read.toml").write_text(f'[[set]]\nset = "fresh_a.jsonl"\nlines = 3\n{fields}', encoding="utf-8")
    lines = (table.HERE / "shared.jsonl").read_text(encoding="utf-8").splitlines()[:3]
    for name in ("shared.jsonl", "own.jsonl", "fresh_a.jsonl"):
        (tmp_path / name).write_text("\n".join(lines), encoding="utf-8")
    monkeypatch.setattr(table, "HERE", tmp_path)
    _, shared, _, fresh = table.by_set()
    assert shared[-6:] == ["-"] * 6
    assert fresh == ["fresh_a.jsonl", "3", *shared[2:8], "95.0%", "80.0%", "97.0%", "90.0%", "2", "1"]
