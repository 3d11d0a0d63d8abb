"""How a family says what became of an alarm: a number, a word, or words inside a longer answer."""

from datetime import date, timedelta

import pytest

from messages.days import waited
from messages.formfile import choice_by_text, choice_inside, load_forms
from messages.voice import Style, Voice


@pytest.mark.parametrize(
    ("form", "text", "code"),
    [
        ("course", "1", "better"),
        ("course", "khỏe hơn rồi ạ", "better"),
        ("course", "cháu đỡ nhiều rồi chị ơi", "better"),
        ("course", "chau do roi a", "better"),
        ("course", "van the chi a", "same"),
        ("course", "cháu chưa khỏe hơn", "same"),
        ("course", "hôm qua khỏe hơn mà nay nặng hơn", "worse"),
        ("course", "3", "worse"),
        ("course", "cháu mệt hơn hôm qua", "worse"),
        ("course", "sốt 38 độ", None),
        ("course", "4", None),
        ("arrived", "dạ em đang ở viện rồi", "yes"),
        ("arrived", "đang đi", "way"),
        ("arrived", "chưa đi được, không có xe", "no"),
        ("arrived", "còn ở nhà", "no"),
        ("arrived", "hỏi gì thế", None),
    ],
)
def test_the_choice_that_is_meant(form: str, text: str, code: str | None) -> None:
    field = load_forms()[form].fields[0]
    choice = choice_by_text(field, text) or choice_inside(field, text)
    assert (choice.code if choice else None) == code


def test_other_forms_take_no_words_inside_an_answer() -> None:
    assert choice_inside(load_forms()["confirm_death"].fields[0], "dạ không phải đâu") is None


@pytest.mark.parametrize(
    ("long", "told"),
    [
        (timedelta(minutes=25), "25 phút"),
        (timedelta(hours=3, minutes=5), "3 giờ"),
        (timedelta(days=4), "4 ngày"),
        (timedelta(seconds=-5), "0 phút"),
    ],
)
def test_how_long_somebody_has_waited(long: timedelta, told: str) -> None:
    assert waited(long, Voice(date(2026, 4, 20), Style.CHAT)) == told
