"""Spacing of departures, on a clock of the test's own."""

import pytest

from bot.channels.pace import KEYS_KEPT, Pace


@pytest.mark.parametrize(
    ("per_s", "burst", "asked_at", "waits"),
    [
        (10, 1, [0, 0, 0], [0, 0.1, 0.2]),
        (10, 1, [0, 0.05, 0.5], [0, 0.05, 0]),
        (1, 3, [5, 5, 5, 5, 5], [0, 0, 0, 1, 2]),
        (1, 3, [5, 5, 5, 6, 6], [0, 0, 0, 0, 1]),
        (2, 1, [9, 100, 100], [0, 0, 0.5]),
    ],
)
def test_waits(per_s: float, burst: int, asked_at: list[float], waits: list[float]) -> None:
    pace = Pace(per_s, burst)
    assert [pace.reserve("a", at) for at in asked_at] == pytest.approx(waits)


def test_keys_do_not_wait_for_each_other() -> None:
    pace = Pace(1)
    assert [pace.reserve(key, 5) for key in "abab"] == [0, 0, 1, 1]


def test_what_owes_nothing_is_forgotten_and_what_does_is_not() -> None:
    pace = Pace(1)
    pace.reserve("busy", 5000)
    pace.reserve("busy", 5000)
    for number in range(4 * KEYS_KEPT):
        pace.reserve(str(number), number)
    assert len(pace._next) <= KEYS_KEPT + 1
    assert pace.reserve("busy", 5000) == 2
