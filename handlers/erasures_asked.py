"""YEU CAU XOA: the station sees who asked to be forgotten, the days left and what would go, and carries it out."""

from datetime import timedelta

from handlers import alerts, asking
from handlers.asking import Question
from handlers.commands import AnswerTalk
from handlers.erasing import finish
from handlers.forgetting import Erased, carry_out
from handlers.replies import Reply, line
from handlers.request_commands import AskErasures
from handlers.scene import Scene, runs_station
from health.local_time import local_date
from messages.forms import Draft, from_json
from messages.render import say
from messages.texts import Line
from storage import erasures, people
from storage.engine import Connection
from storage.erasures import Erasure
from storage.group import undone

FORM = "erase_now"
LISTED = 5


def show(conn: Connection, scene: Scene, command: AskErasures) -> list[Reply]:
    """The list, or one request and what would go."""
    if scene.commune is None or not runs_station(conn, scene):
        return [scene.reply(line("no_right"))]
    if command.number is not None:
        return _show_one(conn, scene, command.number)
    waiting = erasures.open_in(conn, scene.commune.id)
    if not waiting:
        return [scene.reply(line("erasures_none"))]
    rows = [_row(conn, scene, one) for one in waiting[:LISTED]]
    return [scene.reply(line("erasures_count", count=len(waiting)), *rows, line("erasures_how", number=waiting[0].id))]


def _row(conn: Connection, scene: Scene, one: Erasure) -> Line:
    left = local_date(one.due_at) - scene.today
    return line(
        "erasure_row",
        number=one.id,
        who=_who(conn, scene, one),
        asked=local_date(one.asked_at),
        left=max(left, timedelta()).days,
    )


def _who(conn: Connection, scene: Scene, one: Erasure) -> str:
    """By role and place, and the number to call back."""
    role = alerts.role_of(conn, people.get(conn, one.person_id), scene.voice) or say("who_stranger", scene.voice)
    return f"{role} {alerts.phone_of(conn, one.person_id) or say('tail_telegram', scene.voice)}"


def _show_one(conn: Connection, scene: Scene, number: int) -> list[Reply]:
    found = _find(conn, scene, number)
    if found is None:
        return [scene.reply(line("erasure_unknown", number=number))]
    who = _who(conn, scene, found)
    with undone(conn):
        would = carry_out(conn, found, scene.at, scene.person.id)
    talk_id = asking.question(conn, scene, Question(FORM, ("confirmed",), draft=Draft({"number": number})))
    names = (line("erasure_names", children=", ".join(f"TE{code}" for code in would.children)),)
    told = line("erasure_ask", number=number, who=who, **counts(would))
    return [scene.reply(told, *(names if would.children else ()), line("erase_now_ask"), talk_id=talk_id)]


def counts(would: Erased) -> dict[str, int]:
    """How much goes, for a text."""
    wiped = would.wiped
    return {"messages": wiped.messages, "answers": wiped.answers + would.texts, "contacts": wiped.contacts}


def _find(conn: Connection, scene: Scene, number: int) -> Erasure | None:
    """The request while it waits in this commune."""
    assert scene.commune is not None
    return next((one for one in erasures.open_in(conn, scene.commune.id) if one.id == number), None)


def answer(conn: Connection, scene: Scene, command: AnswerTalk) -> list[Reply]:
    """CO: it is carried out now."""
    asking.close(conn, scene, command.talk)
    number = int(str(from_json(command.talk.draft).values["number"]))
    if command.choice != "yes" or scene.commune is None or not runs_station(conn, scene):
        return [scene.reply(line("erasure_not_yet", number=number))]
    found = _find(conn, scene, number)
    if found is None or finish(conn, found, scene.at, scene.person.id) is None:
        return [scene.reply(line("erasure_unknown", number=number))]
    return [scene.reply(line("erasure_done", number=number))]


def waiting_line(conn: Connection, commune_id: int) -> tuple[Line, ...]:
    """For the tray: how many wait."""
    count = erasures.count_open(conn, commune_id)
    return (line("erasures_wait", count=count),) if count else ()
