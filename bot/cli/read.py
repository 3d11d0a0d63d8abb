"""`bekhoe read`: the reading, for programs (JSON lines) and for eyes (--explain)."""

import json
import sys
from datetime import date, datetime
from typing import Annotated
from zoneinfo import ZoneInfo

import typer

from messages.reading.explain import explain as explained
from messages.reading.gazetteer import sample_villages
from messages.reading.protocol import answer_line
from messages.reading.understanding import Context, VillageName

_LOCAL = ZoneInfo("Asia/Ho_Chi_Minh")


def read(
    explain: Annotated[
        str | None, typer.Option("--explain", help="Show how this text is understood, token by token.")
    ] = None,
    village: Annotated[str | None, typer.Option(help="The sender's village, with --explain.")] = None,
    today: Annotated[str | None, typer.Option(help="The day the text came (2026-04-20), with --explain.")] = None,
) -> None:
    """Read messages: one JSON object a line on stdin, one answer a line on stdout.

    Example: echo '{"id":"1","text":"be gai 3kg1 hom qua tai tram","village_of_sender":"B01","today":"2026-04-20"}' | bekhoe read
    """
    if explain is None:
        serve(sample_villages())
        return
    try:
        day = date.fromisoformat(today) if today else datetime.now(_LOCAL).date()
    except ValueError as error:
        raise typer.BadParameter(f"a day is written 2026-04-20, not {today}") from error
    typer.echo(explained(explain, Context(day, village, sample_villages())))


def serve(villages: tuple[VillageName, ...]) -> None:
    """Answer stdin line by line, each as it comes, until it ends."""
    for raw in sys.stdin.buffer:
        if raw.strip():
            typer.echo(json.dumps(answer_raw(raw, villages), ensure_ascii=True))
            sys.stdout.flush()


def answer_raw(raw: bytes, villages: tuple[VillageName, ...]) -> dict[str, object]:
    """The answer to one line; a line that is no message is answered as kind none, with its id if it has one."""
    line: object = None
    try:
        line = json.loads(raw)
        if isinstance(line, dict):
            return answer_line(line, villages)
    except (ValueError, KeyError, RecursionError):
        pass  # answered below: a bad line must not end the stream
    known = line.get("id") if isinstance(line, dict) else None
    return {"id": known, "kind": "none", "reports": [], "missing": []}
