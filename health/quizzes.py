"""Awareness quizzes: what is asked, in which order, and what passes. The pass rule is data."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from hashlib import sha256
from typing import Final

from health.ages import Span
from health.data_files import Entry, read_toml
from health.faults import DataError, Fault, Problem

HEAD: Final = (  # keys at the head of a file
    *("id", "version", "topic", "kind", "title", "label", "prompted", "least_right", "most_wrong", "needs"),
    *("ages", "valid_days", "answer_chat", "answer_sms", "source", "signed_off", "choice"),
)


class QuizKind(StrEnum):
    """How a quiz is answered."""

    LIST = "list"  # several of a list of right and wrong ones
    SITUATIONS = "situations"  # one choice for each of several situations
    RECALL = "recall"  # what happened yesterday, or at the birth: one choice


class Round(StrEnum):
    """When it was asked."""

    BASELINE = "baseline"
    FOLLOW_UP = "follow_up"  # 14 days or more after the last lesson of the topic


@dataclass(frozen=True, slots=True)
class Choice:
    """One answer offered."""

    id: str
    question: str  # id
    right: bool
    part: str  # group that the pass rule may need; empty for none
    chat: str  # with accents
    sms: str  # without
    words: tuple[str, ...]  # other ways to type it, without accents


@dataclass(frozen=True, slots=True)
class Question:
    """One question of a quiz, or one situation."""

    id: str
    chat: str
    sms: str


@dataclass(frozen=True, slots=True)
class Quiz:
    """One quiz with its pass rule."""

    id: str
    version: str
    topic: str  # indicator concept of a plan
    kind: QuizKind
    title: str  # Vietnamese, for tables
    label: str  # Vietnamese: how it was asked, which every figure must say
    prompted: bool  # by a list, which is easier than naming the signs unprompted
    least_right: int  # choices, or situations, that must be right
    most_wrong: int  # of a list: wrong choices that may be among them
    needs: tuple[str, ...]  # of a list: parts of which one right choice each must be among them
    ages: tuple[Span, ...]  # of the child, when it may first be asked
    valid_days: int  # for so many days from then on
    questions: tuple[Question, ...]
    choices: tuple[Choice, ...]
    answer_chat: str  # what is right, told after each answer
    answer_sms: str
    source: str
    signed_off: str  # who and when; empty until the station has signed

    def choice(self, choice_id: str) -> Choice | None:
        """The choice of that id, if this version still has it."""
        return next((one for one in self.choices if one.id == choice_id), None)

    def of_question(self, question_id: str) -> tuple[Choice, ...]:
        """The choices of one question, in the order of the file."""
        return tuple(one for one in self.choices if one.question == question_id)

    @property
    def picks_one(self) -> bool:
        """Whether one choice is the whole answer."""
        return self.kind is QuizKind.RECALL


def shuffled(quiz: Quiz, seed: int) -> tuple[Choice, ...]:
    """The choices as they are shown: question after question, each mixed by the seed, the same for ever.

    A recall keeps its order, which goes from soon to late or from yes to no.
    """
    if quiz.kind is QuizKind.RECALL:
        return quiz.choices
    return tuple(
        choice
        for question in quiz.questions
        for choice in sorted(quiz.of_question(question.id), key=lambda one: _rank(one, seed))
    )


def _rank(choice: Choice, seed: int) -> bytes:
    return sha256(f"{seed}:{choice.id}".encode()).digest()


def passed(quiz: Quiz, picked: Collection[str]) -> bool:
    """Whether these choices (ids) pass; ids that the quiz does not have count as nothing."""
    chosen = [choice for choice in quiz.choices if choice.id in picked]
    if quiz.kind is not QuizKind.LIST:
        return _situations_right(quiz, chosen) >= quiz.least_right
    right = [choice for choice in chosen if choice.right]
    has_parts = set(quiz.needs) <= {choice.part for choice in right}
    return has_parts and len(right) >= quiz.least_right and len(chosen) - len(right) <= quiz.most_wrong


def _situations_right(quiz: Quiz, chosen: Sequence[Choice]) -> int:
    """In how many situations the right choice, and no other, was picked."""
    by_question = [[one for one in chosen if one.question == question.id] for question in quiz.questions]
    return sum(len(picks) == 1 and picks[0].right for picks in by_question)


def parse_quiz(text: str, file: str) -> Quiz:
    """The quiz of one TOML file. Raises DataError."""
    questions, choices = read_toml(text, file, "question"), read_toml(text, file, "choice")
    head = questions.head.only(*HEAD)
    found = tuple(map(_question, questions.entries))
    known = {question.id for question in found}
    return Quiz(
        id=head.text("id"),
        version=head.text("version"),
        topic=head.text("topic"),
        kind=head.choice("kind", QuizKind),
        title=head.text("title"),
        label=head.text("label"),
        prompted=head.flag("prompted", True),
        least_right=head.number("least_right"),
        most_wrong=head.number("most_wrong"),
        needs=head.texts("needs"),
        ages=head.spans("ages"),
        valid_days=head.number("valid_days"),
        questions=found,
        choices=tuple(_choice(entry, known) for entry in choices.entries),
        answer_chat=head.text("answer_chat"),
        answer_sms=head.text("answer_sms"),
        source=head.text("source"),
        signed_off=head.text("signed_off", ""),
    )


def join_quizzes(files: Iterable[tuple[str, Quiz]]) -> tuple[Quiz, ...]:
    """The quizzes of several files, (name, quiz) each; DataError if an id or a topic stands twice."""
    joined: list[Quiz] = []
    for file, quiz in files:
        if any(quiz.id == other.id for other in joined):
            raise DataError(file, Fault(1, Problem.DUPLICATE, "id", quiz.id))
        if any(quiz.topic == other.topic for other in joined):
            raise DataError(file, Fault(1, Problem.DUPLICATE, "topic", quiz.topic))
        joined.append(quiz)
    return tuple(joined)


def _question(entry: Entry) -> Question:
    entry.only("id", "chat", "sms")
    return Question(entry.text("id"), entry.text("chat"), entry.text("sms"))


def _choice(entry: Entry, questions: Collection[str]) -> Choice:
    entry.only("id", "question", "right", "part", "chat", "sms", "words")
    question = entry.text("question")
    if question not in questions:
        raise entry.error(Problem.NOT_A_CHOICE, "question", question)
    return Choice(
        id=entry.text("id"),
        question=question,
        right=entry.flag("right", False),
        part=entry.text("part", ""),
        chat=entry.text("chat"),
        sms=entry.text("sms"),
        words=entry.texts("words"),
    )
