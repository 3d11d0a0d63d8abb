"""How a message was understood: the text with what was read underlined, then token by token, in 100 columns."""

from collections.abc import Iterator

from messages.reading.items import Item
from messages.reading.protocol import plain_value
from messages.reading.understand import LONGEST, Reading, read_closely
from messages.reading.understanding import Context, Found, ReportReading

WIDTH = 100
_LABEL, _TYPED, _READ, _TAKEN = 9, 16, 16, 30
_READ_MARK, _UNSURE_MARK, _LEFT_MARK = "=", "?", "x"


def explain(text: str, context: Context) -> str:
    """What was read from a text, and why it is the kind it is."""
    reading = read_closely(text, context)
    return "\n".join(line[:WIDTH].rstrip() for line in _lines(text[:LONGEST], reading))


def _lines(text: str, reading: Reading) -> Iterator[str]:
    found, parts = reading.understanding, reading.parts
    yield from _underlined(text, reading)
    yield f"{'kind':<{_LABEL}}{found.kind}: {reading.rule.why}"
    if found.signs:
        yield f"{'signs':<{_LABEL}}{', '.join(found.signs)}"
    for event in parts.events:
        why_not = f" (not counted: {event.why_not})" if event.why_not else ""
        yield f"{'event':<{_LABEL}}{event.what}: {_one_line(parts.scene.said(event.start, event.end))}{why_not}"
    yield ""
    yield f"{'typed':<{_TYPED}}{'read as':<{_READ}}{'taken as':<{_TAKEN}}word lists say it may be"
    yield "-" * WIDTH
    yield from _tokens(reading)
    for number, report in enumerate(found.reports, 1):
        yield ""
        yield from _report(text, report, number)


def _underlined(text: str, reading: Reading) -> Iterator[str]:
    """The text, and below it: = read, ? unsure or to be asked, x left out (quoted, a signature, a part number)."""
    marks = [" "] * len(text)
    scene = reading.parts.scene
    covered = bytearray(len(text))
    for token in scene.tokens:
        covered[token.start : token.end] = b"\1" * (token.end - token.start)
    for at, letter in enumerate(text):
        if letter.isalnum() and not covered[at]:
            marks[at] = _LEFT_MARK
    for item in reading.parts.items:
        start, end = scene.tokens[item.start].start, scene.tokens[item.end - 1].end
        marks[start:end] = (_READ_MARK if item.value is not None and item.sure else _UNSURE_MARK) * (end - start)
    shown = "".join(letter if letter.isprintable() else " " for letter in text)
    room = WIDTH - _LABEL
    for at in range(0, len(text), room):
        yield f"{'' if at else 'text':<{_LABEL}}{shown[at : at + room]}"
        below = "".join(marks[at : at + room])
        if below.strip():
            yield " " * _LABEL + below


def _tokens(reading: Reading) -> Iterator[str]:
    """One row a token: as typed, as read, what a reader took it for, and every meaning that begins there."""
    scene, parts = reading.parts.scene, reading.parts
    taken = {item.start: _taken(item) for item in parts.items}
    taken |= {item.start: f"{item.what}: taken back" for item in parts.rejected}
    until = {item.start: item.end for item in (*parts.items, *parts.rejected)}
    inside = 0
    for at, token in enumerate(scene.tokens):
        typed = _one_line(scene.text[token.start : token.end])
        senses = ", ".join(f"{family} {spans[at][1]}" for family, spans in scene.spans.items() if at in spans)
        inside = max(inside, until.get(at, 0))
        what = taken.get(at, "  ..." if at < inside else "")
        yield f"{typed:<{_TYPED}.{_TYPED - 1}}{token.marked:<{_READ}.{_READ - 1}}{what:<{_TAKEN}.{_TAKEN - 1}}{senses}"


def _taken(item: Item) -> str:
    if item.value is not None:
        return f"{item.what} = {_value(item.value)}{'' if item.sure else ' ?'}"
    return f"{item.what}: ask ({item.doubt})" if item.doubt else f"{item.what}: no value"


def _report(text: str, report: ReportReading, number: int) -> Iterator[str]:
    """The fields of a report with their place in the text, what is missing, what is doubted."""
    yield f"report {number}: {report.kind or 'kind not said'}"
    for name, found in report.fields.items():
        yield f"  {name:<14}{_value(found.value):<24.23}{'' if found.sure else '?':<2}{_place(text, found)}"
    for name in sorted(report.missing):
        yield f"  {name:<14}missing"
    for doubt in report.doubts:
        yield f"  {doubt.field:<14}ask: {doubt.reason}, said '{_one_line(doubt.said)}'"


def _place(text: str, found: Found) -> str:
    """Where in the text a value stands."""
    if not found.end:
        return "the sender's own"
    return f"{f'{found.start}-{found.end}':<10}{_one_line(text[found.start : found.end])}"


def _value(value: object) -> str:
    told = plain_value(value)
    return " ".join(f"{n} {unit}" for unit, n in told.items()) if isinstance(told, dict) else str(told)


def _one_line(text: str) -> str:
    return repr(text)[1:-1]
