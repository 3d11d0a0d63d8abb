"""When a quiz is asked: never on the day of joining, never two close together, within the caps, once a round."""

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from health.quiz_days import GAP, AskedQuiz, Learner, for_visit, half_year, look_again, next_quiz, round_now
from health.quizzes import QuizKind, Round
from health.shipped import load_lessons, load_quizzes

QUIZZES = load_quizzes()
LESSONS = load_lessons()
BORN = date(2026, 4, 19)
JOINED = date(2026, 4, 20)
NEWBORN = "caregiver_knows_newborn_danger_signs"
INJURIES = "caregiver_knows_injury_prevention"
EXCLUSIVE = "exclusive_breastfeeding_6m"


def learner(asked=(), taught=None, busy=(), born=BORN, joined=JOINED):
    return Learner(born, joined, tuple(asked), taught or {}, tuple(busy))


def day(number):
    return JOINED + timedelta(days=number)


def asked(topic, on, when=Round.BASELINE):
    return AskedQuiz(topic, when, day(on))


def test_first_the_recall_of_the_first_week_two_days_after_joining():
    coming = next_quiz(learner(), QUIZZES, JOINED)
    assert (coming.quiz.topic, coming.round, coming.day) == ("early_breastfeeding", Round.BASELINE, day(2))


def test_then_a_baseline_a_week_later():
    coming = next_quiz(learner([asked("early_breastfeeding", 2)]), QUIZZES, day(3))
    assert (coming.round, coming.day) == (Round.BASELINE, day(9))


def test_a_lesson_long_ago_makes_it_a_follow_up():
    taught = {NEWBORN: day(10)}
    only = [quiz for quiz in QUIZZES if quiz.topic == NEWBORN]
    coming = next_quiz(learner([asked(NEWBORN, 2)], taught), only, day(12))
    assert (coming.round, coming.day) == (Round.FOLLOW_UP, day(24))
    assert [round_now(learner(taught=taught), NEWBORN, day(at)) for at in (23, 24)] == list(Round)


@pytest.mark.parametrize(
    ("history", "taught", "due"),
    [
        ([asked(NEWBORN, 2)], 10, day(24)),
        ([asked(NEWBORN, 2), asked(NEWBORN, 24, Round.FOLLOW_UP)], 10, None),  # none was taught since
        ([asked(NEWBORN, 2), asked(NEWBORN, 24, Round.FOLLOW_UP)], 30, date(2026, 7, 1)),  # the next half-year
        ([asked(NEWBORN, 2)], None, None),  # nothing to follow up
    ],
)
def test_a_follow_up_comes_once_a_half_year_and_after_a_lesson(history, taught, due):
    only = [quiz for quiz in QUIZZES if quiz.topic == NEWBORN]
    told = {NEWBORN: day(taught)} if taught is not None else {}
    coming = next_quiz(learner(history, told), only, day(25) if len(history) > 1 else day(12))
    assert (coming.day if coming else None) == due


def test_full_days_and_full_weeks_are_passed_over():
    busy = [day(2), day(3), day(4)]
    coming = next_quiz(learner(busy=busy), [quiz for quiz in QUIZZES if quiz.topic == NEWBORN], JOINED)
    assert coming.day == day(9)


def test_exclusive_breastfeeding_is_asked_at_one_three_and_five_months():
    only = [quiz for quiz in QUIZZES if quiz.topic == EXCLUSIVE]
    days, history = [], []
    for _ in range(4):
        coming = next_quiz(learner(history), only, days[-1] + timedelta(days=1) if days else JOINED)
        if coming is None:
            break
        days.append(coming.day)
        history.append(AskedQuiz(EXCLUSIVE, coming.round, coming.day))
    assert days == [date(2026, 5, 19), date(2026, 7, 19), date(2026, 9, 19)]


def test_still_breastfed_is_asked_at_twenty_to_twenty_three_months():
    born = date(2024, 8, 1)
    only = [quiz for quiz in QUIZZES if quiz.topic == "breastfeeding_24m"]
    assert next_quiz(learner(born=born), only, JOINED).day == day(2)
    assert next_quiz(learner(born=date(2024, 3, 1)), only, JOINED) is None


def test_a_visit_asks_each_topic_once_a_round_recalls_first():
    topics = [quiz.topic for quiz in for_visit(learner(), QUIZZES, JOINED)]
    assert topics[:2] == ["early_breastfeeding", NEWBORN]
    assert len(topics) == 5
    again = for_visit(learner([asked(topic, 0) for topic in topics]), QUIZZES, day(3))
    assert again == ()
    later = for_visit(learner([asked(INJURIES, 0)], {INJURIES: day(5)}), QUIZZES, day(19))
    assert INJURIES in {quiz.topic for quiz in later}


def test_half_years():
    assert [half_year(date(2026, month, 30)) for month in (1, 6, 7, 12)] == [(2026, 1), (2026, 1), (2026, 2), (2026, 2)]


@settings(max_examples=80)
@given(
    st.integers(0, 700),
    st.lists(st.tuples(st.integers(0, 400), st.sampled_from([quiz.topic for quiz in QUIZZES])), max_size=60),
    st.integers(1, 9),
)
def test_whatever_was_taught_the_rules_hold(age, lessons, pause):
    """A year day by day, with lessons on random days and days on which the machine was off."""
    joined = BORN + timedelta(days=age)
    history, taught, busy = [], {}, []
    told = {}
    for number, topic in lessons:
        told.setdefault(joined + timedelta(days=number), topic)
    for number in range(0, 400, 1):
        today = joined + timedelta(days=number)
        if today in told:
            taught[told[today]] = today
            busy.append(today)
        if number % pause:
            continue
        now = Learner(BORN, joined, tuple(history), dict(taught), tuple(busy))
        coming = next_quiz(now, QUIZZES, today)
        assert coming is None or coming.day >= today
        assert look_again(now, QUIZZES, LESSONS, today) is None or look_again(now, QUIZZES, LESSONS, today) > today
        if coming and coming.day == today:
            check(coming, history, taught, busy, today, joined)
            history.append(AskedQuiz(coming.quiz.topic, coming.round, today))
            busy.append(today)


def check(coming, history, taught, busy, today, joined):
    """What must hold of each asking."""
    assert today >= joined + timedelta(days=2)
    assert today not in busy
    assert sum(today - timedelta(days=7) < other <= today for other in busy) < 3
    assert all(today - one.asked_on >= GAP for one in history)
    first = [age.after(BORN) for age in coming.quiz.ages]
    assert any(start <= today < start + timedelta(days=coming.quiz.valid_days) for start in first)
    same = [one for one in history if one.topic == coming.quiz.topic and one.round is coming.round]
    if coming.quiz.kind is QuizKind.RECALL:
        return
    assert all(half_year(one.asked_on) != half_year(today) for one in same)
    if coming.round is Round.BASELINE:
        assert not same
    else:
        assert today >= taught[coming.quiz.topic] + timedelta(days=14)
