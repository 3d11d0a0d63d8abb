"""Each invariant is quiet about a good day and finds what it is there to find."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Final

import pytest

from bot.simulation.facts import Facts, ToldDose, Wish
from bot.simulation.invariants import RULES, Days, check, left_behind
from bot.simulation.record import Named, Sent, Violation, Waiting
from health.lessons import ChildFacts
from health.local_time import VIETNAM
from health.reminders import REGISTRATION, Moment
from health.shipped import load_lessons, load_schedule

BORN: Final = date(2026, 1, 10)
CHILD, MOTHER, WORKER = "102748", "+84912000001", "+84912000002"
LESSONS: Final = load_lessons()
LESSON: Final = next(one for one in LESSONS if one.ages and not one.only and one.valid_days < 100)
EXPECTED: Final = next(one for one in LESSONS if one.weeks)
DUE: Final = LESSON.ages[0].after(BORN)


def at(day: date, hour: int = 8) -> datetime:
    """An hour of a day, local."""
    return datetime(day.year, day.month, day.day, hour, 30, tzinfo=VIETNAM)


def known() -> Facts:
    """A child and a mother who has agreed."""
    facts = Facts(load_schedule())
    facts.born[CHILD] = ChildFacts(BORN, 3100)
    facts.wish(MOTHER, Wish.YES, at(BORN))
    return facts


def lesson(day: date = DUE, hour: int = 8, number: int = 1) -> Sent:
    """The lesson on its way to the mother."""
    return Sent(number, at(day, hour), MOTHER, True, "lesson", "", False, True, True, None, CHILD, LESSON.id)


def reminder(day: date, moment: str = Moment.BEFORE, about: date = date(2026, 4, 5), order: int = 1) -> Sent:
    """A reminder of 5 in 1."""
    named = Named(CHILD, "DTP-HB-Hib", order, moment, about)
    return replace(lesson(day), key="reminder", lesson=None, child=None, named=(named,))


def other(day: date, number: int, lesson_id: str) -> Sent:
    """Something else that counts for the caps, about no child on record."""
    return replace(lesson(day, number=number), lesson=lesson_id, child=None)


def rules(today: Sequence[Sent], facts: Facts | None = None, before: Sequence[Sent] = ()) -> set[str]:
    """The rules that a day breaks."""
    return {found.rule for found in check(Days(today, before, facts or known(), LESSONS))}


GOOD: Final = (lesson(), reminder(date(2026, 4, 2)), replace(lesson(), key="quiz", lesson="quiz-x", child=None))


@pytest.mark.parametrize("one", GOOD, ids=lambda one: one.key)
def test_a_good_message_breaks_nothing(one: Sent) -> None:
    assert rules([one]) == set()


def test_after_a_death() -> None:
    facts = known()
    facts.hush(CHILD, at(DUE, 7))
    assert rules([lesson()], facts) == {"after_a_death"}
    card = replace(lesson(), to=WORKER, to_family=False, key="visit_card", lesson=None, child=None, text=f"TE{CHILD}")
    assert rules([card], facts) == {"after_a_death"}
    assert rules([replace(card, is_routine=False)], facts) == set()  # the village is told of the death itself
    facts.unhush(CHILD, at(DUE, 8))
    assert rules([lesson()], facts) == set()


@pytest.mark.parametrize("wish", [Wish.SILENT, Wish.NO, Wish.STOPPED, Wish.WRONG_NUMBER])
def test_without_consent(wish: Wish) -> None:
    facts = known()
    facts.wish(MOTHER, wish, at(DUE, 7))
    assert rules([lesson()], facts) == {"without_consent"}
    assert rules([replace(lesson(), lesson=None, is_reply=True, is_routine=False)], facts) == set()
    ask = replace(lesson(), key="consent_ask_named", lesson=None, child=None, is_routine=False)
    assert rules([ask], facts) == (set() if wish is Wish.SILENT else {"without_consent"})


def test_asked_twice() -> None:
    facts = Facts(load_schedule())
    ask = replace(lesson(), key="consent_ask_named", lesson=None, child=None, is_routine=False)
    assert rules([replace(ask, id=2, at=at(DUE, 10))], facts, [ask]) == {"asked_twice"}


@pytest.mark.parametrize(("hour", "broken"), [(6, {"outside_hours"}), (7, set()), (19, set()), (20, {"outside_hours"})])
def test_outside_hours(hour: int, broken: set[str]) -> None:
    assert rules([lesson(hour=hour)]) == broken
    alert = replace(lesson(hour=hour), to=WORKER, to_family=False, lesson=None, child=None, is_routine=False)
    assert rules([alert]) == set()


def test_two_on_a_day() -> None:
    assert rules([lesson(), other(DUE, 2, "x")]) == {"two_on_a_day"}
    assert rules([lesson(), replace(other(DUE, 2, "x"), arrived=False)]) == set()


def test_over_a_week() -> None:
    before = [other(DUE - timedelta(days=days), days, f"l{days}") for days in (6, 4, 2)]
    assert rules([lesson(number=9)], before=before) == {"over_a_week"}
    assert rules([lesson(number=9)], before=before[1:]) == set()


def test_a_dose_that_is_reported() -> None:
    facts = known()
    facts.doses[CHILD].append(ToldDose("DTP-HB-Hib", date(2026, 3, 20), at(date(2026, 3, 20))))
    assert rules([reminder(date(2026, 4, 2))], facts) == {"dose_reported"}
    assert rules([reminder(date(2026, 4, 12), Moment.MISSED)], facts) == {"dose_reported"}
    late = reminder(date(2026, 3, 18))  # before it was told
    assert rules([late], facts) == set()


@pytest.mark.parametrize(
    ("about", "order", "told"),
    [
        (date(2026, 3, 5), 1, None),  # before two months
        (date(2026, 4, 5), 2, date(2026, 3, 20)),  # 16 days after the first
        (date(2028, 3, 5), 1, None),  # after 24 months
        (date(2026, 3, 20), 1, None),  # a day that is past when it leaves
    ],
)
def test_a_dose_at_the_wrong_time(about: date, order: int, told: date | None) -> None:
    facts = known()
    if told:
        facts.doses[CHILD].append(ToldDose("DTP-HB-Hib", told, at(told)))
    left_on = about - timedelta(days=3) if about != date(2026, 3, 20) else about + timedelta(days=1)
    assert rules([reminder(left_on, about=about, order=order)], facts) == {"dose_at_wrong_time"}


def test_a_reminder_twice() -> None:
    one = reminder(date(2026, 4, 2))
    assert rules([replace(one, id=2, at=at(date(2026, 4, 3)))], before=[one]) == {"reminder_twice"}
    named = Named(CHILD, REGISTRATION, 0, Moment.FIRST, BORN)
    first = replace(one, named=(named,))
    assert rules([replace(first, id=2, at=at(date(2026, 4, 3)))], before=[first]) == {"reminder_twice"}


def test_a_message_twice() -> None:
    one = reminder(date(2026, 4, 2))
    assert "message_twice" in rules([replace(one, at=at(date(2026, 4, 2), 9))], before=[one])


def test_a_lesson_twice_or_out_of_its_time() -> None:
    assert rules([lesson(DUE + timedelta(days=1), number=2)], before=[lesson()]) == {"lesson_twice"}
    assert rules([lesson(DUE - timedelta(days=1))]) == {"lesson_at_wrong_time"}
    assert rules([lesson(DUE + timedelta(days=LESSON.valid_days + 1))]) == {"lesson_at_wrong_time"}


def test_before_and_after_the_birth() -> None:
    facts, due_on = known(), DUE + timedelta(weeks=10)
    facts.expect(CHILD, due_on, at(BORN))
    assert rules([lesson()], facts) == {"before_birth", "lesson_at_wrong_time"}
    assert rules([reminder(date(2026, 4, 2))], facts) >= {"before_birth"}
    falls_on = due_on + timedelta(weeks=EXPECTED.weeks[0] - 40)
    of_pregnancy = replace(lesson(falls_on), lesson=EXPECTED.id)
    assert rules([of_pregnancy], facts) == set()
    facts.expect(CHILD, None, at(falls_on, 7))
    assert rules([of_pregnancy], facts) == {"after_birth", "lesson_at_wrong_time"}


def test_too_late() -> None:
    assert rules([replace(lesson(), expires_at=at(DUE))]) == {"too_late"}
    assert rules([replace(lesson(), expires_at=at(DUE, 9))]) == set()


def test_left_behind() -> None:
    facts, now = known(), at(DUE, 23)
    one = Waiting(5, at(DUE), None, CHILD)
    assert list(left_behind([one], facts, now)) == [Violation("left_behind", now, ("5", CHILD), f"due {one.due_at}")]
    facts.hush(CHILD, at(DUE, 7))
    assert list(left_behind([one], facts, now)) == []
    assert str(Violation("left_behind", now, ("5", CHILD))).endswith(f"left_behind: 5 {CHILD}")


def test_every_rule_is_tried_here() -> None:
    tried = ("after_a_death", "without_consent", "asked_twice", "outside_hours", "too_many", "wrong_doses")
    assert [rule.__name__ for rule in RULES] == [*tried, "said_twice", "lesson_twice", "of_another_time", "too_late"]
