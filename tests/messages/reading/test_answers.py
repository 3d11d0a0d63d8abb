"""Answers to the bot's questions, in any form and any order."""

from datetime import date

import pytest

from health.events import Age
from messages.reading.answers import ALL_FIELDS, read_answer, read_date
from messages.reading.understanding import DoubtReason
from messages.reading.yesno import YesNo, read_choices, read_yes_no
from tests.messages.reading.sample import CONTEXT

BIRTH = ("date_of_birth", "attendant", "weight_g", "sex", "place", "mother")
KIA = date(2026, 4, 18)
ANSWERED = (
    ("hom kia ba mu do", BIRTH, {"date_of_birth": KIA, "attendant": "unskilled"}),
    ("hom kia, ba mu", BIRTH, {"date_of_birth": KIA, "attendant": "unskilled"}),
    ("3kg1", ("weight_g",), {"weight_g": 3100}),
    ("2800", ("weight_g",), {"weight_g": 2800}),
    ("3,1", ("weight_g",), {"weight_g": 3100}),
    ("trai", ("sex",), {"sex": "m"}),
    ("nu", ("sex",), {"sex": "f"}),
    ("o nha", ("place",), {"place": "home"}),
    ("nha", ("place",), {"place": "home"}),
    ("tram", ("place",), {"place": "facility"}),
    ("4 ngay", ("age",), {"age": Age(days=4)}),
    ("4 ngay", ("date_of_birth",), {"date_of_birth": date(2026, 4, 16)}),
    ("9 thang", ("age",), {"age": Age(months=9)}),
    ("ba mu", ("attendant",), {"attendant": "unskilled"}),
    ("y si", ("attendant",), {"attendant": "skilled"}),
    ("lo thi may", ("mother",), {"mother": "lo thi may"}),
    ("Sen", ("mother",), {"mother": "Sen"}),
    ("na san", ("village",), {"village": "B06"}),
    ("soi", ("vaccine",), {"vaccine": "measles"}),
    ("2", ("dose",), {"dose": 2}),
    ("viem phoi", ("cause",), {"cause": "pneumonia"}),
    (
        "2kg7 gai o nha me vang thi sua",
        ALL_FIELDS,
        {"weight_g": 2700, "sex": "f", "place": "home", "mother": "vang thi sua"},
    ),
)


@pytest.mark.parametrize(("text", "wanted", "expected"), ANSWERED)
def test_answered(text: str, wanted: tuple[str, ...], expected: dict[str, object]) -> None:
    answer = read_answer(text, wanted, CONTEXT)
    assert {name: found.value for name, found in answer.found.items()} == expected
    assert answer.whole
    assert all(text[found.start : found.end].strip() for found in answer.found.values())


def test_what_is_not_wanted_is_not_taken() -> None:
    assert read_answer("3kg1", ("sex",), CONTEXT).found == {}


def test_a_mans_name_for_a_mother_is_unsure() -> None:
    found = read_answer("Vang A Pao", ("mother",), CONTEXT).found["mother"]
    assert (found.value, found.sure) == ("Vang A Pao", False)


@pytest.mark.parametrize(
    ("text", "field", "reason"),
    [
        ("9kg", "weight_g", DoubtReason.IMPLAUSIBLE),
        ("mung 3/4", "date", DoubtReason.AMBIGUOUS),
        ("20/9", "date", DoubtReason.FUTURE),
    ],
)
def test_doubts(text: str, field: str, reason: DoubtReason) -> None:
    answer = read_answer(text, (field,), CONTEXT)
    assert answer.found == {}
    assert [(doubt.field, doubt.reason) for doubt in answer.doubts] == [(field, reason)]


@pytest.mark.parametrize("text", ["be dang sot cao lam 3kg1", "3kg1 ma em quen mat ngay roi a"])
def test_an_answer_with_more_in_it_is_not_whole(text: str) -> None:
    assert not read_answer(text, ("weight_g",), CONTEXT).whole


def test_read_date() -> None:
    assert read_date("hom kia", CONTEXT) == (KIA, None)
    assert read_date("xin chao", CONTEXT) == (None, None)


@pytest.mark.parametrize(
    ("text", "meaning"),
    [
        ("co", YesNo.YES),
        ("có ạ", YesNo.YES),
        ("đúng", YesNo.YES),
        ("dung roi", YesNo.YES),
        ("ok", YesNo.YES),
        ("uh", YesNo.YES),
        ("vang a", YesNo.YES),
        ("phải", YesNo.YES),
        ("da", YesNo.YES),
        ("khong", YesNo.NO),
        ("k", YesNo.NO),
        ("ko phai", YesNo.NO),
        ("không phải ạ", YesNo.NO),
        ("sai", YesNo.NO),
        ("sai roi em", YesNo.NO),
        ("dung", YesNo.DUNG),
        ("Dung a", YesNo.DUNG),
        ("dừng", None),
        ("be trai", None),
        ("", None),
        ("co be moi sinh", None),
    ],
)
def test_yes_and_no(text: str, meaning: YesNo | None) -> None:
    assert read_yes_no(text) is meaning


@pytest.mark.parametrize(
    ("text", "chosen"),
    [
        ("1 3 4", (1, 3, 4)),
        ("4,1,3", (1, 3, 4)),
        ("134", (1, 3, 4)),
        ("1-3", (1, 2, 3)),
        ("so 4", (4,)),
        ("1 va 3", (1, 3)),
        ("6", ()),
        ("0", ()),
        ("be sot", ()),
        ("", ()),
        ("1" * 500, ()),
    ],
)
def test_choices(text: str, chosen: tuple[int, ...]) -> None:
    assert read_choices(text, 5) == chosen


def test_a_number_of_the_list_is_itself() -> None:
    assert read_choices("12", 12) == (12,)
