"""SUA, HUY, LAI: a report is changed, withdrawn or taken back, and what followed from it follows."""

from datetime import timedelta

from handlers import alerts, asking, births, deaths, expecting, losses
from handlers.commands import Correct, Restore, Undo
from handlers.completing import named_for
from handlers.dose_changes import begin_again
from handlers.facts import FACT_FIELDS, merged, missing_of
from handlers.lessons import plan_soon
from handlers.phrases import phrase_to, report_code, report_fields, what
from handlers.reminders_due import look_again
from handlers.replies import Reply, line
from handlers.revising import revise, stored_facts
from handlers.scene import Scene, is_allowed
from handlers.trail import Values, note
from health.events import ReportKind
from health.rights import Action, Target
from health.schedule import DoseFlag
from messages.texts import Line
from storage import changes, children, holds, outbox, places, reports, tray
from storage.changes import Change, ChangeKind
from storage.engine import Connection
from storage.outbox import Closing
from storage.reports import Report, State

RESTORE_WITHIN = timedelta(days=7)
RECENT = timedelta(days=3)  # "nhầm, bé trai" without a code means a report no older than this


def may_change(conn: Connection, scene: Scene, report: Report) -> bool:
    """One's own report, or any report of the commune for the station."""
    own = Target(is_self=report.reporter_id == scene.person.id)
    there = Target(tuple(places.path(conn, report.village_id or report.commune_id)))
    return is_allowed(conn, scene.person, Action.CORRECT_OWN, own) or is_allowed(
        conn, scene.person, Action.CORRECT_ANY, there
    )


def find(conn: Connection, scene: Scene, number: int) -> Report | Reply:
    """The report with this number if the speaker may change it, else what to say."""
    report = reports.by_number(conn, number)
    if report is None or (scene.commune and report.commune_id != scene.commune.id):
        return scene.reply(line("report_unknown", number=number))
    if not may_change(conn, scene, report):
        return scene.reply(line("report_not_yours", number=number, station=scene.station))
    return report


def correct(conn: Connection, scene: Scene, command: Correct) -> list[Reply]:
    """Change what was said anew; say from what to what."""
    found = find(conn, scene, command.number) if command.number else _latest(conn, scene, command.kind)
    if isinstance(found, Reply):
        return [found]
    if found is None:
        return [scene.reply(line("correct_which"))]
    if found.kind is ReportKind.ZERO:
        return [scene.reply(line("correct_which"))]
    if not command.found and not command.doubts:
        return [scene.reply(line("correct_how", code=report_code(found), number=found.number))]
    return apply(conn, scene, found, command)


def apply(conn: Connection, scene: Scene, report: Report, command: Correct) -> list[Reply]:
    """Change one report."""
    before = stored_facts(conn, report)
    named = named_for(report.kind, command.found)
    told = {name: each for name, each in named.items() if name in _fields_of(report.kind)}
    facts = merged(before, told, command.doubts, scene.today)
    revise(conn, scene, report, facts, ChangeKind.CORRECTED)
    births.settle_pregnancy(conn, scene, reports.get(conn, report.id))
    after = reports.get(conn, report.id)
    if after.kind is ReportKind.VACCINATION and "dose" in told:
        kept = {DoseFlag.ELSEWHERE} & set(str(after.facts["flags"]).split())
        reports.set_facts(conn, after, {"flags": " ".join(kept)})
    changed = {name for name in told if before.get(name) != facts.get(name)}
    begin_again(conn, scene, after)
    if not missing_of(facts) and changed & report.missing:
        asking.close_about(conn, scene, after)
    lines = [_change_line(conn, scene, report, after, changed)] if changed or not command.doubts else []
    if command.doubts:
        lines += [each for each in asking.missing_lines(scene, facts) if each.key != "missing"]
    more, others = _consequences(conn, scene, report, after)
    return [scene.reply(*lines, *more), *others]


def _fields_of(kind: ReportKind) -> frozenset[str]:
    if kind is ReportKind.PREGNANCY:
        return frozenset({*FACT_FIELDS[kind], "village"})
    own = {"date_of_birth"} if kind is ReportKind.BIRTH else {"date", "date_of_birth", "age"}
    return frozenset({*FACT_FIELDS[kind], *own, "village"})


def _change_line(conn: Connection, scene: Scene, before: Report, after: Report, changed: set[str]) -> Line:
    code = report_code(after)
    if not changed:
        return line("correct_same", code=code, what=what(conn, scene, after))
    old, new = _part(conn, scene, before, changed), _part(conn, scene, after, changed)
    if not old:
        return line("corrected_added", code=code, what=new)
    return line("corrected", code=code, old=old, new=new)


def _part(conn: Connection, scene: Scene, report: Report, names: set[str]) -> str:
    fields = {name: value for name, value in report_fields(conn, report).items() if name in names}
    return phrase_to(scene, report.kind, fields, report.unsure)


def _consequences(
    conn: Connection, scene: Scene, before: Report, after: Report
) -> tuple[tuple[Line, ...], tuple[Reply, ...]]:
    """What the station must hear of a corrected birth."""
    if after.kind is not ReportKind.BIRTH or after.child_id is None or after.state is State.WITHDRAWN:
        return (), ()
    child = f"TE{children.get(conn, after.child_id).code}"
    was, is_now = births.is_low_weight(before), births.is_low_weight(after)
    alone = births.is_unskilled(after) and not births.is_unskilled(before)
    others = births.alerts_for(conn, scene, after, child, low=is_now and not was, alone=alone)
    if was and not is_now:
        told = alerts.about_report(conn, scene, "alert_low_weight_withdrawn", after)
        return (line("low_weight_no_more"),), (*others, *told)
    return ((line("low_weight_told"),) if is_now and not was else ()), others


def _latest(conn: Connection, scene: Scene, kind: str | None) -> Report | None:
    """The speaker's last report that stands, of the kind that was named."""
    for report in reports.latest_by(conn, scene.person.id, limit=10):
        fits = kind is None or report.kind == kind
        if fits and report.state is not State.WITHDRAWN and scene.at - report.received_at <= RECENT:
            return report
    return None


def undo(conn: Connection, scene: Scene, command: Undo) -> list[Reply]:
    """Withdraw reports by number; without one, the last if it came alone."""
    if not command.numbers:
        return _undo_latest(conn, scene)
    found = [find(conn, scene, number) for number in command.numbers]
    replies: list[Reply] = []
    for one in found:
        replies += [one] if isinstance(one, Reply) else withdraw(conn, scene, one)
    return replies


def _undo_latest(conn: Connection, scene: Scene) -> list[Reply]:
    last = _latest(conn, scene, None)
    if last is None:
        return [scene.reply(line("undo_nothing"))]
    together = [one for one in reports.of_message(conn, last.inbox_id or 0) if one.state is not State.WITHDRAWN]
    if len(together) > 1:
        return [scene.reply(line("undo_which", codes=" ".join(report_code(one) for one in together)))]
    return withdraw(conn, scene, last)


def withdraw(conn: Connection, scene: Scene, report: Report) -> list[Reply]:
    """Withdraw one report: it counts no more, and what hung on it goes with it."""
    code = report_code(report)
    if report.state is State.WITHDRAWN:
        return [scene.reply(line("undone_already", code=code))]
    words = what(conn, scene, report) if report.kind is not ReportKind.ZERO else ""
    reports.set_state(conn, report.id, State.WITHDRAWN)
    asking.close_about(conn, scene, report)
    begin_again(conn, scene, report)
    others = _undo_effects(conn, scene, report)
    note(conn, scene, report.id, ChangeKind.WITHDRAWN, Values(before={"state": report.state.value}))
    days = RESTORE_WITHIN.days
    undone = line("undone", code=code, what=words or code, number=report.number, days=days)
    return [scene.reply(undone, *_back_to_tray(conn, scene, report)), *others]


def _back_to_tray(conn: Connection, scene: Scene, report: Report) -> tuple[Line, ...]:
    """What the station had read wrongly waits again, unless its sender took it back."""
    if report.entered_by_id is None or report.inbox_id is None or scene.person.id == report.reporter_id:
        return ()
    left = [one for one in reports.of_message(conn, report.inbox_id) if one.state is not State.WITHDRAWN]
    if left or not tray.reopen(conn, report.inbox_id):
        return ()
    return (line("tray_reopened", number=report.inbox_id),)


def _undo_effects(conn: Connection, scene: Scene, report: Report) -> tuple[Reply, ...]:
    if deaths.is_end(report):
        return _undo_death(conn, scene, report)
    if report.child_id is None:
        return ()
    left = _others_about(conn, report)
    _remove_if_alone(conn, report.child_id, left)
    _expect_again(conn, scene, report, left)
    if report.kind is ReportKind.BIRTH and births.is_low_weight(report):
        return alerts.about_report(conn, scene, "alert_birth_withdrawn", report)
    return ()


def _expect_again(conn: Connection, scene: Scene, report: Report, left: list[Report]) -> None:
    """A child of whom only the pregnancy was told is expected; of a pregnancy an earlier telling holds again."""
    if report.child_id is None or not left or any(one.kind is not ReportKind.PREGNANCY for one in left):
        return
    if report.kind is ReportKind.BIRTH:
        expecting.unborn(conn, scene, report.child_id)
    expecting.follow(conn, scene, report.child_id)


def _undo_death(conn: Connection, scene: Scene, report: Report) -> tuple[Reply, ...]:
    """Its holds are lifted, of every child it could have been; a child with no other death lives."""
    holds.lift(conn, report.id, scene.at)
    if report.child_id is not None:
        left = [one for one in reports.of_child(conn, report.child_id) if one.id != report.id]
        if not any(deaths.is_end(one) and one.state is State.RECORDED for one in left):
            deaths.reopen_child(conn, scene, report.child_id)
        _remove_if_alone(conn, report.child_id, _others_about(conn, report))
    return alerts.about_report(conn, scene, deaths.said_of(report, "alert_death_withdrawn"), report)


def _others_about(conn: Connection, report: Report) -> list[Report]:
    """What else makes the child known; a loss is told of a pregnancy, and makes none."""
    told = reports.of_child(conn, report.child_id or 0)
    return [one for one in told if one.id != report.id and not one.facts.get("lost")]


def _remove_if_alone(conn: Connection, child_id: int, left: list[Report]) -> None:
    """A child of whom no report stands was never there. One loaded from a register stays."""
    if left or children.is_from_register(conn, child_id):
        return
    children.change(conn, child_id, {"removed": True})
    outbox.close_about(conn, child_id, Closing.WITHDRAWN)


def restore(conn: Connection, scene: Scene, command: Restore) -> list[Reply]:
    """Take a withdrawal back, within seven days."""
    found = find(conn, scene, command.number)
    if isinstance(found, Reply):
        return [found]
    code = report_code(found)
    if found.state is not State.WITHDRAWN:
        return [scene.reply(line("not_undone", code=code))]
    withdrawn = _withdrawal(conn, found)
    if withdrawn is None or scene.at - withdrawn.at > RESTORE_WITHIN:
        return [scene.reply(line("restore_too_late", code=code, days=RESTORE_WITHIN.days))]
    reports.set_state(conn, found.id, State(str(withdrawn.before["state"])))
    after = reports.get(conn, found.id)
    begin_again(conn, scene, after)
    others = _redo_effects(conn, scene, after)
    note(conn, scene, found.id, ChangeKind.RESTORED)
    if found.entered_by_id is not None and found.inbox_id is not None:
        tray.settle(conn, found.inbox_id, scene.person.id, scene.at)
    words = what(conn, scene, after) if after.kind is not ReportKind.ZERO else code
    return [scene.reply(line("restored", code=code, what=words)), *others]


def _withdrawal(conn: Connection, report: Report) -> Change | None:
    """The last line of the trail that withdrew the report."""
    trail = reversed(changes.of(conn, report.id))
    return next((change for change in trail if change.what is ChangeKind.WITHDRAWN), None)


def _redo_effects(conn: Connection, scene: Scene, report: Report) -> tuple[Reply, ...]:
    if report.child_id is not None:
        children.change(conn, report.child_id, {"removed": False})
    if deaths.is_end(report):
        return _redo_death(conn, scene, report)
    if report.child_id is None:
        return ()
    expecting.follow(conn, scene, report.child_id)
    if report.kind is not ReportKind.BIRTH:
        return ()
    child = births.born_again(conn, scene, report)
    plan_soon(conn, scene, child)
    look_again(conn, child.commune_id, child.id, scene.at)
    low = births.is_low_weight(report)
    return births.alerts_for(conn, scene, report, f"TE{child.code}", low=low, alone=False)


def _redo_death(conn: Connection, scene: Scene, report: Report) -> tuple[Reply, ...]:
    if losses.ended_pregnancy(report):
        return losses.taken_back(conn, scene, report)
    if report.state is State.UNCONFIRMED:
        return deaths.ask_anew(conn, scene, report)
    if report.child_id is None:
        return alerts.about_report(conn, scene, "alert_death", report)
    deaths.close_child(conn, report.child_id)
    code = f"TE{children.get(conn, report.child_id).code}"
    return alerts.about_report(conn, scene, "alert_death", report, code)
