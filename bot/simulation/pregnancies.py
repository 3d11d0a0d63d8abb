"""Pregnancies: told in a few words, examined, enrolled by their code, born from; and some of them lost."""

import re
from datetime import date, datetime, timedelta
from functools import partial
from typing import Final

from bot.simulation import births, enrolments
from bot.simulation.people import Kid, Village
from bot.simulation.record import Sent
from bot.simulation.typing import day_words, mother_name, typed, weight_words
from bot.simulation.world import World
from health.lessons import TERM_WEEKS, WEEK, ChildFacts
from health.local_time import local_date
from health.pregnancies import due_date, week_on

REPORT: Final = re.compile(r"\bP(\d+)")
YEAR_DAYS: Final = 365.25
FIRST_TOLD, LAST_TOLD = 8, 32  # weeks
VIABLE: Final = 22  # weeks; what is lost later is a stillbirth
LAST_CHECKUP: Final = 36  # weeks


def happen(world: World, today: date) -> None:
    """Whose pregnancy is told today, and which of the children who are expected is born."""
    told = world.figures.births_a_year * world.figures.pregnancies_told / 100 / YEAR_DAYS
    for kid in [kid for kid in world.kids if kid.due_on and kid.expected and kid.born == today]:
        if kid.is_on_record(today):
            world.count("births")
            births.will_tell(world, [kid], today, partial(_tell_birth, world, kid))
    for village in (village for commune in world.communes for village in commune.villages):
        if world.random.random() < told:
            _begin(world, village, today)


def _begin(world: World, village: Village, today: date) -> None:
    weeks = world.random.randint(FIRST_TOLD, LAST_TOLD)
    due_on = due_date(weeks, today)
    born = max(due_on + timedelta(days=world.random.randint(-28, 12)), today + WEEK)
    kid = births.new_kid(world, village, born, _mother(world, village), world.chance(world.figures.home_births))
    kid.due_on, kid.expected = due_on, True
    world.kids.append(kid)
    on = max(today, village.silent_until)
    world.plan(village.phone, world.some_time(on), partial(_tell, world, kid), partial(_told, world, kid))


def _mother(world: World, village: Village) -> str:
    """No name of another woman who is expecting there: the bot would ask who is meant, and it may be either."""
    others = {kid.mother for kid in world.kids if kid.expected and kid.village.commune is village.commune}
    while (name := mother_name(world.random)) in others:
        pass
    return name


def _tell(world: World, kid: Kid, at: datetime) -> str | None:
    """By the weeks, or by the day on which it is due; too late it is told of as a birth, or not at all."""
    today = local_date(at)
    assert kid.due_on is not None
    if kid.born <= today:
        return None
    kid.village.told_on = today
    if world.chance(60):
        weeks = week_on(kid.due_on, today)
        kid.due_on = due_date(weeks, today)
        return typed(world.random, world.figures, f"thai {kid.mother} {weeks} tuần")
    return typed(world.random, world.figures, f"thai {kid.mother} dự sinh {kid.due_on.day}/{kid.due_on.month}")


def _told(world: World, kid: Kid, sent: Sent) -> None:
    """The receipt with the child's code."""
    found = births.CODE.findall(sent.text)
    if kid.code or not found or "pregnancy_code" not in sent.keys:
        return
    kid.code = str(found[0])
    number = REPORT.findall(sent.text)[0]
    world.facts.expect(kid.code, kid.due_on, sent.at)
    world.count("pregnancies_told")
    if "ask_checkups" in sent.keys and world.chance(world.figures.gaps_filled):
        times = str(world.random.randint(1, 6))
        world.answer(kid.village.phone, world.soon(sent.at, 3), lambda _: times)
    enrolments.begin(world, kid, sent.at)
    _later(world, kid, number, sent.at)


def _later(world: World, kid: Kid, number: str, at: datetime) -> None:
    """Check-ups, and what does not come to a birth."""
    assert kid.due_on is not None
    figures, phone, today = world.figures, kid.village.phone, local_date(at)
    for week in range(week_on(kid.due_on, today) + 4, LAST_CHECKUP, 4):
        if world.chance(figures.checkups_told):
            moment = world.some_time(kid.due_on - (TERM_WEEKS - week) * WEEK)
            world.plan(phone, moment, partial(_tell_checkup, world, kid))
    if world.chance(figures.pregnancies_undone):
        world.plan(phone, world.soon(at, 60), partial(_undo, world, kid, number))
    elif world.random.random() * 1000 < figures.pregnancies_lost and kid.born - today > timedelta(days=3):
        on = today + timedelta(days=world.random.randint(1, (kid.born - today).days - 1))
        world.plan(phone, world.some_time(on), partial(_tell_loss, world, kid), partial(_loss_asked, world, kid))


def _tell_checkup(world: World, kid: Kid, at: datetime) -> str | None:
    if not (kid.expected and kid.is_on_record(local_date(at))) or kid.born <= local_date(at):
        return None
    kid.village.told_on = local_date(at)
    world.count("checkups_told")
    return typed(world.random, world.figures, f"chị {kid.mother} khám thai lần {world.random.randint(2, 8)}")


def _undo(world: World, kid: Kid, number: str, at: datetime) -> str | None:
    if not kid.expected or kid.death_told or kid.born <= local_date(at):
        return None
    kid.withdrawn = True
    world.facts.hush(kid.code, at)
    world.count("pregnancies_undone")
    if world.chance(50):
        world.plan(kid.village.phone, world.soon(at, 60), partial(_restore, world, kid, number))
    return f"HUY P{number}"


def _restore(world: World, kid: Kid, number: str, at: datetime) -> str:
    kid.withdrawn = False
    world.facts.unhush(kid.code, at)
    return f"LAI P{number}"


def _tell_loss(world: World, kid: Kid, at: datetime) -> str | None:
    """Early a miscarriage, which is asked about; late a stillbirth, which closes at once."""
    today = local_date(at)
    if not kid.expected or not kid.is_on_record(today) or kid.due_on is None or kid.born <= today:
        return None
    kid.death_told = True
    kid.village.told_on = today
    world.facts.hush(kid.code, at)
    world.count("pregnancies_lost")
    early = week_on(kid.due_on, today) < VIABLE
    words = f"chị {kid.mother} sảy thai hôm qua" if early else f"chị {kid.mother} đẻ thai chết lưu hôm qua ở bv huyện"
    return typed(world.random, world.figures, words)


def _loss_asked(world: World, kid: Kid, sent: Sent) -> None:
    phone, figures = kid.village.phone, world.figures
    if "confirm_death" in sent.keys and world.chance(figures.losses_denied):
        world.answer(phone, world.soon(sent.at, 20), partial(_goes_on, world, kid, "khong"))
    elif "confirm_death" in sent.keys:
        world.answer(phone, world.soon(sent.at, 20), lambda _: "co", partial(_loss_asked, world, kid))
    elif found := REPORT.search(sent.text):
        world.count("losses_confirmed")
        if world.chance(figures.losses_undone):
            later = world.some_time(local_date(sent.at) + timedelta(days=1))
            world.plan(phone, later, partial(_goes_on, world, kid, f"HUY P{found[1]}"))


def _goes_on(world: World, kid: Kid, words: str, at: datetime) -> str:
    """It was not lost; the child is born on its day."""
    kid.death_told = False
    world.facts.unhush(kid.code, at)
    world.count("losses_denied")
    if kid.born <= local_date(at):
        births.will_tell(world, [kid], local_date(at), partial(_tell_birth, world, kid))
    return words


def _tell_birth(world: World, kid: Kid, at: datetime) -> str | None:
    """By the mother's full name, which the bot knows from the pregnancy, or by the code as well."""
    today = local_date(at)
    if not kid.expected or kid.withdrawn or kid.death_told:
        return None
    kid.expected = False
    kid.village.told_on = today
    world.facts.expect(kid.code, None, at)
    world.facts.born[kid.code] = ChildFacts(kid.born, kid.weight_g, kid.at_home)
    when, weight, place = day_words(kid.born, today), weight_words(kid.weight_g), births.where(kid)
    code = f" mã TE{kid.code}" if world.chance(40) else ""
    return typed(world.random, world.figures, f"sinh bé {kid.sex} {weight} {when} {place} mẹ {kid.mother}{code}")
