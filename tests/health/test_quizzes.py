"""Quizzes: what passes, by chance too; the order of a row for ever; what the linter finds."""

from dataclasses import replace
from itertools import chain, combinations, product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from health.faults import DataError
from health.quiz_lint import lint_quizzes
from health.quizzes import QuizKind, join_quizzes, parse_quiz, passed, shuffled
from health.shipped import load_forbidden, load_plans, load_quizzes

QUIZZES = load_quizzes()
BY_TOPIC = {quiz.topic: quiz for quiz in QUIZZES}
NEWBORN = BY_TOPIC["caregiver_knows_newborn_danger_signs"]
PNEUMONIA = BY_TOPIC["caregiver_knows_pneumonia_signs"]
DIARRHOEA = BY_TOPIC["caregiver_knows_diarrhoea_signs"]
INJURIES = BY_TOPIC["caregiver_knows_injury_prevention"]
EXCLUSIVE = BY_TOPIC["exclusive_breastfeeding_6m"]
PLANS, RULES = load_plans(), load_forbidden()


def subsets(ids):
    return chain.from_iterable(combinations(ids, size) for size in range(len(ids) + 1))


def test_every_awareness_topic_of_every_plan_is_asked_about():
    assert {topic for plan in PLANS for topic in plan.awareness_topics} == set(BY_TOPIC)
    assert lint_quizzes(QUIZZES, PLANS, RULES) == ()
    assert all(quiz.signed_off == "" for quiz in QUIZZES)  # none is shipped as signed


def test_guessing_passes_a_list_in_nine_of_a_hundred():
    tried = [passed(NEWBORN, picks) for picks in subsets([choice.id for choice in NEWBORN.choices])]
    assert (sum(tried), len(tried)) == (96, 1024)  # 9.4 %


def test_guessing_passes_the_situations_in_eleven_of_a_hundred():
    each = [[choice.id for choice in INJURIES.of_question(question.id)] for question in INJURIES.questions]
    tried = [passed(INJURIES, picks) for picks in product(*each)]
    assert (sum(tried), len(tried)) == (9, 81)  # 11.1 %


@pytest.mark.parametrize("quiz", [PNEUMONIA, DIARRHOEA], ids=lambda quiz: quiz.topic)
def test_a_part_that_is_needed_makes_guessing_harder(quiz):
    tried = [passed(quiz, picks) for picks in subsets([choice.id for choice in quiz.choices])]
    assert (sum(tried), len(tried)) == (90, 1024)  # 8.8 %


@pytest.mark.parametrize(
    ("quiz", "picked", "does_pass"),
    [
        (NEWBORN, "feeding breathing cord", True),
        (NEWBORN, "feeding breathing cord convulsion lethargic", True),
        (NEWBORN, "feeding breathing cord hiccups", True),
        (NEWBORN, "feeding breathing cord hiccups sneeze", False),
        (NEWBORN, "feeding breathing", False),
        (NEWBORN, "", False),
        (NEWBORN, "feeding breathing gone", False),
        (PNEUMONIA, "fast stridor blue", True),
        (PNEUMONIA, "indrawing stridor blue", True),
        (PNEUMONIA, "stridor blue feeding", False),  # neither fast breathing nor indrawing
        (DIARRHOEA, "eyes blood ors", True),
        (DIARRHOEA, "eyes thirst blood", False),  # no word of fluid
        (DIARRHOEA, "ors feed", False),
        (INJURIES, "water_empty heat_high poison_lock fall_pillow", True),
        (INJURIES, "water_empty heat_high poison_lock", True),
        (INJURIES, "water_empty heat_high poison_bag fall_pillow", False),
        (INJURIES, "water_empty water_half heat_high poison_lock fall_pillow", False),  # two for one situation
        (EXCLUSIVE, "no", True),
        (EXCLUSIVE, "yes", False),
        (EXCLUSIVE, "no yes", False),
        (EXCLUSIVE, "", False),
    ],
)
def test_what_passes(quiz, picked, does_pass):
    assert passed(quiz, picked.split()) is does_pass


@given(st.sampled_from(QUIZZES), st.data())
def test_a_right_choice_more_never_fails_and_a_wrong_one_more_never_passes(quiz, data):
    ids = [choice.id for choice in quiz.choices]
    picked = data.draw(st.lists(st.sampled_from(ids), unique=True))
    added = data.draw(st.sampled_from(quiz.choices))
    before, after = passed(quiz, picked), passed(quiz, [*picked, added.id])
    if quiz.kind is QuizKind.LIST and added.right:
        assert after >= before
    if not added.right:
        assert after <= before
    assert passed(quiz, list(reversed(picked))) is before


@given(st.sampled_from(QUIZZES), st.integers(0, 2**31 - 1))
def test_the_order_is_the_row_s_and_holds_each_choice_once(quiz, seed):
    order = shuffled(quiz, seed)
    assert order == shuffled(quiz, seed)
    assert sorted(choice.id for choice in order) == sorted(choice.id for choice in quiz.choices)
    places = [[question.id for question in quiz.questions].index(choice.question) for choice in order]
    assert places == sorted(places)


def test_orders_differ_and_one_is_written_down():
    """Rows of years ago must be read as they were shown."""
    assert len({shuffled(NEWBORN, seed) for seed in range(50)}) == 50
    assert [choice.id for choice in shuffled(NEWBORN, 7)] == [
        "convulsion", "lethargic", "cord", "peeling", "breathing", "feeding", "stretch", "hiccups", "sneeze", "stool"
    ]  # fmt: skip


def changed(quiz, at, **values):
    choices = tuple(replace(one, **values) if number == at else one for number, one in enumerate(quiz.choices))
    return replace(quiz, choices=choices)


@pytest.mark.parametrize(
    ("quiz", "rule"),
    [
        (replace(NEWBORN, id="newborn"), "id"),
        (changed(NEWBORN, 0, id="breathing"), "id"),
        (changed(NEWBORN, 0, right=False), "count"),
        (changed(INJURIES, 1, right=True), "count"),
        (replace(INJURIES, choices=INJURIES.choices[:-1]), "count"),
        (replace(EXCLUSIVE, questions=EXCLUSIVE.questions * 2), "count"),
        (replace(NEWBORN, least_right=2), "rule"),
        (replace(NEWBORN, most_wrong=2), "rule"),
        (replace(INJURIES, least_right=5), "rule"),
        (replace(PNEUMONIA, needs=("cough",)), "rule"),
        (changed(NEWBORN, 0, sms="bỏ bú"), "sms"),
        (changed(NEWBORN, 0, chat="Khong bu duoc nua"), "chat"),
        (changed(NEWBORN, 6, sms="nac", chat="Nạc"), "alike"),
        (changed(NEWBORN, 0, sms="be bo bu"), "turned-meaning"),
        (changed(NEWBORN, 6, chat="Đắp lá lên rốn"), "harmful-remedy"),
        (changed(DIARRHOEA, 8, sms="uong thuoc cam tieu chay"), "antibiotic"),
        (replace(NEWBORN, answer_chat="Để mai hãy đưa bé đi"), "waiting"),
        (replace(NEWBORN, topic="stunting"), "topic"),
        (replace(NEWBORN, source=""), "source"),
    ],
)
def test_what_is_wrong_is_found(quiz, rule):
    assert rule in {fault.rule for fault in lint_quizzes([quiz], PLANS, RULES) if fault.quiz == quiz.id}


def test_a_topic_that_none_asks_about_is_told():
    assert {fault.quiz for fault in lint_quizzes(QUIZZES[1:], PLANS, RULES)} == {QUIZZES[0].topic}


HEAD = """id = "quiz-x"
version = "1"
topic = "early_breastfeeding"
kind = "recall"
title = "t"
label = "l"
least_right = 1
most_wrong = 0
ages = [{days = 0}]
valid_days = 7
answer_chat = "a"
answer_sms = "a"
source = "s"

[[question]]
id = "q"
chat = "q"
sms = "q"

[[choice]]
id = "c"
question = "q"
right = true
chat = "c"
sms = "c"
"""


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("", "", ""),
        ('kind = "recall"', 'kind = "list of"', "x.toml, line 4: kind"),
        ("valid_days = 7", "valid_day = 7", "valid_day"),
        ('question = "q"', 'question = "p"', "line 22: question"),
        ("right = true", 'right = "true"', "line 23: right"),
    ],
)
def test_a_file_is_read_or_told_with_its_line(old, new, said):
    text = HEAD.replace(old, new) if old else HEAD
    if not said:
        assert parse_quiz(text, "x.toml").prompted
        return
    with pytest.raises(DataError, match=said):
        parse_quiz(text, "x.toml")


def test_an_id_or_a_topic_stands_once():
    quiz = parse_quiz(HEAD, "x.toml")
    for other in (quiz, replace(quiz, id="quiz-y")):
        with pytest.raises(DataError, match="stands here twice"):
            join_quizzes([("x.toml", quiz), ("y.toml", other)])
