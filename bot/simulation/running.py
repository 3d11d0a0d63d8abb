"""A whole simulation: an empty database is furnished, years are lived, and what came of it is summed up."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from itertools import count, groupby
from random import Random
from time import perf_counter
from typing import Final

from bot.clock import SteppedClock, remember
from bot.knowledge import knowledge
from bot.simulation.days import Diary, live_day
from bot.simulation.exchange import Exchange
from bot.simulation.facts import Facts
from bot.simulation.people import Commune, Village
from bot.simulation.record import Violation
from bot.simulation.towns import city
from bot.simulation.world import World
from handlers.due import start_weeks
from handlers.joining import make
from handlers.knowledge import Knowledge
from handlers.settling import save_places
from health.local_time import local_moment
from health.population import Population
from health.rights import Role
from health.shipped import load_plans, load_population
from storage import places, settings
from storage.engine import Connection, Engine

FIRST_DAY: Final = date(2026, 1, 1)
YEAR_DAYS: Final = 365.25
EVENING_BEFORE: Final = time(19)


@dataclass(frozen=True, slots=True)
class Wanted:
    """What to simulate."""

    years: float
    seed: int
    communes: int = 1
    villages: int | None = None  # of each commune, for a small world; None: all
    figures: Population | None = None  # None: the shipped ones


@dataclass(frozen=True, slots=True)
class Summary:
    """What came of it."""

    years: float
    seed: int
    communes: int
    days_checked: int
    seconds: float
    happened: dict[str, int]
    sent: dict[str, int]
    send_failures: int
    violations: tuple[Violation, ...]


class AlreadyInUse(Exception):
    """The database holds places: a simulation would mix with them."""


def simulate(engine: Engine, wanted: Wanted, told: Callable[[date], object] = lambda _: None) -> Summary:
    """Live the years on an empty, migrated database; `told` hears of each month. Raises AlreadyInUse."""
    began = perf_counter()
    with engine.begin() as conn:
        known = _furnish(conn, wanted)
        world = _people(conn, wanted, known)
        exchange = Exchange(known, world.carry, lambda address: address in world.carers)
        _join(conn, world, exchange)
    diary, wrong = Diary(), list[Violation]()
    for month in _months(wanted.years):
        told(month[0])
        with engine.begin() as conn:  # a commit a day costs more than the day
            for today in month:
                wrong += live_day(conn, world, exchange, diary, today)
            remember(conn, SteppedClock(local_moment(month[-1] + timedelta(days=1), time()), lambda: 0.0))
    return Summary(
        years=wanted.years,
        seed=wanted.seed,
        communes=wanted.communes,
        days_checked=diary.days,
        seconds=round(perf_counter() - began, 1),
        happened=dict(sorted(world.counts.items())),
        sent=dict(sorted(diary.kinds.items())),
        send_failures=exchange.refusals,
        violations=tuple(wrong),
    )


def _months(years: float) -> Iterator[list[date]]:
    """The days, month by month."""
    days = (FIRST_DAY + timedelta(days=number) for number in range(max(1, round(years * YEAR_DAYS))))
    return (list(month) for _, month in groupby(days, lambda day: (day.year, day.month)))


def _furnish(conn: Connection, wanted: Wanted) -> Knowledge:
    """Places and settings; the content counts as signed off, as in the sample commune."""
    if places.communes(conn):
        raise AlreadyInUse
    kept, of_commune = [], dict[str, int]()
    for place in city(wanted.communes):
        parent = place.parent or ""
        of_commune[parent] = of_commune.get(parent, 0) + 1
        if place.kind != "village" or wanted.villages is None or of_commune[parent] <= wanted.villages:
            kept.append(place)
    save_places(conn, kept)
    settings.put(conn, "plan", load_plans()[0].id)
    settings.put(conn, "sample", "yes")
    for commune in places.communes(conn):
        start_weeks(conn, commune.id, _start())
    return knowledge(conn)


def _start() -> datetime:
    return local_moment(FIRST_DAY - timedelta(days=1), EVENING_BEFORE).astimezone(UTC)


def _people(conn: Connection, wanted: Wanted, known: Knowledge) -> World:
    """One nurse a commune and one collaborator a village; the families come with the children."""
    topics = {lesson.id: lesson.concept for lesson in known.lessons}
    world = World(
        random=Random(wanted.seed),  # noqa: S311 - the same again for the same seed
        figures=wanted.figures or load_population(),
        facts=Facts(known.schedule),
        communes=[],
        quizzes=tuple(known.quizzes),
        topics=topics,
        numbers=count(1),
    )
    for row in places.communes(conn):
        commune = Commune(row.code, world.phone(), tuple(int(day) for day in row.immunisation_days))
        world.communes.append(commune)
        for place in places.villages(conn, row.id):
            village = Village(place.code, place.name, world.phone(), commune)
            commune.villages.append(village)
            world.villages[village.phone.address] = village
    return world


def _join(conn: Connection, world: World, exchange: Exchange) -> None:
    """Workers join as real ones do, by an invitation."""
    at = _start()
    for commune in world.communes:
        for code, role, phone in (
            (commune.code, Role.STAFF, commune.phone),
            *((village.code, Role.COLLABORATOR, village.phone) for village in commune.villages),
        ):
            place = places.by_code(conn, code)
            assert place is not None
            invitation = make(conn, role, place, at)
            exchange.hear(conn, phone.address, phone.channel, f"THAM GIA {invitation.code}", at)
    exchange.settle(conn, at)
