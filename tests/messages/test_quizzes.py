"""A quiz in words, and every way in which people answer one."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from health.quizzes import shuffled
from health.shipped import load_quizzes
from messages.quizzes import question_text, read_picks, too_long
from messages.sms import is_gsm7, segments
from messages.voice import Style, Voice

QUIZZES = load_quizzes()
BY_ID = {quiz.id: quiz for quiz in QUIZZES}
NEWBORN, INJURIES = BY_ID["quiz-newborn-signs"], BY_ID["quiz-injury-prevention"]
EXCLUSIVE, EARLY = BY_ID["quiz-exclusive-breastfeeding"], BY_ID["quiz-early-breastfeeding"]
UNCLEAR = "unclear"


def numbers(quiz, text):
    """What a text picks, as numbers of the file's own order; None for no answer."""
    order = quiz.choices
    picks = read_picks(quiz, order, text)
    if picks is None:
        return None
    return [n for n, one in enumerate(order, 1) if one.id in picks.ids] if picks.is_clear else UNCLEAR


@pytest.mark.parametrize(
    ("quiz", "text", "picked"),
    [
        (NEWBORN, "1 3 4", [1, 3, 4]),
        (NEWBORN, "1,3,4", [1, 3, 4]),
        (NEWBORN, "4.3.1", [1, 3, 4]),
        (NEWBORN, "134", [1, 3, 4]),
        (NEWBORN, "431", [1, 3, 4]),
        (NEWBORN, "1310", [1, 3, 10]),
        (NEWBORN, "1 va 3", [1, 3]),
        (NEWBORN, "Em chọn 1 và 3 ạ", [1, 3]),
        (NEWBORN, "tra loi: 2, 5 va 7 nhe", [2, 5, 7]),
        (NEWBORN, "1-3-4", [1, 3, 4]),
        (NEWBORN, "1 1 3", [1, 3]),
        (NEWBORN, "10", [10]),
        (NEWBORN, "nac, hat hoi", [6, 7]),
        (NEWBORN, "Thở nhanh và co giật", [2, 3]),
        (NEWBORN, "1 khong bu duoc 3 co giat", [1, 3]),
        (NEWBORN, "không biết", []),
        (NEWBORN, "ko biet", []),
        (NEWBORN, "1 3 99", UNCLEAR),
        (NEWBORN, "11", UNCLEAR),
        (NEWBORN, "102748", None),  # a child's code
        (NEWBORN, "18/4", None),
        (NEWBORN, "2kg7", None),
        (NEWBORN, "co giat tu sang", None),
        (NEWBORN, "be em tho nhanh", None),
        (NEWBORN, "cam on", None),
        (NEWBORN, "em", None),
        (NEWBORN, "", None),
        (INJURIES, "1 4 7 10", [1, 4, 7, 10]),
        (INJURIES, "14710", [1, 4, 7, 10]),
        (INJURIES, "25811", [2, 5, 8, 11]),
        (INJURIES, "do het, khoa tu", [1, 7]),
        (INJURIES, "12", [12]),
        (EXCLUSIVE, "1", [1]),
        (EXCLUSIVE, "khong", [1]),
        (EXCLUSIVE, "Không ạ", [1]),
        (EXCLUSIVE, "Có", [2]),
        (EXCLUSIVE, "2 co", [2]),
        (EXCLUSIVE, "1 2", UNCLEAR),
        (EXCLUSIVE, "3", UNCLEAR),
        (EARLY, "trong 1 gio dau", [1]),
        (EARLY, "3", [3]),
    ],
)
def test_an_answer(quiz, text, picked):
    assert numbers(quiz, text) == picked


@pytest.mark.parametrize(
    ("text", "by_number"),
    [("1 3", True), ("1 khong bu duoc, 3 co giat", True), ("co giat", False), ("1 co giat", False), ("99", False)],
)
def test_signs_in_words_alone_are_not_told_by_number(text, by_number):
    assert read_picks(NEWBORN, NEWBORN.choices, text).by_number is by_number


@given(st.sampled_from(QUIZZES), st.integers(0, 2**31), st.data(), st.sampled_from([" ", ",", ", ", " va ", ";", "."]))
def test_numbers_mean_what_was_shown_beside_them(quiz, seed, data, between):
    order = shuffled(quiz, seed)
    picked = data.draw(st.lists(st.integers(1, len(order)), min_size=1, unique=True))
    if quiz.picks_one:
        picked = picked[:1]
    picks = read_picks(quiz, order, between.join(map(str, picked)))
    assert picks.is_clear
    assert set(picks.ids) == {order[number - 1].id for number in picked}


@given(st.sampled_from(QUIZZES), st.text(max_size=30))
def test_nothing_breaks_it(quiz, text):
    picks = read_picks(quiz, quiz.choices, text)
    assert picks is None or set(picks.ids) <= {choice.id for choice in quiz.choices}


@pytest.mark.parametrize("quiz", QUIZZES, ids=lambda quiz: quiz.id)
def test_it_fits_two_messages_and_shows_every_choice(quiz):
    assert not too_long(quiz)
    said = question_text(quiz, quiz.choices, Voice(date(2026, 4, 20), Style.SMS))
    assert is_gsm7(said)
    assert segments(said) <= 2
    shown = question_text(quiz, quiz.choices, Voice(date(2026, 4, 20)))
    for number, choice in enumerate(quiz.choices, 1):
        assert f"{number} {choice.sms}" in said
        assert f"{number} {choice.chat}" in shown
