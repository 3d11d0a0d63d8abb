import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from messages.codes import is_valid, make_code

CODES = st.integers(0, 3_000_000).map(lambda serial: make_code(serial, b"key of the test"))


@settings(max_examples=60)
@given(CODES, st.data())
def test_a_wrong_digit_is_caught(code, data):
    place = data.draw(st.integers(0, len(code) - 1))
    digit = data.draw(st.sampled_from([d for d in "0123456789" if d != code[place]]))
    assert is_valid(code)
    assert not is_valid(code[:place] + digit + code[place + 1 :])


@settings(max_examples=60)
@given(CODES)
def test_swapped_neighbours_are_caught(code):
    for place in range(len(code) - 1):
        swapped = code[:place] + code[place + 1] + code[place] + code[place + 2 :]
        assert swapped == code or not is_valid(swapped)


def test_codes_are_six_digits_until_there_are_ninety_thousand():
    assert len(make_code(0, b"k")) == len(make_code(89_999, b"k")) == 6
    assert len(make_code(90_000, b"k")) == 7


@pytest.mark.parametrize("text", ["", "12345", "TE102748", "1027 48", "१०२७४८", "0" * 6, "1" * 13, "12345x"])
def test_what_is_no_code(text):
    assert not is_valid(text)
