"""A birth is stored at once; what is missing is asked for; what may have been told before is asked about."""

from collections.abc import Sequence
from datetime import date, timedelta

from handlers import alerts, asking, visits
from handlers.asking import Question
from handlers.facts import Facts, facts_of, missing_of
from handlers.phrases import report_code, what
from handlers.qr import receipt_link
from handlers.replies import Reply, line
from handlers.scene import Scene
from handlers.storing import new_child, store, village_id_of
from handlers.told import Told
from health.counts import LOW_BIRTH_WEIGHT_G
from health.events import ReportKind, Sex
from health.matching import SHORTEST_INTERVAL_DAYS, Birth, Match, MatchKind, match_birth
from messages.forms import Draft
from messages.reading.understanding import ReportReading
from messages.texts import Line
from storage import agenda, children, places, reports
from storage.agenda import Subject, What
from storage.children import Child
from storage.engine import Connection
from storage.reports import BirthTold, Report, State

MATCH_QUESTION = {MatchKind.SAME: "same_birth", MatchKind.IMPOSSIBLE_INTERVAL: "birth_gap"}


def record(conn: Connection, scene: Scene, readings: Sequence[ReportReading]) -> list[Told]:
    """Store the births of one message."""
    several = len(readings) > 1
    return [record_one(conn, scene, facts_of(reading, ReportKind.BIRTH, scene.today), several) for reading in readings]


def record_one(conn: Connection, scene: Scene, facts: Facts, several: bool = False) -> Told:
    """Store one birth and say so."""
    match = _match(conn, scene, facts, village_id_of(conn, facts), several)
    report = _store(conn, scene, facts, match)
    low, alone = is_low_weight(report), is_unskilled(report)
    others: tuple[Reply, ...] = ()
    if low or alone:
        child = children.get(conn, report.child_id or 0)
        others = alerts_for(conn, scene, report, f"TE{child.code}", low=low, alone=alone)
    if report.state is State.DOUBTFUL:
        return _ask_about_match(conn, scene, report, match, others)
    return _receipt(conn, scene, report, facts, others)


def _store(conn: Connection, scene: Scene, facts: Facts, match: Match) -> Report:
    """The child and its report; one that may have been told before does not count until somebody says so."""
    child_id = new_child(conn, scene, facts, facts.event_on, provisional=False)
    state = State.DOUBTFUL if match.kind in MATCH_QUESTION else State.RECORDED
    report = store(conn, scene, facts, child_id, state)
    agenda.add(conn, report.commune_id, What.LESSON, scene.at, Subject(child_id=child_id))
    visits.plan_newborn(conn, report.commune_id, child_id, scene.at)
    return report


def _receipt(conn: Connection, scene: Scene, report: Report, facts: Facts, others: tuple[Reply, ...]) -> Told:
    gaps = missing_of(facts)
    if not gaps:
        return Told(receipt_lines(conn, scene, report), others)
    talk_id = asking.question(conn, scene, Question("birth", gaps, draft=Draft(facts.values), report=report))
    said = line("recorded_in_part", code=report_code(report), what=what(conn, scene, report))
    return Told((said, *asking.missing_lines(scene, facts)), others, talk_id)


def receipt_lines(conn: Connection, scene: Scene, report: Report) -> tuple[Line, ...]:
    """What was stored, the child's code, and how to correct it."""
    code = report_code(report)
    child = children.get(conn, report.child_id or 0)
    return (
        line("recorded", code=code, what=what(conn, scene, report)),
        *told_station(report),
        line("child_code", child=f"TE{child.code}"),
        *receipt_link(conn, scene, child),
        line("how_to_correct", code=code, number=report.number),
    )


def told_station(report: Report) -> tuple[Line, ...]:
    """The receipt says "the station was told" only because the station's message is committed with it."""
    low, alone = is_low_weight(report), is_unskilled(report)
    if low and alone:
        return (line("low_weight_no_skilled_told"),)
    return (line("low_weight_told"),) if low else (line("no_skilled_told"),) if alone else ()


def alerts_for(
    conn: Connection, scene: Scene, report: Report, child: str, *, low: bool, alone: bool
) -> tuple[Reply, ...]:
    """Low weight, and a birth with nobody skilled, reach the station in the same commit."""
    about_weight = alerts.about_report(conn, scene, "alert_low_weight", report, child) if low else ()
    about_help = alerts.about_report(conn, scene, "alert_no_skilled", report, child) if alone else ()
    return (*about_weight, *about_help)


def is_low_weight(report: Report) -> bool:
    """Under 2,500 g at birth."""
    weight = report.facts.get("weight_g")
    return isinstance(weight, int) and weight < LOW_BIRTH_WEIGHT_G


def is_unskilled(report: Report) -> bool:
    """Nobody skilled at the birth."""
    return report.facts.get("attendant") == "unskilled"


def _match(conn: Connection, scene: Scene, facts: Facts, village_id: int | None, several: bool) -> Match:
    assert scene.commune is not None
    new = Birth(
        id=0,
        message=scene.message.id,
        told_on=scene.today,
        village=facts.text("village"),
        mother=facts.text("mother"),
        born=facts.event_on,
        sex=Sex(str(facts.get("sex"))) if facts.get("sex") else None,
        weight_g=int(str(facts.get("weight_g"))) if facts.get("weight_g") else None,
        twins_said=several,
    )
    return match_birth(new, _known_births(conn, new, scene.commune.id, village_id))


def _known_births(conn: Connection, new: Birth, commune_id: int, village_id: int | None) -> list[Birth]:
    """Births that could be this one: by the mother's given name, or told without a mother on the same day."""
    found: list[Child] = list(children.by_name(conn, commune_id, new.mother, None)) if new.mother else []
    if village_id is not None and new.born:
        look = children.nameless if new.mother else children.born_between
        found += look(conn, village_id, commune_id, new.born, new.born)
    since = (new.born or new.told_on) - timedelta(days=SHORTEST_INTERVAL_DAYS)
    near = [child for child in found if not (child.date_of_birth and child.date_of_birth < since)]
    told = reports.births_of(conn, [child.id for child in near])
    births = [_as_birth(conn, child, told.get(child.id)) for child in near]
    return [birth for birth in births if birth]


def _as_birth(conn: Connection, child: Child, told: BirthTold | None) -> Birth | None:
    if told is None and child.date_of_birth is None:
        return None
    return Birth(
        id=child.id,
        message=told.inbox_id or 0 if told else 0,
        told_on=told.received_on if told else child.date_of_birth or date.min,
        village=places.by_id(conn, child.village_id).code if child.village_id else None,
        mother=child.mother,
        born=child.date_of_birth,
        sex=Sex(child.sex) if child.sex else None,
        weight_g=told.weight_g if told else None,
    )


def _ask_about_match(conn: Connection, scene: Scene, report: Report, match: Match, others: tuple[Reply, ...]) -> Told:
    other = children.get(conn, match.ids[0])
    form = MATCH_QUESTION[match.kind]
    field = "same" if form == "same_birth" else "confirmed"
    draft = Draft({"other": other.id})
    talk_id = asking.question(conn, scene, Question(form, (field,), draft=draft, report=report))
    told = next((one for one in reports.of_child(conn, other.id) if one.kind is ReportKind.BIRTH), None)
    if form == "same_birth":
        ask = line(
            form,
            what=f"{report_code(report)}: {what(conn, scene, report)}",
            child=f"TE{other.code}",
            other=what(conn, scene, told) if told else "",
        )
    else:
        said, born = report.event_on or scene.today, other.date_of_birth or scene.today
        mother = str(report.facts.get("mother") or "")
        ask = line(
            form, mother=mother.rsplit(maxsplit=1)[-1] if scene.on_telegram and mother else mother, date=born, said=said
        )
    return Told((ask,), others, talk_id)
