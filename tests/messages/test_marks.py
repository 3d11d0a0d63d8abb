"""Parts of a text: written, read, marked, and taken out again."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from messages.marks import (
    CLOSE,
    CUT,
    LONGEST,
    OPEN,
    Part,
    bracketed,
    mark,
    parts_of,
    read_parts,
    taken_out,
    without_marks,
    write_parts,
)
from messages.reading.understanding import Found
from messages.sms import fold

TEXT = "vang a pao de con trai 2kg3 o nha"
PARTS = (Part("mother", 0, 10, sure=False), Part("sex", 14, 22), Part("weight_g", 23, 27))
ANY = st.text(st.one_of(st.characters(codec="utf-8"), st.sampled_from([OPEN, CLOSE, "[", "]"])), max_size=60)
SPANS = st.lists(st.tuples(st.integers(0, 70), st.integers(0, 70), st.booleans()), max_size=6)


def test_parts_are_written_and_read() -> None:
    assert write_parts(PARTS) == "mother:0-10? sex:14-22 weight_g:23-27"
    assert read_parts(write_parts(PARTS)) == PARTS
    assert read_parts("") == read_parts("of another time") == ()


def test_more_parts_than_a_column_holds_are_left_out_whole() -> None:
    many = [Part("date_of_birth", 1000 + at, 1001 + at) for at in range(40)]
    line = write_parts(many)
    assert len(line) <= LONGEST
    assert read_parts(line) == tuple(many[: len(read_parts(line))])


def test_what_stands_nowhere_has_no_part() -> None:
    found = {"village": Found("B01", 0, 0), "sex": Found("f", 5, 11)}
    assert parts_of(found, 7) == (Part("sex", 12, 18),)


@pytest.mark.parametrize(
    ("parts", "hidden", "seen"),
    [
        ((), (), TEXT),
        (PARTS, (), "[vang a pao]? de [con trai] [2kg3] o nha"),
        (PARTS, [(0, 7)], "[pao]? de [con trai] [2kg3] o nha"),
        (PARTS, [(0, 10)], f"[{CUT}]? de [con trai] [2kg3] o nha"),
        ((), [(0, 7)], "pao de con trai 2kg3 o nha"),
        ((Part("a", 0, 6), Part("b", 5, 10, sure=False)), (), "[vang a pao]? de con trai 2kg3 o nha"),
        ((Part("a", 28, 300), Part("b", 9, 9)), (), TEXT),
    ],
)
def test_marked(parts: tuple[Part, ...], hidden: list[tuple[int, int]], seen: str) -> None:
    assert bracketed(mark(TEXT, parts, hidden)) == seen


def test_the_form_on_sms_is_brackets() -> None:
    assert fold(mark("bé gái 3kg1", [Part("sex", 0, 6)])) == "[be gai] 3kg1"


def test_nobody_forges_a_mark() -> None:
    forged = f"sinh {OPEN}be gai{CLOSE} [3kg1]"
    assert without_marks(forged) == "sinh \ufffdbe gai\ufffd [3kg1]"
    assert bracketed(mark(forged, [])) == "sinh \ufffdbe gai\ufffd (3kg1)"


@given(ANY, SPANS)
def test_marks_change_nothing_but_what_they_mark(text: str, spans: list[tuple[int, int, bool]]) -> None:
    parts = [Part("x", start, end) for start, end, _ in spans]
    plain, found = taken_out(mark(text, parts))
    assert plain == without_marks(text).translate(str.maketrans("[]", "()"))
    assert {at for start, end in found for at in range(start, end)} == {
        at for part in parts if part.end <= len(text) for at in range(part.start, part.end)
    }
    assert not {OPEN, CLOSE} & set(plain)


@given(
    st.lists(
        st.builds(Part, st.sampled_from(["sex", "mother"]), st.integers(0, 99), st.integers(0, 99), st.booleans()),
        max_size=9,
    )
)
def test_written_parts_come_back(parts: list[Part]) -> None:
    assert list(read_parts(write_parts(parts))) == parts
