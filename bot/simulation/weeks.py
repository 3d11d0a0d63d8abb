"""Weeks in which a village has nothing to tell, says so or not, and spells of silence."""

from datetime import date, datetime, timedelta
from functools import partial
from typing import Final

from bot.simulation.people import Village
from bot.simulation.typing import typed
from bot.simulation.world import World
from health.local_time import local_date
from health.weeks import Week

FRIDAY: Final = 4
NOTHING: Final = ("tuần này không có gì", "Tuần này thôn không có gì ạ", "không sinh không mất")


def happen(world: World, today: date) -> None:
    """On Monday somebody falls silent; on Friday those who told nothing say so."""
    for village in (village for commune in world.communes for village in commune.villages):
        if today.weekday() == 0 and today >= village.silent_until and world.chance(world.figures.silent_spells):
            village.silent_until = today + timedelta(weeks=world.random.randint(2, 5))
            world.count("silent_spells")
        if today.weekday() == FRIDAY and today >= village.silent_until and world.chance(world.figures.weeks_told):
            world.plan(village.phone, world.some_time(today), partial(_tell, world, village))


def nudged(world: World, village: Village, at: datetime) -> None:
    """Asked on Sunday evening, some answer."""
    if local_date(at) >= village.silent_until and world.chance(60):
        world.plan(village.phone, world.soon(at, 2), partial(_tell, world, village))


def _tell(world: World, village: Village, at: datetime) -> str | None:
    today = local_date(at)
    if village.told_on >= Week.of(today).monday:
        return None
    village.told_on = today
    world.count("zero_weeks")
    return typed(world.random, world.figures, world.random.choice(NOTHING))
