"""Phrases for what was reported, and the receipts made of them, word for word as in the conversations."""

from datetime import date

import pytest

from health.events import Age
from messages.days import day, month, short_day, week_span
from messages.describe import (
    age_on,
    age_phrase,
    birth_phrase,
    child_phrase,
    choices_phrase,
    danger_key,
    death_phrase,
    dose_phrase,
    labelled,
    missing_phrases,
    signs_phrase,
    spoken_day,
)
from messages.formfile import load_forms
from messages.forms import Draft, missing
from messages.render import render
from messages.texts import Line
from messages.voice import Style, Voice

CHAT = Voice(date(2026, 4, 20))
SMS = Voice(date(2026, 4, 20), Style.SMS)
ENGLISH = Voice(date(2026, 4, 20), language="en")
GIRL = {
    "sex": "f",
    "weight_g": 3100,
    "date_of_birth": date(2026, 4, 19),
    "place": "facility",
    "mother": "Lo Thi May",
    "village": "Bản Pa Pe",
}

BIRTHS = (
    (GIRL, (), "bé gái 3100g, CN 19/4, tại trạm, mẹ Lo Thi May, Bản Pa Pe"),
    ({"sex": "m", "weight_g": 2300, "place": "home"}, ("weight_g",), "bé trai 2300g?, tại nhà"),
    ({"weight_g": 2300}, (), "2300g"),
    ({"mother": "Vang A Pao"}, ("mother",), "mẹ Vang A Pao?"),
    ({"sex": "f", "name": "Na"}, ("name",), "bé gái Na?"),
    ({"name": "Na", "weight_g": 3000}, (), "bé Na 3000g"),
    ({"date_of_birth": date(2025, 12, 31)}, ("date_of_birth",), "T4 31/12/2025?"),
    ({"place": "home", "attendant": "unskilled"}, (), "đẻ tại nhà, không có cán bộ y tế đỡ"),
    ({"place": "other", "attendant": "skilled"}, ("place",), "đẻ nơi khác?, cán bộ y tế đỡ"),
    ({"attendant": "unskilled", "attendant_words": "bà mụ"}, ("attendant",), "bà mụ đỡ?"),
    ({}, (), ""),
)

DEATHS = (
    (
        {"sex": "f", "mother": "Lò Thị Mây", "age": Age(days=12), "date": date(2026, 4, 20)},
        (),
        "bé gái con chị Lò Thị Mây, 12 ngày tuổi, mất hôm nay 20/4",
    ),
    (
        {"name": "Tu", "age": Age(months=11), "date": date(2026, 4, 19), "place": "facility", "cause": "pneumonia"},
        ("cause",),
        "bé Tu, 11 tháng tuổi, mất hôm qua 19/4, tại trạm, do viêm phổi?",
    ),
    ({"age": Age(years=2), "cause": "unknown"}, ("age",), "bé, 2 tuổi?, không rõ nguyên nhân"),
    ({"stillbirth": True, "mother": "Pom", "date": date(2026, 4, 14)}, (), "thai lưu của chị Pom, T3 14/4"),
    ({"stillbirth": True}, (), "thai lưu"),
    ({"maternal": True, "name": "Pom", "date": date(2026, 4, 14)}, (), "bà mẹ Pom mất, T3 14/4"),
    ({"maternal": True, "village": "Nà San"}, (), "một bà mẹ mất, Nà San"),
)

DOSES = (
    ({"vaccine": "measles", "dose": 1, "count": 3, "date": date(2026, 4, 20)}, (), "sởi mũi 1, 3 bé, T2 20/4"),
    (
        {"vaccine": "DTP-HB-Hib", "dose": 2, "before": {"dose": 1, "date": date(2026, 6, 18)}},
        (),
        "5 trong 1 mũi 2 (mũi 1: 18/6)",
    ),
    ({"vaccine": "OPV", "child": "TE102748"}, ("vaccine",), "bại liệt uống?, TE102748"),
    ({"mother": "Sen", "date": date(2026, 4, 17)}, (), "mũi tiêm, mẹ Sen, T6 17/4"),
)


@pytest.mark.parametrize(("fields", "unsure", "phrase"), BIRTHS)
def test_birth(fields: dict[str, object], unsure: tuple[str, ...], phrase: str) -> None:
    assert birth_phrase(fields, unsure, CHAT) == phrase


@pytest.mark.parametrize(("fields", "unsure", "phrase"), DEATHS)
def test_death(fields: dict[str, object], unsure: tuple[str, ...], phrase: str) -> None:
    assert death_phrase(fields, unsure, CHAT) == phrase


@pytest.mark.parametrize(("fields", "unsure", "phrase"), DOSES)
def test_dose(fields: dict[str, object], unsure: tuple[str, ...], phrase: str) -> None:
    assert dose_phrase(fields, unsure, CHAT) == phrase


def test_english() -> None:
    assert birth_phrase(GIRL, ("sex",), ENGLISH).startswith("baby girl? 3100g, Sun 19 Apr, at the health station")
    assert age_phrase(Age(days=1), ENGLISH) == "1 day old"
    assert age_phrase(Age(months=8), ENGLISH) == "8 mths old"
    assert age_phrase(Age(years=2), ENGLISH) == "2 years old"


def test_a_birth_receipt_reads_as_in_the_conversation() -> None:
    lines = (
        Line("recorded", {"code": "S4821", "what": birth_phrase(GIRL, (), SMS)}),
        Line("child_code", {"child": "TE102748"}),
        Line("how_to_correct", {"code": "S4821", "number": "4821"}),
    )
    assert render(lines, SMS).text == (
        "Da ghi S4821: be gai 3100g, CN 19/4, tai tram, me Lo Thi May, Ban Pa Pe. "
        "Ma be TE102748. Sai: SUA 4821 ... hoac HUY 4821"
    )


def test_an_incomplete_birth_asks_for_what_is_missing() -> None:
    values = {"sex": "m", "weight_g": 2300, "place": "home", "mother": "Vang A Pao"}
    lacking = missing(load_forms()["birth"], Draft({**values, "village": "B01"}))
    lines = (
        Line("recorded_in_part", {"code": "S4838", "what": birth_phrase(values, ("mother",), SMS)}),
        Line("missing", missing_phrases(lacking, SMS)),
    )
    assert render(lines, SMS).text == (
        "S4838: be trai 2300g, tai nha, me Vang A Pao?. Con thieu: ngay sinh, ai do de. Vd: hom kia, ba mu"
    )


def test_a_completed_birth_says_what_is_new() -> None:
    new = {"date_of_birth": date(2026, 4, 18), "place": "home", "attendant_words": "ba mu"}
    lines = (
        Line("completed", {"code": "S4838", "what": birth_phrase(new, (), SMS)}),
        Line("low_weight_told"),
        Line("child_code", {"child": "TE102825"}),
    )
    assert render(lines, SMS).text == (
        "Da du S4838: T7 18/4, de tai nha, ba mu do. Be nhe can, da bao tram. Ma be TE102825."
    )


def test_a_missing_village_is_asked_with_an_example_of_the_commune() -> None:
    (village,) = (one for one in load_forms()["birth"].fields if one.name == "village")
    assert missing_phrases((village,), CHAT, "Pa Pe") == {"fields": "thôn", "examples": "Pa Pe"}


def test_a_child_as_its_family_is_told() -> None:
    assert child_phrase({"sex": "f", "date_of_birth": date(2026, 4, 19)}, (), CHAT) == "bé gái, sinh 19/4"
    assert child_phrase({}, (), CHAT) == "bé"


AGES = (
    (date(2026, 4, 20), date(2026, 4, 20), "0 ngày"),
    (date(2026, 4, 19), date(2026, 5, 1), "12 ngày"),
    (date(2025, 7, 31), date(2026, 4, 20), "8 tháng 20 ngày"),
    (date(2026, 1, 31), date(2026, 2, 28), "28 ngày"),
    (date(2026, 1, 31), date(2026, 3, 1), "1 tháng 1 ngày"),
    (date(2024, 2, 29), date(2026, 2, 28), "23 tháng 30 ngày"),
    (date(2025, 4, 20), date(2026, 4, 20), "12 tháng"),
)


@pytest.mark.parametrize(("born", "when", "phrase"), AGES)
def test_age_on_a_day(born: date, when: date, phrase: str) -> None:
    assert age_on(born, when, CHAT) == phrase


def test_an_age_must_be_an_age() -> None:
    with pytest.raises(TypeError):
        age_phrase(12, CHAT)


def test_days() -> None:
    assert [day(date(2026, 4, d), CHAT) for d in (18, 19, 20)] == ["T7 18/4", "CN 19/4", "T2 20/4"]
    assert day(date(2027, 1, 2), CHAT) == "T7 2/1/2027"
    assert (short_day(date(2026, 4, 9), CHAT), short_day(date(2025, 4, 9), ENGLISH)) == ("9/4", "9 Apr 2025")
    assert (month(date(2026, 8, 3), CHAT), month(date(2026, 8, 3), ENGLISH)) == ("8/2026", "Aug 2026")
    assert spoken_day(date(2026, 4, 21), CHAT) == "T3 21/4"  # ahead of today is no "yesterday"


def test_weeks() -> None:
    assert week_span(date(2026, 4, 20), CHAT) == "20-26/4"
    assert week_span(date(2026, 4, 27), CHAT) == "27/4-3/5"
    assert week_span(date(2025, 12, 29), CHAT) == "29/12/2025-4/1"
    assert week_span(date(2026, 4, 20), ENGLISH) == "20 Apr-26 Apr"


def test_lists() -> None:
    assert choices_phrase(("Lò A Sáng", "Lò A Páo")) == "1 Lò A Sáng 2 Lò A Páo"
    assert signs_phrase(("not_feeding", "fast_breathing"), CHAT) == "không bú được, thở nhanh"
    assert signs_phrase(("new_sign", "cold", "newer_sign"), CHAT) == "điều anh/chị kể, người lạnh"
    assert signs_phrase((), CHAT) == "điều anh/chị kể"
    sex = load_forms()["birth"].fields[0]
    assert labelled(sex, CHAT) == (("f", "Gái"), ("m", "Trai"))


ANSWERS = (
    (("not_feeding", "fast_breathing"), "danger"),
    ((), "danger"),
    (("not_feeding", "convulsion"), "danger_nothing_by_mouth"),
    (("lethargic",), "danger_nothing_by_mouth"),
    (("stiff",), "danger_nothing_by_mouth"),
    (("not_feeding", "cannot_swallow"), "danger_nothing_by_mouth"),
    (("screaming", "bulging_fontanelle"), "danger"),
    (("maternal_mind",), "danger_mother_mind"),
    (("maternal_bleeding", "maternal_mind"), "danger_mother_mind"),
    (("maternal_bleeding",), "danger_mother"),
    (("maternal_bleeding", "fever"), "danger"),
)


@pytest.mark.parametrize(("signs", "key"), ANSWERS)
def test_the_answer_to_danger_signs(signs: tuple[str, ...], key: str) -> None:
    assert danger_key(signs) == key
