"""The days of a station as its staff type them."""

from datetime import date

import pytest

from messages.command_kinds import Command, CommandKind
from messages.commands import read_command
from messages.session_words import read_move, read_rules

TODAY = date(2026, 4, 20)


@pytest.mark.parametrize(
    ("rest", "days"),
    [
        ("15/5 sang 17/5", ((5, 15), (5, 17))),
        ("ngày 15-5 thành 17.5", ((5, 15), (5, 17))),
        ("15/5/2026 sang 17/5/2026", ((5, 15), (5, 17))),
    ],
)
def test_two_days(rest: str, days: tuple[tuple[int, int], ...]) -> None:
    (month, day), (other_month, other) = days
    assert read_move(rest, TODAY) == (date(2026, month, day), date(2026, other_month, other))


def test_a_day_without_a_year_is_the_next_of_its_kind() -> None:
    assert read_move("20/12 sang 5/1", TODAY) == (date(2026, 12, 20), date(2027, 1, 5))


@pytest.mark.parametrize("rest", ["", "15/5", "15/5 sang 31/6", "15/5 sang 17/5 va 18/5", "mai sang mot"])
def test_no_two_days(rest: str) -> None:
    assert read_move(rest, TODAY) is None


@pytest.mark.parametrize(
    ("rest", "rules"),
    [
        ("5, 20", "5|20"),
        ("5 20", "5|20"),
        ("ngày 5 và ngày 20 hàng tháng", "5|20"),
        ("mung 5, 20", "5|20"),
        ("thứ 4", "thứ 4"),
        ("thu 4 hang tuan", "thứ 4"),
        ("t4", "thứ 4"),
        ("thứ 4 tuần 2, ngày 25", "thứ 4 tuần 2|25"),
        ("thu 4 tuan thu 2 cua thang", "thứ 4 tuần 2"),
        ("chu nhat tuan 1", "chủ nhật tuần 1"),
        ("CN", "chủ nhật"),
        ("5, 5, 20", "5|20"),
        ("25.", "25"),
    ],
)
def test_rules_of_every_month(rest: str, rules: str) -> None:
    assert [str(rule) for rule in read_rules(rest) or ()] == rules.split("|")


@pytest.mark.parametrize(
    "rest", ["", "hang thang", "32", "0", "thu 9", "5/6", "5 be", "thu 4 tuan 7", "ngay mai", "525"]
)
def test_no_rules(rest: str) -> None:
    assert read_rules(rest) is None


@pytest.mark.parametrize(
    ("text", "rest"),
    [
        ("NGAY TIEM", ""),
        ("ngày tiêm", ""),
        ("ngay tiem 5, 20", "5, 20"),
        ("Ngày tiêm chủng thứ 4 tuần 2", "thứ 4 tuần 2"),
        ("ngay tiem thu 9", "thu 9"),
        ("/ngaytiem 5 20", "5 20"),
    ],
)
def test_the_command(text: str, rest: str) -> None:
    assert read_command(text) == Command(CommandKind.SET_SESSIONS, rest=rest)


@pytest.mark.parametrize(
    "text",
    [
        "ngay tiem 18/4 be Lan mui soi",  # a report
        "ngay tiem cua be la 5/6",
        "ngay tiem 5/6 be ma 102748 tiem lao",
        "ngay tiem toi la ngay nao",  # a question
        "ngay tiem toi",
    ],
)
def test_more_is_said_than_days(text: str) -> None:
    found = read_command(text)
    assert found is None or found.kind is not CommandKind.SET_SESSIONS
