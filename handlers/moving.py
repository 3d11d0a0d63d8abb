"""DOI NGAY TIEM: the station moves one immunisation day, and everybody who was told of the old one hears of the new."""

from datetime import date, timedelta

from handlers import asking
from handlers.asking import Question
from handlers.commands import AnswerTalk
from handlers.reminders_due import look_at_all
from handlers.replies import Reply, line
from handlers.scene import Scene, runs_station
from handlers.station_commands import MoveSession
from handlers.station_days import days_ahead, sessions_of, tell_villages
from health.reminders import MISSED_AFTER
from health.sessions import Sessions
from messages.forms import Draft, from_json
from storage import reminders, sessions
from storage.engine import Connection
from storage.sessions import Move


def ask(conn: Connection, scene: Scene, command: MoveSession) -> list[Reply]:
    """Say back both days and how many people are concerned, before anybody hears of it."""
    if scene.commune is None or not runs_station(conn, scene):
        return [scene.reply(line("no_right"))]
    days = sessions_of(conn, scene.commune.id)
    if not days.rules:
        return [scene.reply(line("session_none"))]
    moved = command.moved
    if moved is None or not _can_be(moved, days, scene.today):
        return [scene.reply(line("session_how", days=days_ahead(days, scene)))]
    old, new = moved
    talk_id = asking.question(
        conn, scene, Question("move_session", ("confirmed",), draft=Draft({"old": old, "new": new}))
    )
    count = reminders.heard_of(conn, scene.commune.id, old)
    return [scene.reply(line("move_session", old=old, new=new, count=count), talk_id=talk_id)]


def _can_be(moved: tuple[date, date], days: Sessions, today: date) -> bool:
    old, new = moved
    return today <= old and today <= new and days.on(old) and not days.on(new)


def answer(conn: Connection, scene: Scene, command: AnswerTalk) -> list[Reply]:
    """CO: the day is moved, and what was planned by it is looked at anew at once."""
    asking.close(conn, scene, command.talk)
    values = from_json(command.talk.draft).values
    old, new = values["old"], values["new"]
    assert isinstance(old, date)
    assert isinstance(new, date)
    if command.choice != "yes" or scene.commune is None or not runs_station(conn, scene):
        return [scene.reply(line("session_kept"))]
    if not _can_be((old, new), sessions_of(conn, scene.commune.id), scene.today):
        return ask(conn, scene, MoveSession(None))  # somebody else was first, or the day went by
    sessions.move(conn, scene.commune.id, Move(old, new), scene.person.id, scene.at)
    concerned = (max(old, new) - scene.today) + MISSED_AFTER + timedelta(days=1)
    look_at_all(conn, scene.commune.id, scene.at, concerned)
    return [
        scene.reply(line("session_moved", old=old, new=new)),
        *tell_villages(conn, scene, line("session_moved_village", old=old, new=new)),
    ]
