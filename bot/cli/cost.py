"""`bekhoe cost`: the SMS that were sent, by kind, and those that families will be sent, with their price."""

import json
from dataclasses import asdict
from datetime import date
from typing import TYPE_CHECKING, Annotated

import typer

from bot.cli.home import day_told, home_now, open_home

if TYPE_CHECKING:
    from collections.abc import Sequence

    from handlers.costing import Ahead, Cost

LIKE = "2026-04-01"
KIND_WORDS = {
    "danger": "dấu hiệu nguy hiểm",
    "reply": "trả lời",
    "alert": "báo trạm, cộng tác viên",
    "lesson": "bài, câu hỏi cho gia đình",
    "reminder": "nhắc tiêm, khai sinh",
    "other": "tin khác",
}


def cost(
    first: Annotated[str | None, typer.Option("--from", help="Từ ngày; bỏ trống: đầu tháng này.")] = None,
    last: Annotated[str | None, typer.Option("--to", help="Đến hết ngày; bỏ trống: hôm nay.")] = None,
    weeks: Annotated[int, typer.Option(help="Ước tính bao nhiêu tuần tới.", min=1, max=52)] = 4,
    price: Annotated[int | None, typer.Option(help="Giá một tin SMS, đồng; bỏ trống: chỉ đếm tin.", min=0)] = None,
    as_json: Annotated[bool, typer.Option("--json", help="In JSON cho máy đọc.")] = False,
) -> None:
    """Tin SMS đã gửi tốn bao nhiêu, và ước tính các tuần tới. Không gửi gì.

    Ví dụ: bekhoe cost --from 2026-04-01 --to 2026-04-30 --price 300
    """
    from bot.knowledge import knowledge
    from handlers.costing import ahead, sent
    from handlers.previewing import Stretch
    from health.local_time import local_date

    with open_home() as home, home.engine.connect() as conn:
        today = local_date(home_now(conn))
        days = (day_told(first, LIKE) or today.replace(day=1), day_told(last, LIKE) or today)
        told = sent(conn, *days)
        coming = ahead(conn, Stretch(today, weeks), knowledge(conn))
    if as_json:
        typer.echo(json.dumps({"sent": [asdict(one) for one in told], "ahead": asdict(coming)}, ensure_ascii=False))
        return
    for line in (*_sent_words(told, days, price), _ahead_words(coming, weeks, price)):
        typer.echo(line)


def _sent_words(told: "Sequence[Cost]", days: tuple[date, date], price: int | None) -> list[str]:
    segments, messages = sum(one.segments for one in told), sum(one.messages for one in told)
    head = f"Đã gửi {days[0]} đến {days[1]}: {messages} tin nhắn, {segments} tin SMS{_paid(segments, price)}"
    return [
        head,
        *(f"  {KIND_WORDS[one.kind]}: {one.messages}, {one.segments} tin SMS" for one in told if one.messages),
    ]


def _ahead_words(coming: "Ahead", weeks: int, price: int | None) -> str:
    paid = _paid(coming.segments, price)
    counted = f"{coming.messages} tin nhắn, {coming.segments} tin SMS{paid}"
    return f"{weeks} tuần tới, ước tính: {coming.people} người nhận SMS, {counted}"


def _paid(segments: int, price: int | None) -> str:
    return "" if price is None else f", {segments * price} đồng"
