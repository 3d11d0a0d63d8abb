from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from health.weeks import Week, nth_week

DAYS = st.dates(date(2000, 1, 1), date(2100, 1, 1))


@pytest.mark.parametrize(
    ("day", "week"),
    [
        ("2026-04-20", "2026-W17"),  # a Monday
        ("2026-04-26", "2026-W17"),  # its Sunday
        ("2026-04-19", "2026-W16"),
        ("2027-01-03", "2026-W53"),  # January in the last week of the year before
        ("2024-12-30", "2025-W01"),  # December in the first week of the next
    ],
)
def test_week_of_a_day(day, week):
    assert str(Week.of(date.fromisoformat(day))) == week


@given(DAYS)
def test_a_week_is_monday_to_sunday_around_its_day(day):
    week = Week.of(day)
    assert day in week
    assert week.monday.isoweekday() == 1
    assert week.sunday - week.monday == timedelta(days=6)
    assert Week.parse(str(week)) == week
    assert week.next().previous() == week
    assert week.previous() < week < week.next()
    assert week.next().monday - week.sunday == timedelta(days=1)


@pytest.mark.parametrize("text", ["2026-W00", "2026-W54", "2025-W53", "2026-17", "2026-W1", "tuan 16", "", "٢٠٢٦-W17"])
def test_what_is_no_week(text):
    with pytest.raises(ValueError, match=r".+"):
        Week.parse(text)


@pytest.mark.parametrize(
    ("number", "today", "week"),
    [
        (16, "2026-04-20", "2026-W16"),
        (17, "2026-04-20", "2026-W17"),  # begun today
        (18, "2026-04-20", "2025-W18"),
        (53, "2026-04-20", "2020-W53"),  # not every year has one
        (53, "2027-01-02", "2026-W53"),
        (1, "2024-12-30", "2025-W01"),
    ],
)
def test_nth_week(number, today, week):
    assert str(nth_week(number, date.fromisoformat(today))) == week


@given(st.integers(1, 53), DAYS)
def test_nth_week_has_begun_and_its_next_has_not(number, today):
    week = nth_week(number, today)
    assert week.number == number
    assert week.monday <= today
    years = range(week.year + 1, today.year + 1) if number < 53 else ()
    assert all(Week(year, number).monday > today for year in years)


@pytest.mark.parametrize("number", [0, 54, -1])
def test_nth_week_that_no_year_has(number):
    with pytest.raises(ValueError, match="no year"):
        nth_week(number, date(2026, 4, 20))
