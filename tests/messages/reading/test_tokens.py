"""Tokens: abbreviations written out, residue decoded, offsets kept."""

import pytest

from messages.reading.tokens import tokenise

READ = (
    ("be' gai'", "be gai"),
    ("hqua k co j", "hôm qua không co gì"),
    ("3kg2", "3 kg 2"),
    ("kg co gi", "không co gi"),
    ("betrai3kg2sinhngay17/4taitramyte", "be trai 3 kg 2 sinh ngay 17 / 4 tai tram y tế"),
    ("mej Vangf Thij Mais ddeer", "mẹ vàng thị mái để"),
    ("be1 trai, me5 Vu2 Thi5 Hoa", "bé trai , mẹ vù thị hoa"),
    ("m1 soi1 lan2", "m 1 soi 1 lan 2"),
    ("LoThiMay", "lo thi may"),
    ("OPV3", "opv 3"),
)


@pytest.mark.parametrize(("text", "expected"), READ)
def test_words(text: str, expected: str) -> None:
    assert " ".join(token.marked for token in tokenise(text)) == expected


@pytest.mark.parametrize("text", [text for text, _ in READ])
def test_offsets_cover_what_was_typed(text: str) -> None:
    tokens = tokenise(text)
    assert all(0 <= token.start < token.end <= len(text) for token in tokens)
    assert [token.start for token in tokens] == sorted(token.start for token in tokens)
