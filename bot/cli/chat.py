"""`bekhoe chat`: talk with the bot at the terminal, as one of its roles."""

from typing import Annotated

import typer

from bot.cli.home import WANTING, fail, open_home


def chat(
    role: Annotated[str, typer.Option("--as", help="collaborator, caregiver, staff hoặc admin.")] = "collaborator",
    village: Annotated[str, typer.Option(help="Mã thôn, ví dụ B01.")] = "B01",
) -> None:
    """Nói chuyện với bot ngay trên máy này, trong vai một người. Kết thúc bằng Ctrl-D.

    Ví dụ: bekhoe chat --as collaborator --village B01
    """
    import asyncio
    import logging

    from bot.lock import AlreadyRunning, hold_home
    from bot.logs import log_to_stderr
    from bot.talking import talk
    from health.rights import Role

    if role not in list(Role):
        raise fail("--as là collaborator, caregiver, staff hoặc admin")
    with open_home(writer=True) as home:
        settings, key = home.settings, home.key
    log_to_stderr(logging.WARNING)  # the talk alone is on the screen
    try:
        with hold_home(settings.home):
            asyncio.run(talk(settings, key, Role(role), village.upper()))
    except (AlreadyRunning, LookupError) as error:
        raise fail(str(error), WANTING) from error
