"""`bekhoe run`: the bot itself, until it is told to stop."""

from datetime import datetime
from typing import Annotated

import typer

from bot.cli.home import WANTING, fail, settings_of_environment


def run(
    clock: Annotated[str | None, typer.Option(help="Giờ mô phỏng để tập và thử, ví dụ 2026-04-20T08:00+07:00.")] = None,
) -> None:
    """Chạy bot: nghe Telegram và SMS, trả lời, nhắc đúng giờ. Ngừng bằng Ctrl-C.

    Ví dụ: bekhoe run
    """
    import uvloop

    from bot.channels.contract import Refused
    from bot.keys import KeyProblem, read_key
    from bot.lock import AlreadyRunning, hold_home
    from bot.logs import log_to_stderr
    from bot.serving import serve
    from bot.settings import WrongSetting
    from storage.engine import NoDatabase
    from storage.schema import TooNew
    from storage.sealed import WrongKey

    settings = settings_of_environment()
    start = None if clock is None else _moment(clock)
    log_to_stderr()
    if not settings.home.is_dir():
        raise fail(f"Chưa có nhà ở {settings.home}: chạy bekhoe init trước", WANTING)
    try:
        key = read_key(settings.home, settings.key)
        with hold_home(settings.home):
            uvloop.run(serve(settings, key, start))
    except WrongSetting as error:
        raise fail(str(error)) from error
    except Refused as error:
        raise fail(f"Telegram không nhận bot này ({error.why}): xem lại BEKHOE_TELEGRAM_TOKEN", WANTING) from error
    except (AlreadyRunning, KeyProblem, NoDatabase, TooNew, WrongKey, OSError) as error:
        raise fail(str(error), WANTING) from error


def _moment(text: str) -> datetime:
    try:
        moment = datetime.fromisoformat(text)
    except ValueError as error:
        raise fail(f"--clock viết như 2026-04-20T08:00+07:00, không phải {text}") from error
    if moment.tzinfo is None:
        raise fail("--clock cần múi giờ, ví dụ +07:00")
    return moment
