"""Anything may arrive: no exception, nothing invented, the same reading twice, time linear in the length."""

import json
import time
import unicodedata
from collections.abc import Callable
from importlib import resources

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from messages.reading.answers import ALL_FIELDS, read_answer
from messages.reading.lexicon import entries
from messages.reading.tokens import tokenise
from messages.reading.understand import LONGEST, understand
from messages.reading.yesno import read_choices, read_yes_no
from tests.messages.reading.evidence import faults
from tests.messages.reading.sample import CONTEXT
from tests.support.keyboards import all_words, telex, vni

LINES = [
    json.loads(line)["text"]
    for name in ("shared.jsonl", "own.jsonl")
    for line in resources.files("tests.corpus").joinpath(name).read_text(encoding="utf-8").splitlines()
]
PHRASES = sorted({phrase for _, _, phrase in entries()})
ODD = (
    *(
        "kg",
        "/",
        "-",
        ".",
        ",",
        "\n",
        "1.",
        "- ",
        "TE",
        "'",
        "đ",
        "BẢN",
        "> ",
        "(1/2)",
        "Fwd:",
        "½",
        "B05",
        "3kg2",
        "0",
    ),
    *("\x00", "\u0301", "\u0301\u0323\u0302", "\ud83d", "\udfff", "\u202e", "\u200f", "3️⃣", "🎂", "²", "٣", "ß", "İ"),
)
PIECES = st.one_of(
    st.sampled_from(PHRASES),
    st.sampled_from(LINES),
    st.integers(0, 10**9).map(str),
    st.sampled_from(ODD),
    st.text(max_size=8),
)


def bare(text: str) -> str:
    """Without accents."""
    return "".join(c for c in unicodedata.normalize("NFD", text) if not unicodedata.combining(c)).replace("đ", "d")


# What happens to a whole message on its way.
CHANGES: tuple[Callable[[str], str], ...] = (
    lambda text: text,
    bare,
    str.upper,
    str.title,
    lambda text: unicodedata.normalize("NFD", text),
    lambda text: all_words(text, telex),
    lambda text: all_words(text, vni),
    lambda text: text.replace(" ", ""),
    lambda text: text.replace(" ", "  "),
    lambda text: text.replace(" ", "\n"),
)


@st.composite
def mutated(draw: st.DrawFn) -> str:
    """A corpus line changed as a whole, and a stretch of it cut out, doubled, turned round or replaced."""
    line = draw(st.sampled_from(CHANGES))(draw(st.sampled_from(LINES)))
    start = draw(st.integers(0, len(line)))
    end = draw(st.integers(start, min(len(line), start + 30)))
    there = line[start:end]
    return line[:start] + draw(st.sampled_from(["", there * 2, there[::-1], draw(PIECES)])) + line[end:]


@st.composite
def swapped(draw: st.DrawFn) -> str:
    """A corpus line with two neighbouring words, or two neighbouring letters, in the other order."""
    line = draw(st.sampled_from(LINES))
    parts = line.split(" ") if draw(st.booleans()) else list(line)
    at = draw(st.integers(0, max(0, len(parts) - 2)))
    parts[at : at + 2] = reversed(parts[at : at + 2])
    return (" " if " " in line and len(parts) < len(line) else "").join(parts)


ANYTHING = st.one_of(st.lists(PIECES, max_size=12).map(" ".join), mutated(), mutated(), swapped())


def check(text: str) -> None:
    """What must hold of the reading of any text."""
    found = understand(text, CONTEXT)
    assert faults(text, found, CONTEXT) == []
    assert understand(text, CONTEXT) == found
    tokens = tokenise(text)
    assert all(0 <= token.start < token.end <= len(text) for token in tokens)
    assert [token.start for token in tokens] == sorted(token.start for token in tokens)
    answer = read_answer(text, ALL_FIELDS, CONTEXT)
    assert all(0 <= value.start < value.end <= len(text) for value in answer.found.values())
    read_yes_no(text)
    read_choices(text, 5)


@settings(max_examples=600, deadline=None)
@given(ANYTHING)
def test_whatever_comes(text: str) -> None:
    check(text)


@pytest.mark.prove
@pytest.mark.timeout(3600)
@settings(max_examples=100_000, deadline=None)
@given(ANYTHING)
def test_whatever_comes_for_long(text: str) -> None:
    check(text)


@pytest.mark.parametrize(
    "text",
    [
        "be gai sinh hom qua " * 50_000,
        "a" * 1_000_000,
        "\u0301" * 1_000_000,
        "\x00" * 1_000_000,
        "\u202e" * 1_000_000,
        "\ud83d" * 100_000,
        "be gai " + "3" * 10_000 + "kg",
        "be gai " + "3" * 10_000 + "/" + "4" * 10_000,
        "TE" + "7" * 10_000,
        "ban " + "9" * 10_000,
        "> " * 5_000,
        "(1/2)\n" * 2_000,
        "re: " * 2_500,
        "fwd:\n" * 2_000,
        "tr m " * 2_000,
        "gui tu " * 1_500,
    ],
    ids=lambda text: ascii(text[:12]),
)
def test_much_of_anything_is_no_trouble(text: str) -> None:
    started = time.process_time()
    found = understand(text, CONTEXT)
    assert time.process_time() - started < 3
    assert faults(text[:LONGEST], found, CONTEXT) == []


@pytest.mark.parametrize(
    "piece",
    [
        "be gai 3kg1 hom qua ",
        "sinh ",
        "khong co ",
        "bé, ",
        "1. ",
        "vang thi ",
        "sot 39 ",
        "x",
        "xyz ",
        "12/4 ",
        "chet. ",
        "soi cho A, ",
        "bes gais 3kg1 hoom qua ",
        "be1 ga1i ",
        "be\u0301 ga\u0301i ",
        "ban na do, ",
        "Vàng A Páo ",
        "tr am ",
        "> be\n",
        "\n",
        ", ",
        "a, ",
        "(1/2)\n",
        "da ghi s1001: be. ",
        "chi Lo Thi May o ban Na San, ",
        "mui 1 ngay 2/4, mui 2 ngay 3/4 Lo A Pao, ",
    ],
)
def test_time_is_linear(piece: str) -> None:
    assert _growth(piece) < 120  # 20 if linear, 400 if quadratic


@pytest.mark.parametrize("piece", ["Na San 5in1 3 chau; ", "7 chau uong opv ", "MR duoc 4/5, "])
def test_long_tallies_are_linear(piece: str) -> None:
    assert _growth(piece) < 45  # each number beside every other: 57 and more


def _growth(piece: str) -> float:
    """How many times longer a text twenty times as long takes."""

    def seconds(length: int) -> float:
        text = (piece * (length // len(piece) + 1))[:length]
        started = time.process_time()
        understand(text, CONTEXT)
        return time.process_time() - started

    small = min(seconds(LONGEST // 20) for _ in range(5))
    return min(seconds(LONGEST) for _ in range(3)) / max(small, 0.0005)
