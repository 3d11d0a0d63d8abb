"""`bekhoe backup`: a consistent copy of a running database."""

from pathlib import Path
from typing import Annotated

import typer

from bot.cli.home import WANTING, fail, open_home


def backup(file: Annotated[Path, typer.Argument(help="Tệp mới để ghi bản sao.")]) -> None:
    """Sao chép cơ sở dữ liệu đang chạy, và thư mục bản nói nếu có. Khóa (tệp key) không nằm trong bản sao: cất riêng.

    Ví dụ: bekhoe backup sao-luu-2026-04-20.db
    """
    from bot.backup import back_up
    from bot.voices import FOLDER
    from storage.backup import NoCopy

    with open_home() as home:
        try:
            beside = back_up(home.engine, file, home.settings.home / FOLDER)
        except (NoCopy, OSError) as error:
            raise fail(str(error), WANTING) from error
    if beside:
        typer.echo(f"Bản nói ở thư mục {beside}: cất cùng với tệp trên.")
    typer.echo(f"Đã sao chép vào {file}. Cất khóa riêng: {home.settings.home / 'key'}")
