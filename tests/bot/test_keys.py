"""The station's key: made once, readable by its owner alone, never shown."""

import pytest

from bot.keys import KeyProblem, make_key_file, read_key

HEX = "ab" * 32


def test_a_made_key_is_read_back_and_is_its_owners_alone(tmp_path):
    path = make_key_file(tmp_path)
    assert path.stat().st_mode & 0o777 == 0o600
    key = read_key(tmp_path, None)
    assert len(key) == 32
    assert read_key(tmp_path, None) == key


def test_two_homes_have_two_keys(tmp_path):
    keys = set()
    for name in "ab":
        (tmp_path / name).mkdir()
        make_key_file(tmp_path / name)
        keys.add(read_key(tmp_path / name, None))
    assert len(keys) == 2


def test_a_key_is_never_replaced(tmp_path):
    before = make_key_file(tmp_path).read_text()
    with pytest.raises(KeyProblem, match="exists"):
        make_key_file(tmp_path)
    assert (tmp_path / "key").read_text() == before


def test_a_given_key_goes_before_the_file(tmp_path):
    make_key_file(tmp_path)
    assert read_key(tmp_path, f" {HEX.upper()}\n") == bytes.fromhex(HEX)


@pytest.mark.parametrize("given", ["", "hush", "hush" * 16, HEX[:-2], HEX + "00", "đ" * 64])
def test_what_is_no_key_is_refused_and_not_repeated(given, tmp_path):
    with pytest.raises(KeyProblem, match="64") as refused:
        read_key(tmp_path, given)
    assert not given or given not in str(refused.value)


def test_a_home_without_a_key_says_what_to_do(tmp_path):
    with pytest.raises(KeyProblem, match="bekhoe init"):
        read_key(tmp_path, None)


@pytest.mark.parametrize("mode", [0o640, 0o604, 0o666])
def test_a_key_that_others_can_read_is_refused(mode, tmp_path):
    make_key_file(tmp_path).chmod(mode)
    with pytest.raises(KeyProblem, match="chmod 600"):
        read_key(tmp_path, None)
