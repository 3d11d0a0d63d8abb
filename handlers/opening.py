"""A message of the tray that somebody of the station has open: their next words may be how it reads."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from handlers.scene import Scene
from messages.formfile import load_forms
from messages.forms import Draft, from_json, to_json
from storage import talks
from storage.engine import Connection
from storage.talks import NewTalk, Talk

OPENED = "unread"  # the form of the talk
OPEN_FOR = timedelta(minutes=30)


def opened_message(open_talks: Iterable[Talk], at: datetime) -> int | None:
    """The number of the message that was opened last, while it counts as open."""
    fresh = (talk for talk in open_talks if talk.form == OPENED and at - talk.opened_at <= OPEN_FOR)
    return next((int(str(from_json(talk.draft).values["message"])) for talk in fresh), None)


def open_message(conn: Connection, scene: Scene, number: int) -> None:
    """The speaker has this message open, and no other."""
    close_message(conn, scene)
    form = load_forms()[OPENED]
    new = NewTalk(scene.person.id, OPENED, form.version, ("words",), to_json(Draft({"message": number})))
    talks.begin(conn, new, scene.at)


def close_message(conn: Connection, scene: Scene) -> None:
    """The speaker has no message open."""
    for talk in talks.open_with(conn, scene.person.id):
        if talk.form == OPENED:
            talks.close(conn, talk.id, scene.at)
