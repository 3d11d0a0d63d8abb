"""`bekhoe queue`: messages that wait for a person at the station, on this machine alone."""

import json
from typing import Annotated

import typer

from bot.cli.home import open_home


def queue(
    most: Annotated[int, typer.Option("--most", min=1, max=1000, help="Nhiều nhất bao nhiêu tin.")] = 50,
    settled: Annotated[bool, typer.Option("--all", help="Cả những tin đã có người xử lý.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="In dưới dạng JSON.")] = False,
) -> None:
    """Các tin chờ trạm đọc, tin chờ lâu nhất trước: tin bot không đọc được, câu hỏi, tin lỗi, tin của người lạ.

    Cán bộ trạm đọc và ghi thay bằng lệnh HỘP trong cuộc trò chuyện; lệnh này chỉ xem.

    Ví dụ: bekhoe queue --most 20
    """
    from health.local_time import VIETNAM
    from storage import tray

    with open_home() as home, home.engine.connect() as conn:
        kept = tray.page(conn, None, most, settled=settled)
        if not kept and not as_json:
            typer.echo("Không có tin nào chờ.")
        for waiting in kept:
            message, done = waiting.message, waiting.settled_at is not None
            when = message.received_at.astimezone(VIETNAM)
            if as_json:
                row = {"id": message.id, "at": when.isoformat(), "from": message.sender, "text": message.text}
                typer.echo(json.dumps({**row, **({"settled": done} if settled else {})}, ensure_ascii=False))
            else:
                mark = "(xong) " if done else ""
                typer.echo(f"{message.id}  {when:%d/%m %H:%M}  {message.sender}  {mark}{message.text}")
