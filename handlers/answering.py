"""Answers to open questions: which handler takes which form's answer."""

from collections.abc import Callable

from handlers import (
    after_doses,
    child_moved,
    child_moves,
    deaths,
    dosing,
    enrolling,
    erasing,
    erasures_asked,
    guided,
    kinship,
    moving,
    outcomes,
    pregnancies,
    quiz_visits,
    setting_days,
    stopping,
    switching,
    told_done,
    twice,
)
from handlers.commands import AnswerTalk
from handlers.completing import complete
from handlers.replies import Reply, line
from handlers.scene import Scene
from storage.engine import Connection

Answerer = Callable[[Connection, Scene, AnswerTalk], list[Reply]]


def answer(conn: Connection, scene: Scene, command: AnswerTalk) -> list[Reply]:
    """Give an answer to the handler of its form; a form about a stored report completes it."""
    form = command.talk.form
    if form in guided.FORMS:
        return complete(conn, scene, command) if command.talk.report_id else guided.answer(conn, scene, command)
    return ANSWERERS[form](conn, scene, command)


def _dung(conn: Connection, scene: Scene, command: AnswerTalk) -> list[Reply]:
    """It was "dừng", or "đúng": then the question that was open has its yes."""
    meant = stopping.resolve_stop_or_yes(conn, scene, command)
    if command.choice == "stop":
        return stopping.stop(conn, scene)
    if meant is None:
        return [scene.reply(line("nothing_open"))]
    return answer(conn, scene, AnswerTalk(meant, {}, choice="yes"))


ANSWERERS: dict[str, Answerer] = {
    "confirm_death": deaths.confirm,
    "cause_of_death": deaths.note_cause,
    "which_child": twice.choose_child,
    "pregnancy": pregnancies.answer,
    "dose_date": dosing.set_date,
    "dose_early": dosing.confirm,
    "dose_close": dosing.confirm,
    "dose_repeated": dosing.confirm,
    "same_birth": twice.decide_same,
    "birth_gap": twice.decide_gap,
    "duplicate": twice.decide_report,
    "consent": enrolling.answer,
    "caregiver_check": enrolling.checked,
    "dung": _dung,
    "move_where": child_moves.told_where,
    "move_child": child_moves.answer,
    "moved_away": child_moved.goes_on,
    "erase": erasing.answer,
    "erase_child": erasing.answer,
    "erase_now": erasures_asked.answer,
    "correct": guided.correct,
    "after_dose": after_doses.answer,
    "dose_told": told_done.set_date,
    "move_session": moving.answer,
    "set_sessions": setting_days.answer,
    "switch_vaccine": switching.answer,
    "arrived": outcomes.arrived,
    "course": outcomes.course,
    "quiz": quiz_visits.answer,
    kinship.KINSHIP: kinship.answer,
}
