"""A danger sign is answered at once, at any hour, never with a question first; station and collaborator are told."""

from handlers import alerts
from handlers.commands import RaiseDanger
from handlers.phrases import village_name
from handlers.recording import record_reports
from handlers.replies import Reply, line
from handlers.scene import Scene
from health.rights import Role
from messages.describe import danger_key, signs_phrase
from messages.render import say
from messages.texts import Line
from storage import care, children, people, places
from storage.children import Child
from storage.engine import Connection
from storage.outbox import Priority


def raise_alarm(conn: Connection, scene: Scene, command: RaiseDanger) -> list[Reply]:
    """Answer first, then the alerts, then the reports that stood beside the sign."""
    signs = command.understanding.signs
    child = _child_meant(conn, scene, command.understanding.codes)
    alarm = _alerts(conn, scene, child, signs)
    lines = [_answer(conn, scene, signs)]
    if alarm:
        told_village = any(people.get(conn, one.person_id).holds(Role.COLLABORATOR) for one in alarm)
        lines.append(line("danger_told" if told_village else "danger_told_station"))
    first = scene.reply(*lines, priority=Priority.DANGER)
    reports = command.understanding.reports
    beside = record_reports(conn, scene, reports) if reports and scene.commune else []
    return [first, *alarm, *beside]


def _answer(conn: Connection, scene: Scene, signs: tuple[str, ...]) -> Line:
    """What to do in capitals, the sign named, two things on the way, whom to call."""
    words = signs_phrase(signs or ("other",), scene.voice)
    station = scene.station or next((place.phone for place in places.communes(conn)), "")
    return line(danger_key(signs), signs=words[:1].upper() + words[1:], station=station)


def _child_meant(conn: Connection, scene: Scene, codes: tuple[str, ...]) -> Child | None:
    """The child by its code; else the only one the speaker looks after."""
    named = [child for code in codes if (child := children.by_code(conn, code))]
    own = [children.get(conn, child_id) for child_id in care.children_of(conn, scene.person.id)]
    known = named or own
    return known[0] if len(known) == 1 else None


def _alerts(conn: Connection, scene: Scene, child: Child | None, signs: tuple[str, ...]) -> tuple[Reply, ...]:
    words = signs_phrase(signs or ("other",), scene.voice)
    phone = alerts.phone_of(conn, scene.teller.id)
    commune_id = scene.commune.id if scene.commune else None
    if child is None:
        unknown = line("alert_danger_unknown", signs=words, phone=phone or say("tail_telegram", scene.voice))
        near = scene.village.id if scene.village else None
        station = alerts.to_station(conn, commune_id, (unknown,), Priority.DANGER)
        return (*station, *alerts.to_collaborators(conn, near, (unknown,), scene.person.id, Priority.DANGER))
    about = {"signs": words, "child": f"TE{child.code}", "village": village_name(conn, child.village_id)}
    to_station = line("alert_danger", **about, phone=phone or say("tail_telegram", scene.voice))
    to_village = line("alert_danger_collaborator", **about)
    return (
        *alerts.to_station(conn, child.commune_id, (to_station,), Priority.DANGER),
        *alerts.to_collaborators(conn, child.village_id, (to_village,), scene.person.id, Priority.DANGER),
    )
