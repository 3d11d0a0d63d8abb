"""Plays the week of the sample commune and shows what was said, on 100 columns."""

import textwrap
from collections.abc import Callable
from importlib.resources import files
from pathlib import Path

import structlog

from bot.clock import home_clock
from bot.keys import make_key_file, read_key
from bot.settings import read_settings
from bot.stage.play import Play
from bot.stage.script import Today, parse
from bot.stage.theatre import Theatre
from handlers.weeks import commune_week, counted_week_lines
from health.local_time import local_date
from health.weeks import Week
from messages.render import render
from messages.voice import Voice
from storage import places
from storage.engine import Connection

STORY = "binh_lu_week.txt"
WIDTH = 100
MARGIN = 22  # columns for who speaks


async def show(home: Path, echo: Callable[[str], object]) -> None:
    """Play the story on a new database in an empty home, which stays behind."""
    structlog.configure(processors=[_nothing])
    steps = parse((files("bot") / "stage" / STORY).read_text(encoding="utf-8"))
    start = next(step for step in steps if isinstance(step, Today)).at
    make_key_file(home)
    url = read_settings({"BEKHOE_HOME": str(home)}).database
    async with Theatre.open(url, read_key(home, None), start) as theatre:
        await Play(theatre, "sms", lambda who, way, text: [echo(line) for line in shown(who, way, text)]).run(steps)
        echo(await theatre.parts.readers.run(_counts))


def shown(who: str, way: str, text: str) -> list[str]:
    """Something said, as lines of at most 100 columns."""
    if way == "#":
        return ["", f"== {text} ".ljust(WIDTH, "="), ""]
    head = f"{who[: MARGIN - 4]:>{MARGIN - 3}} {way} "
    space = " " * (MARGIN - 2) + "| "
    body = [part for line in text.splitlines() for part in textwrap.wrap(line, WIDTH - MARGIN) or [""]]
    return [(head if number == 0 else space) + part for number, part in enumerate(body)]


def _counts(conn: Connection) -> str:
    today = local_date(home_clock(conn).now())
    commune = places.communes(conn)[0]
    whole = commune_week(conn, commune, Week.of(today))
    voice = Voice(today)
    return "\n" + render(counted_week_lines(conn, whole, commune, voice), voice).text


def _nothing(*_: object) -> str:
    raise structlog.DropEvent
