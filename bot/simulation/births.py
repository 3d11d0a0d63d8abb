"""Births: how they are told, late, in parts, wrongly or twice; and the family's first steps."""

import re
from datetime import date, datetime, timedelta
from functools import partial
from typing import Final

from bot.simulation import enrolments
from bot.simulation.people import Kid, Village
from bot.simulation.record import Sent
from bot.simulation.typing import day_words, mother_name, slipped, typed, weight_words
from bot.simulation.world import Say, World
from health.lessons import ChildFacts
from health.local_time import local_date

CODE: Final = re.compile(r"TE(\d{6,})")
REPORT: Final = re.compile(r"\bS(\d+)")
LOW_G: Final = (1600, 2400)
USUAL_G: Final = (2500, 4000)
YEAR_DAYS: Final = 365.25


def happen(world: World, today: date) -> None:
    """Who is born today, and when their birth will be told."""
    for village in (village for commune in world.communes for village in commune.villages):
        untold = 1 - world.figures.pregnancies_told / 100  # the others are foreseen
        if world.random.random() < untold * world.figures.births_a_year / YEAR_DAYS:
            _born(world, village, today)


def _born(world: World, village: Village, today: date) -> None:
    mother = mother_name(world.random)
    twins = world.random.random() * 1000 < world.figures.twins
    at_home = world.chance(world.figures.home_births) and not twins
    kids = [new_kid(world, village, today, mother, at_home) for _ in range(2 if twins else 1)]
    world.kids += kids
    world.count("births", len(kids))
    if twins:
        world.count("twins")
    will_tell(world, kids, today)


def will_tell(world: World, kids: list[Kid], today: date, tell: Say | None = None) -> None:
    """When the village tells of those who are born today, if ever; `tell`: other words than the usual ones."""
    village = kids[0].village
    if world.chance(world.figures.births_never_told):
        return
    late = world.random.randint(8, 25) if world.chance(world.figures.births_told_late) else world.random.randint(0, 3)
    on = max(today + timedelta(days=late), village.silent_until)
    moment = world.some_time(on)
    if on == today:
        moment = max(moment, world.some_time(today))
    usual = partial(_tell_twins, world, kids) if len(kids) > 1 else partial(_tell, world, kids[0])
    world.plan(village.phone, moment, tell or usual, partial(_told, world, kids))


def new_kid(world: World, village: Village, today: date, mother: str, at_home: bool) -> Kid:
    """A child of that day."""
    low = world.chance(world.figures.low_weight)
    weight = world.random.randrange(*(LOW_G if low else USUAL_G), 100)
    sex = "gái" if world.chance(world.figures.girls) else "trai"
    kid = Kid(village, today, sex, weight, at_home, mother, _dies_on(world, today))
    kid.refuses = world.chance(world.figures.vaccines_refused)
    return kid


def _dies_on(world: World, born: date) -> date | None:
    drawn, figures = world.random.random() * 1000, world.figures
    for share, first, last in (
        (figures.deaths_newborn, 0, 27),
        (figures.deaths_infant, 28, 364),
        (figures.deaths_child, 365, 1800),
    ):
        if drawn < share:
            return born + timedelta(days=world.random.randint(first, last))
        drawn -= share
    return None


def where(kid: Kid) -> str:
    """Where it was born, as people say."""
    return "tại nhà, bà mụ đỡ" if kid.at_home else "tại trạm"


def _tell(world: World, kid: Kid, at: datetime) -> str:
    today = local_date(at)
    kid.village.told_on = today
    when, name = day_words(kid.born, today), slipped(world.random, world.figures, kid.mother)
    if world.chance(world.figures.births_incomplete):
        text = f"sinh bé {kid.sex} {when} mẹ {name}"
    else:
        text = f"sinh bé {kid.sex} {weight_words(kid.weight_g)} {when} {where(kid)} mẹ {name}"
    return typed(world.random, world.figures, text)


def _tell_twins(world: World, kids: list[Kid], at: datetime) -> str:
    today = local_date(at)
    kids[0].village.told_on = today
    each = ", ".join(f"1 {kid.sex} {weight_words(kid.weight_g)}" for kid in kids)
    text = f"Sinh đôi nhé! {each}, đẻ {day_words(kids[0].born, today)} ở bv huyện, mẹ {kids[0].mother}"
    return typed(world.random, world.figures, text)


def _told(world: World, kids: list[Kid], sent: Sent) -> None:
    """The receipt: codes are written down, what is missing is answered sooner or later."""
    if sent.inbox is None or not REPORT.search(sent.text):
        return
    kids[0].report = kids[0].report or str(REPORT.findall(sent.text)[0])
    codes = CODE.findall(sent.text)
    if "recorded" in sent.keys and len(set(codes)) == len(kids):
        for kid, code in zip(kids, dict.fromkeys(codes), strict=True):
            _known(world, kid, code, sent.at)
    elif "recorded_in_part" in sent.keys and len(kids) == 1:
        if world.chance(world.figures.gaps_filled):
            hear = partial(_completed, world, kids[0])
            world.plan(kids[0].village.phone, world.soon(sent.at, 20), partial(_fill, world, kids[0]), hear)
    elif "same_birth" in sent.keys:
        hear = partial(_told_apart, world, kids)
        world.answer(kids[0].village.phone, world.soon(sent.at), lambda _: "2", hear)


def _fill(world: World, kid: Kid, at: datetime) -> str:
    return typed(world.random, world.figures, f"sửa {kid.report} {weight_words(kid.weight_g)} {where(kid)}")


def _completed(world: World, kid: Kid, sent: Sent) -> None:
    if codes := CODE.findall(sent.text):
        _known(world, kid, codes[0], sent.at)


def _told_apart(world: World, kids: list[Kid], sent: Sent) -> None:
    if "duplicate_kept" in sent.keys and len(kids) == 1 and (codes := CODE.findall(sent.text)):
        _known(world, kids[0], codes[-1], sent.at)


def _known(world: World, kid: Kid, code: str, at: datetime) -> None:
    """The child is on record: its code stands on a receipt."""
    if kid.due_on is not None:
        _known_already(world, kid, code, at)
        return
    if kid.code:
        return
    kid.code = code
    world.count("births_told")
    world.facts.born[code] = ChildFacts(kid.born, kid.weight_g, kid.at_home)
    enrolments.begin(world, kid, at)
    _mistakes(world, kid, at)


def _known_already(world: World, kid: Kid, code: str, at: datetime) -> None:
    """It was told of before its birth, and its code goes on; another one would be another child's."""
    world.count("births_joined" if code == kid.code else "births_not_joined")
    world.count("births_told")
    _mistakes(world, kid, at)


def _mistakes(world: World, kid: Kid, at: datetime) -> None:
    """What goes wrong with a report afterwards."""
    figures, phone = world.figures, kid.village.phone
    if world.chance(figures.births_corrected):
        kid.weight_g += 200
        world.plan(phone, world.soon(at, 30), partial(_correct, world, kid))
    if world.chance(figures.births_undone):
        world.plan(phone, world.soon(at, 60), partial(_undo, world, kid))
    if world.chance(figures.births_told_twice):
        hear = partial(_same, world, kid)
        world.plan(kid.village.commune.phone, world.soon(at, 90), partial(_tell_again, world, kid), hear)


def _correct(world: World, kid: Kid, at: datetime) -> str:
    world.facts.born[kid.code] = ChildFacts(kid.born, kid.weight_g, kid.at_home)
    world.count("corrections")
    return f"SUA {kid.report} {weight_words(kid.weight_g)}"


def _undo(world: World, kid: Kid, at: datetime) -> str | None:
    """Nobody withdraws the birth of a child who was vaccinated since: its dose says that it lives."""
    if kid.death_told or world.facts.doses.get(kid.code):
        return None
    kid.withdrawn = True
    if kid.due_on is None:
        world.facts.hush(kid.code, at)
    else:
        world.facts.expect(kid.code, kid.due_on, at)
    world.count("births_undone")
    if world.chance(50):
        world.plan(kid.village.phone, world.soon(at, 100), partial(_restore, world, kid))
    return f"HUY {kid.report}"


def _restore(world: World, kid: Kid, at: datetime) -> str:
    kid.withdrawn = False
    if kid.due_on is None:
        world.facts.unhush(kid.code, at)
    else:
        world.facts.expect(kid.code, None, at)
    return f"LAI {kid.report}"


def _tell_again(world: World, kid: Kid, at: datetime) -> str | None:
    """The station tells what the village told before."""
    if not kid.is_known(local_date(at)):
        return None
    when = day_words(kid.born, local_date(at))
    where = "ở nhà" if kid.at_home else "tại trạm"
    text = f"sinh bé {kid.sex} {weight_words(kid.weight_g)} {when} {where} mẹ {kid.mother} {kid.village.name}"
    return typed(world.random, world.figures, text)


def _same(world: World, kid: Kid, sent: Sent) -> None:
    if "same_birth" in sent.keys:
        world.count("births_told_twice")
        world.answer(kid.village.commune.phone, world.soon(sent.at), lambda _: "1")
