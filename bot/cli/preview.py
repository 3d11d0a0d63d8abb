"""`bekhoe preview`: all lessons and reminders that a family would receive in some weeks, with what the SMS cost."""

import json
from dataclasses import asdict
from typing import TYPE_CHECKING, Annotated

import typer

from bot.cli.home import WANTING, day_told, fail, home_now, open_home

if TYPE_CHECKING:
    from collections.abc import Sequence

    from handlers.previewing import Planned


def preview(
    code: Annotated[str, typer.Argument(metavar="MÃ", help="Mã của bé, có hay không có TE.")],
    first: Annotated[str | None, typer.Option("--from", help="Từ ngày, ví dụ 2026-05-01; bỏ trống: hôm nay.")] = None,
    weeks: Annotated[int, typer.Option(help="Bao nhiêu tuần.", min=1, max=300)] = 4,
    price: Annotated[int | None, typer.Option(help="Giá một tin SMS, đồng; bỏ trống: chỉ đếm tin.", min=0)] = None,
    as_json: Annotated[bool, typer.Option("--json", help="In JSON cho máy đọc.")] = False,
) -> None:
    """Xem trước các bài và tin nhắc mà gia đình của một bé sẽ nhận, nếu bé tiêm đúng hẹn. Không gửi gì.

    Ví dụ: bekhoe preview 102748 --from 2026-05-01 --weeks 12
    """
    from bot.knowledge import knowledge
    from handlers.previewing import Stretch
    from handlers.previewing import preview as foresee
    from health.local_time import local_date
    from storage import children

    with open_home() as home, home.engine.connect() as conn:
        child = children.by_code(conn, code.upper().removeprefix("TE"))
        if child is None:
            raise fail(f"Không có bé mã {code}", WANTING)
        since = day_told(first, "2026-05-01") or local_date(home_now(conn))
        planned = foresee(conn, child, Stretch(since, weeks), knowledge(conn))
    if as_json:
        typer.echo(json.dumps([asdict(one) | {"day": one.day.isoformat()} for one in planned], ensure_ascii=False))
        return
    for one in planned:
        typer.echo(f"{one.day} {one.lesson}\n  Chat: {one.chat}\n  SMS ({one.segments} tin): {one.sms}\n")
    typer.echo(_sum(planned, price))


def _sum(planned: "Sequence[Planned]", price: int | None) -> str:
    count = sum(one.segments for one in planned)
    cost = "" if price is None else f", {count * price} đồng cho mỗi người nhận SMS"
    unsigned = sum(not one.is_signed for one in planned)
    waits = f"; {unsigned} tin trạm chưa ký, chưa gửi cho ai ngoài xã mẫu" if unsigned else ""
    lessons = sum(one.kind == "lesson" for one in planned)
    return f"{lessons} bài, {len(planned) - lessons} tin nhắc, {count} tin SMS{cost}{waits}."
