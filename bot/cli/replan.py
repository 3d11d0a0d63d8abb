"""`bekhoe replan`: every child's next messages worked out anew, after a restored copy or an upgrade."""

import json
from typing import TYPE_CHECKING, Annotated

import typer

from bot.cli.home import home_now, open_home

if TYPE_CHECKING:
    from bot.cli.home import Home
    from bot.replanning import Replanned


def replan(as_json: Annotated[bool, typer.Option("--json", help="In dưới dạng JSON.")] = False) -> None:
    """Xếp lại lịch nhắn của mọi trẻ: sau khi khôi phục bản sao, sau khi nâng cấp bot. Không xóa, không gửi gì.

    Chạy được khi bot đang chạy; bị ngắt giữa chừng thì chạy lại. Ký bài, ký lịch, nạp lại địa bàn thì tự xếp lại.

    Ví dụ: bekhoe replan
    """
    with open_home(writer=True) as home:
        done = replan_home(home)
    if as_json:
        typer.echo(json.dumps({"children": done.children, "changed": done.changed}))
    else:
        typer.echo(f"{done.children} trẻ có người chăm đã đăng ký: {done.changed} lịch nhắn được xếp lại.")


def replan_home(home: "Home") -> "Replanned":
    """Plan everybody anew by what the home says now."""
    from bot import replanning
    from bot.knowledge import knowledge

    with home.engine.connect() as conn, conn.begin():
        at, known = home_now(conn), knowledge(conn)
    return replanning.replan(home.engine, at, known)
