"""What became of an alarm: the answers to "has it arrived" and "how is it", told to station and collaborator."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Final

from handlers import alerts, asking, danger, follow_up
from handlers.commands import AnswerTalk
from handlers.illness import Case, case_of
from handlers.phrases import village_name
from handlers.replies import Reply, line
from handlers.scene import Scene
from health.triage import Tier, Verdict
from messages.describe import signs_phrase
from messages.render import say
from storage import children
from storage.children import Child
from storage.engine import Connection
from storage.outbox import Priority
from storage.talks import Talk

OUTCOMES: Final[Mapping[str, str]] = {  # how each answer is named to the station
    "arrived": "choice_arrived",
    "on_way": "choice_on_way",
    "at_home": "choice_at_home",
    "better": "choice_better",
    "same": "choice_as_before",
    "worse": "choice_worse",
}


def arrived(conn: Connection, scene: Scene, command: AnswerTalk) -> list[Reply]:
    """Has the child arrived: who is still at home is told once more to go."""
    talk = command.talk
    asking.close(conn, scene, talk)
    child = _child(conn, talk)
    if child is not None and child.dead:
        return []
    said = str(command.found["arrived"].value)
    urgent = follow_up.told_of(talk).tier is Tier.NOW
    if said == "arrived":
        words = line("arrived_thanks", station=scene.station)
    elif said == "on_way":
        words = line("arrived_way", station=scene.station)
    else:
        words = line("arrived_not" if urgent else "arrived_not_today", station=scene.station)
    priority = Priority.DANGER if said == "at_home" and urgent else Priority.ALERT
    return [scene.reply(words), *_tell(conn, scene, talk, said, priority)]


def course(conn: Connection, scene: Scene, command: AnswerTalk) -> list[Reply]:
    """How is it: worse, or a new sign among the words, is an alarm of its own."""
    talk = command.talk
    asking.close(conn, scene, talk)
    child = _child(conn, talk)
    if child is not None and child.dead:
        return []
    said = str(command.found["course"].value)
    told = _tell(conn, scene, talk, said, Priority.ALERT)
    if case := _case(conn, scene, talk, said):
        answer, *alarm = danger.answer_case(conn, scene, case)
        return [answer, *told, *alarm]
    key = "course_better" if said == "better" else "course_same"
    return [scene.reply(line(key, station=scene.station)), *told]


def _case(conn: Connection, scene: Scene, talk: Talk, said: str) -> Case | None:
    """What must be answered as an alarm, if anything must."""
    child = _child(conn, talk)
    new = case_of(conn, scene, (), (child.code,) if child else ()) if scene.message.text else None
    if said == "worse":
        signs = dict.fromkeys((*follow_up.told_of(talk).signs, *(new.signs if new else ())))
        return Case(tuple(signs), Verdict(Tier.NOW, "", "worse"), child)
    if new is None or not new.signs or new.tier is Tier.HOME:
        return None
    return replace(new, child=child)


def _tell(conn: Connection, scene: Scene, talk: Talk, said: str, priority: Priority) -> list[Reply]:
    """The outcome to the station and the village's collaborators."""
    child = _child(conn, talk)
    village_id = child.village_id if child else scene.village.id if scene.village else None
    commune_id = child.commune_id if child else scene.commune.id if scene.commune else None
    words = line(
        "alert_outcome",
        who=follow_up.who_words(conn, talk, scene.voice),
        village=village_name(conn, village_id),
        signs=signs_phrase(follow_up.told_of(talk).signs or ("other",), scene.voice),
        outcome=say(OUTCOMES[said], scene.voice),
        phone=alerts.shown_number(conn, scene.teller, scene.voice),
    )
    return [
        *alerts.to_station(conn, commune_id, (words,), priority),
        *alerts.to_collaborators(conn, village_id, (words,), scene.person.id, priority),
    ]


def _child(conn: Connection, talk: Talk) -> Child | None:
    return children.get(conn, talk.child_id) if talk.child_id is not None else None
