"""Perhaps told before, perhaps of another child: asked about, never silently doubled, never silently dropped."""

from dataclasses import replace
from datetime import date

from handlers import asking, births, deaths, dosing, expecting, pregnancies
from handlers.commands import AnswerTalk
from handlers.phrases import report_code
from handlers.replies import Reply, line
from handlers.revising import revise, stored_facts
from handlers.scene import Scene
from handlers.trail import Values, note
from health.events import ReportKind
from messages.forms import from_json
from messages.marks import parts_of
from messages.texts import Line
from storage import agenda, children, reports
from storage.agenda import Subject, What
from storage.changes import ChangeKind
from storage.engine import Connection
from storage.reports import Report, State


def decide_same(conn: Connection, scene: Scene, command: AnswerTalk) -> list[Reply]:
    """1: one child, told twice; 2: another child, or a twin."""
    assert command.talk.report_id is not None
    asking.close(conn, scene, command.talk)
    report = reports.get(conn, command.talk.report_id)
    other_id = int(str(from_json(command.talk.draft).values["other"]))
    if command.choice != "same":
        said = _apart(conn, scene, report)
        expecting.share_carers(conn, scene, other_id, reports.get(conn, report.id).child_id or 0)
        return [scene.reply(line("duplicate_kept"), *said)]
    reports.set_state(conn, report.id, State.WITHDRAWN)
    if report.child_id is not None:
        children.change(conn, report.child_id, {"removed": True})
    note(conn, scene, report.id, ChangeKind.JOINED, Values(after={"child": other_id}))
    first = _birth_of(conn, other_id)
    if first is None:
        return [scene.reply(line("duplicate_joined", code=f"TE{children.get(conn, other_id).code}"))]
    _fill(conn, scene, first, report)
    return [scene.reply(line("duplicate_joined", code=report_code(first)))]


def _fill(conn: Connection, scene: Scene, first: Report, second: Report) -> None:
    """What the first telling lacked, the second may give; what it gave stays."""
    known, more = stored_facts(conn, first), stored_facts(conn, second)
    filled = {**more.values, **known.values}
    if filled != known.values:
        revise(conn, scene, first, replace(known, values=filled), ChangeKind.COMPLETED)


def decide_gap(conn: Connection, scene: Scene, command: AnswerTalk) -> list[Reply]:
    """A birth too soon after the mother's other one: true all the same, or on another day."""
    assert command.talk.report_id is not None
    report = reports.get(conn, command.talk.report_id)
    told = command.found.get("date") or command.found.get("date_of_birth")
    if command.choice == "no":
        return [scene.reply(line("ask_date_of_birth"))]
    asking.close(conn, scene, command.talk)
    if told is not None and isinstance(told.value, date):
        facts = stored_facts(conn, report)
        parts = parts_of({"date_of_birth": told})
        facts = replace(facts, values={**facts.values, "date_of_birth": told.value}, parts=parts)
        report = revise(conn, scene, report, facts, ChangeKind.CORRECTED)
    return [scene.reply(*_apart(conn, scene, report))]


def _apart(conn: Connection, scene: Scene, report: Report) -> tuple[Line, ...]:
    """The report counts from now on."""
    reports.set_state(conn, report.id, State.RECORDED)
    note(conn, scene, report.id, ChangeKind.APART)
    births.settle_pregnancy(conn, scene, reports.get(conn, report.id))
    report = reports.get(conn, report.id)
    if report.child_id is not None:
        agenda.add(conn, report.commune_id, What.LESSON, scene.at, Subject(child_id=report.child_id))
    return births.receipt_lines(conn, scene, reports.get(conn, report.id))


def decide_report(conn: Connection, scene: Scene, command: AnswerTalk) -> list[Reply]:
    """A death told twice: one event, or one of another child."""
    assert command.talk.report_id is not None
    asking.close(conn, scene, command.talk)
    report = reports.get(conn, command.talk.report_id)
    if command.choice == "same":
        reports.set_state(conn, report.id, State.WITHDRAWN)
        note(conn, scene, report.id, ChangeKind.JOINED)
        other = reports.get(conn, int(str(from_json(command.talk.draft).values["other"])))
        return [scene.reply(line("duplicate_joined_report", code=report_code(other)))]
    return deaths.none_of_them(conn, scene, report)


def choose_child(conn: Connection, scene: Scene, command: AnswerTalk) -> list[Reply]:
    """Which of several children a death or a dose was of."""
    assert command.talk.report_id is not None
    report = reports.get(conn, command.talk.report_id)
    if report.kind is ReportKind.PREGNANCY and not report.facts["lost"]:
        return pregnancies.choose_child(conn, scene, command)
    if deaths.is_end(report):
        return deaths.choose_child(conn, scene, command)
    if report.kind is ReportKind.BIRTH:
        return births.choose_mother(conn, scene, command)
    return dosing.choose_child(conn, scene, command)


def _birth_of(conn: Connection, child_id: int) -> Report | None:
    told = reports.of_child(conn, child_id)
    return next((one for one in told if one.kind is ReportKind.BIRTH), None)
