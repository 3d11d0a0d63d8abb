"""Home visits: which fall into a week, and that every one of them falls into exactly one."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from health.shipped import load_visits
from health.visits import beginning, oldest_visited, open_until, visits_of

BORN = date(2026, 4, 21)
VISITS = load_visits()
DAYS = st.dates(date(2025, 1, 1), date(2027, 12, 31))


def test_the_visits_are_those_of_the_guideline() -> None:
    assert [(each.first_day - BORN, each.last_day - BORN) for each in visits_of(BORN, VISITS)] == [
        (timedelta(0), timedelta(1)),
        (timedelta(3), timedelta(3)),
        (timedelta(7), timedelta(14)),
        (timedelta(35), timedelta(41)),
    ]


def test_a_newborn_of_midweek_is_visited_until_sunday() -> None:
    due = open_until(BORN, VISITS, date(2026, 4, 22), date(2026, 4, 26))
    assert [each.visit.id for each in due] == ["first_day", "day_3"]


def test_a_birth_told_late_has_no_first_day_left() -> None:
    due = open_until(BORN, VISITS, date(2026, 4, 23), date(2026, 4, 26))
    assert [each.visit.id for each in due] == ["day_3"]


@given(born=DAYS, monday=DAYS.map(lambda day: day - timedelta(days=day.weekday())))
def test_each_visit_stands_on_the_card_of_one_week(born: date, monday: date) -> None:
    weeks = [monday + timedelta(weeks=number) for number in range(-1, 8)]
    cards = [each for first in weeks for each in beginning(born, VISITS, first, first + timedelta(days=6))]
    span = (weeks[0], weeks[-1] + timedelta(days=6))
    assert cards == [each for each in visits_of(born, VISITS) if span[0] <= each.first_day <= span[1]]
    assert all(each.last_day - born <= oldest_visited(VISITS) for each in visits_of(born, VISITS))
