"""Dates as people say them, on Monday 20 April 2026 unless said otherwise."""

from datetime import date

import pytest

from messages.reading.calendar import lunar_day
from messages.reading.dates import read_dates
from messages.reading.understanding import DoubtReason
from tests.messages.reading.sample import TODAY, scene

SAID = (
    ("hôm nay", "2026-04-20"),
    ("sang nay", "2026-04-20"),
    ("luc nay", "2026-04-20"),
    ("hồi nãy", "2026-04-20"),
    ("hqua", "2026-04-19"),
    ("đêm hôm qua", "2026-04-19"),
    ("hom kia", "2026-04-18"),
    ("hôm kìa", "2026-04-17"),
    ("3 hôm trước", "2026-04-17"),
    ("cách đây 5 ngày", "2026-04-15"),
    ("thứ 6", "2026-04-17"),
    ("t7", "2026-04-18"),
    ("cn", "2026-04-19"),
    ("thứ hai", "2026-04-20"),
    ("thu 2 vua roi", "2026-04-13"),
    ("thứ 3 tuần trước", "2026-04-14"),
    ("thu 6 tuan nay", None),
    ("12/4", "2026-04-12"),
    ("12-4-26", "2026-04-12"),
    ("ngày 12.4", "2026-04-12"),
    ("17.4", "2026-04-17"),
    ("12042026", "2026-04-12"),
    ("ngày 12 tháng 4 năm 2026", "2026-04-12"),
    ("ngày 12", "2026-04-12"),
    ("hôm 25", "2026-03-25"),
    ("ngày 22 tháng trước", "2026-03-22"),
    ("28/12", "2025-12-28"),
    ("thứ 4 ngày 15/4", "2026-04-15"),
    ("15/4 (thứ 4)", "2026-04-15"),
    ("rằm tháng 2 âm", "2026-04-02"),
    ("mùng 3 Tết", "2026-02-19"),
    ("ram", "2026-04-02"),
    ("23 tháng chạp", "2026-02-10"),
    ("2/3 âm lịch", "2026-04-18"),
)
NOT_SAID = (
    ("mùng 3/4", DoubtReason.AMBIGUOUS),
    ("31/2", DoubtReason.AMBIGUOUS),
    ("thứ 5 ngày 15/4", DoubtReason.AMBIGUOUS),
    ("20/9", DoubtReason.FUTURE),
    ("21/4/2026", DoubtReason.FUTURE),
    ("hôm nọ", None),
    ("tuần trước", None),
    ("đầu tháng", None),
    ("tháng 3", None),
)


def first(text: str, today: date = TODAY) -> date | None:
    """The first date read."""
    return next((item.value for item in read_dates(scene(text, today)) if isinstance(item.value, date)), None)


@pytest.mark.parametrize(("text", "expected"), SAID)
def test_said(text: str, expected: str | None) -> None:
    assert first(text) == (date.fromisoformat(expected) if expected else None)


@pytest.mark.parametrize(("text", "doubt"), NOT_SAID)
def test_no_date_is_guessed(text: str, doubt: DoubtReason | None) -> None:
    (item,) = read_dates(scene(text))
    assert (item.value, item.doubt) == (None, doubt)


@pytest.mark.parametrize("text", ["con thứ 2", "lần thứ 3", "3.2kg", "6/8 thôn", "2,950g"])
def test_no_date_at_all(text: str) -> None:
    assert first(text) is None


def test_a_past_year_is_history() -> None:
    assert [item.what for item in read_dates(scene("ngày 3/5/2024"))] == ["past"]


@pytest.mark.parametrize(
    ("month", "first_day"),
    [
        (1, "2026-02-17"),
        (2, "2026-03-19"),
        (3, "2026-04-17"),
        (4, "2026-05-17"),
        (5, "2026-06-15"),
        (6, "2026-07-14"),
        (7, "2026-08-13"),
        (8, "2026-09-11"),
    ],
)
def test_lunar_months_of_2026(month: int, first_day: str) -> None:
    assert lunar_day(date(2026, 12, 1), month, 1) == date.fromisoformat(first_day)


def test_the_last_lunar_month_of_the_old_year() -> None:
    assert lunar_day(date(2026, 2, 1), 12, 1) == date(2026, 1, 19)
