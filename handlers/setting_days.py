"""NGAY TIEM: the station's staff see and set the days of every month on which children are vaccinated."""

from collections.abc import Iterable
from dataclasses import replace

from handlers import asking
from handlers.asking import Question
from handlers.commands import AnswerTalk
from handlers.reminders_due import look_at_all
from handlers.replies import Reply, line
from handlers.scene import Scene, runs_station
from handlers.station_commands import SetSessions
from handlers.station_days import days_ahead, sessions_of, tell_villages
from health.sessions import SessionRule
from messages.forms import Draft, from_json
from messages.render import say
from storage import places
from storage.engine import Connection


def ask(conn: Connection, scene: Scene, command: SetSessions) -> list[Reply]:
    """Say what is set; or say the new rules back, with the days that they give, before anything changes."""
    if scene.commune is None or not runs_station(conn, scene):
        return [scene.reply(line("no_right"))]
    days = sessions_of(conn, scene.commune.id)
    if not command.rules:
        if not days.rules:
            return [scene.reply(line("session_none"))]
        shown = line("session_days", rules=_words(days.rules, scene), days=days_ahead(days, scene))
        return [scene.reply(shown, *([] if command.rules is None else [line("session_days_how")]))]
    written = "\n".join(map(str, command.rules))
    talk_id = asking.question(conn, scene, Question("set_sessions", ("confirmed",), draft=Draft({"rules": written})))
    ahead = days_ahead(replace(days, rules=command.rules), scene)
    return [scene.reply(line("set_sessions", rules=_words(command.rules, scene), days=ahead), talk_id=talk_id)]


def answer(conn: Connection, scene: Scene, command: AnswerTalk) -> list[Reply]:
    """CO: the days are set, and all that was planned by the old ones is looked at anew at once."""
    asking.close(conn, scene, command.talk)
    if command.choice != "yes" or scene.commune is None or not runs_station(conn, scene):
        return [scene.reply(line("session_days_kept"))]
    rules = tuple(str(from_json(command.talk.draft).values["rules"]).splitlines())
    places.save(conn, replace(places.by_id(conn, scene.commune.id), immunisation_days=rules))
    look_at_all(conn, scene.commune.id, scene.at)
    said = {"rules": _words(sessions_of(conn, scene.commune.id).rules, scene)}
    return [
        scene.reply(line("session_days_set", **said)),
        *tell_villages(conn, scene, line("session_days_village", **said)),
    ]


def _words(rules: Iterable[SessionRule], scene: Scene) -> str:
    """ "5, 20 hàng tháng"; a weekday of every week stands alone."""
    told = ", ".join(map(str, rules))
    monthly = any(rule.day is not None or rule.nth is not None for rule in rules)
    return (
        say("every_month", scene.voice, {"rules": told}) if monthly else say("every_week", scene.voice, {"rules": told})
    )
