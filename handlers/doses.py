"""Doses: the order is inferred from the child's record and shown; what is odd is said, asked, and kept with a flag."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from handlers import alerts, asking
from handlers.codes import new_code
from handlers.commands import AnswerTalk
from handlers.facts import Facts, columns_of, facts_of, missing_of
from handlers.finding import find_children
from handlers.phrases import child_list, phrase, report_code, what
from handlers.replies import Reply, line
from handlers.revising import revise, stored_facts
from handlers.scene import Scene
from handlers.told import Told
from handlers.trail import note
from health.events import ReportKind
from health.matching import Certainty
from health.schedule import DoseFlag, GivenDose, Schedule, infer_order, judge_dose
from messages.describe import age_on, vaccine_name
from messages.forms import Draft, from_json
from messages.reading.understanding import ReportReading
from messages.texts import Line
from storage import children, places, reports
from storage.changes import ChangeKind
from storage.children import Child, NewChild
from storage.engine import Connection
from storage.reports import NewReport, Report, State

QUESTION = (  # the first flag that stands decides what is asked
    (DoseFlag.REPEATED, "dose_repeated"),
    (DoseFlag.TOO_EARLY, "dose_early"),
    (DoseFlag.BEFORE_BIRTH, "dose_early"),
    (DoseFlag.TOO_CLOSE, "dose_close"),
)


def record(conn: Connection, scene: Scene, readings: Sequence[ReportReading]) -> list[Told]:
    """Store the doses of one message; doses of one vaccine on one day share a line."""
    stored = [_record_one(conn, scene, facts_of(r, ReportKind.VACCINATION, scene.today)) for r in readings]
    plain = [(report, facts) for report, facts, asks in stored if asks is None and not missing_of(facts)]
    told = [asks for _, _, asks in stored if asks is not None]
    gaps = [(report, facts) for report, facts, asks in stored if asks is None and missing_of(facts)]
    return [*_receipts(conn, scene, plain), *told, *(_ask_missing(conn, scene, r, f) for r, f in gaps)]


def _record_one(conn: Connection, scene: Scene, facts: Facts) -> tuple[Report, Facts, Told | None]:
    """Store one dose. The third part is what must be asked about it, if anything."""
    if int(str(facts.get("count") or 1)) > 1:
        return _store(conn, scene, facts, None, frozenset()), facts, None
    found = find_children(conn, scene, facts)
    if found.certainty is Certainty.AMBIGUOUS:
        return _ask_which(conn, scene, facts, [children.get(conn, child_id) for child_id in found.ids])
    if found.certainty is Certainty.EXACT:
        return _record_known(conn, scene, facts, children.get(conn, found.ids[0]))
    provisional = _provisional(conn, scene, facts)
    report = _store(conn, scene, facts, provisional, frozenset())
    if missing_of(facts):
        return report, facts, None
    lines = (
        line("recorded", code=report_code(report), what=what(conn, scene, report)),
        line("child_provisional"),
        *_code_line(conn, provisional),
    )
    return report, facts, Told(lines, alerts.about_report(conn, scene, "alert_provisional", report))


def _code_line(conn: Connection, child_id: int | None) -> tuple[Line, ...]:
    return (line("child_code", child=f"TE{children.get(conn, child_id).code}"),) if child_id else ()


def _record_known(conn: Connection, scene: Scene, facts: Facts, child: Child) -> tuple[Report, Facts, Told | None]:
    facts = _with_child(conn, facts, child)
    judged, flags = judge(conn, scene.known.schedule, facts, child)
    report = _store(conn, scene, judged, child.id, flags)
    if "date" in missing_of(judged) and judged.get("vaccine"):
        return report, judged, _ask_date(conn, scene, report, judged, child)
    return report, judged, _ask_odd(conn, scene, report, judged, child, flags)


def _with_child(conn: Connection, facts: Facts, child: Child) -> Facts:
    values = {**facts.values, "child": child.code}
    if child.village_id is not None:
        values["village"] = places.by_id(conn, child.village_id).code
    return replace(facts, values=values)


def history_of(conn: Connection, child_id: int, but: int | None = None) -> tuple[GivenDose, ...]:
    """The doses on a child's record, without the report with id `but`."""
    return tuple(
        GivenDose(
            str(report.facts["vaccine"]),
            int(str(report.facts["order"])),
            report.event_on,
            frozenset(DoseFlag(flag) for flag in str(report.facts["flags"]).split()),
        )
        for report in reports.of_child(conn, child_id)
        if report.kind is ReportKind.VACCINATION
        and report.id != but
        and report.event_on
        and report.facts.get("vaccine")
        and report.facts.get("order")
    )


def judge(
    conn: Connection, schedule: Schedule, facts: Facts, child: Child, but: int | None = None
) -> tuple[Facts, frozenset[DoseFlag]]:
    """The facts with the order of the dose, and what is odd about it."""
    vaccine, given_on = facts.text("vaccine"), facts.day("date")
    if not vaccine or not given_on:
        return facts, frozenset()
    history = history_of(conn, child.id, but)
    order = int(str(facts.get("dose") or infer_order(vaccine, given_on, history, schedule)))
    flags = judge_dose(vaccine, order, given_on, child.date_of_birth, history, schedule)
    return replace(facts, values={**facts.values, "dose": order}), flags


def _store(conn: Connection, scene: Scene, facts: Facts, child_id: int | None, flags: frozenset[DoseFlag]) -> Report:
    assert scene.commune is not None
    village = places.by_code(conn, facts.text("village") or "")
    new = NewReport(
        commune_id=scene.commune.id,
        village_id=village.id if village else None,
        kind=ReportKind.VACCINATION,
        received_at=scene.at,
        received_on=scene.today,
        event_on=facts.day("date"),
        facts={**columns_of(facts), "flags": " ".join(sorted(flags))},
        state=State.RECORDED,
        reporter_id=scene.person.id,
        inbox_id=scene.message.id,
        child_id=child_id,
        missing=frozenset(missing_of(facts)),
        unsure=facts.unsure,
    )
    report = reports.add(conn, new)
    note(conn, scene, report.id, ChangeKind.RECORDED, after=facts.values)
    return report


def _provisional(conn: Connection, scene: Scene, facts: Facts) -> int | None:
    """A child nobody had told of is taken all the same, if anything names it."""
    told = [facts.get(name) for name in ("name", "mother", "child_code")]
    if not any(told):
        return None
    assert scene.commune is not None
    village = places.by_code(conn, facts.text("village") or "")
    new = NewChild(
        commune_id=scene.commune.id,
        village_id=village.id if village else None,
        code=new_code(conn),
        date_of_birth=facts.day("date_of_birth"),
        name=facts.text("name"),
        mother=facts.text("mother"),
        provisional=True,
    )
    return children.add(conn, new, scene.at)


def _receipts(conn: Connection, scene: Scene, stored: Sequence[tuple[Report, Facts]]) -> list[Told]:
    """One line for each vaccine, dose and day: "V4911 V4912 V4913: sởi mũi 1, 3 bé, T2 20/4"."""
    groups: dict[tuple[object, ...], list[tuple[Report, Facts]]] = {}
    for report, facts in stored:
        key = (facts.get("vaccine"), facts.get("dose"), facts.get("date"), report.child_id is None)
        groups.setdefault(key, []).append((report, facts))
    return [Told(_receipt(conn, scene, group)) for group in groups.values()]


def _receipt(conn: Connection, scene: Scene, group: Sequence[tuple[Report, Facts]]) -> tuple[Line, ...]:
    report, facts = group[0]
    codes = " ".join(report_code(each) for each, _ in group)
    if len(group) == 1:
        words = what(conn, scene, report)
        return (line("recorded", code=codes, what=words), line("how_to_correct", code=codes, number=report.number))
    shared = {"vaccine": facts.get("vaccine"), "dose": facts.get("dose"), "date": facts.get("date")}
    fields = {**{name: value for name, value in shared.items() if value}, "count": len(group)}
    return (line("recorded", code=codes, what=phrase(ReportKind.VACCINATION, fields, (), scene.voice)),)


def _ask_missing(conn: Connection, scene: Scene, report: Report, facts: Facts) -> Told:
    talk_id = asking.question(conn, scene, "vaccination", missing_of(facts), draft=Draft(facts.values), report=report)
    said = line("recorded_in_part", code=report_code(report), what=what(conn, scene, report))
    return Told((said, *asking.missing_lines(scene, facts)), (), talk_id)


def _ask_date(conn: Connection, scene: Scene, report: Report, facts: Facts, child: Child) -> Told:
    """ "V4920: 5 trong 1 mũi 2 (mũi 1: 18/6), hôm nay? Trả lời CÓ hoặc ngày"."""
    vaccine = str(facts.get("vaccine"))
    history = [dose for dose in history_of(conn, child.id, report.id) if dose.vaccine == vaccine]
    order = int(str(facts.get("dose") or infer_order(vaccine, scene.today, tuple(history), scene.known.schedule)))
    fields: dict[str, object] = {"vaccine": vaccine, "dose": order}
    if history:
        last = max(history, key=lambda dose: dose.given_on)
        fields["before"] = {"dose": last.order, "date": last.given_on}
    talk_id = asking.question(conn, scene, "dose_date", ("today",), draft=Draft(facts.values), report=report)
    words = phrase(ReportKind.VACCINATION, fields, report.unsure, scene.voice)
    return Told((line("dose_today", code=report_code(report), what=words),), (), talk_id)


def _ask_odd(
    conn: Connection, scene: Scene, report: Report, facts: Facts, child: Child, flags: frozenset[DoseFlag]
) -> Told | None:
    form = next((form for flag, form in QUESTION if flag in flags), None)
    if form is None or missing_of(facts):
        return None
    talk_id = asking.question(conn, scene, form, ("confirmed",), draft=Draft(facts.values), report=report)
    said = line("recorded", code=report_code(report), what=what(conn, scene, report))
    return Told((said, _odd_line(conn, scene, form, report, child)), (), talk_id)


def _odd_line(conn: Connection, scene: Scene, form: str, report: Report, child: Child) -> Line:
    given_on, code = report.event_on or scene.today, f"TE{child.code}"
    vaccine = str(report.facts["vaccine"])
    before = [dose for dose in history_of(conn, child.id, report.id) if dose.vaccine == vaccine]
    if form == "dose_early":
        age = age_on(child.date_of_birth, given_on, scene.voice) if child.date_of_birth else "?"
        return line(form, child=code, age=age)
    if form == "dose_repeated":
        last = max((dose.given_on for dose in before), default=given_on)
        return line(form, child=code, what=vaccine_name(vaccine, scene.voice), date=last)
    return line(form, child=code, **_gap(before, given_on, scene.known.schedule, vaccine, report))


def _gap(
    before: Sequence[GivenDose], given_on: date, schedule: Schedule, vaccine: str, report: Report
) -> dict[str, int]:
    last = max((dose.given_on for dose in before if dose.given_on <= given_on), default=given_on)
    row = schedule.find(vaccine, int(str(report.facts["order"])))
    return {"days": (given_on - last).days, "needed": (row.min_interval_days if row else None) or 28}


def _ask_which(
    conn: Connection, scene: Scene, facts: Facts, found: Sequence[Child]
) -> tuple[Report, Facts, Told | None]:
    report = _store(conn, scene, facts, None, frozenset())
    ids = " ".join(str(child.id) for child in found)
    talk_id = asking.question(conn, scene, "which_child", ("child",), draft=Draft({"among": ids}), report=report)
    said = line("recorded_in_part", code=report_code(report), what=what(conn, scene, report))
    return report, facts, Told((said, line("which_child", choices=child_list(scene, found))), (), talk_id)


def confirm(conn: Connection, scene: Scene, command: AnswerTalk) -> list[Reply]:
    """CO or KHONG to a dose that looked odd: kept with its flag, or struck."""
    assert command.talk.report_id is not None
    asking.close(conn, scene, command.talk)
    report = reports.get(conn, command.talk.report_id)
    if command.choice == "yes":
        note(conn, scene, report.id, ChangeKind.CONFIRMED)
        return [scene.reply(line("dose_kept_flagged"))]
    reports.set_state(conn, report.id, State.WITHDRAWN)
    note(conn, scene, report.id, ChangeKind.DENIED)
    return [scene.reply(line("dose_struck"))]


def set_date(conn: Connection, scene: Scene, command: AnswerTalk) -> list[Reply]:
    """The day of a dose: today, or the day that was named."""
    assert command.talk.report_id is not None
    if command.choice == "no":
        return [scene.reply(line("ask_dose_date"))]
    asking.close(conn, scene, command.talk)
    given_on = scene.today if command.choice == "yes" else command.found["date"].value
    assert isinstance(given_on, date)
    return settle(conn, scene, reports.get(conn, command.talk.report_id), {"date": given_on})


def settle(conn: Connection, scene: Scene, report: Report, more: dict[str, date | str]) -> list[Reply]:
    """A stored dose with what was learnt of it: judged anew, then confirmed or asked about."""
    facts = stored_facts(conn, report)
    facts = replace(facts, values={**facts.values, **more})
    if report.child_id is None:
        after = revise(conn, scene, report, facts, ChangeKind.COMPLETED)
        return [scene.reply(*_receipt(conn, scene, [(after, facts)]))]
    child = children.get(conn, report.child_id)
    judged, flags = judge(conn, scene.known.schedule, facts, child, report.id)
    after = revise(conn, scene, report, judged, ChangeKind.COMPLETED)
    reports.set_facts(conn, after, {"flags": " ".join(sorted(flags))})
    asks = _ask_odd(conn, scene, after, judged, child, flags)
    if asks:
        return [scene.reply(*asks.lines, talk_id=asks.talk_id), *asks.others]
    return [scene.reply(*_receipt(conn, scene, [(after, judged)]))]


def choose_child(conn: Connection, scene: Scene, command: AnswerTalk) -> list[Reply]:
    """Which of several children a dose was given to, or one who is not on record."""
    assert command.talk.report_id is not None
    asking.close(conn, scene, command.talk)
    report = reports.get(conn, command.talk.report_id)
    ids = [int(word) for word in str(from_json(command.talk.draft).values["among"]).split()]
    picked = int(command.choice) - 1
    child_id = ids[picked] if picked < len(ids) else _provisional(conn, scene, stored_facts(conn, report))
    reports.set_child(conn, report.id, child_id)
    return settle(conn, scene, reports.get(conn, report.id), {})
