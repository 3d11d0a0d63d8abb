"""Danger signs that families tell of now and then, as they say them."""

from datetime import date, datetime, timedelta
from functools import partial
from typing import Final

from bot.simulation.people import Kid
from bot.simulation.typing import typed
from bot.simulation.world import World
from health.local_time import local_date

MONTH_DAYS: Final = 30.4
YOUNG: Final = timedelta(days=60)
NEWBORN_SIGNS: Final = (
    "bé bỏ bú từ sáng, thở nhanh",
    "bé li bì khó đánh thức",
    "bé co giật",
    "rốn đỏ chảy mủ, bé sốt cao",
)
SIGNS: Final = ("bé ỉa chảy 5 lần, mắt trũng", "bé thở rút lõm lồng ngực", "bé co giật", "bé nôn hết mọi thứ, li bì")


def happen(world: World, today: date) -> None:
    """Whose child is ill today, and whose family writes."""
    for kid in world.kids:
        if kid.carer and kid.is_known(today) and world.random.random() * 1000 < world.figures.ill / MONTH_DAYS:
            at = world.some_time(today) if world.chance(80) else world.soon(world.some_time(today), 10)
            world.plan(kid.carer.phone, at, partial(_write, world, kid))


def _write(world: World, kid: Kid, at: datetime) -> str | None:
    assert kid.carer is not None
    if not kid.is_known(local_date(at)) or not world.wants(kid.carer, at):
        return None
    world.count("danger_signs")
    signs = NEWBORN_SIGNS if local_date(at) - kid.born < YOUNG else SIGNS
    return typed(world.random, world.figures, world.random.choice(signs))
