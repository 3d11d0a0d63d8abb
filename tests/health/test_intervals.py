import pytest
from hypothesis import given
from hypothesis import strategies as st

from health.intervals import wilson

# Newcombe, Statistics in Medicine 1998;17:857-872, table I: the score method without continuity correction.
PUBLISHED = [
    ((81, 263), (0.2553, 0.3662)),
    ((15, 148), (0.0624, 0.1605)),
    ((0, 20), (0.0000, 0.1611)),
    ((1, 29), (0.0061, 0.1718)),
]


@pytest.mark.parametrize(("counted", "interval"), PUBLISHED)
def test_the_published_values(counted, interval):
    assert wilson(*counted) == pytest.approx(interval, abs=0.00005)


def test_nobody_answered():
    assert wilson(0, 0) == (0.0, 1.0)


@pytest.mark.parametrize("counted", [(-1, 5), (6, 5), (1, 0)])
def test_a_count_that_cannot_be(counted):
    with pytest.raises(ValueError, match="of"):
        wilson(*counted)


@given(st.integers(0, 3000).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n))))
def test_it_holds_the_share_and_mirrors(counted):
    successes, n = counted
    low, high = wilson(successes, n)
    assert 0 <= low <= high <= 1
    assert n == 0 or low <= successes / n <= high
    assert wilson(n - successes, n) == pytest.approx((1 - high, 1 - low), abs=1e-12)


@given(st.integers(1, 500), st.integers(1, 9))
def test_more_answers_make_it_narrower(n, times):
    low, high = wilson(n // 2, n)
    narrow_low, narrow_high = wilson(n // 2 * times, n * times)
    assert narrow_high - narrow_low <= high - low + 1e-12
