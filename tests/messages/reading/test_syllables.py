"""Syllables, typing residue, glued words."""

import pytest

from messages.reading.syllables import from_telex, from_vni, is_syllable, split_glued

KNOWN = frozenset(["be", "trai", "gai", "sinh", "ngay", "hom", "qua", "tai", "tram", "y", "te", "nang"])


@pytest.mark.parametrize("word", ["be", "nghieng", "khuya", "quyen", "gia", "o", "yeu", "thuong"])
def test_syllables(word: str) -> None:
    assert is_syllable(word)


@pytest.mark.parametrize("word", ["bes", "tramj", "kg", "xyz", "betrai", "", "nghieengs", "a" * 500])
def test_not_syllables(word: str) -> None:
    assert not is_syllable(word)


@pytest.mark.parametrize(
    ("typed", "word"),
    [
        ("Vangf", "vàng"),
        ("trajm", "trạm"),
        ("dder", "đẻ"),
        ("hoom", "hôm"),
        ("nawngj", "nặng"),
        ("dduwowngf", "đường"),
        ("suwax", "sữa"),
        ("quas", "quá"),
        ("giaf", "già"),
        ("taij", "tại"),
        ("kg", None),
        ("be", None),
    ],
)
def test_telex(typed: str, word: str | None) -> None:
    assert from_telex(typed) == word


@pytest.mark.parametrize(
    ("typed", "word"),
    [
        ("me5", "mẹ"),
        ("ho6m", "hôm"),
        ("ta5i", "tại"),
        ("te61", "tế"),
        ("d9e3", "đẻ"),
        ("Vu2", "vù"),
        ("dpt4", None),
        ("m2", None),
        ("d9c", "đc"),
        ("d1k", None),
        ("te2345", None),
    ],
)
def test_vni(typed: str, word: str | None) -> None:
    assert from_vni(typed) == word


@pytest.mark.parametrize(
    ("word", "ends"),
    [("betrai", [2, 6]), ("sinhngay", [4, 8]), ("taitramyte", [3, 7, 8, 10]), ("khongbiet", None), ("be", None)],
)
def test_glued(word: str, ends: list[int] | None) -> None:
    assert split_glued(word, KNOWN) == ends
