"""The station's immunisation days: who comes, what is given, and what is told of it, when and by whom."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from functools import partial
from typing import Final

from bot.simulation.facts import ToldDose
from bot.simulation.people import Kid, Phone, Village
from bot.simulation.record import Sent
from bot.simulation.typing import day_words, typed
from bot.simulation.world import World
from health.local_time import local_date
from health.schedule import GivenDose, due_doses

WORDS: Final = {  # how workers call a vaccine
    "HepB0": "viêm gan b sơ sinh",
    "BCG": "lao",
    "DTP-HB-Hib": "5in1",
    "OPV": "bại liệt uống",
    "IPV": "bại liệt tiêm",
    "measles": "sởi",
    "MR": "sởi rubella",
    "DPT4": "dpt mũi 4",
    "JE": "viêm não nhật bản",
    "Rota": "rota",
    "PCV": "phế cầu",
}
CODES_A_MESSAGE: Final = 4
LAST_AGE: Final = timedelta(days=1820)
BIRTH_DOSE: Final = "HepB0"
ODD: Final = ("dose_early", "dose_close", "dose_repeated")

Given = tuple[Kid, str]  # and the vaccine


def happen(world: World, today: date) -> None:
    """Doses at birth, and on immunisation days all that is due to those who come."""
    for kid in world.kids:
        if kid.born == today and not kid.at_home and not kid.refuses:
            kid.given += (GivenDose(BIRTH_DOSE, 1, today),)
            world.count("doses")
            tomorrow = world.some_time(today + timedelta(days=world.random.randint(4, 9)))
            _will_tell(world, kid.village.commune.phone, [(kid, BIRTH_DOSE)], today, tomorrow)
    for commune in world.communes:
        if today.day in commune.sessions:
            for village in commune.villages:
                _session(world, village, today)


def _session(world: World, village: Village, today: date) -> None:
    young = [kid for kid in world.kids if kid.village is village and today - kid.born < LAST_AGE]
    given: list[Given] = []
    for kid in young:
        if kid.lives(today) and not kid.refuses and world.chance(world.figures.attended):
            given += [(kid, vaccine) for vaccine in _give(world, kid, today)]
    teller = village.phone if world.chance(50) else village.commune.phone
    told = [one for one in given if not world.chance(world.figures.doses_never_told)]
    late = [one for one in told if world.chance(world.figures.doses_told_late)]
    _will_tell(world, teller, [one for one in told if one not in late], today, world.some_time(today))
    _will_tell(world, teller, late, today, world.some_time(today + timedelta(days=world.random.randint(2, 9))))


def _give(world: World, kid: Kid, today: date) -> list[str]:
    due = [one.dose for one in due_doses(kid.born, kid.given, world.facts.schedule, today) if one.due_on <= today]
    kid.given += tuple(GivenDose(dose.vaccine, dose.order, today) for dose in due)
    world.count("doses", len(due))
    return [dose.vaccine for dose in due]


def _will_tell(world: World, teller: Phone, given: Sequence[Given], on: date, at: datetime) -> None:
    """One message for each vaccine and handful of children."""
    by_vaccine: dict[str, list[Kid]] = {}
    for kid, vaccine in given:
        by_vaccine.setdefault(vaccine, []).append(kid)
    moment = at
    for vaccine, kids in by_vaccine.items():
        for first in range(0, len(kids), CODES_A_MESSAGE):
            some = kids[first : first + CODES_A_MESSAGE]
            world.plan(teller, moment, partial(_tell, world, vaccine, some, on), partial(_told, world, teller))
            moment += timedelta(minutes=3)


def _tell(world: World, vaccine: str, kids: Sequence[Kid], on: date, at: datetime) -> str | None:
    """Children without a code are told of never: nobody writes their names here."""
    today = local_date(at)
    known = [kid for kid in kids if kid.is_known(today)]
    if not known:
        return None
    for kid in known:
        world.facts.doses[kid.code].append(ToldDose(vaccine, on, at))
        kid.village.told_on = today
    world.count("doses_told", len(known))
    codes = " ".join(kid.code for kid in known)
    return typed(world.random, world.figures, f"tiêm {WORDS[vaccine]} {day_words(on, today)} {codes}")


def _told(world: World, teller: Phone, sent: Sent) -> None:
    """A dose that looks odd is asked about: it was given all the same."""
    if any(key in ODD for key in sent.keys):
        world.count("odd_doses")
        world.answer(teller, world.soon(sent.at, 2), lambda _: "co", partial(_told, world, teller))
