"""A message the bot could not read: what it did understand, one example; the second time a person takes over."""

from collections.abc import Mapping

from handlers import alerts
from handlers.commands import Unread
from handlers.replies import Reply, line
from handlers.scene import Scene
from messages.reading.understanding import Found
from messages.render import say
from storage import people
from storage.engine import Connection

MOST = 2  # unread messages in a row; then it goes to the station


def answer(conn: Connection, scene: Scene, command: Unread) -> list[Reply]:
    """Say what was understood and the nearest example, or hand over."""
    if scene.is_stranger:
        return [scene.reply(line("stranger"))]
    failures = scene.person.unread + 1
    people.set_unread(conn, scene.person.id, 0 if failures >= MOST else failures)
    if not scene.works_here:
        return [scene.reply(line("unread_caregiver", station=scene.station)), *to_station(conn, scene)]
    if failures >= MOST:
        return [scene.reply(line("unread_again")), *to_station(conn, scene)]
    example = say(_example(set(command.found)), scene.voice)
    lines = [line("unread", example=example)]
    if words := _understood(command.found, scene):
        lines.insert(0, line("understood", what=words))
    return [scene.reply(*lines)]


def to_station(conn: Connection, scene: Scene) -> tuple[Reply, ...]:
    """Tell the station that a message waits for a person."""
    words = line("alert_unread", reporter=alerts.who(conn, scene), phone=alerts.phone_of(conn, scene.person.id))
    return alerts.to_station(conn, scene.commune.id if scene.commune else None, (words,))


def hand_over(conn: Connection, scene: Scene) -> list[Reply]:
    """A question that needs a person."""
    if scene.is_stranger:
        return [scene.reply(line("stranger"))]
    words = line("alert_question", phone=alerts.phone_of(conn, scene.person.id) or say("tail_telegram", scene.voice))
    told = alerts.to_station(conn, scene.commune.id if scene.commune else None, (words,))
    return [scene.reply(line("question_handed", station=scene.station)), *told]


def _example(fields: set[str]) -> str:
    """The example nearest to what was understood."""
    if fields & {"vaccine", "dose"}:
        return "example_vaccination"
    return "example_death" if fields & {"cause", "age"} else "example_birth"


def _understood(found: Mapping[str, Found], scene: Scene) -> str:
    words = [scene.message.text[each.start : each.end] for each in found.values()]
    return ", ".join(word for word in words if word.strip())[:80]
