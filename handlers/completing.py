"""The answer to "what is missing": the report is completed, whatever part of the answer came."""

from collections.abc import Mapping

from handlers import asking, births, dosing
from handlers.asking import Question
from handlers.commands import AnswerTalk
from handlers.facts import merged, missing_of
from handlers.phrases import phrase_to, report_code
from handlers.replies import Reply, line
from handlers.revising import revise, stored_facts
from handlers.scene import Scene
from health.events import ReportKind
from messages.forms import Draft
from messages.reading.understanding import Found
from messages.sms import fold
from messages.texts import Line
from storage import children, places, reports
from storage.changes import ChangeKind
from storage.engine import Connection
from storage.reports import Report

_DELIVERED = (("do", "de"), ("do",))  # "đỡ đẻ", "đỡ", folded


def complete(conn: Connection, scene: Scene, command: AnswerTalk) -> list[Reply]:
    """Add to a report what an answer gave; ask for what is still missing, or say that it is whole."""
    assert command.talk.report_id is not None
    asking.close(conn, scene, command.talk)
    report = reports.get(conn, command.talk.report_id)
    found = named_for(report.kind, command.found)
    facts = merged(stored_facts(conn, report), found, command.doubts, scene.today)
    if report.kind is ReportKind.VACCINATION:
        return dosing.settle(conn, scene, report, facts)
    revise(conn, scene, report, facts, ChangeKind.COMPLETED)
    births.settle_pregnancy(conn, scene, reports.get(conn, report.id))
    after = reports.get(conn, report.id)
    others = _news(conn, scene, report, after)
    words = _added(conn, scene, after, found)
    code = report_code(after)
    if gaps := missing_of(facts):
        talk_id = asking.question(conn, scene, Question(after.kind.value, gaps, Draft(facts.values), after))
        said = (line("recorded_in_part", code=code, what=words),) if words else ()
        return [scene.reply(*said, *asking.missing_lines(scene, facts), talk_id=talk_id), *others]
    lines = (line("completed", code=code, what=words), *_afterwards(conn, after))
    return [scene.reply(*lines), *others]


def named_for(kind: ReportKind, found: Mapping[str, Found]) -> dict[str, Found]:
    """Values under the names of the kind: a date in an answer about a birth is the date of birth."""
    named = dict(found)
    here, elsewhere = ("date_of_birth", "date") if kind is ReportKind.BIRTH else ("date", "date_of_birth")
    if elsewhere in named and here not in named and not (kind is ReportKind.DEATH and elsewhere == "date_of_birth"):
        named[here] = named.pop(elsewhere)
    return named


def _added(conn: Connection, scene: Scene, report: Report, found: Mapping[str, Found]) -> str:
    """What the answer gave, in a phrase; who delivered in the words that were typed."""
    fields: dict[str, object] = {name: each.value for name, each in found.items()}
    if "attendant" in found:
        fields["place"] = report.facts.get("place")
        fields["attendant_words"] = _who(scene.message.text[found["attendant"].start : found["attendant"].end])
    if "village" in fields:
        village = places.by_code(conn, str(fields["village"]))
        fields["village"] = village.name if village else None
    return phrase_to(scene, report.kind, fields, report.unsure)


def _who(typed: str) -> str:
    """Who delivered, without the verb: the phrase has its own."""
    words = typed.split()
    folded = [fold(word).lower() for word in words]
    said = next((tail for tail in _DELIVERED if folded[-len(tail) :] == list(tail)), ())
    return " ".join(words[: len(words) - len(said)])


def _news(conn: Connection, scene: Scene, before: Report, after: Report) -> tuple[Reply, ...]:
    """Alerts that follow from what was just learnt, each once."""
    if after.kind is not ReportKind.BIRTH or after.child_id is None:
        return ()
    child = f"TE{children.get(conn, after.child_id).code}"
    new_low = births.is_low_weight(after) and not births.is_low_weight(before)
    new_alone = births.is_unskilled(after) and not births.is_unskilled(before)
    return births.alerts_for(conn, scene, after, child, low=new_low, alone=new_alone)


def _afterwards(conn: Connection, report: Report) -> tuple[Line, ...]:
    if report.child_id is None:
        return ()
    code = line("child_code", child=f"TE{children.get(conn, report.child_id).code}")
    if report.kind is ReportKind.BIRTH:
        return (*births.told_station(report), code)
    return (code,) if report.kind is ReportKind.VACCINATION else ()
