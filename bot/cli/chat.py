"""`bekhoe chat`: talk with the bot at the terminal, as one of its roles."""

from typing import Annotated

import typer

from bot.cli.home import WANTING, fail, open_home, place_of, some_commune


def chat(
    role: Annotated[str, typer.Option("--as", help="collaborator, caregiver, staff hoặc admin.")] = "collaborator",
    village: Annotated[str, typer.Option(help="Mã thôn, ví dụ B01.")] = "B01",
) -> None:
    """Nói chuyện với bot ngay trên máy này, trong vai một người. Kết thúc bằng Ctrl-D.

    Ví dụ: bekhoe chat --as collaborator --village B01
    """
    import asyncio

    from bot.lock import AlreadyRunning, hold_home
    from bot.talking import talk
    from health.rights import Role

    if role not in list(Role):
        raise fail("--as là collaborator, caregiver, staff hoặc admin")
    with open_home(writer=True) as home, home.engine.connect() as conn:
        settings, key = home.settings, home.key
        some_commune(conn)  # nobody can talk in a home without places
        if role == Role.COLLABORATOR:
            village = place_of(conn, village).code
    try:
        with hold_home(settings.home):
            asyncio.run(talk(settings, key, Role(role), village))
    except AlreadyRunning as error:
        raise fail(str(error), WANTING) from error
