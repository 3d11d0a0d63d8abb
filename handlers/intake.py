"""One message from the inbox to what it did: read, carried out, answered, marked handled; all in one savepoint."""

from datetime import datetime, timedelta

from handlers import alerts, kinship, practice
from handlers.carrying import carry_out
from handlers.commands import Command, OpenForm, Practise, RecordReports, RecordZero, Unread
from handlers.knowledge import Knowledge
from handlers.reading import read
from handlers.replies import Reply, keep, line
from handlers.scene import Scene, open_scene
from storage import inbox, invitations, people, tray
from storage.engine import Connection

REPORTS = (RecordReports, RecordZero, OpenForm)  # of a stranger: not counted, kept for the station
REHEARSED = "Rehearsed"  # could not be read, but was practice alone
ANSWERS_A_DAY = 10  # to somebody who holds no role: enough for a person, too few for two machines


class AlreadyHandled(Exception):
    """Another process was first; this one's effects are rolled back."""


def handle(conn: Connection, message_id: int, at: datetime, known: Knowledge) -> None:
    """Handle one message. Handled twice it changes nothing the second time."""
    message = inbox.get(conn, message_id)
    scene = open_scene(conn, message, at, known)
    command, replies = _done(conn, scene)
    if not inbox.mark_handled(conn, message, _outcome(scene, command), scene.person.id, at):
        raise AlreadyHandled
    if not isinstance(command, Unread) and scene.person.unread:
        people.set_unread(conn, scene.person.id, 0)
    keep(conn, _limited(conn, scene, replies), at, scene.person.commune_id, message_id)


def _outcome(scene: Scene, command: Command) -> str:
    """How the message ended: by its command's name, which tells whether it waits in the station's tray."""
    name = type(command).__name__[:20]
    if practice.is_practising(scene):
        return REHEARSED if name in tray.OUTCOMES else name
    return tray.STRANGER if scene.is_stranger and isinstance(command, REPORTS) else name


def _done(conn: Connection, scene: Scene) -> tuple[Command, list[Reply]]:
    command = read(conn, scene)
    if practice.is_practising(scene) and not isinstance(command, Practise):
        return command, practice.rehearse(conn, scene, _do)
    return command, [*carry_out(conn, scene, command), *kinship.hear(conn, scene)]


def _do(conn: Connection, scene: Scene) -> list[Reply]:
    return carry_out(conn, scene, read(conn, scene))


def _limited(conn: Connection, scene: Scene, replies: list[Reply]) -> list[Reply]:
    """A stranger's messages are answered a few times a day, lest two machines talk for ever."""
    if not scene.is_stranger:
        return replies
    day_ago = scene.at - timedelta(days=1)
    if invitations.tries_since(conn, scene.message.digest, "stranger", day_ago) >= ANSWERS_A_DAY:
        return [reply for reply in replies if reply.person_id != scene.person.id]
    invitations.count_try(conn, scene.message.digest, "stranger", scene.at)
    return replies


def give_up(conn: Connection, message_id: int, at: datetime, known: Knowledge, attempts: int) -> None:
    """A message that could not be handled is kept for a person, and its sender told."""
    message = inbox.get(conn, message_id)
    scene = open_scene(conn, message, at, known)
    if not inbox.mark_handled(conn, message, tray.FAILED, scene.person.id, at):
        return
    told = alerts.failed_message(conn, message_id, scene.person.commune_id, attempts)
    keep(conn, [scene.reply(line("error_kept")), *told], at, scene.person.commune_id, message_id)
