"""Danger signs are answered at once, at any hour, never with a question first; station and collaborator are told."""

from handlers import alerts, follow_up, unread
from handlers.commands import RaiseDanger
from handlers.illness import Case, case_of
from handlers.phrases import village_name
from handlers.recording import record_reports
from handlers.replies import Reply, line
from handlers.scene import Scene
from handlers.signing import signed_among
from health.rights import Role
from health.triage import Tier
from messages.advice import advice_key
from messages.days import month
from messages.describe import signs_phrase
from messages.render import say
from messages.texts import Line
from storage import people, places
from storage.engine import Connection
from storage.outbox import Priority

_ALERTS = {  # (at once, of a pregnant woman): to the station, to the village
    (True, False): ("alert_danger", "alert_danger_collaborator"),
    (False, False): ("alert_today", "alert_today_collaborator"),
    (True, True): ("alert_danger_pregnant", "alert_danger_pregnant_collaborator"),
    (False, True): ("alert_today_pregnant", "alert_today_pregnant_collaborator"),
}


def raise_alarm(conn: Connection, scene: Scene, command: RaiseDanger) -> list[Reply]:
    """Answer first, then the alerts, then the reports that stood beside the sign."""
    told = command.understanding
    replies = answer_case(conn, scene, case_of(conn, scene, told.signs, told.codes))
    beside = record_reports(conn, scene, told.reports) if told.reports and scene.commune else []
    return [*replies, *beside]


def answer_case(conn: Connection, scene: Scene, case: Case) -> list[Reply]:
    """What to do by the tier; who is told; and the bot will ask how it went on."""
    alarm = _alerts(conn, scene, case) if case.tier > Tier.HOME else ()
    lines = [_answer(conn, scene, case)]
    if case.tier is Tier.HOME and not advises_care(conn, scene):
        said = line("home_unsigned", station=_station(conn, scene))
        return [scene.reply(said, priority=Priority.DANGER), *unread.question_to_station(conn, scene)]
    if alarm:
        told_village = any(people.get(conn, one.person_id).holds(Role.COLLABORATOR) for one in alarm)
        lines.append(line("danger_told" if told_village else "danger_told_station"))
        follow_up.begin(conn, scene, case)
    return [scene.reply(*lines, priority=Priority.DANGER), *alarm]


def _answer(conn: Connection, scene: Scene, case: Case) -> Line:
    """What to do in capitals, the sign named, two things on the way, whom to call."""
    words = signs_phrase(case.signs or ("other",), scene.voice)
    return line(advice_key(case.tier, case.signs), signs=words[:1].upper() + words[1:], station=_station(conn, scene))


def advises_care(conn: Connection, scene: Scene) -> bool:
    """Care at home is advised by signed tables alone; that a child must go needs no signature."""
    return scene.known.is_sample or bool(signed_among(conn, (scene.known.triage,)))


def _station(conn: Connection, scene: Scene) -> str:
    return scene.station or next((place.phone for place in places.communes(conn)), "")


def _alerts(conn: Connection, scene: Scene, case: Case) -> tuple[Reply, ...]:
    words = signs_phrase(case.signs or ("other",), scene.voice)
    phone = alerts.phone_of(conn, scene.teller.id) or say("tail_telegram", scene.voice)
    child, now = case.child, case.tier is Tier.NOW
    if child is None:
        key = "alert_danger_unknown" if now else "alert_today_unknown"
        unknown = line(key, signs=words, phone=phone)
        near = scene.village.id if scene.village else None
        station = alerts.to_station(conn, scene.commune.id if scene.commune else None, (unknown,), Priority.DANGER)
        return (*station, *alerts.to_collaborators(conn, near, (unknown,), scene.person.id, Priority.DANGER))
    about = {"signs": words, "child": f"TE{child.code}", "village": village_name(conn, child.village_id)}
    if child.expected:
        about["due"] = month(child.due_on, scene.voice) if child.due_on else "?"
    to_station, to_village = (line(key, **about, phone=phone) for key in _ALERTS[now, child.expected])
    return (
        *alerts.to_station(conn, child.commune_id, (to_station,), Priority.DANGER),
        *alerts.to_collaborators(conn, child.village_id, (to_village,), scene.person.id, Priority.DANGER),
    )
