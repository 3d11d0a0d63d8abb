"""Families that come to the bot: by the child's code, by the village's word, or not at all; and what they want."""

from datetime import date, datetime, timedelta
from functools import partial

from bot.simulation.facts import Wish
from bot.simulation.people import Carer, Kid
from bot.simulation.record import Sent
from bot.simulation.typing import typed
from bot.simulation.world import World
from health.local_time import local_date
from messages.envelope import ChannelName

MONTH_DAYS = 30.4
YEAR_DAYS = 365.25
STOPS = ("NGUNG", "ngừng", "Ngưng", "STOP", "dừng nhắn", "ngung tin")
AGREES = ("DONG Y", "đồng ý", "dong y a", "Đồng ý ạ")
REFUSES = ("khong", "không nhận")


def begin(world: World, kid: Kid, at: datetime) -> None:
    """Who of the family will be reached, and how."""
    drawn, figures, village = world.random.random() * 100, world.figures, kid.village
    if brother := _sibling(world, kid):
        world.plan(brother.phone, world.soon(at, 30), partial(_give_code, world, kid, brother))
    elif drawn < figures.enrolled_by_code:
        channel = ChannelName.TELEGRAM if world.chance(figures.on_telegram) else ChannelName.SMS
        carer = Carer(world.phone(channel), village)
        days = world.random.randint(0, 20)
        moment = max(world.some_time(local_date(at) + timedelta(days=days)), world.soon(at))
        world.plan(carer.phone, moment, partial(_give_code, world, kid, carer))
    elif drawn < figures.enrolled_by_code + figures.enrolled_by_village:
        carer = Carer(world.phone(), village)
        world.plan(village.phone, world.soon(at, 70), partial(_name_number, world, kid, carer))


def _sibling(world: World, kid: Kid) -> Carer | None:
    """The phone of a twin, or of an older child of the same mother."""
    same = (other for other in world.kids if (other.mother, other.village) == (kid.mother, kid.village))
    return next((other.carer for other in same if other is not kid and other.carer), None)


def _give_code(world: World, kid: Kid, carer: Carer, at: datetime) -> str | None:
    if not kid.is_on_record(local_date(at)) or world.facts.wish_of(carer.phone.address, at) is Wish.STOPPED:
        return None
    _reached(world, kid, carer)
    return typed(world.random, world.figures, f"bé {kid.code}")


def _name_number(world: World, kid: Kid, carer: Carer, at: datetime) -> str | None:
    if not kid.is_on_record(local_date(at)):
        return None
    _reached(world, kid, carer)
    return f"DANG KY {kid.code} 0{carer.phone.address.removeprefix('+84')}"


def _reached(world: World, kid: Kid, carer: Carer) -> None:
    kid.carer = carer
    carer.children.append(kid)
    world.carers[carer.phone.address] = carer


def asked(world: World, carer: Carer, sent: Sent) -> None:
    """The consent text came: most agree, some refuse, some never answer, some say that they are not who is meant."""
    figures, drawn = world.figures, world.random.random() * 100
    moment = world.soon(sent.at, 40)
    if world.wants(carer, sent.at):  # for another child
        drawn = 0
    if sent.key == "consent_ask_named" and world.chance(figures.wrong_numbers):
        world.answer(carer.phone, moment, partial(_say, world, carer, Wish.WRONG_NUMBER, ("SAI SO", "sai số")))
    elif drawn < figures.agreed:
        world.answer(carer.phone, moment, partial(_say, world, carer, Wish.YES, AGREES))
    elif drawn < figures.agreed + figures.refused:
        world.answer(carer.phone, moment, partial(_say, world, carer, Wish.NO, REFUSES))


def happen(world: World, today: date) -> None:
    """Who ends messages today, and whose number is given up."""
    for carer in world.carers.values():
        if world.random.random() * 1000 < world.figures.stopped / MONTH_DAYS:
            moment = world.some_time(today)
            if world.wants(carer, moment):
                world.plan(carer.phone, moment, partial(_say, world, carer, Wish.STOPPED, STOPS))
        if world.random.random() * 1000 < world.figures.numbers_end / YEAR_DAYS:
            carer.phone.ended = True
            world.count("numbers_ended")


def _say(world: World, carer: Carer, wish: Wish, words: tuple[str, ...], at: datetime) -> str | None:
    """The number says what it wants, which holds from then on."""
    if carer.phone.ended or world.facts.wish_of(carer.phone.address, at) is Wish.WRONG_NUMBER:
        return None
    world.facts.wish(carer.phone.address, wish, at)
    world.count(f"said_{wish}")
    if wish is Wish.STOPPED and world.chance(world.figures.agreed_again):
        later = world.some_time(local_date(at) + timedelta(days=world.random.randint(5, 60)))
        world.plan(carer.phone, later, partial(_agree_again, world, carer))
    return world.random.choice(words)


def _agree_again(world: World, carer: Carer, at: datetime) -> str | None:
    stopped = world.facts.wish_of(carer.phone.address, at) is Wish.STOPPED
    return _say(world, carer, Wish.YES, AGREES, at) if stopped else None
