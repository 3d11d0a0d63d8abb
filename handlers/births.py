"""A birth is stored at once; what is missing is asked for; what may have been told before is asked about."""

from collections.abc import Sequence
from datetime import date, timedelta

from handlers import alerts, asking, expecting, visits
from handlers.asking import Question
from handlers.commands import AnswerTalk
from handlers.facts import Facts, facts_of, missing_of
from handlers.phrases import child_list, report_code, what
from handlers.qr import receipt_link
from handlers.replies import Reply, line
from handlers.revising import stored_facts
from handlers.scene import Scene
from handlers.storing import new_child, store, village_id_of
from handlers.told import Told
from health.counts import LOW_BIRTH_WEIGHT_G
from health.events import ReportKind, Sex
from health.matching import SHORTEST_INTERVAL_DAYS, Birth, Match, MatchKind, match_birth
from health.names import words_shared
from messages.forms import Draft, from_json
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
    doubted = match.kind in MATCH_QUESTION
    awaited = [] if doubted else expecting.of_birth(conn, scene, facts)
    report = _store(conn, scene, facts, State.DOUBTFUL if doubted else State.RECORDED, awaited)
    if match.kind is MatchKind.TWIN:
        expecting.share_carers(conn, scene, match.ids[0], report.child_id or 0)
    low, alone = is_low_weight(report), is_unskilled(report)
    others: tuple[Reply, ...] = ()
    if low or alone:
        child = children.get(conn, report.child_id or 0)
        others = alerts_for(conn, scene, report, f"TE{child.code}", low=low, alone=alone)
    if report.state is State.DOUBTFUL:
        return _ask_about_match(conn, scene, report, match, others)
    told = _receipt(conn, scene, report, facts, others)
    return _ask_whose(conn, scene, report, awaited, told) if len(awaited) > 1 else told


def _ask_whose(conn: Connection, scene: Scene, report: Report, awaited: Sequence[Child], told: Told) -> Told:
    """The birth stands; which of several pregnancies it ended is asked."""
    among = Draft({"among": " ".join(str(child.id) for child in awaited)})
    talk_id = asking.question(conn, scene, Question("which_child", ("child",), among, report))
    asks = line("which_mother_born", choices=child_list(scene, awaited))
    return Told((*told.lines, asks), told.others, talk_id)


def settle_pregnancy(conn: Connection, scene: Scene, report: Report) -> None:
    """What is now known of a birth may tell which pregnancy it ended, or that it ended another woman's."""
    if report.kind is not ReportKind.BIRTH or report.state is not State.RECORDED or report.child_id is None:
        return
    facts, told = stored_facts(conn, report), expecting.tellings(conn, report.child_id)
    awaited = expecting.of_birth(conn, scene, facts)
    if told and not _can_be_hers(facts, told[-1]):
        _take_apart(conn, scene, report, facts)
    elif not told and len(awaited) == 1:
        expecting.hand_over(conn, scene, report, facts, awaited[0])


def born_again(conn: Connection, scene: Scene, report: Report) -> Child:
    """A birth taken back: of the child expected meanwhile, or of one of its own where another birth took that one."""
    assert report.child_id is not None
    child, facts = children.get(conn, report.child_id), stored_facts(conn, report)
    if child.expected:
        expecting.born(conn, scene, child, facts)
    elif any(one.kind is ReportKind.BIRTH and one.id != report.id for one in reports.of_child(conn, child.id)):
        child_id = new_child(conn, scene, facts, facts.event_on, provisional=False)
        reports.set_child(conn, report.id, child_id)
        return children.get(conn, child_id)
    return children.get(conn, child.id)


def _can_be_hers(facts: Facts, told: Report) -> bool:
    mother, known = facts.text("mother"), told.facts["mother"]
    return not mother or not known or words_shared(mother, str(known)) > 0


def _take_apart(conn: Connection, scene: Scene, report: Report, facts: Facts) -> None:
    """The child of another mother is another child, with a code of its own; the pregnancy goes on."""
    child_id = new_child(conn, scene, facts, facts.event_on, provisional=False)
    reports.set_child(conn, report.id, child_id)
    expecting.unborn(conn, scene, report.child_id or 0)
    _plan(conn, scene, report, child_id)


def _plan(conn: Connection, scene: Scene, report: Report, child_id: int) -> None:
    agenda.add(conn, report.commune_id, What.LESSON, scene.at, Subject(child_id=child_id))
    visits.plan_newborn(conn, report.commune_id, child_id, scene.at)


def choose_mother(conn: Connection, scene: Scene, command: AnswerTalk) -> list[Reply]:
    """Which pregnancy a birth ended, or another woman's: the child has the code of that pregnancy from now on."""
    assert command.talk.report_id is not None
    asking.close(conn, scene, command.talk)
    ids = [int(word) for word in str(from_json(command.talk.draft).values["among"]).split()]
    picked, report = int(command.choice) - 1, reports.get(conn, command.talk.report_id)
    if picked >= len(ids) or not expecting.is_open(children.get(conn, ids[picked])):
        return [scene.reply(line("which_mother_noted"))]
    expecting.hand_over(conn, scene, report, stored_facts(conn, report), children.get(conn, ids[picked]))
    return [scene.reply(line("child_code", child=f"TE{children.get(conn, ids[picked]).code}"))]


def _store(conn: Connection, scene: Scene, facts: Facts, state: State, awaited: Sequence[Child]) -> Report:
    """The child, the one expected if only one is, and its report; one in doubt does not count until it is decided."""
    if len(awaited) == 1:
        child_id = awaited[0].id
        expecting.born(conn, scene, awaited[0], facts)
    else:
        child_id = new_child(conn, scene, facts, facts.event_on, provisional=False)
    report = store(conn, scene, facts, child_id, state)
    _plan(conn, scene, report, child_id)
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
