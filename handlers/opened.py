"""MO: one report as the station sees it: what it says, who told and entered it, its trail, and what was read where."""

from collections.abc import Iterable, Sequence

from handlers import alerts
from handlers.commands import OpenReport
from handlers.correcting import may_change
from handlers.phrases import report_code, village_name, what
from handlers.raw import shown
from handlers.replies import Reply, line
from handlers.scene import Scene, is_allowed
from health.events import ReportKind
from health.rights import Action, Target
from messages.days import moment
from messages.describe import missing_phrases
from messages.formfile import load_forms
from messages.marks import Part, read_parts
from messages.render import say
from messages.texts import Line, load_texts
from storage import changes, children, inbox, people, places, reports
from storage.changes import Change
from storage.engine import Connection
from storage.inbox import Message
from storage.reports import Report, State

MOST_CHANGES, MOST_MESSAGES = 8, 5  # shown, the oldest first
LONGEST = 500  # characters of one message
NO_STATE = "state"  # stands in the trail beside the fields


def show(conn: Connection, scene: Scene, command: OpenReport) -> list[Reply]:
    """The report with this number, for who may see it."""
    if scene.commune is None or not scene.works_here:
        return [scene.reply(line("no_right"))]
    if not command.number:
        return [scene.reply(line("open_which"))]
    report = reports.by_number(conn, command.number)
    if report is None or scene.commune.id not in (report.commune_id, _home(conn, report)):
        return [scene.reply(line("report_unknown", number=command.number))]
    if _home(conn, report) != scene.commune.id:
        return [scene.reply(line("report_child_moved", code=report_code(report)))]
    place = tuple(places.path(conn, _place_of(conn, report)))
    if not is_allowed(conn, scene.person, Action.SEE_REPORT, Target(place)):
        return [scene.reply(line("report_not_yours", number=report.number, station=scene.station))]
    return [scene.reply(*_lines(conn, scene, report))]


def _home(conn: Connection, report: Report) -> int:
    """The commune that may see a report: where its child lives now."""
    return children.get(conn, report.child_id).commune_id if report.child_id is not None else report.commune_id


def _place_of(conn: Connection, report: Report) -> int:
    """The place that rights to see it are asked for: it follows a child that has gone to another commune."""
    if _home(conn, report) == report.commune_id or report.child_id is None:
        return report.village_id or report.commune_id
    child = children.get(conn, report.child_id)
    return child.village_id or child.commune_id


def _lines(conn: Connection, scene: Scene, report: Report) -> Iterable[Line]:
    trail = changes.of(conn, report.id)
    behind = _behind(conn, report, trail)
    typed = " ".join(message.text for message in behind)
    phrase = what(conn, scene, report, typed) if report.kind is not ReportKind.ZERO else _zero(conn, scene, report)
    yield line("recorded_in_part", code=report_code(report), what=phrase)
    yield line("opened_state", state=say(f"state_{report.state}", scene.voice))
    yield line("opened_reporter", reporter=_person(conn, scene, report.reporter_id))
    if report.entered_by_id is not None:
        yield line("opened_entered", by=_person(conn, scene, report.entered_by_id))
    if report.missing:
        yield _missing(scene, report)
    for change in trail[:MOST_CHANGES]:
        yield _changed(conn, scene, change)
    yield from _messages(conn, scene, behind[:MOST_MESSAGES], trail)
    if report.state is not State.WITHDRAWN and report.kind is not ReportKind.ZERO and may_change(conn, scene, report):
        yield line("how_to_correct", code=report_code(report), number=report.number)


def _zero(conn: Connection, scene: Scene, report: Report) -> str:
    return f"{say('report_zero', scene.voice)}, {village_name(conn, report.village_id)}"


def _missing(scene: Scene, report: Report) -> Line:
    fields = [field for field in load_forms()[report.kind.value].fields if field.name in report.missing]
    return line("opened_missing", fields=missing_phrases(fields, scene.voice, "")["fields"])


def _person(conn: Connection, scene: Scene, person_id: int | None) -> str:
    known = alerts.role_of(conn, people.get(conn, person_id), scene.voice) if person_id is not None else ""
    return known or say("who_stranger", scene.voice)


def _changed(conn: Connection, scene: Scene, change: Change) -> Line:
    """One line of the trail: when, who, what was done, and to which fields where not to all of them."""
    named = [f"field_{name}" for name in change.after if change.before and name != NO_STATE]
    fields = ", ".join(say(key, scene.voice) for key in named if key in load_texts())
    done = say(f"change_{change.what}", scene.voice)
    return line(
        "opened_change",
        when=moment(change.at, scene.voice),
        who=_person(conn, scene, change.person_id),
        what=f"{done} {fields}".strip(),
    )


def _behind(conn: Connection, report: Report, trail: Sequence[Change]) -> list[Message]:
    """The messages that the report comes from, in order; a pressed button says nothing."""
    ids = dict.fromkeys((report.inbox_id, *(change.inbox_id for change in trail)))
    found = [inbox.get(conn, inbox_id) for inbox_id in ids if inbox_id is not None]
    return [message for message in found if message.text.strip()]


def _messages(conn: Connection, scene: Scene, behind: Sequence[Message], trail: Sequence[Change]) -> Iterable[Line]:
    """Each message as it was typed, what was read in it marked."""
    marked = False
    for message in behind:
        parts = _parts(message, trail)
        marked = marked or bool(parts)
        said = shown(conn, scene, message.text, parts, LONGEST)
        yield line("opened_message", when=moment(message.said_at, scene.voice), said=said)
    if marked:
        yield line("marked_parts")


def _parts(message: Message, trail: Sequence[Change]) -> list[Part]:
    return [part for change in trail if change.inbox_id == message.id for part in read_parts(change.spans)]
