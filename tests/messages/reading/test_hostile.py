"""Anything may arrive: no exception, spans inside the text, time linear in the length."""

import json
import time
from importlib import resources

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from messages.reading.answers import ALL_FIELDS, read_answer
from messages.reading.lexicon import entries
from messages.reading.understand import LONGEST, understand
from messages.reading.yesno import read_choices, read_yes_no
from tests.messages.reading.sample import CONTEXT

LINES = [
    json.loads(line)["text"]
    for name in ("shared.jsonl", "own.jsonl")
    for line in resources.files("tests.corpus").joinpath(name).read_text(encoding="utf-8").splitlines()
]
PHRASES = sorted({phrase for _, _, phrase in entries()})
PIECES = st.one_of(
    st.sampled_from(PHRASES),
    st.sampled_from(LINES),
    st.integers(0, 10**9).map(str),
    st.sampled_from(
        ["kg", "/", "-", ".", ",", "\n", "1.", "- ", "TE", "\x00", "\u0301", "\ud83d", "3️⃣", "🎂", "'", "đ", "BẢN"]
    ),
    st.text(max_size=8),
)


@st.composite
def mutated(draw: st.DrawFn) -> str:
    """A corpus line with a stretch cut out, doubled or replaced."""
    line = draw(st.sampled_from(LINES))
    start = draw(st.integers(0, len(line)))
    end = draw(st.integers(start, len(line)))
    return line[:start] + draw(st.sampled_from(["", line[start:end] * 2, draw(PIECES)])) + line[end:]


@settings(max_examples=400, deadline=None)
@given(st.one_of(st.lists(PIECES, max_size=12).map(" ".join), mutated()))
def test_no_exception_and_spans_inside(text: str) -> None:
    found = understand(text, CONTEXT)
    for report in found.reports:
        for value in report.fields.values():
            assert 0 <= value.start <= value.end <= len(text)
    answer = read_answer(text, ALL_FIELDS, CONTEXT)
    assert all(0 <= value.start < value.end <= len(text) for value in answer.found.values())
    read_yes_no(text)
    read_choices(text, 5)


@pytest.mark.parametrize(
    "text", ["be gai sinh hom qua " * 50_000, "a" * 1_000_000, "\u0301" * 1_000_000, "\x00" * 1_000_000]
)
def test_a_megabyte_is_no_trouble(text: str) -> None:
    understand(text, CONTEXT)


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
    ],
)
def test_time_is_linear(piece: str) -> None:
    def seconds(length: int) -> float:
        text = (piece * (length // len(piece) + 1))[:length]
        started = time.process_time()
        understand(text, CONTEXT)
        return time.process_time() - started

    small = min(seconds(LONGEST // 20) for _ in range(5))
    assert min(seconds(LONGEST) for _ in range(3)) < max(small, 0.0005) * 120  # 20 if linear, 400 if quadratic
