"""A quiz in words, and what an answer to it picks: "1 3 4", "1,3,4", "134", "1 va 3", or the words of the choices."""

import re
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources import files
from itertools import pairwise
from typing import Final

from health.quizzes import Choice, Question, Quiz, QuizKind
from messages.render import render
from messages.sms import fold, segments
from messages.texts import Line
from messages.voice import Style, Voice

MOST_SEGMENTS: Final = 2
HOW: Final = {
    QuizKind.LIST: "quiz_how_several",
    QuizKind.SITUATIONS: "quiz_how_each",
    QuizKind.RECALL: "quiz_how_one",
}
_DIGITS: Final = re.compile(r"[0-9]+")
_LONGEST_RUN: Final = 5  # digits typed together; a child's code has six
_WORDS: Final = re.compile(r"[^\W_]+")


@cache
def _words(name: str) -> frozenset[str]:
    """A list of `messages/data/quiz_words.toml`."""
    table = tomllib.loads((files("messages") / "data" / "quiz_words.toml").read_text(encoding="utf-8"))
    return frozenset(table[name])


@dataclass(frozen=True, slots=True)
class Picked:
    """What an answer picks."""

    ids: tuple[str, ...]
    is_clear: bool = True  # no: it has numbers that the quiz does not have, or several where one is asked for
    by_number: bool = False  # told by numbers; words beside them say the same


def question_text(quiz: Quiz, order: Sequence[Choice], voice: Voice) -> str:
    """The question with its numbered choices and how to answer, in the style's form."""
    how = render((Line(HOW[quiz.kind]),), voice).text
    groups = [_group(question, order, voice) for question in quiz.questions]
    return ". ".join((*groups, how)) if voice.style is Style.SMS else "\n".join((*groups, how))


def _group(question: Question, order: Sequence[Choice], voice: Voice) -> str:
    """One question with its choices."""
    is_sms = voice.style is Style.SMS
    shown = [(number, choice) for number, choice in enumerate(order, 1) if choice.question == question.id]
    choices = [f"{number} {choice.sms if is_sms else choice.chat}" for number, choice in shown]
    return " ".join((question.sms, *choices)) if is_sms else "\n".join((question.chat, *choices))


def too_long(quiz: Quiz) -> bool:
    """Whether the question, or what is right, takes more segments than a family should get at once."""
    voice = Voice(date.min, Style.SMS)
    visit = render((Line("quiz_visit", {"child": "TE0000000", "count": 9}),), voice).text
    said = (f"{visit} {question_text(quiz, quiz.choices, voice)}", answer_text(quiz, voice))
    return any(segments(text) > MOST_SEGMENTS for text in said)


def answer_text(quiz: Quiz, voice: Voice) -> str:
    """What is right, in the style's form."""
    return quiz.answer_sms if voice.style is Style.SMS else quiz.answer_chat


def button_label(choice: Choice, number: int) -> str:
    """The label of a choice's button, its number in front."""
    return f"{number} {choice.chat}"


def read_picks(quiz: Quiz, order: Sequence[Choice], text: str) -> Picked | None:
    """What a text picks, or None if it is no answer: it holds something beside numbers and words of the choices."""
    plain = fold(text).lower()
    if " ".join(_WORDS.findall(plain)) in _words("none"):
        return Picked(())
    numbers, left = _DIGITS.findall(plain), _WORDS.findall(_DIGITS.sub(" ", plain))
    named, rest = _named(order, left)
    between = _words("between")
    if any(word not in between for word in rest) or not (numbers or named) or _is_date_or_code(plain):
        return None
    counted = _numbered(quiz, order, numbers)
    if counted is None or (quiz.picks_one and len({*counted, *named}) > 1):
        return Picked((), is_clear=False)
    ids = {*counted, *named}
    in_order = tuple(choice.id for choice in order if choice.id in ids)
    return Picked(in_order, by_number=bool(counted) and set(named) <= set(counted))


def _is_date_or_code(plain: str) -> bool:
    """ "18/4" and a child's code are answers to something else."""
    return "/" in plain or any(len(number) > _LONGEST_RUN for number in _DIGITS.findall(plain))


def _named(order: Sequence[Choice], words: Sequence[str]) -> tuple[list[str], list[str]]:
    """(ids of the choices whose words stand in the answer, the words that belong to none); the longest name first."""
    named, rest, at = [], [], 0
    names = sorted(((name, choice.id) for choice in order for name in _names(choice)), key=lambda one: -len(one[0]))
    while at < len(words):
        found = next(((name, one) for name, one in names if tuple(words[at : at + len(name)]) == name), None)
        if found:
            named.append(found[1])
            at += len(found[0])
        else:
            rest.append(words[at])
            at += 1
    return named, rest


@cache
def _names(choice: Choice) -> tuple[tuple[str, ...], ...]:
    """How a choice may be typed, word by word."""
    forms = (choice.sms, choice.chat, *choice.words)
    return tuple({tuple(_WORDS.findall(_DIGITS.sub(" ", fold(form).lower()))) for form in forms})


def _numbered(quiz: Quiz, order: Sequence[Choice], numbers: Sequence[str]) -> list[str] | None:
    """The ids of the choices with these numbers; None if one has no choice."""
    if len(numbers) == 1 and int(numbers[0]) > len(order):
        return _run_together(quiz, order, numbers[0])
    read = [int(number) for number in numbers]
    return [order[number - 1].id for number in read] if all(1 <= n <= len(order) for n in read) else None


def _run_together(quiz: Quiz, order: Sequence[Choice], digits: str) -> list[str] | None:
    """ "134" is 1, 3, 4: the numbers that follow one another in it, in several ways the one of the most numbers."""
    ways = [way for way in _splits(digits, len(order)) if len(set(way)) == len(way)]
    if not ways:
        return None

    def likelihood(way: tuple[int, ...]) -> tuple[bool, bool, int]:
        picked = [order[number - 1].question for number in way]
        one_each = quiz.kind is QuizKind.SITUATIONS and len(set(picked)) == len(picked)
        return one_each, all(one < other for one, other in pairwise(way)), len(way)

    return [order[number - 1].id for number in max(ways, key=likelihood)]


def _splits(digits: str, most: int) -> list[tuple[int, ...]]:
    """All ways to cut a run of digits into numbers from 1 to the most."""
    ways: list[list[tuple[int, ...]]] = [[()]]
    for end in range(1, len(digits) + 1):
        found = []
        for start in range(max(0, end - len(str(most))), end):
            number = int(digits[start:end])
            if digits[start] != "0" and 1 <= number <= most:
                found += [(*way, number) for way in ways[start] if number not in way]
        ways.append(found)
    return ways[-1]
