from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from health.ages import Span
from health.lessons import (
    ChildFacts,
    Expectation,
    SentLesson,
    child_windows,
    due_lessons,
    next_lesson,
    pregnancy_windows,
)
from health.shipped import load_lessons
from tests.support.lessons import lesson_saying

LESSONS = load_lessons()
BORN = date(2026, 4, 19)
CHILD = ChildFacts(BORN)


def sent(*pairs):
    return [SentLesson(lesson, BORN + timedelta(days=day)) for lesson, day in pairs]


def test_a_mother_who_joins_on_the_first_day():
    today = BORN + timedelta(days=1)
    first, on = next_lesson(CHILD, [], LESSONS, today)
    assert (first.id, on) == ("nb-signs-1", today)
    second, on = next_lesson(CHILD, sent(("nb-signs-1", 1)), LESSONS, today)
    assert (second.id, on) == ("birth-first-hour", today + timedelta(days=1))


@pytest.mark.parametrize("days", range(58))
def test_whoever_joins_in_the_first_eight_weeks_hears_the_danger_signs_first(days):
    lesson, _ = next_lesson(CHILD, [], LESSONS, BORN + timedelta(days=days))
    assert lesson.concept == "caregiver_knows_newborn_danger_signs"
    assert lesson.urgent


def test_due_lessons_are_those_open_and_unsent():
    today = BORN + timedelta(days=14)
    ids = [due.lesson.id for due in due_lessons(CHILD, [], LESSONS, today)]
    assert ids[0] == "nb-signs-4"
    assert "birth-first-hour" not in ids
    assert "nb-signs-4" not in {due.lesson.id for due in due_lessons(CHILD, sent(("nb-signs-4", 14)), LESSONS, today)}


def test_a_lesson_falls_due_anew_at_its_next_age():
    first, later = Span(days=21).after(BORN), Span(days=56).after(BORN)
    once = [SentLesson("bf-no-water", first)]
    assert "bf-no-water" not in {due.lesson.id for due in due_lessons(CHILD, once, LESSONS, first)}
    assert "bf-no-water" in {due.lesson.id for due in due_lessons(CHILD, once, LESSONS, later)}


def test_a_sibling_on_the_same_phone_shares_the_caps():
    today = BORN + timedelta(days=1)
    _, on = next_lesson(CHILD, [], LESSONS, today, other_days=[today])
    assert on == today + timedelta(days=1)


def test_a_big_child_hears_nothing_more():
    assert next_lesson(CHILD, [], LESSONS, BORN + timedelta(days=3000)) is None


@settings(max_examples=60)
@given(
    st.dates(date(2024, 1, 1), date(2027, 12, 31)),
    st.integers(0, 200),
    st.lists(st.integers(0, 400), max_size=10),
    st.lists(st.integers(0, 9), min_size=30, max_size=30),
)
def test_never_early_never_stale_never_over_the_caps(born, joined, others, pauses):
    """A year of lessons to one phone on which other things are sent as well, with days the machine was off."""
    today = born + timedelta(days=joined)
    other_days = [born + timedelta(days=day) for day in others]
    history = []
    windows = child_windows(ChildFacts(born), LESSONS)
    for pause in pauses:
        coming = next_lesson(ChildFacts(born), history, LESSONS, today, other_days)
        if coming is None:
            break
        lesson, day = coming
        assert day >= today
        assert day not in other_days
        assert all(day != each.sent_on for each in history)
        week = [d for d in (*other_days, *(e.sent_on for e in history)) if day - timedelta(days=7) < d <= day]
        assert len(week) < 3
        assert any(due.due_on <= day <= due.last_day for due in windows if due.lesson == lesson)
        history.append(SentLesson(lesson.id, day))
        today = day + timedelta(days=pause)
    for lesson in LESSONS:
        times = sum(due.lesson == lesson for due in windows)
        assert sum(each.lesson == lesson.id for each in history) <= times


@pytest.mark.parametrize(
    ("weight", "home", "first"),
    [
        (None, False, "birth-first-hour"),
        (2500, False, "birth-first-hour"),
        (2499, False, "nb-small"),
        (3100, True, "birth-home"),
        (None, True, "birth-home"),
        (2300, True, "birth-home-small"),
    ],
)
def test_small_babies_and_those_born_at_home_hear_what_is_theirs(weight, home, first):
    windows = child_windows(ChildFacts(BORN, weight, home), LESSONS)
    theirs = {due.lesson.id for due in windows if due.due_on == BORN}
    assert theirs == {"nb-signs-1", first}
    history = sent(("nb-signs-1", 0))
    lesson, day = next_lesson(ChildFacts(BORN, weight, home), history, LESSONS, BORN + timedelta(days=1))
    assert (lesson.id, day) == (first, BORN + timedelta(days=1))


def season_lesson(**more):
    fields = {"season": '["05-15", "11-01"]', "from": "{months = 12}", "until": "{months = 30}"} | more
    return lesson_saying(ages=None, extra="".join(f"{key} = {value}\n" for key, value in fields.items() if value))


@pytest.mark.parametrize(
    ("born", "days"),
    [
        (date(2025, 5, 15), [date(2026, 5, 15), date(2026, 11, 1), date(2027, 5, 15), date(2027, 11, 1)]),
        (date(2025, 5, 16), [date(2026, 11, 1), date(2027, 5, 15), date(2027, 11, 1)]),
        (date(2025, 5, 1), [date(2026, 5, 15), date(2026, 11, 1), date(2027, 5, 15)]),
    ],
)
def test_a_season_is_for_children_of_its_ages(born, days):
    assert sorted(due.due_on for due in child_windows(ChildFacts(born), [season_lesson()])) == days


def test_a_season_without_an_end_ends_at_five_years():
    windows = child_windows(ChildFacts(date(2020, 5, 15)), [season_lesson(until=None)])
    assert max(due.due_on for due in windows) == date(2024, 11, 1)


DUE_DATE = date(2026, 10, 1)


def test_a_pregnancy_has_its_own_lessons_and_no_child_hears_them():
    pregnant = {due.lesson.id for due in pregnancy_windows(DUE_DATE, LESSONS)}
    assert {"preg-checkups", "preg-danger-1", "preg-first-hour", "preg-newborn-signs"} <= pregnant
    assert pregnant.isdisjoint(due.lesson.id for due in child_windows(CHILD, LESSONS))


def test_what_is_due_in_a_pregnancy():
    week_36 = DUE_DATE - timedelta(weeks=4)
    due = due_lessons(Expectation(DUE_DATE), [], LESSONS, week_36)
    assert due[0].lesson.id == "preg-danger-3"
    assert {"preg-place", "preg-checkups-late"} <= {one.lesson.id for one in due}
    told = [SentLesson("preg-place", week_36)]
    left = {one.lesson.id for one in due_lessons(Expectation(DUE_DATE), told, LESSONS, week_36)}
    assert left == {one.lesson.id for one in due} - {"preg-place"}


def test_before_the_eighth_week_and_long_after_the_day_nothing_is_due():
    assert due_lessons(Expectation(DUE_DATE), [], LESSONS, DUE_DATE - timedelta(weeks=33)) == ()
    assert due_lessons(Expectation(DUE_DATE), [], LESSONS, DUE_DATE + timedelta(weeks=3)) == ()


@settings(max_examples=200)
@given(st.dates(date(2023, 1, 1), date(2027, 12, 31)), st.integers(0, 1900), st.integers(0, 200))
def test_looking_at_some_days_alone_finds_all_that_is_open_on_them(born, age, length):
    first = born + timedelta(days=age)
    last = first + timedelta(days=length)
    whole = child_windows(ChildFacts(born), LESSONS)
    some = set(child_windows(ChildFacts(born), LESSONS, first, last))
    assert some <= set(whole)
    assert {due for due in whole if due.due_on <= last and due.last_day >= first} <= some
