"""Answers to quizzes, and KT: the collaborator asks a family at a visit, one question after another."""

from datetime import timedelta

from handlers import quiz_words
from handlers.commands import AnswerTalk, AskAtVisit
from handlers.quiz_words import DONE, PICKED, UNCLEAR
from handlers.quizzes import SCOPE, Asking, learner_of, open_talk, signed_quizzes
from handlers.replies import Reply, line
from handlers.scene import Scene, is_allowed
from health.local_time import local_date
from health.quiz_days import for_visit, round_now
from health.quizzes import Quiz, QuizKind, passed
from health.rights import Action, Target
from messages.quizzes import HOW
from messages.texts import Line
from storage import care, children, holds, places, quizzes, talks
from storage.care import Answer
from storage.children import Child
from storage.engine import Connection
from storage.quizzes import QuizRow

COUNTS_FOR = timedelta(days=7)  # a later answer is thanked for and not counted
REFUSED = (Answer.NO, Answer.WITHDRAWN, Answer.WRONG_NUMBER)


def answer(conn: Connection, scene: Scene, command: AnswerTalk) -> list[Reply]:
    """An answer to a quiz: numbers, words or a button."""
    row = quizzes.of_talk(conn, command.talk.id)
    shown = quiz_words.shown_in(conn, command.talk.id, scene.known)
    if row is None or shown is None or _is_over(conn, row):
        talks.close(conn, command.talk.id, scene.at)
        return [scene.reply(line("quiz_thanks"))]
    if scene.at - row.asked_at > COUNTS_FOR:
        talks.close(conn, command.talk.id, scene.at)
        return [scene.reply(line("quiz_late", days=COUNTS_FOR.days))]
    quiz, order = shown
    if command.choice == PICKED:
        return _finish(conn, scene, row, quiz, tuple(str(command.found[PICKED].value).split()))
    if command.choice == DONE and row.answer:
        return _finish(conn, scene, row, quiz, row.answer)
    picked = quiz_words.toggled(quiz, order, row, command.choice)
    if command.choice in (UNCLEAR, DONE) or picked is None:
        return [scene.reply(line(HOW[quiz.kind]))]
    if quiz.picks_one:
        return _finish(conn, scene, row, quiz, picked)
    quizzes.pick(conn, row.id, picked)
    numbers = [str(number) for number, choice in enumerate(order, 1) if choice.id in picked]
    return [scene.reply(line("quiz_picking", numbers=", ".join(numbers)) if numbers else line(HOW[quiz.kind]))]


def _is_over(conn: Connection, row: QuizRow) -> bool:
    """After a death, or while one is told of, nothing is said about the child."""
    child = children.get(conn, row.child_id)
    return child.dead or child.removed or holds.stands(conn, child.id)


def _finish(conn: Connection, scene: Scene, row: QuizRow, quiz: Quiz, picked: tuple[str, ...]) -> list[Reply]:
    """Keep the answer, say kindly what is right, and at a visit ask the next."""
    did_pass = passed(quiz, picked)
    quizzes.answer(conn, row.id, picked, did_pass, scene.at)
    talks.close(conn, row.talk_id, scene.at)
    well = did_pass and quiz.kind is not QuizKind.RECALL
    lines = [line("quiz_well" if well else "quiz_thanks"), line("quiz_right", topic=quiz.topic)]
    if row.asker_id is not None:
        return [scene.reply(*lines), *_ask_next(conn, scene, children.get(conn, row.child_id), is_first=False)]
    return [scene.reply(*lines, line("quiz_refusable"))]


def visit(conn: Connection, scene: Scene, command: AskAtVisit) -> list[Reply]:
    """Begin to ask a child's family, on the collaborator's phone."""
    child = children.by_code(conn, command.code)
    code = f"TE{command.code}"
    if child is None or not _may_see(conn, scene, child):
        return [scene.reply(line("quiz_child_unknown", child=code))]
    if child.dead or child.date_of_birth is None or holds.stands(conn, child.id):
        return [scene.reply(line("quiz_visit_none", child=code))]
    if any(care.consent_of(conn, one, SCOPE) in REFUSED for one in care.carers_of(conn, child.id)):
        return [scene.reply(line("quiz_visit_refused", child=code))]
    return _ask_next(conn, scene, child, is_first=True)


def _may_see(conn: Connection, scene: Scene, child: Child) -> bool:
    place = tuple(places.path(conn, child.village_id or child.commune_id))
    return is_allowed(conn, scene.person, Action.SEE_CHILD, Target(place))


def _ask_next(conn: Connection, scene: Scene, child: Child, *, is_first: bool) -> list[Reply]:
    """The next question of a visit, or that there is none left."""
    person_id = next((one for one in care.carers_of(conn, child.id) if one != scene.person.id), None)
    today = local_date(scene.at)
    learner = learner_of(conn, person_id, child, scene.known.lessons, today)
    due = for_visit(learner, signed_quizzes(conn, scene.known), today)
    code = f"TE{child.code}"
    if not due:
        return [scene.reply(line("quiz_visit_none" if is_first else "quiz_visit_done", child=code))]
    quiz = due[0]
    asking = Asking(quiz, round_now(learner, quiz.topic, today), child, person_id, asker_id=scene.person.id)
    talk_id = open_talk(conn, asking, scene.at)
    lines: tuple[Line, ...] = (line("quiz_visit", child=code, count=len(due)), quiz_words.line_of(talk_id))
    return [scene.reply(*lines, talk_id=talk_id)]
