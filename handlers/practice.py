"""TAP: ten minutes in which reports are answered as always, and nothing is stored or counted.

What was practised is played again before each new message, inside a savepoint that is rolled back, so that a practised
report can be completed, corrected and withdrawn like a real one.
"""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

from handlers.replies import Reply, line
from handlers.scene import Scene, open_scene
from messages.texts import Line
from storage import inbox, people
from storage.engine import Connection

MINUTES = 10
Do = Callable[[Connection, Scene], list[Reply]]


def begin(conn: Connection, scene: Scene) -> list[Reply]:
    """The next ten minutes are practice."""
    people.set_practice(conn, scene.person.id, scene.at, scene.at)
    return [scene.reply(line("practice_start", minutes=MINUTES))]


def end(conn: Connection, scene: Scene) -> list[Reply]:
    """From now on reports count."""
    people.set_practice(conn, scene.person.id, None, scene.at)
    return [scene.reply(line("practice_end"))]


def is_practising(scene: Scene) -> bool:
    """Whether this message is practice."""
    since = scene.person.practice_since
    return since is not None and since <= scene.at < since + timedelta(minutes=MINUTES)


def rehearse(conn: Connection, scene: Scene, do: Do) -> list[Reply]:
    """Answer as always; keep only the answers to the one who practises, each marked."""
    since = scene.person.practice_since
    assert since is not None
    savepoint = conn.begin_nested()
    try:
        for earlier in inbox.said_since(conn, scene.person.id, since, scene.message.id):
            then = open_scene(conn, earlier, earlier.received_at, scene.known)
            if earlier.received_at > since:
                do(conn, then)
        replies = do(conn, scene)
    finally:
        savepoint.rollback()
    mark = Line("practice_mark", {})
    own = [reply for reply in replies if reply.person_id == scene.person.id]
    return [replace(reply, lines=(mark, *reply.lines), talk_id=None) for reply in own]
