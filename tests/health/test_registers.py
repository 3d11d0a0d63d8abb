from datetime import date, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from health.events import Sex
from health.faults import Problem
from health.registers import COLUMNS, parse_children
from health.shipped import load_sample_places

PLACES = load_sample_places()
TODAY = date(2026, 4, 20)
ROW = {"Họ tên": "Lò A Pó", "Giới": "Nam", "Ngày sinh": "1/2/2026", "Tên mẹ": "Lò Thị May", "Thôn": "Pa Pe"}


def load(*rows):
    return parse_children(list(enumerate(rows, 2)), PLACES, TODAY)


def test_a_row_in_vietnamese_and_the_same_in_english():
    full = ROW | {"Cân nặng": "3,2", "SĐT": "0912 345 678", "Mã số": 12.0}
    english = {
        "name": "Lò A Pó", "sex": "m", "date_of_birth": date(2026, 2, 1), "mother": "Lò Thị May",
        "village": "B01", "weight_g": 3200, "phone": "0912345678", "register_number": "12",
    }  # fmt: skip
    (child,), faults = load(full)
    assert not faults
    assert (child.line, child.village, child.born, child.sex) == (2, "B01", date(2026, 2, 1), Sex.MALE)
    assert (child.weight_g, child.phone, child.register_number) == (3200, "0912345678", "12")
    assert load(english)[0] == (child,)


@pytest.mark.parametrize(
    "written",
    ["01/02/2026", "1-2-2026", "1.2.2026", "2026-02-01", "2026-02-01 00:00:00", datetime(2026, 2, 1), 46054, 46054.0],
)
def test_dates_as_registers_write_them(written):
    (child,), _ = load(ROW | {"Ngày sinh": written})
    assert child.born == date(2026, 2, 1)


@pytest.mark.parametrize(
    ("written", "grams"),
    [
        ("3,2 kg", 3200),
        ("3.2", 3200),
        (3.2, 3200),
        (3200, 3200),
        ("3.200 g", 3200),
        ("3200g", 3200),
        ("3", 3000),
        ("", None),
    ],
)
def test_weights_as_registers_write_them(written, grams):
    (child,), _ = load(ROW | {"Cân nặng": written})
    assert child.weight_g == grams


@pytest.mark.parametrize(
    ("change", "problem", "field"),
    [
        ({"Ngày sinh": "31/2/2026"}, Problem.NOT_A_DAY, "born"),
        ({"Ngày sinh": "tháng 2"}, Problem.NOT_A_DAY, "born"),
        ({"Ngày sinh": True}, Problem.NOT_A_DAY, "born"),
        ({"Ngày sinh": ""}, Problem.MISSING, "born"),
        ({"Ngày sinh": "21/4/2026"}, Problem.IMPLAUSIBLE, "born"),
        ({"Ngày sinh": "1/2/2016"}, Problem.IMPLAUSIBLE, "born"),
        ({"Giới": "x"}, Problem.NOT_A_CHOICE, "sex"),
        ({"Thôn": "Bản Xa"}, Problem.UNKNOWN_PLACE, "village"),
        ({"Thôn": "xã Bình Lư"}, Problem.UNKNOWN_PLACE, "village"),  # a commune is no village
        ({"Tên mẹ": None}, Problem.MISSING, "mother"),
        ({"Cân nặng": "nặng"}, Problem.NOT_NUMBER, "weight"),
        ({"Cân nặng": "9 kg"}, Problem.IMPLAUSIBLE, "weight"),
        ({"SĐT": "12"}, Problem.BAD_PHONE, "phone"),
    ],
)
def test_a_wrong_row_is_told_with_its_line_and_the_others_are_taken(change, problem, field):
    accepted, faults = load(ROW, ROW | {"Họ tên": "Khác"} | change)
    assert [child.line for child in accepted] == [2]
    assert [(fault.line, fault.problem, fault.field) for fault in faults] == [(3, problem, field)]


def test_every_fault_of_a_row_is_told():
    _, faults = load({"Giới": "x"})
    assert {fault.field for fault in faults} == {"sex", "born", "mother", "village"}


def test_a_child_twice_in_one_file():
    accepted, faults = load(ROW, ROW | {"Họ tên": "lo a po"})
    assert len(accepted) == 1
    assert faults[0].problem is Problem.DUPLICATE


def test_the_key_is_the_same_at_a_second_load_and_tells_twins_apart():
    (one, two), faults = load(ROW, ROW | {"Họ tên": "Lò A Sáng"})
    assert not faults
    assert one.key != two.key
    assert load({**ROW, "Tên mẹ": " lò  thị may"})[0][0].key == one.key
    (nameless, other), _ = load(ROW | {"Họ tên": "", "Mã số": 1}, ROW | {"Họ tên": "", "Mã số": 2})
    assert nameless.key != other.key


CELLS = st.one_of(
    st.none(), st.booleans(), st.integers(), st.floats(), st.text(max_size=12), st.dates(), st.datetimes()
)
HEADINGS = st.sampled_from([name for _, names in COLUMNS for name in names]) | st.text(max_size=5)


@settings(max_examples=150)
@given(st.lists(st.dictionaries(HEADINGS, CELLS), max_size=3))
def test_whatever_stands_in_the_cells_it_is_taken_or_told(rows):
    accepted, faults = load(*rows)
    told = {child.line for child in accepted} | {fault.line for fault in faults}
    assert told == set(range(2, 2 + len(rows)))
    assert all(str(fault).startswith(f"line {fault.line}: ") for fault in faults)
