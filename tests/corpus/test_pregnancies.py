"""What is read of pregnancies in the labelled messages: each reading was judged by eye; none in a message of a kind."""

import tomllib
from datetime import date
from pathlib import Path

from messages.reading.gazetteer import sample_villages
from messages.reading.pregnancies import loss_in, pregnancies_in
from messages.reading.understanding import Context, ReportReading
from tests.corpus import score

HERE = Path(__file__).parent
JUDGED = tomllib.loads((HERE / "pregnancies.toml").read_text(encoding="utf-8"))


def told(report: ReportReading) -> str:
    """One reading in a line: 'mother=Kia, weeks=32, due_on=2026-06-15', without the village where all are."""
    fields = {name: found.value for name, found in report.fields.items() if name != "village"}
    return ", ".join(f"{name}={fields[name]}" for name in sorted(fields, reverse=True))


def test_what_the_labelled_messages_tell() -> None:
    pregnancies: dict[str, str] = {}
    losses: dict[str, str] = {}
    for path in sorted(HERE.glob("*.jsonl")):
        for line in score.load(path):
            context = Context(date.fromisoformat(line["today"]), line.get("village_of_sender"), sample_villages())
            found, lost = pregnancies_in(line["text"], context), loss_in(line["text"], context)
            if line["expect"]["kind"] != "none":
                assert not found, line
                assert lost is None, line
            if found:
                pregnancies[line["id"]] = "; ".join(map(told, found))
            if lost:
                losses[line["id"]] = told(lost)
    assert pregnancies == JUDGED["pregnancies"]
    assert losses == JUDGED["losses"]
