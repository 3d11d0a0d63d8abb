"""KHEN and GOP Y: thanks and complaints go to the station, without a name if wished."""

from dataclasses import replace
from datetime import timedelta

from handlers import alerts
from handlers.commands import GiveFeedback
from handlers.raw import shown
from handlers.replies import Reply, line
from handlers.scene import Scene
from messages.envelope import ChannelName
from messages.render import say
from storage import invitations
from storage.engine import Connection
from storage.outbox import Priority

LONGEST = 250  # characters passed on: two SMS
A_DAY = 5  # from one number
COUNTED = "feedback"


def give(conn: Connection, scene: Scene, command: GiveFeedback) -> list[Reply]:
    """Pass it on and say thanks; without words, say how."""
    if not command.words:
        return [scene.reply(line("feedback_how"))]
    day_ago = scene.at - timedelta(days=1)
    if invitations.tries_since(conn, scene.message.digest, COUNTED, day_ago) < A_DAY:
        told = _to_station(conn, scene, command)
    else:
        told = ()
    invitations.count_try(conn, scene.message.digest, COUNTED, scene.at)
    thanks = line("praise_thanks" if command.praise else "feedback_thanks")
    nameless = (line("said_without_name"),) if command.nameless else ()
    return [scene.reply(thanks, *nameless), *told]


def _to_station(conn: Connection, scene: Scene, command: GiveFeedback) -> tuple[Reply, ...]:
    """The words, with whole names shortened: the station may read them on a channel whose servers are abroad."""
    abroad = replace(scene, message=replace(scene.message, channel=ChannelName.TELEGRAM))
    said = shown(conn, abroad, command.words, (), LONGEST)
    who = alerts.who(conn, scene) or say("who_stranger", scene.voice)
    phone = alerts.shown_number(conn, scene.person, scene.voice)
    reporter = say("someone_unnamed", scene.voice) if command.nameless else f"{who} {phone}".strip()
    words = line("alert_praise" if command.praise else "alert_feedback", reporter=reporter, said=said)
    return alerts.to_station(conn, scene.commune.id if scene.commune else None, (words,), Priority.ROUTINE)
