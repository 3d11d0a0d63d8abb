"""What can happen on a day, in the order in which it is thrown.

A new kind is a module beside these with a function of the same shape: it plans
what people will say (`World.plan`), writes what is true and told into `World.facts`, and answers what they are asked
through a row in `answers.py`.
"""

from collections.abc import Callable
from datetime import date
from typing import Final

from bot.simulation import births, deaths, enrolments, illness, outages, pregnancies, vaccinations, weeks
from bot.simulation.world import World

HAPPENINGS: Final[tuple[Callable[[World, date], None], ...]] = (
    pregnancies.happen,
    births.happen,
    deaths.happen,
    vaccinations.happen,
    weeks.happen,
    enrolments.happen,
    illness.happen,
    outages.happen,
)


def happen(world: World, today: date) -> None:
    """All that happens on a day, or is planned by it."""
    for each in HAPPENINGS:
        each(world, today)
