"""Receipts of doses, one line for what was given alike, and the questions that an odd dose leads to."""

from collections.abc import Sequence
from datetime import date

from handlers.doses import Flags, history_of
from handlers.facts import Facts
from handlers.phrases import phrase, report_code, what
from handlers.replies import line
from handlers.scene import Scene
from health.events import ReportKind
from health.schedule import DoseFlag, GivenDose, Schedule, infer_order
from messages.describe import age_on, vaccine_name
from messages.texts import Line
from storage import children
from storage.children import Child
from storage.engine import Connection
from storage.reports import Report

QUESTION = (  # the first flag that stands decides what is asked
    (DoseFlag.REPEATED, "dose_repeated"),
    (DoseFlag.TOO_EARLY, "dose_early"),
    (DoseFlag.BEFORE_BIRTH, "dose_early"),
    (DoseFlag.TOO_CLOSE, "dose_close"),
)
Stored = tuple[Report, Facts]


def receipts(conn: Connection, scene: Scene, stored: Sequence[Stored]) -> list[tuple[Line, ...]]:
    """One line for each vaccine, dose and day: "V4911 V4912 V4913: sởi mũi 1, 3 bé, T2 20/4"."""
    groups: dict[tuple[object, ...], list[Stored]] = {}
    for report, facts in stored:
        key = (facts.get("vaccine"), facts.get("dose"), facts.get("date"), report.child_id is None)
        groups.setdefault(key, []).append((report, facts))
    return [_receipt(conn, scene, group) for group in groups.values()]


def _receipt(conn: Connection, scene: Scene, group: Sequence[Stored]) -> tuple[Line, ...]:
    report, facts = group[0]
    codes = " ".join(report_code(each) for each, _ in group)
    if len(group) == 1:
        said = line("recorded", code=codes, what=what(conn, scene, report))
        return (said, *_new_child(conn, report), line("how_to_correct", code=codes, number=report.number))
    shared = {"vaccine": facts.get("vaccine"), "dose": facts.get("dose"), "date": facts.get("date")}
    fields = {**{name: value for name, value in shared.items() if value}, "count": len(group)}
    said = line("recorded", code=codes, what=phrase(ReportKind.VACCINATION, fields, (), scene.voice))
    return (said, *_new_children(conn, group))


def _new_child(conn: Connection, report: Report) -> tuple[Line, ...]:
    """A child that nobody had told of before, and its code."""
    if report.child_id is None:
        return ()
    child = children.get(conn, report.child_id)
    return (line("child_provisional"), line("child_code", child=f"TE{child.code}")) if child.provisional else ()


def _new_children(conn: Connection, group: Sequence[Stored]) -> tuple[Line, ...]:
    known = [children.get(conn, report.child_id) for report, _ in group if report.child_id is not None]
    codes = ", ".join(f"TE{child.code}" for child in known if child.provisional)
    return (line("child_provisional"), line("child_codes", children=codes)) if codes else ()


def odd_form(flags: Flags) -> str | None:
    """The question that the flags of a dose lead to."""
    return next((form for flag, form in QUESTION if flag in flags), None)


def odd_line(conn: Connection, scene: Scene, form: str, report: Report, child: Child) -> Line:
    """ "TE103057 mới 8 tháng 20 ngày: phải không?"."""
    given_on, code = report.event_on or scene.today, f"TE{child.code}"
    vaccine = str(report.facts["vaccine"])
    before = [dose for dose in history_of(conn, child.id, report.id) if dose.vaccine == vaccine]
    if form == "dose_early":
        age = age_on(child.date_of_birth, given_on, scene.voice) if child.date_of_birth else "?"
        return line(form, child=code, age=age)
    if form == "dose_repeated":
        last = max((dose.given_on for dose in before), default=given_on)
        return line(form, child=code, what=vaccine_name(vaccine, scene.voice), date=last)
    return line(form, child=code, **_gap(before, given_on, scene.known.schedule, report))


def _gap(before: Sequence[GivenDose], given_on: date, schedule: Schedule, report: Report) -> dict[str, int]:
    last = max((dose.given_on for dose in before if dose.given_on <= given_on), default=given_on)
    row = schedule.find(str(report.facts["vaccine"]), int(str(report.facts["order"])))
    return {"days": (given_on - last).days, "needed": (row.min_interval_days if row else None) or 28}


def date_line(conn: Connection, scene: Scene, report: Report, facts: Facts, child: Child) -> Line:
    """ "V4920: 5 trong 1 mũi 2 (mũi 1: 18/6), hôm nay? Trả lời CÓ hoặc ngày"."""
    vaccine = str(facts.get("vaccine"))
    history = [dose for dose in history_of(conn, child.id, report.id) if dose.vaccine == vaccine]
    order = int(str(facts.get("dose") or infer_order(vaccine, scene.today, tuple(history), scene.known.schedule)))
    fields: dict[str, object] = {"vaccine": vaccine, "dose": order}
    if history:
        last = max(history, key=lambda dose: dose.given_on)
        fields["before"] = {"dose": last.order, "date": last.given_on}
    words = phrase(ReportKind.VACCINATION, fields, report.unsure, scene.voice)
    return line("dose_today", code=report_code(report), what=words)
