"""`bekhoe read`: the reading, for programs (JSON lines) and for eyes (--explain)."""

import json
import sys
from datetime import date, datetime
from typing import TYPE_CHECKING, Annotated
from zoneinfo import ZoneInfo

import typer

if TYPE_CHECKING:
    from messages.reading.understanding import VillageName

_LOCAL = ZoneInfo("Asia/Ho_Chi_Minh")


def read(
    explain: Annotated[str | None, typer.Option(help="Cho xem một tin được hiểu thế nào, từng chữ một.")] = None,
    village: Annotated[str | None, typer.Option(help="Mã thôn của người gửi, ví dụ B01 (dùng với --explain).")] = None,
    today: Annotated[str | None, typer.Option(help="Ngày nhận tin, ví dụ 2026-04-20 (dùng với --explain).")] = None,
) -> None:
    """Đọc tin nhắn: mỗi dòng JSON ở đầu vào là một tin, mỗi dòng ở đầu ra là một câu trả lời.

    Ví dụ: bekhoe read --explain "be gai 3kg1 hom qua tai tram" --today 2026-04-20
    """
    from messages.reading.explain import explain as explained
    from messages.reading.gazetteer import sample_villages
    from messages.reading.understanding import Context

    if explain is None:
        serve(sample_villages())
        return
    try:
        day = date.fromisoformat(today) if today else datetime.now(_LOCAL).date()
    except ValueError as error:
        raise typer.BadParameter(f"ngày viết như 2026-04-20, không phải {today}") from error
    typer.echo(explained(explain, Context(day, village, sample_villages())))


def serve(villages: "tuple[VillageName, ...]") -> None:
    """Answer stdin line by line, each as it comes, until it ends."""
    for raw in sys.stdin.buffer:
        if raw.strip():
            typer.echo(json.dumps(answer_raw(raw, villages)))
            sys.stdout.flush()


def answer_raw(raw: bytes, villages: "tuple[VillageName, ...]") -> dict[str, object]:
    """The answer to one line; a line that is no message is answered as kind none, with its id if it has one."""
    from messages.reading.protocol import answer_line

    line: object = None
    try:
        line = json.loads(raw)
        if isinstance(line, dict):
            return answer_line(line, villages)
    except (ValueError, KeyError, RecursionError):
        pass  # answered below: a bad line must not end the stream
    known = line.get("id") if isinstance(line, dict) else None
    return {"id": known, "kind": "none", "reports": [], "missing": []}
