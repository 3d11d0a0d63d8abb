"""A pregnancy is stored at once, as a child who is expected; told again it is brought up to date, never doubled."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date

from handlers import asking, expecting, losses
from handlers.asking import Question
from handlers.commands import AnswerTalk
from handlers.expecting import close_questions, meant, tellings
from handlers.facts import Facts, facts_of, merged, missing_of
from handlers.phrases import child_list, report_code, what
from handlers.replies import Reply, line
from handlers.revising import revise, stored_facts
from handlers.scene import Scene
from handlers.storing import new_child, store
from handlers.told import Told
from health.events import ReportKind
from health.pregnancies import due_date, is_other_date, week_on
from messages.days import month
from messages.forms import Draft, from_json
from messages.reading.understanding import ReportReading, Value
from messages.texts import Line
from storage import children, reports
from storage.changes import ChangeKind
from storage.children import Child
from storage.engine import Connection
from storage.reports import Report, State

FORM = "pregnancy"
CHECKUPS = "checkups"  # asked together with what is missing, never missing itself


def record(conn: Connection, scene: Scene, readings: Sequence[ReportReading]) -> list[Told]:
    """Store what one message tells of pregnancies, and of their loss."""
    told = [facts_of(reading, ReportKind.PREGNANCY, scene.today) for reading in readings]
    return [losses.record_one(conn, scene, one) if one.get("lost") else _record(conn, scene, one) for one in told]


def _record(conn: Connection, scene: Scene, facts: Facts) -> Told:
    known = with_due_date(facts, scene.today)
    found = meant(conn, scene, known)
    if len(found) > 1:
        return _ask_which(conn, scene, known, found)
    return _told_again(conn, scene, known, found[0]) if found else _new(conn, scene, known)


def with_due_date(facts: Facts, today: date) -> Facts:
    """The due date and the weeks follow from one another; where the day itself was told, it alone is kept."""
    weeks, due = facts.get("weeks"), facts.day("due_on")
    values = dict(facts.values)
    if due is None and isinstance(weeks, int):
        values["due_on"] = due_date(weeks, today)
    elif due and isinstance(weeks, int) and due != due_date(weeks, today) and "due_on" not in facts.unsure:
        del values["weeks"]
    return replace(facts, values=values, unsure=facts.unsure - {"due_on", "weeks"})  # said to be about so much


def _new(conn: Connection, scene: Scene, facts: Facts) -> Told:
    child_id = new_child(conn, scene, facts, None, provisional=False)
    report = store(conn, scene, facts, child_id)
    expecting.plan(conn, scene, children.get(conn, child_id))
    return _receipt(conn, scene, report, facts)


def _receipt(conn: Connection, scene: Scene, report: Report, facts: Facts, *noted: Line) -> Told:
    code, child = report_code(report), children.get(conn, report.child_id or 0)
    lines = (
        line("recorded", code=code, what=what(conn, scene, report)),
        *noted,
        line("pregnancy_code", child=f"TE{child.code}"),
    )
    asks, talk_id = _ask(conn, scene, report, facts)
    return Told((*lines, *(asks or (line("how_to_correct", code=code, number=report.number),))), (), talk_id)


def _ask(conn: Connection, scene: Scene, report: Report, facts: Facts) -> tuple[tuple[Line, ...], int | None]:
    """What is missing, and how often she was examined, in one question."""
    gaps, counts = missing_of(facts), facts.get(CHECKUPS) is None
    if not gaps and not counts:
        return (), None
    asked = (*gaps, *((CHECKUPS,) if counts else ()))
    talk_id = asking.question(conn, scene, Question(FORM, asked, Draft(facts.values), report))
    return (*asking.missing_lines(scene, facts), *((line("ask_checkups"),) if counts else ())), talk_id


def _told_again(conn: Connection, scene: Scene, facts: Facts, child: Child) -> Told:
    """A pregnancy on record: what is new is added to what was known, and a due date far from the one known is named."""
    told = tellings(conn, child.id)
    before = stored_facts(conn, told[-1]).values if told else {}
    known = replace(facts, values=_joined(before, facts.values, scene.today))
    close_questions(conn, scene, told)
    report = store(conn, scene, known, child.id)
    expecting.follow(conn, scene, child.id)
    noted = [line("pregnancy_known")]
    if is_other_date(child.due_on, known.day("due_on")) and child.due_on:
        noted.append(line("due_changed", old=month(child.due_on, scene.voice)))
    return _receipt(conn, scene, report, known, *noted)


def _joined(before: Mapping[str, Value], told: Mapping[str, Value], today: date) -> dict[str, Value]:
    """What is known now: the longer name, the larger count of check-ups, the due date on record unless told anew."""
    counts = [value for value in (before.get(CHECKUPS), told.get(CHECKUPS)) if isinstance(value, int)]
    names = [str(value) for value in (before.get("mother"), told.get("mother")) if value]
    known = {name: value for name, value in {**before, **told}.items() if name not in ("due_on", "weeks")}
    known |= _due(before, told, today)
    known |= {CHECKUPS: max(counts)} if counts else {}
    return known | ({"mother": max(names, key=lambda name: len(name.split()))} if names else {})


def _due(before: Mapping[str, Value], told: Mapping[str, Value], today: date) -> Mapping[str, Value]:
    """The due date with its weeks; one counted from weeks that may be the one on record leaves that."""
    old, new = before.get("due_on"), told.get("due_on")
    if isinstance(old, date) and (not isinstance(new, date) or ("weeks" in told and not is_other_date(old, new))):
        return {"due_on": old, **({"weeks": week_on(old, today)} if "weeks" in before else {})}
    return {name: told[name] for name in ("due_on", "weeks") if name in told}


def _ask_which(conn: Connection, scene: Scene, facts: Facts, found: Sequence[Child]) -> Told:
    """Several women may be meant: it does not count until the sender says who."""
    report = store(conn, scene, facts, None, State.DOUBTFUL)
    among = Draft({"among": " ".join(str(child.id) for child in found)})
    talk_id = asking.question(conn, scene, Question("which_child", ("child",), among, report))
    return Told((line("which_mother", choices=child_list(scene, found)),), (), talk_id)


def choose_child(conn: Connection, scene: Scene, command: AnswerTalk) -> list[Reply]:
    """Which of several women was meant, or another; what was told is then told of her."""
    assert command.talk.report_id is not None
    report = reports.get(conn, command.talk.report_id)
    asking.close_about(conn, scene, report)
    reports.set_state(conn, report.id, State.WITHDRAWN)
    ids = [int(word) for word in str(from_json(command.talk.draft).values["among"]).split()]
    picked = int(command.choice) - 1
    facts = stored_facts(conn, report)
    told = _told_again(conn, scene, facts, children.get(conn, ids[picked])) if picked < len(ids) else None
    told = told or _new(conn, scene, facts)
    return [scene.reply(*told.lines, talk_id=told.talk_id), *told.others]


def answer(conn: Connection, scene: Scene, command: AnswerTalk) -> list[Reply]:
    """How often she was examined, and what was missing; BO leaves it."""
    assert command.talk.report_id is not None
    asking.close(conn, scene, command.talk)
    report = reports.get(conn, command.talk.report_id)
    if command.choice == "skip":
        return [scene.reply(line("told_done_thanks"))]
    facts = with_due_date(merged(stored_facts(conn, report), command.found, command.doubts, scene.today), scene.today)
    after = revise(conn, scene, report, facts, ChangeKind.COMPLETED)
    key = "recorded_in_part" if missing_of(facts) else "completed"
    said = line(key, code=report_code(after), what=what(conn, scene, after))
    asks, talk_id = _ask(conn, scene, after, facts)
    return [scene.reply(said, *asks, talk_id=talk_id)]
