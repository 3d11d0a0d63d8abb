from datetime import date, timedelta

import pytest

from health.lesson_days import BIRTHS, lint_days, sent_to
from health.lessons import ChildFacts, child_windows
from health.shipped import load_lessons
from tests.support.lessons import lesson_saying

LESSONS = load_lessons()
BORN = date(2027, 4, 19)
SOME_BIRTHS = BIRTHS[::6]


def test_every_lesson_finds_room_and_none_clashes():
    assert lint_days(LESSONS, SOME_BIRTHS) == ()


@pytest.mark.prove
@pytest.mark.timeout(3600)
def test_so_it_is_for_children_of_every_day_of_the_year():
    assert lint_days(LESSONS, [date(2027, 1, 1) + timedelta(days=day) for day in range(365)]) == ()


def test_a_childhood_holds_the_caps():
    windows = child_windows(ChildFacts(BORN, 2300, True), LESSONS)
    days = [each.sent_on for each in sent_to(windows, BORN)]
    assert len(days) == len(windows)
    assert len(set(days)) == len(days)
    assert all(later - first >= timedelta(days=7) for first, later in zip(days, days[3:], strict=False))


def test_two_of_one_topic_on_one_day_are_found():
    lessons = [lesson_saying(name="a"), lesson_saying(name="b", ages="{months = 2}, {months = 5}")]
    faults = lint_days(lessons, [BORN])
    assert [(fault.lesson, fault.rule) for fault in faults] == [("a", "clash"), ("b", "clash")]


def test_more_than_the_caps_can_carry_is_found():
    lessons = [lesson_saying(name=name) for name in "abcdefg"]  # ten days carry six
    assert [fault.lesson for fault in lint_days(lessons, [BORN]) if fault.rule == "cap"] == ["g"]


def test_a_pregnancy_is_played_too():
    lessons = [lesson_saying(name=name, ages=None, extra="weeks = [20]\n") for name in "ab"]
    assert [fault.rule for fault in lint_days(lessons, [])] == ["clash", "clash"]
