import pytest

from health.shipped import load_lessons
from messages.lesson_sms import lesson_segments, lint_sms
from tests.support.lessons import lesson_saying

LESSONS = load_lessons()


def test_every_lesson_fits_one_segment_with_the_longest_number():
    assert lint_sms(LESSONS) == ()
    assert {lesson_segments(lesson) for lesson in LESSONS} == {1}


@pytest.mark.parametrize(
    ("lesson", "said"),
    [
        (lesson_saying(sms="a" * 307), "3 SMS, 2 at most"),
        (lesson_saying(sms="Trạm"), "has accents"),
        (lesson_saying(sms="Goi {ten}"), "an unknown {word}"),
        (lesson_saying(sms="[Tram]"), "cost double"),
        (lesson_saying(chat="Tram"), "no accents"),
        (lesson_saying(chat="Gọi {tên}"), "the chat form has an unknown {word}"),
    ],
)
def test_a_form_that_cannot_leave_is_found(lesson, said):
    (fault,) = lint_sms([lesson])
    assert fault.rule == "sms"
    assert said in fault.what


def test_the_number_counts():
    assert lesson_segments(lesson_saying(sms="a" * 149 + "{tram}")) == 1
    assert lesson_segments(lesson_saying(sms="a" * 150 + "{tram}")) == 2
