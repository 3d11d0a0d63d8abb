from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from health.ages import Span
from health.faults import DataError
from health.lesson_files import join_lessons, parse_lessons
from health.lesson_lint import lint_lessons
from health.lessons import ChildFacts, SentLesson, due_lessons, next_lesson
from health.shipped import load_forbidden, load_lessons, load_plans

LESSONS = load_lessons()
BY_ID = {lesson.id: lesson for lesson in LESSONS}
PLANS = load_plans()
RULES = load_forbidden()
BORN = date(2026, 4, 19)
CHILD = ChildFacts(BORN)
GSM_ONE_SEGMENT, GSM_TWO_SEGMENTS = 160, 306


def text_of(lesson, number="0" * 11):
    return lesson.sms.replace("{tram}", number)


def test_the_first_year_is_covered():
    assert {
        "nb-signs-1", "nb-signs-2", "nb-signs-3", "nb-signs-4", "birth-first-hour", "nb-cord", "nb-bf-frequency",
        "nb-bf-position", "nb-bf-enough", "nb-jaundice", "nb-sleep", "bf-no-water", "pn-signs-1", "di-ors",
        "inj-drown-1", "inj-scald", "cf-start",
    } <= set(BY_ID)  # fmt: skip
    awareness = set(PLANS[0].awareness_topics)
    assert awareness == {lesson.concept for lesson in LESSONS} & awareness


@pytest.mark.parametrize("lesson", LESSONS, ids=lambda lesson: lesson.id)
def test_a_lesson_is_fit_to_be_shown_to_the_station(lesson):
    assert lint_lessons([lesson], PLANS, RULES) == ()
    assert lesson.source
    assert lesson.signed_off == ""  # none is shipped as signed
    assert len(text_of(lesson)) <= GSM_ONE_SEGMENT
    assert lesson.sms.isascii()
    assert not set(text_of(lesson)) & set("{}[]~\\|^`")
    assert not lesson.chat.isascii()
    assert "{" not in lesson.chat.replace("{tram}", "")


def lesson_saying(sms="Tram", chat="Trạm", ages="{months = 2}", extra=""):
    text = (
        'id = "x"\nversion = "1"\ntopic = "t"\nplans = ["binh-lu-2026-2030"]\n\n[[lesson]]\nid = "a"\n'
        f'concept = "early_breastfeeding"\nages = [{ages}]\nvalid_days = 10\nchat = "{chat}"\nsms = "{sms}"\n'
        f'source = "s"\n{extra}'
    )
    return parse_lessons(text, "x.toml")[0]


@pytest.mark.parametrize(
    ("lesson", "rule"),
    [
        (lesson_saying(sms="Be bo bu: den tram"), "turned-meaning"),
        (lesson_saying(sms="Chi dung sua me"), "turned-meaning"),
        (lesson_saying(sms="Chua cho an"), "turned-meaning"),
        (lesson_saying(sms="Be te it"), "turned-meaning"),
        (lesson_saying(chat="Cho bé nếm mật ong"), "honey"),
        (lesson_saying(chat="Không ốm. Dùng mật ong chữa ho"), "honey"),
        (lesson_saying(chat="Cho bé uống nước khi nóng"), "water-before-six-months"),
        (lesson_saying(sms="Cho 10 mg kem"), "drug-dose"),
        (lesson_saying(chat="Uống một viên"), "drug-dose"),
        (lesson_saying(chat="Mua kháng sinh"), "antibiotic"),
        (lesson_saying(chat="Co giật thì để mai đi"), "waiting"),
        (lesson_saying(chat="Đắp lá lên rốn"), "harmful-remedy"),
        (lesson_saying(ages="{days = 1}, {days = 5}"), "window"),
    ],
)
def test_a_forbidden_word_or_claim_is_found(lesson, rule):
    assert rule in {fault.rule for fault in lint_lessons([lesson], PLANS, RULES)}


@pytest.mark.parametrize(
    "lesson",
    [
        lesson_saying(chat="Không cho bé mật ong, không uống nước"),
        lesson_saying(chat="Bé bỏ bú: đến trạm", sms="Be khong bu duoc: den tram"),
        lesson_saying(chat="Cho bé uống nước khi nóng", ages="{months = 7}"),
        lesson_saying(chat="Mật ong được khi bé đã lớn", ages="{months = 12}"),
        lesson_saying(chat="Đến bệnh viện"),
    ],
)
def test_what_may_be_said(lesson):
    assert lint_lessons([lesson], PLANS, RULES) == ()


def test_an_unknown_plan_or_indicator_is_found():
    (lesson,) = [lesson_saying()]
    assert [fault.rule for fault in lint_lessons([lesson], [], RULES)] == ["plan"]


def test_files_are_told_with_their_line():
    with pytest.raises(DataError, match=r"x.toml, line 14: urgen 'urgen' is no known name"):
        lesson_saying(extra="urgen = true\n")
    with pytest.raises(DataError, match=r"x.toml, line 9: ages"):
        lesson_saying(ages="{weeks = 2}")
    with pytest.raises(DataError, match="'a' stands here twice"):
        join_lessons([("x.toml", (lesson_saying(),)), ("y.toml", (lesson_saying(),))])


def sent(*pairs):
    return [SentLesson(lesson, BORN + timedelta(days=day)) for lesson, day in pairs]


def test_a_mother_who_joins_on_the_first_day():
    today = BORN + timedelta(days=1)
    first, on = next_lesson(CHILD, [], LESSONS, today)
    assert (first.id, on) == ("nb-signs-1", today)
    second, on = next_lesson(CHILD, sent(("nb-signs-1", 1)), LESSONS, today)
    assert (second.id, on) == ("birth-first-hour", today + timedelta(days=1))


@pytest.mark.parametrize("days", range(58))
def test_whoever_joins_in_the_first_eight_weeks_hears_the_danger_signs_first(days):
    lesson, _ = next_lesson(CHILD, [], LESSONS, BORN + timedelta(days=days))
    assert lesson.concept == "caregiver_knows_newborn_danger_signs"
    assert lesson.urgent


def test_due_lessons_are_those_open_and_unsent():
    today = BORN + timedelta(days=14)
    ids = [due.lesson.id for due in due_lessons(CHILD, [], LESSONS, today)]
    assert ids[0] == "nb-signs-4"
    assert "birth-first-hour" not in ids
    assert "nb-signs-4" not in {due.lesson.id for due in due_lessons(CHILD, sent(("nb-signs-4", 14)), LESSONS, today)}


def test_a_lesson_falls_due_anew_at_its_next_age():
    first, later = Span(days=21).after(BORN), Span(days=56).after(BORN)
    once = [SentLesson("bf-no-water", first)]
    assert "bf-no-water" not in {due.lesson.id for due in due_lessons(CHILD, once, LESSONS, first)}
    assert "bf-no-water" in {due.lesson.id for due in due_lessons(CHILD, once, LESSONS, later)}


def test_a_sibling_on_the_same_phone_shares_the_caps():
    today = BORN + timedelta(days=1)
    _, on = next_lesson(CHILD, [], LESSONS, today, other_days=[today])
    assert on == today + timedelta(days=1)


def test_a_big_child_hears_nothing_more():
    assert next_lesson(CHILD, [], LESSONS, BORN + timedelta(days=3000)) is None


@settings(max_examples=60)
@given(
    st.dates(date(2024, 1, 1), date(2027, 12, 31)),
    st.integers(0, 200),
    st.lists(st.integers(0, 400), max_size=10),
    st.lists(st.integers(0, 9), min_size=30, max_size=30),
)
def test_never_early_never_stale_never_over_the_caps(born, joined, others, pauses):
    """A year of lessons to one phone on which other things are sent as well, with days the machine was off."""
    today = born + timedelta(days=joined)
    other_days = [born + timedelta(days=day) for day in others]
    history = []
    for pause in pauses:
        coming = next_lesson(ChildFacts(born), history, LESSONS, today, other_days)
        if coming is None:
            break
        lesson, day = coming
        assert day >= today
        assert day not in other_days
        assert all(day != each.sent_on for each in history)
        week = [d for d in (*other_days, *(e.sent_on for e in history)) if day - timedelta(days=7) < d <= day]
        assert len(week) < 3
        due_on = [age.after(born) for age in lesson.ages]
        assert any(due <= day < due + timedelta(days=lesson.valid_days) for due in due_on)
        history.append(SentLesson(lesson.id, day))
        today = day + timedelta(days=pause)
    for lesson in LESSONS:
        assert sum(each.lesson == lesson.id for each in history) <= len(lesson.ages)
