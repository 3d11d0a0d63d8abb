"""No lesson and no quiz takes its reader for the mother."""

from dataclasses import replace

import pytest

from health.lesson_address import addressing_words, lint_lesson_address, lint_quiz_address
from health.shipped import load_addressing, load_lessons, load_quizzes

RULES = load_addressing()


def test_the_shipped_content_speaks_to_anybody() -> None:
    assert lint_lesson_address(load_lessons(), RULES) == ()
    assert lint_quiz_address(load_quizzes(), RULES) == ()


def test_a_lesson_that_speaks_to_a_woman_is_told() -> None:
    lesson = replace(load_lessons()[0], chat="Chị cho bé bú nhé.")
    assert [(fault.lesson, fault.rule) for fault in lint_lesson_address([lesson], RULES)] == [(lesson.id, "address")]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Mẹ cho bé bú. Nhờ chị giúp.", ("chị",)),
        ("Anh nhớ đưa bé đi tiêm", ("anh",)),
        ("Em cho bé bú", ("em",)),
        ("Chỉ sữa mẹ là đủ; ánh nắng không chữa vàng da", ()),
        ("Trẻ em, em bé cần người lớn; trẻ lớn không giữ em", ()),
        ("Anh, chị của bé cũng rửa tay", ()),
        ("Cho bé chơi với bạn", ()),
    ],
)
def test_words_that_address(text: str, found: tuple[str, ...]) -> None:
    assert addressing_words(text, RULES) == found
