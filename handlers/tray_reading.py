"""HOP 17 and how the message reads: carried out as what its sender meant, and both names stay on it."""

from collections.abc import Sequence
from dataclasses import replace

from handlers import alerts, danger, tray, zeros
from handlers.commands import RaiseDanger, ReadFor
from handlers.opening import open_message
from handlers.phrases import report_code, what
from handlers.reading import READ_FOR
from handlers.recording import record_reports
from handlers.replies import Reply, line
from handlers.scene import Entered, Scene, context_of, home_of, may_report
from handlers.unread import example_of, understood
from health.events import ReportKind
from health.local_time import local_date
from messages.envelope import IncomingKind
from messages.reading.naming import values_in
from messages.reading.understand import understand
from messages.reading.understanding import Kind, Understanding
from messages.render import say
from messages.texts import Line
from storage import care, reports, talks
from storage import tray as stored
from storage.care import Answer
from storage.engine import Connection
from storage.outbox import Priority
from storage.reports import Report, State
from storage.tray import Waiting


def read_for(conn: Connection, scene: Scene, command: ReadFor) -> list[Reply]:
    """The station's words become what the message said; the sender hears of it as if they had been read at once."""
    found = tray.find(conn, scene, command.number, [line("tray_not_added")])
    if isinstance(found, Reply):
        return [found]
    told = _scene_of(conn, scene, found, command)
    meaning = understand(command.words, context_of(conn, told))
    if meaning.kind not in READ_FOR:
        return [_not_read(conn, scene, told, command)]
    tray.settle(conn, scene, found)
    before = {one.id for one in reports.of_message(conn, found.message.id)}  # read once, and withdrawn
    replies = _carry_out(conn, told, meaning)
    made = [one for one in reports.of_message(conn, found.message.id) if one.id not in before]
    if not made and meaning.kind is not Kind.DANGER_SIGN:  # a quiet week, of a village that nobody named
        stored.reopen(conn, found.message.id)
        open_message(conn, scene, found.message.id)
        return [scene.reply(*(each for reply in replies for each in reply.lines))]
    return [_receipt(conn, scene, told, made, replies), *_to_others(conn, scene, told, replies)]


def _scene_of(conn: Connection, scene: Scene, waiting: Waiting, command: ReadFor) -> Scene:
    """The message on its own day, in the station's words; a sender who may not report, or has ended all messages, is
    not spoken with.
    """
    sender = tray.sender_of(conn, waiting) or scene.person
    entered = Entered(sender, scene.person, scene.message.id, scene.message.channel, command.start)
    commune, villages = home_of(conn, sender)
    message = replace(waiting.message, text=command.words, kind=IncomingKind.TEXT, button="")
    today = local_date(min(message.said_at, scene.at))
    told = Scene(scene.at, today, message, sender, commune or scene.commune, villages, scene.known, entered)
    return told if may_report(conn, told) and not _has_stopped(conn, told) else told.with_reader()


def _has_stopped(conn: Connection, told: Scene) -> bool:
    """Whether the sender has ended all messages; who reports has only ended reminders."""
    sender = told.teller
    return not sender.works and care.consent_of(conn, sender.id) in (Answer.WITHDRAWN, Answer.WRONG_NUMBER)


def _carry_out(conn: Connection, told: Scene, meaning: Understanding) -> list[Reply]:
    match meaning.kind:
        case Kind.ZERO:
            return zeros.record(conn, told)
        case Kind.DANGER_SIGN:  # what to do is for the sender, whoever it is
            sender = replace(told, person=told.teller)
            alarm = danger.raise_alarm(conn, sender, RaiseDanger(meaning._replace(reports=())))
            return [*alarm, *record_reports(conn, told, meaning.reports)]
        case _:
            return record_reports(conn, told, meaning.reports)


def _not_read(conn: Connection, scene: Scene, told: Scene, command: ReadFor) -> Reply:
    """What was understood of the station's own words; the message waits on."""
    found = values_in(command.words, context_of(conn, told))
    example = say(example_of(found), scene.voice)
    return scene.reply(*understood(found, told), line("tray_not_read", number=command.number, example=example))


def _receipt(conn: Connection, scene: Scene, told: Scene, made: Sequence[Report], replies: Sequence[Reply]) -> Reply:
    """What was entered, both names, and whether the sender is being asked for more."""
    reporter = alerts.role_of(conn, told.teller, scene.voice) or say("who_stranger", scene.voice)
    by = alerts.role_of(conn, scene.person, scene.voice)
    names = line("tray_read", number=told.message.id, reporter=reporter, by=by)
    own = [reply for reply in replies if reply.person_id == scene.person.id and reply.priority is Priority.REPLY]
    if own:  # the station is asked in the sender's stead
        lines = tuple(each for reply in own for each in reply.lines)
        asked = [reply.talk_id for reply in own if reply.talk_id is not None]
        return scene.reply(names, *lines, talk_id=asked[0] if len(asked) == 1 else None)
    entered = [_entered(conn, scene, told, one) for one in made if one.kind is not ReportKind.ZERO]
    zero = [each for reply in replies for each in reply.lines] if not entered and made else []
    asks = any(talks.about_report(conn, one.id) for one in made)
    more = [line("tray_asked")] if asks else []
    if any(reply.priority is Priority.DANGER for reply in replies):
        more.append(line("tray_danger"))
    if len(entered) == 1:
        more.append(line("how_to_correct", code=report_code(made[0]), number=made[0].number))
    return scene.reply(*entered, *zero, names, *more)


def _entered(conn: Connection, scene: Scene, told: Scene, report: Report) -> Line:
    key = "recorded" if report.state is State.RECORDED and not report.missing else "recorded_in_part"
    return line(key, code=report_code(report), what=what(conn, scene, report, told.message.text))


def _to_others(conn: Connection, scene: Scene, told: Scene, replies: Sequence[Reply]) -> list[Reply]:
    """What others hear, and what the sender hears, who learns first that the station has read their message."""
    others = [reply for reply in replies if reply.person_id != scene.person.id or reply.priority is not Priority.REPLY]
    sender = told.teller.id
    first = next((reply for reply in others if reply.person_id == sender), None)
    if first is None:
        thanked = sender != scene.person.id and not _has_stopped(conn, told)
        return [*others, Reply(sender, (line("read_by_station_thanks"),))] if thanked else others
    word = line("read_by_station")
    # what to do in danger goes before everything
    lines = (*first.lines, word) if first.priority is Priority.DANGER else (word, *first.lines)
    return [replace(first, lines=lines) if reply is first else reply for reply in others]
