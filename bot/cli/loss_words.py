"""`bekhoe loss-words`: what a family hears after a pregnancy was lost; nothing, until the station has chosen words."""

from typing import Annotated

import typer

from bot.cli.home import fail, open_home


def loss_words(
    words: Annotated[str | None, typer.Argument(metavar="LỜI", help="Lời của trạm; bỏ trống: xem.")] = None,
    by: Annotated[str, typer.Option(help="Họ tên, chức vụ người ký.")] = "",
    silence: Annotated[bool, typer.Option("--silence", help="Không gửi lời nào.")] = False,
) -> None:
    """Lời nhắn một lần cho gia đình mất thai, gửi sáng hôm sau cho ai đã đồng ý nhận tin. Không chọn thì im lặng.

    Ví dụ: bekhoe loss-words "Trạm xin chia buồn cùng gia đình." --by "BS Lò Văn Hải, trưởng trạm"
    """
    from handlers.loss_words import choose, chosen

    if words and not by.strip():
        raise fail("Cần người ký: --by")
    with open_home(writer=True) as home, home.engine.begin() as conn:
        if words or silence:
            choose(conn, "" if silence else words or "", by)
        typer.echo(chosen(conn) or "Im lặng: không gửi lời nào.")
