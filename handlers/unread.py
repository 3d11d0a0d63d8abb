"""A message the bot could not read: what it did understand, one example; the second time a person takes over."""

from collections.abc import Collection, Mapping

from handlers import alerts
from handlers.commands import TooLong, Unread
from handlers.replies import Reply, line
from handlers.scene import Scene
from messages.reading.understanding import Found
from messages.render import say
from messages.texts import Line
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
    example = say(example_of(command.found), scene.voice)
    return [scene.reply(*understood(command.found, scene), line("unread", example=example))]


def to_station(conn: Connection, scene: Scene) -> tuple[Reply, ...]:
    """Tell the station that a message waits for a person."""
    words = line(
        "alert_unread",
        reporter=alerts.who(conn, scene),
        phone=alerts.shown_number(conn, scene.person, scene.voice),
        number=scene.message.id,
    )
    return alerts.to_station(conn, scene.commune.id if scene.commune else None, (words,))


def hand_over(conn: Connection, scene: Scene) -> list[Reply]:
    """A question that needs a person."""
    if scene.is_stranger:
        return [scene.reply(line("stranger"))]
    return [scene.reply(line("question_handed", station=scene.station)), *question_to_station(conn, scene)]


def question_to_station(conn: Connection, scene: Scene) -> tuple[Reply, ...]:
    """Tell the station that somebody waits for an answer."""
    phone = alerts.shown_number(conn, scene.person, scene.voice)
    words = line("alert_question", phone=phone, number=scene.message.id)
    return alerts.to_station(conn, scene.commune.id if scene.commune else None, (words,))


def too_long(conn: Connection, scene: Scene, command: TooLong) -> list[Reply]:
    """More than anybody reports in: kept for a person of the station."""
    return [scene.reply(line("too_long"))]


def example_of(fields: Collection[str]) -> str:
    """The example nearest to the fields that were understood."""
    if not {"vaccine", "dose"}.isdisjoint(fields):
        return "example_vaccination"
    return "example_birth" if {"cause", "age"}.isdisjoint(fields) else "example_death"


def understood(found: Mapping[str, Found], scene: Scene) -> tuple[Line, ...]:
    """What was understood, in the words that were typed; nothing if nothing was."""
    words = [scene.message.text[each.start : each.end] for each in found.values()]
    told = ", ".join(word for word in words if word.strip())[:80]
    return (line("understood", what=told),) if told else ()
