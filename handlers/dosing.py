"""Doses told: stored at once, the order inferred and shown; what is odd is asked, and kept with a flag."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from handlers import alerts, asking
from handlers.asking import Question
from handlers.commands import AnswerTalk
from handlers.dose_changes import begin_again, follow
from handlers.dose_words import date_line, odd_form, odd_line, receipts
from handlers.doses import NO_FLAGS, Flags, child_of, is_tally, judge, keep, provisional_child, with_child
from handlers.facts import Facts, facts_of, missing_of
from handlers.phrases import child_list, report_code, what
from handlers.replies import Reply, line
from handlers.revising import revise, stored_facts
from handlers.scene import Scene
from handlers.told import Told
from handlers.trail import note
from health.events import ReportKind
from messages.forms import Draft, from_json
from messages.marks import parts_of
from messages.reading.understanding import ReportReading
from storage import children, reports
from storage.changes import ChangeKind
from storage.children import Child
from storage.engine import Connection
from storage.reports import Report, State


@dataclass(frozen=True, slots=True)
class Kept:
    """One dose as stored, the child it was given to or those it may have been given to."""

    report: Report
    facts: Facts
    flags: Flags
    child: Child | None
    among: tuple[Child, ...] = ()

    @property
    def is_whole(self) -> bool:
        """Nothing is missing, and the child is known unless there is none to know."""
        return not missing_of(self.facts) and not self.among


def record(conn: Connection, scene: Scene, readings: Sequence[ReportReading]) -> list[Told]:
    """Store the doses of one message; then the receipts, what is odd, and what is missing."""
    kept = [_keep(conn, scene, facts_of(reading, ReportKind.VACCINATION, scene.today)) for reading in readings]
    whole = [(one.report, one.facts) for one in kept if one.is_whole]
    told = [Told(lines) for lines in receipts(conn, scene, whole)]
    told += [asks for one in kept if (asks := _question(conn, scene, one))]
    return [*told, *(Told((), _news(conn, scene, one)) for one in kept)]


def _keep(conn: Connection, scene: Scene, facts: Facts) -> Kept:
    child, among = child_of(conn, scene, facts)
    if child is None:
        return Kept(keep(conn, scene, facts, None, NO_FLAGS), facts, NO_FLAGS, None, among)
    judged, flags = judge(conn, scene, with_child(conn, facts, child), child)
    report = keep(conn, scene, judged, child.id, flags)
    follow(conn, scene, report)
    return Kept(report, judged, flags, child)


def _news(conn: Connection, scene: Scene, kept: Kept) -> tuple[Reply, ...]:
    """The station completes a child that nobody had told of."""
    if kept.child is None or not kept.child.provisional:
        return ()
    first = reports.of_child(conn, kept.child.id)[0].id == kept.report.id
    return alerts.about_report(conn, scene, "alert_provisional", kept.report) if first else ()


def _question(conn: Connection, scene: Scene, kept: Kept) -> Told | None:
    """What must be asked about a stored dose, if anything."""
    if kept.among:
        return _ask_which(conn, scene, kept)
    gaps = missing_of(kept.facts)
    if kept.child and "date" in gaps and kept.facts.get("vaccine"):
        return _ask(conn, scene, kept, "dose_date", "today")
    if gaps:
        draft = Draft(kept.facts.values)
        talk_id = asking.question(conn, scene, Question("vaccination", gaps, draft=draft, report=kept.report))
        said = line("recorded_in_part", code=report_code(kept.report), what=what(conn, scene, kept.report))
        return Told((said, *asking.missing_lines(scene, kept.facts)), (), talk_id)
    form = odd_form(kept.flags)
    return _ask(conn, scene, kept, form, "confirmed") if form and kept.child else None


def _ask(conn: Connection, scene: Scene, kept: Kept, form: str, field: str) -> Told:
    assert kept.child is not None
    draft = Draft(kept.facts.values)
    talk_id = asking.question(conn, scene, Question(form, (field,), draft=draft, report=kept.report))
    if form == "dose_date":
        return Told((date_line(conn, scene, kept.report, kept.facts, kept.child),), (), talk_id)
    return Told((odd_line(conn, scene, form, kept.report, kept.child),), (), talk_id)


def _ask_which(conn: Connection, scene: Scene, kept: Kept) -> Told:
    draft = Draft({"among": " ".join(str(child.id) for child in kept.among)})
    talk_id = asking.question(conn, scene, Question("which_child", ("child",), draft=draft, report=kept.report))
    said = line("recorded_in_part", code=report_code(kept.report), what=what(conn, scene, kept.report))
    return Told((said, line("which_child", choices=child_list(scene, kept.among))), (), talk_id)


def settle(conn: Connection, scene: Scene, report: Report, facts: Facts) -> list[Reply]:
    """A stored dose with what was learnt of it: its child found, judged anew, then confirmed or asked about."""
    child = children.get(conn, report.child_id) if report.child_id is not None else None
    among: tuple[Child, ...] = ()
    if child is None and not is_tally(facts):
        child, among = child_of(conn, scene, facts)
    flags = NO_FLAGS
    if child is not None:
        reports.set_child(conn, report.id, child.id)
        facts, flags = judge(conn, scene, with_child(conn, facts, child), child, report.id)
    after = revise(conn, scene, reports.get(conn, report.id), facts, ChangeKind.COMPLETED)
    reports.set_facts(conn, after, {"flags": " ".join(sorted(flags))})
    follow(conn, scene, reports.get(conn, report.id))
    kept = Kept(after, facts, flags, child, among)
    told = [Told(lines) for lines in receipts(conn, scene, [(after, facts)])] if kept.is_whole else []
    asks = _question(conn, scene, kept)
    lines = tuple(each for one in [*told, *([asks] if asks else [])] for each in one.lines)
    return [scene.reply(*lines, talk_id=asks.talk_id if asks else None), *_news(conn, scene, kept)]


def confirm(conn: Connection, scene: Scene, command: AnswerTalk) -> list[Reply]:
    """CO or KHONG to a dose that looked odd: kept with its flag, or struck."""
    report = _answered(conn, scene, command)
    if command.choice == "yes":
        note(conn, scene, report.id, ChangeKind.CONFIRMED)
        return [scene.reply(line("dose_kept_flagged"))]
    reports.set_state(conn, report.id, State.WITHDRAWN)
    note(conn, scene, report.id, ChangeKind.DENIED)
    begin_again(conn, scene, report)
    return [scene.reply(line("dose_struck"))]


def set_date(conn: Connection, scene: Scene, command: AnswerTalk) -> list[Reply]:
    """The day of a dose: today, or the day that was named."""
    if command.choice == "no":
        return [scene.reply(line("ask_dose_date"))]
    report = _answered(conn, scene, command)
    given_on = scene.today if command.choice == "yes" else command.found["date"].value
    assert isinstance(given_on, date)
    facts = stored_facts(conn, report)
    now = replace(facts, values={**facts.values, "date": given_on}, parts=parts_of(command.found))
    return settle(conn, scene, report, now)


def choose_child(conn: Connection, scene: Scene, command: AnswerTalk) -> list[Reply]:
    """Which of several children a dose was given to, or one who is not on record."""
    report = _answered(conn, scene, command)
    ids = [int(word) for word in str(from_json(command.talk.draft).values["among"]).split()]
    picked = int(command.choice) - 1
    child_id = ids[picked] if picked < len(ids) else provisional_child(conn, scene, stored_facts(conn, report))
    reports.set_child(conn, report.id, child_id)
    report = reports.get(conn, report.id)
    return settle(conn, scene, report, stored_facts(conn, report))


def _answered(conn: Connection, scene: Scene, command: AnswerTalk) -> Report:
    assert command.talk.report_id is not None
    asking.close(conn, scene, command.talk)
    return reports.get(conn, command.talk.report_id)
