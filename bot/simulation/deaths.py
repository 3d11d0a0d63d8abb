"""Deaths, told late or never; and rumours of children who live, denied at once or only after they were confirmed."""

import re
from datetime import date, datetime, timedelta
from functools import partial
from typing import Final

from bot.simulation.people import Kid
from bot.simulation.record import Sent
from bot.simulation.typing import day_words, typed
from bot.simulation.world import World
from health.local_time import local_date

REPORT: Final = re.compile(r"\bT(\d+)")
CAUSES: Final = 6  # numbered in the question
YEAR_DAYS: Final = 365.25
MOST_DAYS_LATE: Final = 6
FIFTH_BIRTHDAY: Final = timedelta(days=1820)


def happen(world: World, today: date) -> None:
    """Who died today, and of whom it is wrongly said."""
    rumours = world.figures.deaths_rumoured / 1000 / YEAR_DAYS
    for kid in world.kids:
        if kid.dies_on == today:
            world.count("deaths")
            if world.chance(world.figures.deaths_told):
                late = today + timedelta(days=world.random.randint(0, MOST_DAYS_LATE))
                _will_tell(world, kid, late)
        elif kid.born <= today < kid.born + FIFTH_BIRTHDAY and world.random.random() < rumours and kid.is_known(today):
            hear = partial(_rumour_asked, world, kid)
            world.plan(kid.village.phone, world.some_time(today), partial(_rumour, world, kid), hear)


def _will_tell(world: World, kid: Kid, on: date) -> None:
    world.plan(kid.village.phone, world.some_time(on), partial(_tell, world, kid), partial(_asked, world, kid))


def _tell(world: World, kid: Kid, at: datetime) -> str | None:
    """A child without a code yet is told of later: its birth has to be told first."""
    if kid.withdrawn or kid.death_told:
        return None
    today = local_date(at)
    assert kid.dies_on is not None
    if not kid.code or kid.expected:
        if today - kid.dies_on < timedelta(days=30):
            _will_tell(world, kid, today + timedelta(days=3))
        return None
    kid.death_told = True
    world.facts.hush(kid.code, at)
    world.count("deaths_told")
    kid.village.told_on = today
    return typed(world.random, world.figures, f"bé {kid.code} mất {day_words(kid.dies_on, today)}")


def _asked(world: World, kid: Kid, sent: Sent) -> None:
    """ "Phai khong?", then the cause."""
    if "confirm_death" in sent.keys:
        hear = partial(_asked, world, kid)
        world.answer(
            kid.village.phone, world.soon(sent.at, 20), lambda _: world.random.choice(("co", "phải", "Có")), hear
        )
    elif "death_recorded" in sent.keys:
        world.count("deaths_confirmed")
        cause = str(world.random.randint(1, CAUSES))
        world.answer(kid.village.phone, world.soon(sent.at, 3), lambda _: cause)


def _rumour(world: World, kid: Kid, at: datetime) -> str | None:
    if not kid.is_known(local_date(at)):
        return None
    kid.death_told = True
    world.facts.hush(kid.code, at)
    world.count("rumours")
    return typed(world.random, world.figures, f"bé {kid.code} mất sáng nay")


def _rumour_asked(world: World, kid: Kid, sent: Sent) -> None:
    if "confirm_death" not in sent.keys:
        return
    if world.chance(50):
        world.answer(kid.village.phone, world.soon(sent.at, 40), partial(_deny, world, kid))
    else:
        hear = partial(_rumour_confirmed, world, kid)
        world.answer(kid.village.phone, world.soon(sent.at, 20), lambda _: "co", hear)


def _deny(world: World, kid: Kid, at: datetime) -> str:
    _lives(world, kid, at)
    world.count("rumours_denied")
    return "khong"


def _rumour_confirmed(world: World, kid: Kid, sent: Sent) -> None:
    if "death_recorded" in sent.keys and (found := REPORT.search(sent.text)):
        at = world.some_time(local_date(sent.at) + timedelta(days=world.random.randint(1, 5)))
        world.plan(kid.village.phone, at, partial(_undo, world, kid, found[1]))


def _undo(world: World, kid: Kid, number: str, at: datetime) -> str:
    _lives(world, kid, at)
    world.count("deaths_undone")
    return f"HUY {number}"


def _lives(world: World, kid: Kid, at: datetime) -> None:
    """A word that the child is alive, unless it has died meanwhile in truth."""
    kid.death_told = False
    world.facts.unhush(kid.code, at)
    if kid.dies_on is not None and kid.dies_on <= local_date(at):
        _will_tell(world, kid, local_date(at) + timedelta(days=1))
