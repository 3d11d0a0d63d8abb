"""Time: it ticks on, is moved forward alone, and a home goes on from its latest moment."""

import asyncio
from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.clock import SteppedClock, SystemClock, home_clock, remember
from tests.support.moments import NOW

HOUR = timedelta(hours=1)


class Ticks:
    """A monotonic clock in the test's hand."""

    def __init__(self) -> None:
        self.seconds = 100.0

    def __call__(self) -> float:
        return self.seconds


@pytest.fixture
def ticks():
    """A monotonic clock that stands still until it is moved."""
    return Ticks()


def test_it_ticks_on_from_its_start(ticks):
    clock = SteppedClock(NOW, ticks)
    assert clock.now() == NOW
    ticks.seconds += 90
    assert clock.now() == NOW + timedelta(seconds=90)


def test_it_speaks_utc(ticks):
    clock = SteppedClock(NOW.astimezone(timezone(timedelta(hours=7))), ticks)
    assert clock.now().isoformat() == NOW.isoformat()
    clock.step_to((NOW + HOUR).astimezone(timezone(timedelta(hours=7))))
    assert clock.now().isoformat() == (NOW + HOUR).isoformat()
    assert SystemClock().now().tzinfo is UTC


def test_it_is_never_moved_back(ticks):
    clock = SteppedClock(NOW, ticks)
    clock.step_to(NOW)
    ticks.seconds += 1
    with pytest.raises(ValueError, match="never goes back"):
        clock.step_to(NOW)
    assert clock.now() == NOW + timedelta(seconds=1)


@given(st.lists(st.floats(0, 1e6) | st.integers(-9, 9).map(lambda hours: hours * HOUR), max_size=30))
def test_whatever_happens_it_never_goes_back(moves):
    ticks = Ticks()
    clock = SteppedClock(NOW, ticks)
    latest = clock.now()
    for move in moves:
        if isinstance(move, float):
            ticks.seconds += move
        elif move < timedelta(0):
            with pytest.raises(ValueError, match="back"):
                clock.step_to(latest + move)
        else:
            clock.step_to(max(latest, clock.now()) + move)
        assert clock.now() >= latest
        latest = clock.now()


async def test_who_waits_wakes_when_the_clock_is_moved_there(ticks):
    clock = SteppedClock(NOW, ticks)
    near, far = (asyncio.create_task(clock.sleep_until(NOW + hours * HOUR)) for hours in (1, 3))
    await asyncio.sleep(0)
    clock.step_to(NOW + HOUR / 2)
    await asyncio.sleep(0.005)
    assert not near.done()
    clock.step_to(NOW + HOUR)
    await asyncio.wait_for(near, 1)
    assert not far.done()
    clock.step_to(NOW + 4 * HOUR)
    await asyncio.wait_for(far, 1)


@pytest.mark.parametrize("clock", [SteppedClock(datetime.now(UTC)), SystemClock()], ids=["stepped", "system"])
async def test_who_waits_wakes_by_ticking(clock):
    moment = clock.now() + timedelta(seconds=0.02)
    await asyncio.wait_for(clock.sleep_until(moment), 1)
    assert clock.now() >= moment
    await asyncio.wait_for(clock.sleep_until(moment - HOUR), 0.01)


def test_a_home_never_stepped_has_the_machines_time(conn):
    assert isinstance(home_clock(conn), SystemClock)


def test_a_home_goes_on_from_its_latest_moment(conn, ticks):
    remember(conn, SteppedClock(NOW + HOUR, ticks))
    for start in (None, NOW):
        clock = home_clock(conn, start)
        assert NOW + HOUR <= clock.now() < NOW + HOUR + timedelta(minutes=1)
    assert home_clock(conn, NOW + 2 * HOUR).now() >= NOW + 2 * HOUR
