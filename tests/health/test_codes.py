from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from health.codes import permute

KEYS = st.binary(min_size=16, max_size=32)


def test_the_first_block_is_every_five_digit_number_once():
    bodies = {permute(serial, b"a key of the test") for serial in range(90_000)}
    assert bodies == {str(number) for number in range(10_000, 100_000)}


@settings(max_examples=60)
@given(KEYS, st.lists(st.integers(0, 2_000_000), min_size=2, max_size=30, unique=True))
def test_no_two_serials_share_a_body(key, serials):
    bodies = [permute(serial, key) for serial in serials]
    assert len(set(bodies)) == len(serials)
    assert all(body[0] != "0" and body.isdigit() for body in bodies)


@pytest.mark.parametrize(("serial", "digits"), [(0, 5), (89_999, 5), (90_000, 6), (989_999, 6), (990_000, 7)])
def test_length_grows_when_a_block_is_full(serial, digits):
    assert len(permute(serial, b"key")) == digits


def test_the_next_code_is_not_near_and_another_key_gives_others():
    bodies = [int(permute(serial, b"key")) for serial in range(200)]
    near = sum(abs(a - b) < 900 for a, b in pairwise(bodies))
    assert near < 12  # by chance 2 in 100
    assert sum(permute(serial, b"other") == str(body) for serial, body in enumerate(bodies)) < 3


def test_serials_count_from_nought():
    with pytest.raises(ValueError, match="0"):
        permute(-1, b"key")
