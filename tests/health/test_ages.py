from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from health.ages import AgeGroup, Span, add_months, age_days, age_group, age_group_of_age, age_group_told, age_months
from health.events import Age

BORN = date(2026, 4, 19)
DAYS = st.dates(date(2015, 1, 1), date(2035, 1, 1))


@pytest.mark.parametrize(
    ("day", "months", "later"),
    [
        ("2026-01-31", 1, "2026-02-28"),
        ("2024-01-31", 1, "2024-02-29"),
        ("2026-01-31", 2, "2026-03-31"),
        ("2026-12-15", 1, "2027-01-15"),
        ("2026-03-31", -1, "2026-02-28"),
        ("2024-02-29", 12, "2025-02-28"),
    ],
)
def test_add_months(day, months, later):
    assert add_months(date.fromisoformat(day), months) == date.fromisoformat(later)


@given(DAYS, st.integers(0, 80))
def test_completed_months_turn_on_the_day_that_add_months_gives(born, months):
    turning = add_months(born, months)
    assert age_months(born, turning) >= months
    assert age_months(born, turning - timedelta(days=1)) < months


@pytest.mark.parametrize(
    ("born", "day", "months"),
    [("2026-01-31", "2026-02-27", 0), ("2026-01-31", "2026-02-28", 1), ("2026-04-19", "2026-04-18", -1)],
)
def test_age_months(born, day, months):
    assert age_months(date.fromisoformat(born), date.fromisoformat(day)) == months


@pytest.mark.parametrize(
    ("died", "group"),
    [
        (BORN, AgeGroup.EARLY_NEONATAL),
        (BORN + timedelta(days=6), AgeGroup.EARLY_NEONATAL),
        (BORN + timedelta(days=7), AgeGroup.LATE_NEONATAL),
        (BORN + timedelta(days=27), AgeGroup.LATE_NEONATAL),
        (BORN + timedelta(days=28), AgeGroup.POST_NEONATAL),
        (date(2027, 4, 18), AgeGroup.POST_NEONATAL),
        (date(2027, 4, 19), AgeGroup.CHILD),  # the first birthday
        (date(2031, 4, 18), AgeGroup.CHILD),
        (date(2031, 4, 19), AgeGroup.OVER_FIVE),
    ],
)
def test_age_group(died, group):
    assert age_group(BORN, died) is group


def test_age_group_refuses_a_death_before_the_birth():
    with pytest.raises(ValueError, match="before the birth"):
        age_group(BORN, BORN - timedelta(days=1))


@pytest.mark.parametrize(
    ("age", "group"),
    [
        (Age(days=0), AgeGroup.EARLY_NEONATAL),
        (Age(days=12), AgeGroup.LATE_NEONATAL),
        (Age(days=40), AgeGroup.POST_NEONATAL),
        (Age(days=400), AgeGroup.CHILD),
        (Age(months=0), None),  # early, late, or 28 to 30 days
        (Age(months=1), AgeGroup.POST_NEONATAL),
        (Age(months=11), AgeGroup.POST_NEONATAL),
        (Age(months=18), AgeGroup.CHILD),
        (Age(months=60), AgeGroup.OVER_FIVE),
        (Age(years=0), None),
        (Age(years=4), AgeGroup.CHILD),
        (Age(years=5), AgeGroup.OVER_FIVE),
    ],
)
def test_age_group_of_age(age, group):
    assert age_group_of_age(age) is group


@pytest.mark.parametrize(
    ("born", "died", "age", "group"),
    [
        (BORN, BORN + timedelta(days=12), Age(days=3), AgeGroup.LATE_NEONATAL),  # the dates win
        (BORN, BORN - timedelta(days=2), Age(days=3), AgeGroup.EARLY_NEONATAL),  # dates that cannot be do not
        (None, BORN, Age(months=4), AgeGroup.POST_NEONATAL),
        (BORN, None, None, None),
        (None, None, None, None),
    ],
)
def test_age_group_told(born, died, age, group):
    assert age_group_told(born, died, age) is group


def test_span_and_days():
    assert Span(months=12, days=14).after(BORN) == date(2027, 5, 3)
    assert age_days(BORN, date(2026, 5, 1)) == 12
