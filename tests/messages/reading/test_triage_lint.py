"""The words of illness, the triage tables and the lessons fit each other, and what does not is told."""

from dataclasses import replace

import pytest

from health.shipped import load_lessons, load_triage
from health.triage import Row, Tier, Triage, Who
from messages.reading.triage_lint import lint_triage

TABLES = load_triage()
LESSONS = frozenset(lesson.id for lesson in load_lessons())
LOW = Row("convulsion", "convulsion", {Who.NEWBORN: Tier.NOW, Who.CHILD: Tier.TODAY}, 0, frozenset())
UNTOLD = Row("hiccups", "hiccups", {Who.CHILD: Tier.HOME}, 0, frozenset())


def without(sign: str) -> Triage:
    return replace(TABLES, rows={name: row for name, row in TABLES.rows.items() if name != sign})


def with_row(row: Row) -> Triage:
    return replace(TABLES, rows={**TABLES.rows, row.id: row})


def test_what_comes_with_the_program_fits() -> None:
    assert list(lint_triage(TABLES, LESSONS)) == []


@pytest.mark.parametrize(
    ("tables", "lessons", "file", "entry"),
    [
        (without("cough"), LESSONS, "health/data/triage.toml", "cough"),
        (without("injury"), LESSONS, "health/data/triage.toml", "injury"),
        (with_row(LOW), LESSONS, "health/data/triage.toml", "convulsion"),
        (with_row(UNTOLD), LESSONS, "messages/reading/words/ailments.toml", "hiccups"),
        (TABLES, LESSONS - {"di-ors"}, "messages/reading/words/lesson_words.toml", "di-ors"),
    ],
)
def test_a_fault_is_told(tables: Triage, lessons: frozenset[str], file: str, entry: str) -> None:
    (fault,) = lint_triage(tables, lessons)
    assert (fault.file, fault.entry) == (file, entry)
