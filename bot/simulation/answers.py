"""What people make of what reaches them: families answer or not, workers confirm, everybody learns.

A row of ANSWERS is one kind of message and what may follow from it.
"""

import re
from collections.abc import Callable
from datetime import datetime
from functools import partial
from typing import Final

from bot.simulation import enrolments, weeks
from bot.simulation.facts import ToldDose
from bot.simulation.people import Carer, Village
from bot.simulation.record import Named, Sent
from bot.simulation.typing import typed
from bot.simulation.world import World
from health.local_time import local_date
from health.quizzes import Choice, Quiz, QuizKind
from health.reminders import Moment
from messages.sms import fold

RECORDED: Final = re.compile(r"\bV\d+")
PICKS: Final = 3  # signs that somebody names who knows them
AFTER: Final = ("1", "bình thường", "2", "bé khỏe", "sốt nhẹ")
ARRIVED: Final = ("đến rồi", "roi", "dang di")
BETTER: Final = ("khỏe hơn rồi", "1", "đỡ rồi")


def heard(world: World, sent: Sent) -> None:
    """A message reached somebody: the family, or the village's collaborator."""
    carer = world.carers.get(sent.to)
    if carer is not None:
        _learn(world, carer, sent)
    village = None if carer else world.villages.get(sent.to)
    for key in sent.keys:
        if carer is not None and key in OF_FAMILIES:
            OF_FAMILIES[key](world, carer, sent)
        elif village is not None and key in OF_VILLAGES:
            OF_VILLAGES[key](world, village, sent)


def _learn(world: World, carer: Carer, sent: Sent) -> None:
    if sent.lesson in world.topics:
        carer.taught.add(world.topics[sent.lesson])


def _quiz(world: World, carer: Carer, sent: Sent) -> None:
    quiz = next((one for one in world.quizzes if one.id == sent.lesson), None)
    world.count("quizzes_asked")
    if quiz and world.chance(world.figures.quizzes_answered):
        say = partial(_say_picks, world, carer, quiz, sent.text)
        world.answer(carer.phone, world.soon(sent.at, 30), say, partial(_quiz_counted, world))


def _quiz_counted(world: World, sent: Sent) -> None:
    if "quiz_right" in sent.keys:
        world.count("quizzes_answered")


def _say_picks(world: World, carer: Carer, quiz: Quiz, text: str, at: datetime) -> str | None:
    """By number, as the message numbers the choices."""
    if not world.wants(carer, at):
        return None
    shown = _numbers(quiz, text)
    knows = world.chance(world.figures.right_after if quiz.topic in carer.taught else world.figures.right_before)
    if quiz.kind is QuizKind.SITUATIONS:
        groups = [[one for one in shown if one.question == question.id] for question in quiz.questions]
        picked = [_pick_one(world, group, knows) for group in groups if group]
    elif quiz.kind is QuizKind.RECALL:
        picked = [_pick_one(world, list(shown), knows)]
    else:
        among = [one for one in shown if one.right] if knows else list(shown)
        picked = world.random.sample(among, min(PICKS, len(among)))
    return " ".join(sorted((shown[one] for one in picked), key=int))


def _pick_one(world: World, choices: list[Choice], knows: bool) -> Choice:
    right = [one for one in choices if one.right]
    return world.random.choice(right if knows and right else choices)


def _numbers(quiz: Quiz, text: str) -> dict[Choice, str]:
    """The number before each choice in the message."""
    plain, found = fold(text).lower(), {}
    for choice in quiz.choices:
        forms = "|".join(re.escape(fold(form).lower()) for form in (choice.chat, choice.sms))
        if number := re.search(rf"(?<!\d)(\d+) (?:{forms})", plain):
            found[choice] = number[1]
    return found


def _after_dose(world: World, carer: Carer, sent: Sent) -> None:
    if world.chance(world.figures.after_doses_answered):
        world.answer(carer.phone, world.soon(sent.at, 12), partial(_one_of, world, carer, AFTER))


def _arrived(world: World, carer: Carer, sent: Sent) -> None:
    if world.chance(70):
        world.answer(carer.phone, world.soon(sent.at, 2), partial(_one_of, world, carer, ARRIVED))


def _course(world: World, carer: Carer, sent: Sent) -> None:
    if world.chance(70):
        world.answer(carer.phone, world.soon(sent.at, 5), partial(_one_of, world, carer, BETTER))


def _one_of(world: World, carer: Carer, words: tuple[str, ...], at: datetime) -> str | None:
    if not world.wants(carer, at):
        return None
    return typed(world.random, world.figures, world.random.choice(words))


def _reminder(world: World, carer: Carer, sent: Sent) -> None:
    """A dose missed by the book, though it was given: the family says so, with its day."""
    moments = {one.moment for one in sent.named}
    if Moment.AFTER in moments:
        _after_dose(world, carer, sent)
    elif Moment.MISSED in moments and len({one.child for one in sent.named}) == 1:
        had = [one for one in sent.named if _was_given(carer, one)]
        if len(had) == len(sent.named) and world.chance(world.figures.done_told):
            hear = partial(_done_noted, world, had)
            world.plan(carer.phone, world.soon(sent.at, 8), partial(_done, world, carer, had), hear)


def _was_given(carer: Carer, named: Named) -> bool:
    """Whether the child had such a dose on the day that the reminder is about."""
    kid = next((kid for kid in carer.children if kid.code == named.child), None)
    return kid is not None and any((one.vaccine, one.given_on) == (named.subject, named.day) for one in kid.given)


def _done(world: World, carer: Carer, had: list[Named], at: datetime) -> str | None:
    if not world.wants(carer, at):
        return None
    return typed(world.random, world.figures, f"đã tiêm rồi ngày {had[0].day.day}/{had[0].day.month}")


def _done_noted(world: World, had: list[Named], sent: Sent) -> None:
    """The receipt says what was noted; until then it is no fact."""
    if RECORDED.search(sent.text):
        for one in had:
            world.facts.doses[one.child].append(ToldDose(one.subject, one.day, sent.at))
            world.count("doses_told_by_families")


def _check(world: World, village: Village, sent: Sent) -> None:
    world.answer(village.phone, world.soon(sent.at, 10), lambda _: "co")


def _nudged(world: World, village: Village, sent: Sent) -> None:
    if local_date(sent.at) >= village.silent_until:
        weeks.nudged(world, village, sent.at)


OF_FAMILIES: Final[dict[str, Callable[[World, Carer, Sent], None]]] = {
    "consent_ask": enrolments.asked,
    "consent_ask_named": enrolments.asked,
    "quiz": _quiz,
    "reminder": _reminder,
    "ask_arrived": _arrived,
    "ask_course": _course,
}
OF_VILLAGES: Final[dict[str, Callable[[World, Village, Sent], None]]] = {
    "caregiver_check": _check,
    "sunday_nudge": _nudged,
}
