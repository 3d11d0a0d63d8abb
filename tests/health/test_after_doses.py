"""Answers of the day after, counted by vaccine and day."""

from datetime import date

from health.after_doses import AfterCount, count_after

DAY, BEFORE = date(2026, 6, 5), date(2026, 5, 20)


def test_each_child_counts_once_and_by_the_worst_answer() -> None:
    asked = [
        (1, "OPV", DAY, "normal"),
        (1, "OPV", DAY, "mild"),  # the father saw more
        (2, "OPV", DAY, None),
        (2, "OPV", DAY, "normal"),
        (3, "OPV", DAY, None),
        (4, "OPV", DAY, "danger"),
        (1, "BCG", BEFORE, "other"),
    ]
    assert count_after(asked) == (
        AfterCount("OPV", DAY, asked=4, normal=1, mild=1, other=0, danger=1, silent=1),
        AfterCount("BCG", BEFORE, asked=1, normal=0, mild=0, other=1, danger=0, silent=0),
    )


def test_nobody_asked_is_nothing_counted() -> None:
    assert count_after([]) == ()
