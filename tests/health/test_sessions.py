from datetime import date

import pytest

from health.phones import national_number
from health.sessions import SessionRule, Sessions, next_session, parse_session


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("5", SessionRule(day=5)),
        ("ngày 20", SessionRule(day=20)),
        ("thứ 4", SessionRule(weekday=2)),
        ("Thu 4 tuan 2", SessionRule(weekday=2, nth=2)),
        ("chủ nhật tuần 1", SessionRule(weekday=6, nth=1)),
    ],
)
def test_parse_session(text, rule):
    assert parse_session(text) == rule
    assert parse_session(str(rule)) == rule


@pytest.mark.parametrize("text", ["", "0", "32", "thứ 8", "thứ 4 tuần 5", "mai", "5,20"])
def test_what_is_no_rule(text):
    with pytest.raises(ValueError, match=r"day"):
        parse_session(text)


@pytest.mark.parametrize(
    ("rules", "start", "day"),
    [
        (("5", "20"), "2026-04-20", "2026-04-20"),
        (("5", "20"), "2026-04-21", "2026-05-05"),
        (("thứ 4",), "2026-04-20", "2026-04-22"),
        (("thứ 4 tuần 2",), "2026-04-20", "2026-05-13"),
        (("thứ 2 tuần 1",), "2026-06-01", "2026-06-01"),
        (("31",), "2026-06-01", "2026-07-31"),
        (("31",), "2026-02-01", "2026-03-31"),
        (("30",), "2026-01-31", "2026-03-30"),
    ],
)
def test_next_session(rules, start, day):
    parsed = [parse_session(rule) for rule in rules]
    assert next_session(parsed, date.fromisoformat(start)) == date.fromisoformat(day)


def test_a_station_without_rules_has_no_day():
    assert next_session([], date(2026, 4, 20)) is None


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("02133000115", "02133000115"),
        ("0213 3 000 115", "02133000115"),
        ("+84 213 3000 115", "02133000115"),
        ("+84912345678", "0912345678"),
        ("0084 912 345 678", "0912345678"),
        ("0912.345.678", "0912345678"),
        ("912345678", None),  # a spreadsheet ate the nought: not guessed
        ("0012345678", None),
        ("09123456789012", None),
        ("", None),
    ],
)
def test_national_number(text, number):
    assert national_number(text) == number


@pytest.mark.parametrize(
    ("moves", "held", "not_held"),
    [
        ([(5, 7)], [7, 20], [5, 6]),
        ([(5, 7), (7, 8)], [8, 20], [5, 7]),  # moved on
        ([(5, 7), (7, 5)], [5, 20], [7]),  # and back
        ([(5, 20)], [20], [5]),
    ],
)
def test_single_days_are_moved(moves, held, not_held):
    rules = (parse_session("5"), parse_session("20"))
    days = Sessions(rules, tuple((date(2026, 5, old), date(2026, 5, new)) for old, new in moves))
    assert [day for day in held + not_held if days.on(date(2026, 5, day))] == held
    assert days.next(date(2026, 5, 1)) == date(2026, 5, held[0])
    assert days.on(date(2026, 6, 5))
