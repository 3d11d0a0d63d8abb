"""The tables of docs/reading.md: accuracy by phenomenon, by set, as other hands type it; villages by threshold.

python -m tests.corpus.table --write docs/reading.md
"""

import sys
import tomllib
import unicodedata
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from messages.reading.gazetteer import sample_villages
from messages.reading.protocol import answer_line
from tests.corpus import score, villages
from tests.corpus.otherwise import TYPED_OTHERWISE, typed_line

HERE = Path(__file__).parent
SCORES = ("kind", "exact_reports", "precision", "recall", "invented", "false_reports")
# What a value shows that a line exercises; the words are those of the corpus's tags where it has one.
FIELDS = {
    "age": "age",
    "attendant": "attendant",
    "cause": "cause of death",
    "child_code": "code",
    "count": "tally",
    "dose": "dose",
    "maternal": "maternal",
    "mother": "names",
    "name": "names",
    "stillbirth": "stillbirth",
    "vaccine": "vaccine",
    "weight_g": "weight",
}
Rows = Iterator[list[str]]
Line = Mapping[str, Any]


def sets() -> list[Path]:
    """The labelled files: the shared one, our own, and those written after the reading."""
    return [HERE / "shared.jsonl", HERE / "own.jsonl", *sorted(HERE.glob("fresh*.jsonl"))]


def scored(line: Line) -> Mapping[str, Any]:
    """One line's result."""
    result: Mapping[str, Any] = score.score_line(line, answer_line(line, sample_villages()))
    return result


def by_set() -> Rows:
    """A row a file, with what it scored when it was first read."""
    first = {one["set"]: one for one in tomllib.loads((HERE / "first_read.toml").read_text(encoding="utf-8"))["set"]}
    yield ["set", "lines", *SCORES, "as first read: kind", "reports exact", "precision", "recall", "invented", "false"]
    for path in sets():
        total = score.summarise([scored(line) for line in score.load(path)])
        before = first.get(path.name)
        frozen = [_shown(name, before[name]) for name in SCORES] if before else ["-"] * len(SCORES)
        yield [path.name, str(total["lines"]), *(_shown(name, total[name]) for name in SCORES), *frozen]


def phenomena(line: Line) -> set[str]:
    """What a line exercises: its tags, its kind, and what shows in its text and in its reports."""
    text, expect = line["text"], line["expect"]
    shown = {
        "unaccented": not score.has_accents(text),
        "upper": text.isupper(),
        "newline": "\n" in text,
        "emoji": any(unicodedata.category(letter) == "So" for letter in text),
        "short": len(text.split()) <= 3,
        "several": len(expect["reports"]) > 1,
        "incomplete": bool(expect["missing"]),
    }
    given = {field for report in expect["reports"] for field, value in report.items() if field in FIELDS and value}
    said = {FIELDS[field] for field in given}
    return {*line.get("tags", ()), *(name for name, holds in shown.items() if holds), *said, f"kind: {expect['kind']}"}


def by_phenomenon() -> Rows:
    """A row a phenomenon, over all files."""
    groups: dict[str, list[Mapping[str, Any]]] = {}
    for line in (line for path in sets() for line in score.load(path)):
        result = scored(line)
        for tag in phenomena(line):
            groups.setdefault(tag, []).append(result)
    shown = ("kind", "exact", "precision", "recall", "invented")
    yield ["phenomenon", "lines", *shown]
    for tag, results in sorted(groups.items()):
        total = score.summarise(results)
        yield [tag, str(total["lines"]), *(_shown(name, total[name]) for name in shown)]


def by_typing() -> Rows:
    """A row a way of typing, over the shared file and our own."""
    lines = [line for path in sets()[:2] for line in score.load(path)]
    shown = ("kind", "exact", "precision", "recall", "invented", "false_reports")
    yield ["the same messages", *shown]
    for how, typed, *_ in TYPED_OTHERWISE:
        total = score.summarise([scored(typed_line(line, typed)) for line in lines])
        yield [how, *(_shown(name, total[name]) for name in shown)]


def by_threshold() -> Rows:
    """The measurement of misspelt villages."""
    for row in villages.table().splitlines():
        if not row.startswith("|---"):
            yield [cell.strip() for cell in row.strip("|").split("|")]


TABLES = {"sets": by_set, "phenomena": by_phenomenon, "typing": by_typing, "villages": by_threshold}


def _shown(name: str, value: float) -> str:
    return str(int(value)) if name in ("invented", "false_reports", "lines") else f"{100 * value:.1f}%"


def as_table(rows: Rows) -> str:
    """Rows as Markdown; the first is the heading."""
    head, *body = (f"| {' | '.join(row)} |" for row in rows)
    return "\n".join([head, "|" + "---|" * (head.count("|") - 1), *body])


def write(page: Path, only: str = "") -> None:
    """Put each table between its marks in a page."""
    text = page.read_text(encoding="utf-8")
    for name, rows in TABLES.items():
        if only in ("", name):
            start, end = f"<!-- {name} -->\n", f"<!-- end of {name} -->"
            before, after = text.partition(start)[0], text.partition(end)[2]
            text = before + start + as_table(rows()) + "\n" + end + after
    page.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    if sys.argv[1:2] == ["--write"] and len(sys.argv) == 3:
        write(Path(sys.argv[2]))
    else:
        for rows in TABLES.values():
            print(as_table(rows()) + "\n")
