from dataclasses import replace

import pytest

from health.faults import DataError
from health.lesson_topics import lint_topics, parse_topics
from health.shipped import load_lessons, load_plans, load_topics

LESSONS = load_lessons()
PLANS = load_plans()
TOPICS = load_topics()


def test_every_topic_of_every_plan_is_taught_when_it_matters():
    assert lint_topics(LESSONS, PLANS, TOPICS) == ()


@pytest.mark.parametrize(
    ("gone", "concept", "gap"),
    [
        ("nb-signs-4", "caregiver_knows_newborn_danger_signs", "0 months 14 days"),
        ("preg-first-hour", "early_breastfeeding", "week 34"),
        ("birth-first-hour", "early_breastfeeding", "0 months 0 days"),
        ("pn-signs-2", "caregiver_knows_pneumonia_signs", "36 months 0 days"),
        ("inj-summer", "caregiver_knows_injury_prevention", "1/5"),
    ],
)
def test_a_gap_is_found(gone, concept, gap):
    faults = lint_topics([lesson for lesson in LESSONS if lesson.id != gone], PLANS, TOPICS)
    assert {fault.lesson for fault in faults} == {concept}
    assert any(fault.what.endswith(f"no lesson falls due at {gap}") for fault in faults)


def test_a_lesson_for_some_children_alone_fills_no_gap():
    some = next(lesson for lesson in LESSONS if lesson.id == "nb-small").only
    lessons = [replace(lesson, only=some) if lesson.id == "nb-signs-1" else lesson for lesson in LESSONS]
    assert [fault.rule for fault in lint_topics(lessons, PLANS, TOPICS)] == ["topic"]


def test_a_plan_with_a_topic_that_nobody_dated_is_found():
    plan = replace(PLANS[0], awareness_topics=("safe_motherhood",))
    (fault,) = lint_topics(LESSONS, [plan], TOPICS)
    assert (fault.lesson, fault.rule) == ("safe_motherhood", "topic")


def test_a_mistake_in_the_file_is_told():
    with pytest.raises(DataError, match=r"x.toml, line 3: concept is missing"):
        parse_topics('id = "x"\nversion = "1"\n[[topic]]\nages = [{days = 1}]\n', "x.toml")
