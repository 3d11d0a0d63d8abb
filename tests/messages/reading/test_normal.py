"""Cleaning: composed letters, look-alikes, keycaps, and the way back to the original."""

import unicodedata

import pytest

from messages.reading.normal import clean, marked, plain

CLEANED = (
    ("bé gái", "bé gái"),
    (unicodedata.normalize("NFD", "Bản Nà Đon, Tòng Pẳn"), "Bản Nà Đon, Tòng Pẳn"),
    ("3\ufe0f\u20e3kg2\ufe0f\u20e3", "3kg2"),
    ("３kg１", "3kg1"),
    ("Ðẻ", "Đẻ"),
    ("ѕinh".replace("ѕ", "с"), "cinh"),
    ("a\x00b\ud800c", "a b c"),
    ("bé\u200b gái", "bé gái"),
    ("17–4", "17-4"),
)


@pytest.mark.parametrize(("text", "expected"), CLEANED)
def test_clean(text: str, expected: str) -> None:
    assert clean(text).text == expected


def test_every_character_knows_where_it_stood() -> None:
    text = unicodedata.normalize("NFD", "bé gái") + " 3\ufe0f\u20e3kg"
    cleaned = clean(text)
    at = cleaned.text.index("3kg")
    start, end = cleaned.span(at, at + 3)
    assert text[start:end] == "3\ufe0f\u20e3kg"


@pytest.mark.parametrize(("a", "b"), [("hoà", "hòa"), ("khoẻ", "khỏe"), ("thuỷ", "thủy"), ("HOÀ", "hòa")])
def test_a_tone_has_one_place(a: str, b: str) -> None:
    assert marked(a) == b


@pytest.mark.parametrize(("word", "expected"), [("Đẻ", "de"), ("ƯỠN", "uon"), ("tuổi", "tuoi"), ("kg", "kg")])
def test_plain(word: str, expected: str) -> None:
    assert plain(word) == expected
