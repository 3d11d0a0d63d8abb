"""The JSON-lines protocol of the labelled corpus: one message in, one answer out."""

from collections.abc import Mapping
from datetime import date
from enum import Enum

from health.events import Age
from messages.reading.understand import understand
from messages.reading.understanding import Context, Kind, ReportReading, Understanding, VillageName


def answer_line(line: Mapping[str, object], villages: tuple[VillageName, ...]) -> dict[str, object]:
    """The answer to one line; ValueError where the line has no usable date."""
    village = line.get("village_of_sender")
    context = Context(
        today=date.fromisoformat(str(line["today"])),
        village=village if isinstance(village, str) else None,
        villages=villages,
    )
    return {"id": line.get("id"), **as_answer(understand(str(line.get("text") or ""), context))}


def as_answer(found: Understanding) -> dict[str, object]:
    """An understanding in the protocol's words."""
    missing: list[str] = [] if found.kind in (Kind.CORRECT,) else sorted(found.missing)
    return {"kind": str(found.kind), "reports": [_report(report) for report in found.reports], "missing": missing}


def _report(report: ReportReading) -> dict[str, object]:
    return {
        "kind": str(report.kind) if report.kind else None,
        **{name: plain_value(found.value) for name, found in report.fields.items()},
    }


def plain_value(value: object) -> object:
    """A value as JSON has it."""
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Age):
        return {unit: n for unit in ("days", "months", "years") if (n := getattr(value, unit)) is not None}
    return str(value.value) if isinstance(value, Enum) else value
