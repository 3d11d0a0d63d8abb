"""How a message was understood, token by token, in a table of 100 columns."""

from collections.abc import Iterator

from messages.reading.protocol import plain_value
from messages.reading.scene import Scene
from messages.reading.understand import Reading, read_closely
from messages.reading.understanding import Context, ReportReading

WIDTH = 100
_TYPED, _READ = 18, 18


def explain(text: str, context: Context) -> str:
    """What was read from a text, and why it is the kind it is."""
    reading = read_closely(text, context)
    return "\n".join(line[:WIDTH].rstrip() for line in _lines(reading))


def _lines(reading: Reading) -> Iterator[str]:
    found, parts = reading.understanding, reading.parts
    yield f"kind     {found.kind}: {reading.rule.why}"
    if found.signs:
        yield f"signs    {', '.join(found.signs)}"
    for event in parts.events:
        why_not = f" (not counted: {event.why_not})" if event.why_not else ""
        yield f"event    {event.what}: {_said(parts.scene, event.start, event.end)}{why_not}"
    yield ""
    yield f"{'typed':<{_TYPED}}{'read as':<{_READ}}meaning"
    yield "-" * WIDTH
    yield from _tokens(reading)
    for number, report in enumerate(found.reports, 1):
        yield ""
        yield from _report(parts.scene, report, number)


def _tokens(reading: Reading) -> Iterator[str]:
    """One row a token: as typed, as read, and every meaning that begins there."""
    scene = reading.parts.scene
    for at, token in enumerate(scene.tokens):
        typed = repr(scene.text[token.start : token.end])[1:-1]
        taken = [f"[{item.what} = {plain_value(item.value)}]" for item in reading.parts.items if item.start == at]
        said_back = [f"[{item.what} taken back]" for item in reading.parts.rejected if item.start == at]
        senses = [f"{family}:{spans[at][1]}" for family, spans in scene.spans.items() if at in spans]
        meaning = " ".join([*taken, *said_back, *senses])
        yield f"{typed[: _TYPED - 1]:<{_TYPED}}{token.marked[: _READ - 1]:<{_READ}}{meaning}"


def _report(scene: Scene, report: ReportReading, number: int) -> Iterator[str]:
    """The fields of a report with their offsets, what is missing, what is doubted."""
    yield f"report {number}: {report.kind or 'kind not said'}"
    for name, found in report.fields.items():
        place = f"{found.start}-{found.end}" if found.end else "sender"
        words = repr(scene.text[found.start : found.end])[1:-1] if found.end else ""
        yield f"  {name:<14}{plain_value(found.value)!s:<24}{'' if found.sure else '?':<2}{place:<10}{words}"
    if report.missing:
        yield f"  missing: {', '.join(sorted(report.missing))}"
    for doubt in report.doubts:
        yield f"  doubt: {doubt.field} {doubt.reason}: {doubt.said!r}"


def _said(scene: Scene, start: int, end: int) -> str:
    return repr(scene.said(start, end))[1:-1]
