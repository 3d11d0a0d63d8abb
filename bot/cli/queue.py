"""`bekhoe queue`: messages that wait for a person at the station, on this machine alone."""

import json
from typing import Annotated

import typer

from bot.cli.home import open_home


def queue(
    most: Annotated[int, typer.Option("--most", min=1, max=1000, help="Nhiều nhất bao nhiêu tin.")] = 50,
    as_json: Annotated[bool, typer.Option("--json", help="In dưới dạng JSON.")] = False,
) -> None:
    """Các tin bot không đọc được, câu hỏi và tin lỗi, mới nhất trước; xem rồi gọi lại cho người gửi.

    Ví dụ: bekhoe queue --most 20
    """
    from health.local_time import VIETNAM
    from storage import inbox

    with open_home() as home, home.engine.connect() as conn:
        kept = inbox.kept_for_station(conn, most)
        if not kept and not as_json:
            typer.echo("Không có tin nào chờ.")
        for message in kept:
            when = message.received_at.astimezone(VIETNAM)
            if as_json:
                row = {"id": message.id, "at": when.isoformat(), "from": message.sender, "text": message.text}
                typer.echo(json.dumps(row, ensure_ascii=False))
            else:
                typer.echo(f"{message.id}  {when:%d/%m %H:%M}  {message.sender}  {message.text}")
