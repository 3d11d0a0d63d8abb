"""Lessons and quizzes speak to whoever cares for the child: none may call its reader sister, brother or younger one."""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass

from health.data_files import Entry, read_toml
from health.lesson_lint import LessonFault
from health.lessons import Lesson
from health.quizzes import Quiz

_WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class Addressing:
    """Words that would call the reader something, and phrases in which they call nobody."""

    words: tuple[str, ...]  # with accents, small letters
    unless: tuple[str, ...]


def parse_addressing(text: str, file: str) -> tuple[Addressing, ...]:
    """The rules of a TOML file. Raises DataError."""
    data = read_toml(text, file, "rule")
    data.head.only("id", "version")
    return tuple(map(_rule, data.entries))


def _rule(entry: Entry) -> Addressing:
    entry.only("words", "unless")
    return Addressing(entry.texts("words"), entry.texts("unless"))


def lint_lesson_address(lessons: Iterable[Lesson], rules: Iterable[Addressing]) -> tuple[LessonFault, ...]:
    """Lessons whose chat form addresses one kind of reader."""
    known = tuple(rules)
    return tuple(_fault(lesson.id, word) for lesson in lessons for word in addressing_words(lesson.chat, known))


def lint_quiz_address(quizzes: Iterable[Quiz], rules: Iterable[Addressing]) -> tuple[LessonFault, ...]:
    """Quizzes whose questions, choices or answer do; the fault names the quiz."""
    known = tuple(rules)
    return tuple(
        _fault(quiz.id, word)
        for quiz in quizzes
        for text in (quiz.answer_chat, *(one.chat for one in quiz.questions), *(one.chat for one in quiz.choices))
        for word in addressing_words(text, known)
    )


def _fault(entry: str, word: str) -> LessonFault:
    return LessonFault(entry, "address", f'"{word}": the reader may be anybody; say "mẹ" where the mother is meant')


def addressing_words(text: str, rules: Iterable[Addressing]) -> tuple[str, ...]:
    """The words of a text that address its reader."""
    said = _spaced(text)
    found: dict[str, None] = {}
    for rule in rules:
        left = said
        for phrase in sorted(rule.unless, key=len, reverse=True):
            left = left.replace(_spaced(phrase), " | ")
        found |= dict.fromkeys(word for word in rule.words if f" {word} " in left)
    return tuple(found)


def _spaced(text: str) -> str:
    """The words in small letters with their accents, one space before, between and behind them."""
    return " ".join(("", *_WORD.findall(unicodedata.normalize("NFC", text).lower()), ""))
