"""When the bot asks after an alarm."""

from datetime import datetime

import pytest

from health.asking_after import arrived_at, course_at
from health.local_time import SENDING_HOURS, VIETNAM
from health.triage import Pace

PACE = Pace(arrived_after=3, arrived_last=19, how=9, how_late=15)


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=VIETNAM)


@pytest.mark.parametrize(
    ("told", "arrived", "course"),
    [
        ("2026-04-20 08:00", "2026-04-20 11:00", "2026-04-21 09:00"),
        ("2026-04-20 16:00", "2026-04-20 19:00", "2026-04-21 09:00"),
        ("2026-04-20 16:30", "2026-04-20 19:00", "2026-04-21 09:00"),
        ("2026-04-20 19:20", "2026-04-20 19:20", "2026-04-21 09:00"),  # late: at once
        ("2026-04-20 23:30", "2026-04-21 07:00", "2026-04-21 15:00"),
        ("2026-04-21 02:00", "2026-04-21 07:00", "2026-04-22 09:00"),
        ("2026-04-21 06:30", "2026-04-21 09:30", "2026-04-22 09:00"),
    ],
)
def test_the_moments(told: str, arrived: str, course: str) -> None:
    assert arrived_at(at(told), PACE) == at(arrived)
    assert course_at(at(told), PACE) == at(course)


@pytest.mark.parametrize("minute", range(0, 24 * 60, 7))
def test_both_within_the_sending_hours_and_in_order(minute: int) -> None:
    told = at(f"2026-04-20 {minute // 60:02}:{minute % 60:02}")
    asked = [moment.astimezone(VIETNAM) for moment in (arrived_at(told, PACE), course_at(told, PACE))]
    assert told <= asked[0] < asked[1]
    assert all(SENDING_HOURS[0] <= moment.time() < SENDING_HOURS[1] for moment in asked)
