"""Folding to GSM-7 and counting segments."""

import unicodedata

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from messages.sms import BASIC, EXTENSION, fold, is_gsm7, segments, units_left

VOWELS = "aăâeêioôơuưy"
TONES = ("", "\u0301", "\u0300", "\u0309", "\u0303", "\u0323")

FOLDED = (
    ("Đã ghi: bé gái 3100g", "Da ghi: be gai 3100g"),
    ("ĐỒNG Ý", "DONG Y"),
    ("đường ruộng ưỡn ẹo", "duong ruong uon eo"),
    (unicodedata.normalize("NFD", "Bản Nà Đon, Tòng Pẳn"), "Ban Na Don, Tong Pan"),
    ("“dung” là ‘gì’ ạ", "\"dung\" la 'gi' a"),
    ("20–26/4 — hết", "20-26/4 - het"),
    ("chờ…", "cho..."),
    ("3\u00a0kg\u202f1", "3 kg 1"),
    ("2300g → 2700g", "2300g -> 2700g"),
    ("Cảm ơn 🙏🏽 chị", "Cam on chi"),
    ("1️⃣ viêm phổi", "1 viem phoi"),
    ("👨‍👩‍👧", ""),
    ("37,5 °C ≥ 37", "37,5 C >= 37"),
    ("½ gói", "1/2 goi"),
    ("giá 5€ [mới]", "gia 5€ [moi]"),
    ("a\x00b\x1bc", "abc"),
    ("một\r\nhai\rba\u2028bốn", "mot\nhai\nba\nbon"),
    ("  đầu\t\tcuối  ", "dau cuoi"),
    ("привет 你好 Lò", "Lo"),
    ("è é ñ Ç ö", "e e n C o"),
    ("`mã` ´", "'ma' '"),
    ("", ""),
)

COUNTED = (
    ("", 0),
    ("a" * 160, 1),
    ("a" * 161, 2),
    ("a" * 306, 2),
    ("a" * 307, 3),
    ("€" * 80, 1),
    ("€" * 81, 2),
    ("a" * 152 + "€" + "a" * 151, 2),  # the pair moves whole to the second part and fills it
    ("a" * 152 + "€" + "a" * 152, 3),
    ("a" * 151 + "€" + "a" * 153, 2),
    ("ă" * 70, 1),
    ("ă" * 71, 2),
    ("ă" * 134, 2),
    ("ă" * 135, 3),
    ("😀" * 35, 1),
    ("😀" * 36, 2),
    ("😀" * 66, 2),  # 33 pairs a part: one unit of each part stays free
    ("😀" * 67, 3),
    ("Đ", 1),
)


@pytest.mark.parametrize(("text", "plain"), FOLDED)
def test_fold(text: str, plain: str) -> None:
    assert fold(text) == plain


@pytest.mark.parametrize("form", ["NFC", "NFD"])
def test_every_vietnamese_vowel_loses_its_marks(form: str) -> None:
    for vowel in VOWELS + VOWELS.upper():
        for tone in TONES:
            folded = fold(unicodedata.normalize(form, vowel + tone))
            assert folded == unicodedata.normalize("NFD", vowel)[0]


@given(st.text())
@example("ﷺ…")
@example("\u1160½")
def test_folding_gives_gsm7_and_folds_once(text: str) -> None:
    folded = fold(text)
    assert is_gsm7(folded)
    assert fold(folded) == folded


@pytest.mark.parametrize(("text", "count"), COUNTED)
def test_segments(text: str, count: int) -> None:
    assert segments(text) == count


@given(st.text(alphabet=[*sorted(BASIC | EXTENSION), "ă", "😀"], max_size=400))
def test_segments_agree_with_cutting_the_text(text: str) -> None:
    """As many parts as a gateway that cuts greedily between whole characters makes."""
    gsm = is_gsm7(text)

    def units(part: str) -> int:
        return len(part) + sum(letter in EXTENSION for letter in part) if gsm else len(part.encode("utf-16-le")) // 2

    one, most = (160, 153) if gsm else (70, 67)
    parts = [""]
    for letter in text:
        if units(parts[-1] + letter) > most and units(text) > one:
            parts.append("")
        parts[-1] += letter
    assert segments(text) == (len(parts) if text else 0)
    assert units_left(text) == (most if units(text) > one else one) - units(parts[-1])


@given(st.text(max_size=300), st.characters())
def test_a_longer_text_never_costs_less(text: str, letter: str) -> None:
    assert segments(text + letter) >= segments(text)
