from datetime import UTC, date, datetime, time

import pytest

from health.local_time import local_date, local_moment, next_sending_moment


def utc(text):
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


def test_the_local_day_begins_at_17_utc():
    assert local_date(utc("2026-04-19 16:59")) == date(2026, 4, 19)
    assert local_date(utc("2026-04-19 17:00")) == date(2026, 4, 20)
    assert local_moment(date(2026, 4, 20), time(8)) == utc("2026-04-20 01:00")


@pytest.mark.parametrize(
    ("at", "sends_at"),
    [
        ("2026-04-19 23:59", "2026-04-20 00:00"),  # 6:59 local
        ("2026-04-20 00:00", "2026-04-20 00:00"),  # 7:00
        ("2026-04-20 12:59", "2026-04-20 12:59"),  # 19:59
        ("2026-04-20 13:00", "2026-04-21 00:00"),  # 20:00: tomorrow
        ("2026-04-20 17:30", "2026-04-21 00:00"),  # 0:30 of the next day
    ],
)
def test_next_sending_moment(at, sends_at):
    assert next_sending_moment(utc(at)) == utc(sends_at)


def test_a_moment_without_a_zone_is_refused():
    with pytest.raises(ValueError, match="zone"):
        local_date(datetime(2026, 4, 20))
