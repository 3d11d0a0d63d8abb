"""`bekhoe sign`: the station reads the lessons and signs them; unsigned ones are sent to no real family."""

from typing import Annotated

import typer

from bot.cli.home import WANTING, fail, home_now, open_home


def sign(
    by: Annotated[str | None, typer.Option(help="Họ tên, chức vụ người ký; bỏ trống: in bài chưa ký để đọc.")] = None,
    lesson: Annotated[list[str] | None, typer.Option(help="Mã bài; lặp lại được; bỏ trống là mọi bài.")] = None,
) -> None:
    """Đọc và ký các bài nhắn cho gia đình. Bài chưa ký không gửi cho ai.

    Ví dụ: bekhoe sign --by "BS Lò Văn Hải, trưởng trạm"
    """
    from handlers import signing
    from health.shipped import load_lessons

    lessons = [one for one in load_lessons() if not lesson or one.id in lesson]
    if unknown := set(lesson or ()) - {one.id for one in lessons}:
        raise fail(f"Không có bài {', '.join(sorted(unknown))}")
    with open_home(writer=True) as home, home.engine.begin() as conn:
        if by is not None and by.strip():
            done = signing.sign(conn, lessons, by, home_now(conn))
            typer.echo(f"Đã ký {done} bài.")
            return
        signed = {one.id for one in signing.signed_among(conn, lessons)}
    waiting = [one for one in lessons if one.id not in signed]
    for one in waiting:
        typer.echo(f"{one.id} ({one.source})\n  {one.chat}\n  SMS: {one.sms}\n")
    typer.echo(f'{len(waiting)} bài chưa ký. Ký: bekhoe sign --by "họ tên, chức vụ"')
    if waiting:
        raise typer.Exit(WANTING)
