"""An open quiz as it is shown, its buttons, and what a typed text answers to it."""

from collections.abc import Iterable
from datetime import timedelta
from typing import Final

from handlers.commands import AnswerTalk
from handlers.knowledge import Knowledge
from handlers.replies import line
from handlers.scene import Scene
from health.quizzes import Choice, Quiz, shuffled
from messages.envelope import Button
from messages.quizzes import Picked, answer_text, button_label, question_text, read_picks
from messages.reading.understanding import Found
from messages.render import say
from messages.texts import Line
from messages.voice import Voice
from storage import quizzes, talks
from storage.engine import Connection
from storage.quizzes import QuizRow
from storage.talks import Talk

QUIZ: Final = "quiz"  # the form of the talk
RENDERED: Final = frozenset({"quiz", "quiz_right"})  # lines that are put into words when they leave
PICKED, UNCLEAR, DONE = "picked", "unclear", "done"
HEARD_FOR = timedelta(days=30)  # after that a number is an answer to something else


def line_of(talk_id: int) -> Line:
    """The question of a quiz, put into words when it leaves."""
    return line("quiz", talk=talk_id)


def rendered(conn: Connection, each: Line, voice: Voice, known: Knowledge) -> Line:
    """A quiz, or what is right in one, in words."""
    if each.key == "quiz_right":
        quiz = quiz_of(known, str(each.params["topic"]))
        return line("quiz_words", words=answer_text(quiz, voice) if quiz else "")
    shown = shown_in(conn, int(str(each.params["talk"])), known)
    return line("quiz_words", words=question_text(*shown, voice) if shown else "")


def quiz_of(known: Knowledge, topic: str) -> Quiz | None:
    """The quiz of a topic, if the data still has it."""
    return next((quiz for quiz in known.quizzes if quiz.topic == topic), None)


def shown_in(conn: Connection, talk_id: int, known: Knowledge) -> tuple[Quiz, tuple[Choice, ...]] | None:
    """The quiz of a talk and its choices in the order in which they were shown."""
    row = quizzes.of_talk(conn, talk_id)
    quiz = quiz_of(known, row.topic) if row else None
    return (quiz, shuffled(quiz, row.seed)) if row and quiz else None


def buttons(conn: Connection, talk_id: int, voice: Voice, known: Knowledge) -> tuple[tuple[Button, ...], ...]:
    """The choices of an open quiz, numbered as in its text; where several may be picked, one to end with."""
    talk = talks.get_open(conn, talk_id)
    shown = shown_in(conn, talk_id, known) if talk and talk.form == QUIZ else None
    if talk is None or shown is None:
        return ()
    quiz, order = shown
    pressed = [
        Button(button_label(choice, number), f"f:{talk.id}:{talk.revision}:{number}")
        for number, choice in enumerate(order, 1)
    ]
    if not quiz.picks_one:
        pressed.append(Button(say("quiz_done", voice), f"f:{talk.id}:{talk.revision}:{DONE}"))
    return tuple((button,) for button in pressed)


def typed(conn: Connection, scene: Scene, talk: Talk, text: str) -> AnswerTalk | None:
    """The answer that a text is to an open quiz, or None if it speaks of something else."""
    picks = _picks(conn, scene, talk, text)
    if picks is None:
        return None
    if not picks.is_clear:
        return AnswerTalk(talk, {}, choice=UNCLEAR)
    return AnswerTalk(talk, {PICKED: Found(" ".join(picks.ids), 0, len(text))}, choice=PICKED)


def by_number(conn: Connection, scene: Scene, open_talks: Iterable[Talk], text: str) -> bool:
    """Whether a text answers the newest open quiz by its numbers: the signs it names beside them are no alarm."""
    talk = next((one for one in open_talks if one.form == QUIZ), None)
    picks = _picks(conn, scene, talk, text) if talk else None
    return picks is not None and picks.by_number


def _picks(conn: Connection, scene: Scene, talk: Talk, text: str) -> Picked | None:
    shown = shown_in(conn, talk.id, scene.known)
    return read_picks(*shown, text) if shown else None


def toggled(quiz: Quiz, order: tuple[Choice, ...], row: QuizRow, number: str) -> tuple[str, ...] | None:
    """The picks after a press of a numbered button; of one situation the newest holds. None for an old button."""
    if not number.isdecimal() or not 1 <= int(number) <= len(order):
        return None
    pressed = order[int(number) - 1]
    if quiz.picks_one or pressed.id in row.answer:
        return (pressed.id,) if quiz.picks_one else tuple(one for one in row.answer if one != pressed.id)
    replaced = {one.id for one in quiz.of_question(pressed.question)} if len(quiz.questions) > 1 else set()
    return (*(one for one in row.answer if one not in replaced), pressed.id)
