"""Times in which the station's machine or its gateway reaches nobody, from hours to two days."""

from datetime import date, timedelta
from typing import Final

from bot.simulation.world import World

YEAR_DAYS: Final = 365.25
LONGEST_H: Final = 50


def happen(world: World, today: date) -> None:
    """Now and then nothing leaves for a while."""
    if world.random.random() * YEAR_DAYS < world.figures.outages:
        began = world.some_time(today)
        world.down_until = began + timedelta(hours=world.random.uniform(1, LONGEST_H))
        world.count("outages")
