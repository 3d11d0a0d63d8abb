"""Whole messages: offsets, sureness, doubts, codes, signs, kinds."""

from datetime import date

import pytest

from messages.reading.explain import WIDTH, explain
from messages.reading.understand import understand
from messages.reading.understanding import Doubt, DoubtReason, Kind
from tests.messages.reading.sample import CONTEXT, NOWHERE

CONVERSATION = "sinh be gai 3kg1 hom qua tai tram me Lo Thi May"


def test_fields_stand_where_they_were_typed() -> None:
    (report,) = understand(CONVERSATION, CONTEXT).reports
    said = {name: CONVERSATION[found.start : found.end] for name, found in report.fields.items() if found.end}
    assert said == {
        "sex": "be gai",
        "weight_g": "3kg1",
        "date_of_birth": "hom qua",
        "place": "tram",
        "mother": "Lo Thi May",
    }


def test_the_senders_village_has_no_place_in_the_text() -> None:
    (report,) = understand(CONVERSATION, CONTEXT).reports
    village = report.fields["village"]
    assert (village.value, village.start, village.end) == ("B03", 0, 0)
    assert "village" in understand(CONVERSATION, NOWHERE).missing


def test_a_mothers_name_that_reads_as_a_mans_is_unsure() -> None:
    (report,) = understand("vang a pao de con trai 2kg3 o nha", CONTEXT).reports
    assert (report.fields["mother"].value, report.fields["mother"].sure) == ("vang a pao", False)
    assert report.missing == {"date_of_birth"}


@pytest.mark.parametrize(
    ("text", "doubt"),
    [
        ("be gai 9kg sinh hom qua tai tram", Doubt("weight_g", DoubtReason.IMPLAUSIBLE, "9kg")),
        ("be gai 3kg sinh 20/9 tai tram", Doubt("date_of_birth", DoubtReason.FUTURE, "20/9")),
        ("be gai 3kg sinh mung 3/4 tai tram", Doubt("date_of_birth", DoubtReason.AMBIGUOUS, "mung 3/4")),
        ("be Mai tiem 6in1 hom qua", Doubt("vaccine", DoubtReason.UNLISTED, "6in1")),
        ("be gai 3kg sinh hom qua tai tram, ban Na", Doubt("village", DoubtReason.AMBIGUOUS, "ban Na")),
        ("be gai 3kg sinh hom qua tai tram, ban Sin Cau", Doubt("village", DoubtReason.UNLISTED, "ban Sin Cau")),
    ],
)
def test_doubts_leave_the_value_out(text: str, doubt: Doubt) -> None:
    (report,) = understand(text, CONTEXT).reports
    assert report.doubts == (doubt,)
    assert doubt.field not in report.fields


def test_codes() -> None:
    found = understand("be 102748 mat sang nay", CONTEXT)
    assert (found.kind, found.codes) == (Kind.DEATH, ("102748",))
    assert found.reports[0].fields["child_code"].value == "TE102748"
    assert understand("tiem soi hom nay 102906 103057 103138", CONTEXT).codes == ("102906", "103057", "103138")


@pytest.mark.parametrize(
    ("text", "signs"),
    [
        ("be bo bu tu sang, tho nhanh", ("not_feeding", "fast_breathing")),
        ("con em co giat", ("convulsion",)),
        ("be 5 ngay sot 38", ("fever",)),
        ("sot 40 do", ("high_fever",)),
        ("em vua de ra mau nhieu qua", ("maternal_bleeding",)),
        ("be khong sot, khong co giat", ()),
        ("neu be co giat thi sao", ()),
        ("hom qua co giat nhung nay khoe roi", ()),
    ],
)
def test_signs(text: str, signs: tuple[str, ...]) -> None:
    assert understand(text, CONTEXT).signs == signs


@pytest.mark.parametrize("text", ["", " ", "\x00", "😀😀", "\ud800", "こんにちは", "1", "?", "\n\n"])
def test_nothing_to_read_is_kind_none(text: str) -> None:
    assert understand(text, CONTEXT).kind in (Kind.NONE, Kind.QUESTION)


def test_explained_in_a_hundred_columns() -> None:
    shown = explain(CONVERSATION + ", à nhầm bé trai " + "x" * 300, CONTEXT).splitlines()
    assert max(map(len, shown)) <= WIDTH
    assert shown[0].startswith("text     sinh be gai")
    assert any(line.startswith("kind     birth") for line in shown)
    assert any("3100" in line and "3kg1" in line for line in shown)


def test_a_birth_date_follows_the_message_day() -> None:
    (report,) = understand("be gai sinh hom qua", CONTEXT).reports
    assert report.fields["date_of_birth"].value == date(2026, 4, 19)
