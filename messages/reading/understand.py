"""The way from a text to its understanding: take it apart, put reports together, decide what the message is."""

from typing import NamedTuple

from health.events import ReportKind
from messages.reading.corrections import corrected
from messages.reading.danger import present_signs
from messages.reading.kinds import Rule, decide
from messages.reading.parts import Parts, take_apart
from messages.reading.reports import new_reports
from messages.reading.understanding import NEW_REPORTS, Context, Kind, ReportReading, Understanding
from messages.reading.wishes import View

LONGEST = 10_000  # characters read; nobody reports in more, and the rest is kept with the raw message


class Reading(NamedTuple):
    """An understanding with the way that led to it, for those who want to see it."""

    understanding: Understanding
    parts: Parts
    rule: Rule


def understand(text: str, context: Context) -> Understanding:
    """What one message says. Never raises; time is linear in the length of the text."""
    return read_closely(text, context).understanding


def read_closely(text: str, context: Context) -> Reading:
    """The understanding of a text and how it came about."""
    parts = take_apart(text[:LONGEST], context)
    signs = present_signs(parts)
    reports = new_reports(parts, context, signs)
    rule = decide(View(parts, reports, signs))
    return Reading(
        Understanding(
            kind=rule.kind,
            reports=_kept(rule.kind, parts, reports, context),
            signs=tuple(dict.fromkeys([sign.id for sign in signs])) if signs else (),
            codes=tuple(dict.fromkeys([str(item.value)[2:] for item in parts.of("child_code")])),
            aside=next(filter(None, [event.why_not for event in parts.events]), ""),
        ),
        parts,
        rule,
    )


def _kept(kind: Kind, parts: Parts, reports: tuple[ReportReading, ...], context: Context) -> tuple[ReportReading, ...]:
    """The reports that a message of this kind carries."""
    if kind is Kind.CORRECT:
        return (corrected(parts, context),)
    if kind is Kind.DANGER_SIGN:
        return tuple(report for report in reports if report.kind is not ReportKind.VACCINATION)
    return reports if kind in NEW_REPORTS else ()
