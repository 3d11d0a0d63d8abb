"""`bekhoe demo`: one week of Bình Lư through the running bot, shown as a conversation."""

import os
import shutil
from pathlib import Path

import typer

from bot.cli.home import fail

SCRATCH = Path(".demo")  # made anew each time, kept so that the week can be looked at


def demo() -> None:
    """Một tuần ở xã mẫu Bình Lư: tin đến bằng Telegram và SMS, bot trả lời, trạm xem số liệu.

    Ví dụ: bekhoe demo
    """
    import asyncio

    from bot.demonstration import show

    home = _home()
    asyncio.run(show(home, typer.echo))
    typer.echo(f"\nXem lại số liệu: BEKHOE_HOME={home} bekhoe week --json")


def _home() -> Path:
    """An empty home: the one that the environment names, else the scratch folder, emptied."""
    named = os.environ.get("BEKHOE_HOME")
    if named and Path(named).exists() and any(Path(named).iterdir()):
        raise fail(f"{named} không trống: buổi diễn cần một nhà mới")
    home = Path(named) if named else SCRATCH
    if not named and home.exists():
        shutil.rmtree(home)
    home.mkdir(parents=True, exist_ok=True)
    return home
