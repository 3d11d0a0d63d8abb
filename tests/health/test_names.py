import unicodedata

import pytest

from health.names import fold, same_name, words_shared


@pytest.mark.parametrize(
    ("text", "folded"),
    [("  Lò   Thị Máy ", "lo thi may"), ("ĐỖ Đức", "do duc"), ("Nguyễn Ước", "nguyen uoc"), ("", "")],
)
def test_fold(text, folded):
    assert fold(text) == folded
    assert fold(unicodedata.normalize("NFD", text)) == folded


@pytest.mark.parametrize(
    ("a", "b", "same"),
    [
        ("Lò Thị May", "lo thi may", True),
        ("Lò Thị May", "LÒ THỊ MAY", True),
        ("Hoà", "Hòa", True),  # the tone on either vowel
        ("Má", "Mà", False),
        ("Má", "ma", True),  # one side typed no accents: no evidence
        ("Đỗ", "Đo", True),
        ("Sơn", "Son", True),
        ("Sơn", "Sôn", False),
        ("Lo Thi May", "May Thi Lo", False),  # order is kept
        ("Lo Thi May", "Lo May", False),
        ("", "", False),
    ],
)
def test_same_name(a, b, same):
    assert same_name(a, b) is same
    assert same_name(b, a) is same


@pytest.mark.parametrize(
    ("a", "b", "shared"),
    [
        ("May", "Lo Thi May", 1),
        ("Thị May", "Lò Thị May", 2),
        ("Lo May", "Lò Thị May", 2),
        ("Lò Thị May", "Lo Thi May", 3),
        ("Lo", "Lo Thi May", 0),  # a family name alone is nobody
        ("Máy", "Lò Thị Mày", 0),
        ("Vang May", "Lo Thi May", 0),
        ("", "May", 0),
    ],
)
def test_words_shared(a, b, shared):
    assert words_shared(a, b) == words_shared(b, a) == shared
