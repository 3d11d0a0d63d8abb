"""After a death: what may still be said of the living children, for how long, and when the village visits."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from health.lessons import ChildFacts, Lesson, due_lessons
from health.loss import Grief, Loss, is_newly_delivered, loss_visits
from health.shipped import load_lessons, load_loss_rules

RULES = load_loss_rules()
LESSONS = load_lessons()
DIED = date(2026, 5, 1)
URGENT = next(lesson for lesson in LESSONS if lesson.urgent)
PLAIN = next(lesson for lesson in LESSONS if lesson.concept == "caregiver_knows_injury_prevention")
MILK = next(lesson for lesson in LESSONS if lesson.id == "bf-continue")
NEWBORN = date(2026, 4, 20)


def grief(*losses: Loss, feared: bool = False) -> Grief:
    return Grief(losses, feared, RULES)


@pytest.mark.parametrize(
    ("lesson", "days", "fits"),
    [(URGENT, 0, True), (URGENT, 6, True), (PLAIN, 0, False), (PLAIN, 6, False), (PLAIN, 7, True), (PLAIN, -1, True)],
)
def test_in_the_quiet_days_only_danger_signs_are_told(lesson: Lesson, days: int, fits: bool) -> None:
    assert grief(Loss(NEWBORN, DIED)).fits(lesson, date(2025, 1, 1), DIED + timedelta(days=days)) is fits


def test_a_death_that_is_told_and_not_confirmed_makes_it_quiet() -> None:
    feared = grief(feared=True)
    assert not feared.fits(PLAIN, NEWBORN, DIED)
    assert feared.fits(URGENT, NEWBORN, DIED)
    assert feared.look_again(DIED) == DIED + timedelta(days=1)


def test_it_is_looked_at_again_when_the_quiet_ends() -> None:
    told = grief(Loss(NEWBORN, DIED))
    assert told.look_again(DIED + timedelta(days=2)) == DIED + timedelta(days=RULES.quiet_days)
    assert told.look_again(DIED + timedelta(days=RULES.quiet_days)) is None


@pytest.mark.parametrize(
    ("lost_born", "sibling_born", "fits"),
    [
        (NEWBORN, NEWBORN, True),  # its twin
        (NEWBORN, NEWBORN - timedelta(days=1), True),  # its twin, born before midnight
        (NEWBORN, date(2024, 10, 1), False),  # the older one was weaned for the one that died
        (date(2025, 6, 1), NEWBORN, True),  # the younger one is at the breast itself
        (NEWBORN, DIED + timedelta(days=400), True),  # born after the loss
        (date(2022, 1, 1), date(2021, 1, 1), True),  # died at four: not at the breast
        (None, date(2024, 10, 1), True),  # of a child of whom no birth is known
    ],
)
def test_breastfeeding_is_spoken_of_where_the_living_child_is_at_the_breast_itself(
    lost_born: date | None, sibling_born: date, fits: bool
) -> None:
    day = DIED + timedelta(days=30)
    assert grief(Loss(lost_born, DIED)).fits(MILK, sibling_born, day) is fits


def test_nobody_who_lost_a_child_is_congratulated() -> None:
    told = grief(Loss(NEWBORN, DIED))
    for words in ("Chúc mừng gia đình!", "Bé mới sinh cần ấm."):
        assert not told.fits(replace(PLAIN, chat=words), NEWBORN, DIED + timedelta(days=60))
    assert not told.fits(replace(PLAIN, sms="Chuc mung nha minh"), NEWBORN, DIED + timedelta(days=60))


def test_no_lesson_about_a_child_says_newly_born_or_congratulates() -> None:
    """A twin of a dead child needs every one of its own danger signs: their words are fit for its mother."""
    about_children = [lesson for lesson in LESSONS if lesson.ages or lesson.season]
    texts = {one.id: f"{one.chat} {one.sms}".lower() for one in about_children}
    assert not [lesson for lesson, text in texts.items() if any(word in text for word in RULES.never)]


days = st.integers(-900, 900).map(lambda n: DIED + timedelta(days=n))
losses = st.lists(st.builds(Loss, st.none() | days, days), max_size=3)


@given(losses, st.booleans(), days, days)
def test_whatever_was_lost_danger_signs_go_on_and_nothing_unfit_is_told(
    lost: list[Loss], feared: bool, born: date, today: date
) -> None:
    told = grief(*lost, feared=feared)
    due = [each.lesson for each in due_lessons(ChildFacts(born), (), LESSONS, today)]
    heard = told.among(due, born, today)
    assert [one for one in due if one.urgent] == [one for one in heard if one.urgent]
    in_mourning = any(0 <= (today - loss.died_on).days < RULES.quiet_days for loss in lost)
    assert not ((feared or in_mourning) and [one for one in heard if not one.urgent])
    twin_or_younger = all(loss.born is None or (loss.born - born).days <= RULES.twin_days for loss in lost)
    if twin_or_younger and not told.is_quiet(today):
        assert list(heard) == due  # a twin, or one born later, hears all of its own age
    if not lost and not feared:
        assert list(heard) == due


def test_the_visits_and_how_long_the_mother_is_watched() -> None:
    first, second = loss_visits(DIED, RULES)
    assert (first.first_day, second.first_day) == (date(2026, 5, 2), date(2026, 5, 15))
    assert is_newly_delivered(NEWBORN, NEWBORN + timedelta(days=42), RULES)
    assert not is_newly_delivered(NEWBORN, NEWBORN + timedelta(days=43), RULES)
    assert not is_newly_delivered(None, DIED, RULES)
