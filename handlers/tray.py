"""HOP: what the bot could not read, for the station to open, answer and close."""

from collections.abc import Sequence

from handlers import alerts
from handlers.commands import AnswerSender, AskTray, CloseWaiting, OpenWaiting
from handlers.enrolling import sender_name
from handlers.erasures_asked import waiting_line
from handlers.opening import close_message, open_message
from handlers.raw import read_now, shown
from handlers.replies import Reply, line
from handlers.scene import Scene, is_allowed
from health.rights import Action, Target
from messages.days import moment, waited
from messages.envelope import ChannelName
from messages.render import say
from messages.texts import Line
from storage import people, places, tray
from storage.engine import Connection
from storage.people import Person
from storage.tray import Waiting

A_PAGE, A_PAGE_BY_SMS = 5, 3  # messages listed at once
BEGINNING = 40  # characters of a message in the list
WHOLE = 2000  # and of one that was opened: who sends more is asked to be brief


class SettledMeanwhile(Exception):
    """Another process was first: this one's effects are rolled back, and the next try finds it settled."""


def show(conn: Connection, scene: Scene, command: AskTray) -> list[Reply]:
    """A page of what waits, the oldest first."""
    if scene.commune is None or not _may_read(conn, scene):
        return [scene.reply(line("no_right"))]
    total = tray.count(conn, scene.commune.id)
    if not total:
        return [scene.reply(line("tray_empty"), *waiting_line(conn, scene.commune.id))]
    size = A_PAGE_BY_SMS if scene.message.channel == ChannelName.SMS else A_PAGE
    page = min(max(command.page, 1), -(-total // size))
    listed = tray.page(conn, scene.commune.id, size, (page - 1) * size)
    lines = [line("tray_count", count=total), *(_listed(conn, scene, one) for one in listed)]
    if left := total - (page - 1) * size - len(listed):
        lines.append(line("tray_more", count=left, page=page + 1))
    return [scene.reply(*lines, *waiting_line(conn, scene.commune.id))]


def _listed(conn: Connection, scene: Scene, waiting: Waiting) -> Line:
    message = waiting.message
    return line(
        "tray_line",
        number=message.id,
        who=sender_words(conn, scene, waiting),
        when=moment(message.said_at, scene.voice),
        said=shown(conn, scene, message.text, (), BEGINNING),
        waited=waited(scene.at - message.said_at, scene.voice),
    )


def open_one(conn: Connection, scene: Scene, command: OpenWaiting) -> list[Reply]:
    """One message whole, who sent it, what was understood of it, and what can be done with it."""
    found = find(conn, scene, command.number)
    if isinstance(found, Reply):
        return [found]
    open_message(conn, scene, found.message.id)
    parts = read_now(conn, scene, found.message.text[:WHOLE])
    told = line(
        "tray_open",
        number=found.message.id,
        who=sender_words(conn, scene, found),
        phone=_phone(conn, scene, found.message.person_id),
        when=moment(found.message.said_at, scene.voice),
        said=shown(conn, scene, found.message.text, parts, WHOLE),
    )
    legend = (line("marked_parts"),) if parts else ()
    clock = line("tray_waited", waited=waited(scene.at - found.message.said_at, scene.voice))
    return [scene.reply(told, clock, *legend, line("tray_how", number=found.message.id))]


def answer(conn: Connection, scene: Scene, command: AnswerSender) -> list[Reply]:
    """A question is answered by a person; also somebody who wants no messages gets the answer that they asked for."""
    found = find(conn, scene, command.number)
    if isinstance(found, Reply):
        return [found]
    if not command.words:
        return [scene.reply(line("tray_answer_how", number=found.message.id))]
    settle(conn, scene, found)
    said = line("station_answers", station_name=sender_name(conn, scene), said=command.words)
    done = line("tray_answered", number=found.message.id, who=sender_words(conn, scene, found))
    to = found.message.person_id
    return [scene.reply(done), *([Reply(to, (said,))] if to is not None else [])]


def close(conn: Connection, scene: Scene, command: CloseWaiting) -> list[Reply]:
    """Nothing to report: it leaves the tray, and its sender is not bothered."""
    found = find(conn, scene, command.number)
    if isinstance(found, Reply):
        return [found]
    settle(conn, scene, found)
    return [scene.reply(line("tray_closed", number=found.message.id))]


def find(conn: Connection, scene: Scene, number: int, more: Sequence[Line] = ()) -> Waiting | Reply:
    """The message with this number while it waits here, else what to say; `more` follows if it is settled."""
    if scene.commune is None or not _may_read(conn, scene):
        return scene.reply(line("no_right"))
    found = tray.get(conn, number, scene.commune.id)
    if found is None:
        return scene.reply(line("tray_unknown", number=number))
    if found.settled_at is None or found.settled_by_id is None:
        return found
    close_message(conn, scene)
    settled = line(
        "tray_settled",
        number=number,
        who=alerts.role_of(conn, people.get(conn, found.settled_by_id), scene.voice),
        phone=alerts.phone_of(conn, found.settled_by_id),
        when=moment(found.settled_at, scene.voice),
    )
    return scene.reply(settled, *more)


def settle(conn: Connection, scene: Scene, waiting: Waiting) -> None:
    """The speaker settles it, and has it open no more. Raises `SettledMeanwhile`."""
    if not tray.settle(conn, waiting.message.id, scene.person.id, scene.at):
        raise SettledMeanwhile
    close_message(conn, scene)


def sender_words(conn: Connection, scene: Scene, waiting: Waiting) -> str:
    """Who sent it, by role and place."""
    sender = sender_of(conn, waiting)
    return (alerts.role_of(conn, sender, scene.voice) if sender else "") or say("who_stranger", scene.voice)


def sender_of(conn: Connection, waiting: Waiting) -> Person | None:
    """Who sent it."""
    person_id = waiting.message.person_id
    return people.get(conn, person_id) if person_id is not None else None


def _phone(conn: Connection, scene: Scene, person_id: int | None) -> str:
    if person_id is None:
        return say("tail_telegram", scene.voice)
    return alerts.shown_number(conn, people.get(conn, person_id), scene.voice)


def _may_read(conn: Connection, scene: Scene) -> bool:
    place = tuple(places.path(conn, scene.commune.id)) if scene.commune else ()
    return is_allowed(conn, scene.person, Action.READ_QUEUE, Target(place))
