"""Pregnancies as people tell of them: the labelled phrases."""

import tomllib
import unicodedata
from collections.abc import Callable
from datetime import date, timedelta
from functools import partial
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from messages.reading.pregnancies import loss_in, pregnancies_in
from messages.reading.understand import understand
from messages.reading.understanding import Kind, ReportReading
from tests.messages.reading.sample import CONTEXT, TODAY
from tests.support.keyboards import all_words, telex, vni

PHRASES = tomllib.loads(Path(__file__).with_name("pregnancy_phrases.toml").read_text(encoding="utf-8"))
LOSSES = tuple(part for part in PHRASES if "loss" in part)
TOLD = [(text, expected) for part, rows in PHRASES.items() if part not in LOSSES for text, expected in rows]
LOST = [(text, None if part.startswith("no") else told) for part in LOSSES for text, told in PHRASES[part]]


def expected_fields(told: str) -> dict[str, str]:
    """'mother=May, weeks=24' with what follows from it."""
    fields = dict(pair.strip().split("=") for pair in told.split(",") if pair.strip())
    if "weeks" in fields and "due_on" not in fields:
        fields["due_on"] = str(TODAY + timedelta(weeks=40 - int(fields["weeks"])))
    return {"village": "B03", **fields}


def shown(report: ReportReading) -> dict[str, str]:
    """A reading in the words of the table."""
    fields = {name: str(found.value) for name, found in report.fields.items()}
    doubts = [doubt.field for doubt in report.doubts]
    return {**fields, **({"doubt": doubts[0]} if doubts else {})}


@pytest.mark.parametrize(("text", "expected"), TOLD)
def test_pregnancies_told(text: str, expected: str) -> None:
    women = [expected_fields(one) for one in expected.split(";") if one.strip()]
    found = pregnancies_in(text, CONTEXT)
    assert [shown(report) for report in found] == women
    for report, woman in zip(found, women, strict=True):
        assert ("due_on" in report.missing) == ("due_on" not in woman)


@pytest.mark.parametrize("text", [text for text, _ in PHRASES["otherwise"]])
def test_read_otherwise(text: str) -> None:
    assert (pregnancies_in(text, CONTEXT), loss_in(text, CONTEXT)) == ((), None)


@pytest.mark.parametrize(
    ("text", "of_hers"),
    [
        ("thai cua chi may mat roi", "stillbirth"),
        ("thai chị Mây đã mất", "stillbirth"),
        ("thai chi May 7 thang bi mat hom qua", "stillbirth"),
        ("chi may mat, dang mang thai 7 thang", "maternal"),
        ("chi may mat khi mang thai", "maternal"),
    ],
)
def test_who_died(text: str, of_hers: str) -> None:
    (report,) = understand(text, CONTEXT).reports
    assert {"stillbirth", "maternal"} & report.fields.keys() == {of_hers}


@pytest.mark.parametrize(("text", "expected"), LOST)
def test_losses_told(text: str, expected: str | None) -> None:
    found = loss_in(text, CONTEXT)
    assert (found and shown(found)) == (None if expected is None else expected_fields(expected))


def bare(text: str) -> str:
    """Without accents."""
    return "".join(c for c in unicodedata.normalize("NFD", text) if not unicodedata.combining(c)).replace("đ", "d")


def facts(text: str) -> list[dict[str, str]]:
    """What is told, without the names, which are kept as typed."""
    return [
        {name: value for name, value in shown(report).items() if name != "mother"}
        for report in pregnancies_in(text, CONTEXT)
    ]


# How people type, and how many of the phrases may then be read otherwise.
TYPED: tuple[tuple[Callable[[str], str], int], ...] = (
    (bare, 2),
    (lambda text: bare(text).lower(), 12),  # "chi xoa", in small letters, wants something taken back
    (str.upper, 9),  # some names are no names in capitals: fewer women, or a doubt
    (partial(unicodedata.normalize, "NFD"), 0),
    (lambda text: all_words(text, telex), 0),
    (lambda text: all_words(text, vni), 0),
)


@pytest.mark.parametrize(("typed", "may_differ"), TYPED)
def test_typed_otherwise(typed: Callable[[str], str], may_differ: int) -> None:
    differ = [text for text, _ in TOLD if facts(typed(text)) != facts(text)]
    assert len(differ) <= may_differ, differ


PIECES = st.one_of(
    st.sampled_from([text for text, _ in TOLD]),
    st.sampled_from(
        [
            "thai",
            "bầu",
            "có bầu",
            "dự sinh",
            "kinh cuối",
            "tắt kinh",
            "khám",
            "lần",
            "tháng",
            "tuần",
            "chị",
            "2 vạch",
            "sảy thai",
            "chua",
        ]
    ),
    st.integers(0, 10**9).map(str),
    st.dates(date(1900, 1, 1), date(2199, 12, 31)).map(lambda day: f"{day:%d/%m/%Y}"),
    st.sampled_from(["/", "-", ".", ",", "\n", "rưỡi", "5th", "20w", "0", "31/2", "99/99", "1/1/0000"]),
)


@pytest.mark.parametrize(
    "text",
    [
        "chị May thai 99999999 tuần",
        "chị May bầu tháng thứ 99999999",
        "chị May kinh cuối 31/12/9999",
        "chị May còn 99999999 ngày nữa đẻ",
        "chị May dự sinh 1/1/0000",
        "chị May dự sinh 0/0",
    ],
)
def test_what_cannot_be_is_asked(text: str) -> None:
    assert not {"weeks", "due_on"} & {field for report in pregnancies_in(text, CONTEXT) for field in report.fields}


@settings(max_examples=300, deadline=None)
@given(st.lists(PIECES, max_size=10).map(" ".join))
def test_whatever_comes(text: str) -> None:
    found = pregnancies_in(text, CONTEXT)
    lost = loss_in(text, CONTEXT)
    for report in (*found, *([lost] if lost else [])):
        for field, value in report.fields.items():
            assert 0 <= value.start <= value.end <= len(text)
            assert (field, value.start, value.end) == ("village", 0, 0) or value.start < value.end
        weeks, due = report.fields.get("weeks"), report.fields.get("due_on")
        assert (weeks is None) == (due is None)
        if weeks and due and isinstance(due.value, date):
            assert isinstance(weeks.value, int)
            assert 2 <= weeks.value <= 43
            assert weeks.value == (280 - (due.value - TODAY).days) // 7
    if found or lost:
        assert understand(text, CONTEXT).kind in (Kind.NONE, Kind.OPTIN)
