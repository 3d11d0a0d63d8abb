"""Pregnancies as people tell of them: the labelled phrases."""

import tomllib
from datetime import timedelta
from pathlib import Path

import pytest

from messages.reading.pregnancies import loss_in, pregnancies_in
from messages.reading.understanding import ReportReading
from tests.messages.reading.sample import CONTEXT, TODAY

PHRASES = tomllib.loads(Path(__file__).with_name("pregnancy_phrases.toml").read_text(encoding="utf-8"))
LOSSES = tuple(part for part in PHRASES if "loss" in part)
TOLD = [(text, expected) for part, rows in PHRASES.items() if part not in LOSSES for text, expected in rows]
LOST = [(text, None if part.startswith("no") else told) for part in LOSSES for text, told in PHRASES[part]]


def expected_fields(told: str) -> dict[str, str]:
    """'mother=May, weeks=24' with what follows from it."""
    fields = dict(pair.strip().split("=") for pair in told.split(",") if pair.strip())
    if "weeks" in fields and "due_on" not in fields:
        fields["due_on"] = str(TODAY + timedelta(weeks=40 - int(fields["weeks"])))
    return {"village": "B03", **fields}


def shown(report: ReportReading) -> dict[str, str]:
    """A reading in the words of the table."""
    fields = {name: str(found.value) for name, found in report.fields.items()}
    doubts = [doubt.field for doubt in report.doubts]
    return {**fields, **({"doubt": doubts[0]} if doubts else {})}


@pytest.mark.parametrize(("text", "expected"), TOLD)
def test_pregnancies_told(text: str, expected: str) -> None:
    women = [expected_fields(one) for one in expected.split(";") if one.strip()]
    found = pregnancies_in(text, CONTEXT)
    assert [shown(report) for report in found] == women
    for report, woman in zip(found, women, strict=True):
        assert ("due_on" in report.missing) == ("due_on" not in woman)


@pytest.mark.parametrize("text", [text for text, _ in PHRASES["otherwise"]])
def test_read_otherwise(text: str) -> None:
    assert (pregnancies_in(text, CONTEXT), loss_in(text, CONTEXT)) == ((), None)


@pytest.mark.parametrize(("text", "expected"), LOST)
def test_losses_told(text: str, expected: str | None) -> None:
    found = loss_in(text, CONTEXT)
    assert (found and shown(found)) == (None if expected is None else expected_fields(expected))
