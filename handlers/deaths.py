"""A death: from the first word nothing about the child leaves; one question; then everything about it is closed."""

from collections.abc import Sequence
from dataclasses import replace

from handlers import alerts, asking, expecting
from handlers.asking import Question
from handlers.commands import AnswerTalk
from handlers.facts import Facts, facts_of, likely_birth, missing_of
from handlers.finding import find_children
from handlers.mourning import plan_visits
from handlers.phrases import child_list, discreet, phrase_to, report_code, what
from handlers.replies import Reply, line
from handlers.revising import stored_facts
from handlers.scene import Scene, is_allowed
from handlers.storing import new_child, store
from handlers.timing import next_morning
from handlers.told import Told
from handlers.trail import Values, note
from health.ages import age_days, age_group, age_months
from health.events import Age, ReportKind
from health.matching import Certainty
from health.rights import Action, Role, Target
from messages.forms import Draft, from_json
from messages.marks import parts_of
from messages.reading.understanding import ReportReading
from messages.texts import Line
from storage import agenda, care, children, holds, outbox, people, places, reports, talks
from storage.agenda import Subject, What
from storage.changes import ChangeKind
from storage.children import Child
from storage.engine import Connection
from storage.outbox import Closing, Priority
from storage.reports import Report, State

_OF_LOSS = {  # what is said of a death, and what of the loss of a pregnancy
    "alert_death_unconfirmed": "alert_loss_unconfirmed",
    "alert_death_elsewhere": "alert_loss_elsewhere",
    "alert_death_withdrawn": "alert_loss_withdrawn",
    "alert_death": "alert_loss",
    "death_passed_on": "loss_passed_on",
    "death_denied": "loss_denied",
    "which_child": "which_mother",
}


def record(conn: Connection, scene: Scene, readings: Sequence[ReportReading]) -> list[Told]:
    """Store the deaths of one message."""
    return [record_one(conn, scene, facts_of(reading, ReportKind.DEATH, scene.today)) for reading in readings]


def record_one(conn: Connection, scene: Scene, facts: Facts) -> Told:
    """Store one death: of a mother, a stillbirth, a child on record, or one nobody had told of."""
    if facts.get("maternal") or facts.get("stillbirth"):
        return _record_apart(conn, scene, facts)
    found = find_children(conn, scene, facts)
    if found.certainty is Certainty.NONE:
        return _record_unknown(conn, scene, facts)
    meant = [children.get(conn, child_id) for child_id in found.ids]
    living = [child for child in meant if not child.dead]
    return _hold_and_ask(conn, scene, facts, living) if living else _ask_twice(conn, scene, facts, meant[0])


def _ask_twice(conn: Connection, scene: Scene, facts: Facts, child: Child) -> Told:
    """A death of that child is on record: told twice, or of another child? It does not count until somebody says."""
    first = next(one for one in reports.of_child(conn, child.id) if one.kind is ReportKind.DEATH)
    report = store(conn, scene, facts, child.id, State.DOUBTFUL)
    asks = Question("duplicate", ("same",), Draft({"other": first.id}), report)
    told = f"{report_code(report)}: {what(conn, scene, report)}"
    said = line("same_report", what=told, code=report_code(first))
    return Told((said,), (), asking.question(conn, scene, asks))


def _record_apart(conn: Connection, scene: Scene, facts: Facts) -> Told:
    """Neither is a death of a live-born child: each has its own count. The pregnancy that it ends is closed."""
    is_hers = bool(facts.get("maternal"))
    mother = facts.get("name") if is_hers else facts.get("mother")
    named = replace(facts, values={**facts.values, **({"mother": mother} if mother else {})})
    ended = [one for one in expecting.meant(conn, scene, named) if scene.entered or may_hold(conn, scene, one)]
    report = store(conn, scene, facts, ended[0].id if len(ended) == 1 else None, State.RECORDED)
    others = alerts.about_report(conn, scene, "alert_maternal_death" if is_hers else "alert_stillbirth", report)
    key = "maternal_death_recorded" if is_hers else "stillbirth_recorded"
    said: tuple[Line, ...] = (line(key, code=report_code(report), what=what(conn, scene, report)),)
    if len(ended) == 1:
        close_expected(conn, scene, ended[0])
        if not is_hers:
            plan_visits(conn, ended[0], report.event_on or scene.today, scene.at, scene.known)
        said = (*said, line("pregnancy_closed"))
    told = _with_gaps(conn, scene, report, facts, said, others)
    return _hold_each(conn, scene, report, ended, told) if len(ended) > 1 else told


def _hold_each(conn: Connection, scene: Scene, report: Report, found: list[Child], told: Told) -> Told:
    """The death stands; which of several pregnancies it ended is asked, and all are held until then."""
    for each in found:
        holds.place(conn, each.id, report.id, scene.at)
    asked = _ask_which(conn, scene, report, found, ())
    return Told((*told.lines, *asked.lines), told.others, asked.talk_id)


def _record_unknown(conn: Connection, scene: Scene, facts: Facts) -> Told:
    """A child nobody had told of is taken all the same; the station completes it."""
    child_id = new_child(conn, scene, facts, likely_birth(facts, scene.today), provisional=True)
    children.change(conn, child_id, {"dead": True})
    report = store(conn, scene, facts, child_id, State.RECORDED)
    plan_visits(conn, children.get(conn, child_id), report.event_on or scene.today, scene.at, scene.known)
    others = alerts.about_report(conn, scene, "alert_death", report, f"TE{children.get(conn, child_id).code}")
    lines = (
        line("recorded", code=report_code(report), what=what(conn, scene, report)),
        line("condolence_short"),
        line("child_provisional"),
    )
    return _with_gaps(conn, scene, report, facts, lines, others)


def _with_gaps(
    conn: Connection, scene: Scene, report: Report, facts: Facts, lines: tuple[Line, ...], others: tuple[Reply, ...]
) -> Told:
    """Ask for what is missing; once nothing is, for the cause."""
    if gaps := missing_of(facts):
        talk_id = asking.question(conn, scene, Question("death", gaps, draft=Draft(facts.values), report=report))
        return Told((*lines, *asking.missing_lines(scene, facts)), others, talk_id)
    if facts.get("cause") or facts.get("stillbirth") or facts.get("maternal") or not scene.works_here:
        return Told(lines, others)  # a parent is not asked for the cause: the station visits
    talk_id = asking.question(conn, scene, Question("cause_of_death", ("cause",), report=report))
    return Told((*lines, line("ask_cause")), others, talk_id)


def _hold_and_ask(conn: Connection, scene: Scene, facts: Facts, found: list[Child]) -> Told:
    """Hold every child it may be, tell the station, and ask: is it this one, or which one."""
    child = found[0]
    known = _with_child(facts, child, conn) if len(found) == 1 else facts
    report = store(conn, scene, known, child.id if len(found) == 1 else None, State.UNCONFIRMED)
    return hold_and_ask(conn, scene, report, known, found)


def ask_anew(conn: Connection, scene: Scene, report: Report) -> tuple[Reply, ...]:
    """A death withdrawn unconfirmed and taken back: held and asked about as at its first word."""
    found = [children.get(conn, child_id) for child_id in holds.ever_held(conn, report.id)]
    if not found:
        return alerts.about_report(conn, scene, said_of(report, "alert_death_unconfirmed"), report)
    told = hold_and_ask(conn, scene, report, stored_facts(conn, report), found)
    return (scene.reply(*told.lines, talk_id=told.talk_id), *told.others)


def hold_and_ask(conn: Connection, scene: Scene, report: Report, known: Facts, found: list[Child]) -> Told:
    child = found[0]
    may = [each for each in found if may_hold(conn, scene, each)]
    if not may and scene.entered is None:
        return _pass_on(conn, scene, report, known, found)
    for each in found if scene.entered else may:  # what the station read is also the station's word
        holds.place(conn, each.id, report.id, scene.at)
    code = f"TE{child.code}" if len(found) == 1 else ""
    others = alerts.about_report(conn, scene, said_of(report, "alert_death_unconfirmed"), report, code)
    if may:
        return _ask(conn, scene, report, known, found, others)
    asked = scene.with_reader()
    told = _ask(conn, asked, report, known, found, others)
    return Told((), (*told.others, asked.reply(*told.lines, talk_id=told.talk_id)))


def _ask(
    conn: Connection, scene: Scene, report: Report, known: Facts, found: list[Child], others: tuple[Reply, ...]
) -> Told:
    """Is it this child, or which of these."""
    if len(found) > 1:
        return _ask_which(conn, scene, report, found, others)
    asks = Question("confirm_death", ("confirmed",), draft=Draft(known.values), report=report)
    said = line("confirm_death", what=death_words(scene, known, report))
    return Told((said,), others, asking.question(conn, scene, asks))


def _pass_on(conn: Connection, scene: Scene, report: Report, known: Facts, found: list[Child]) -> Told:
    """Told from elsewhere: nothing is held and nothing of the child is told; each child's own village is asked."""
    code = f"TE{found[0].code}" if len(found) == 1 else ""
    others = [*alerts.about_report(conn, scene, said_of(report, "alert_death_elsewhere"), report, code)]
    told = death_words(scene, known, report, hide=True)
    for village_id in dict.fromkeys(child.village_id for child in found if child.village_id):
        asks, said = (
            Question("confirm_death", ("confirmed",), Draft(known.values), report),
            line("confirm_death", what=told),
        )
        if len(found) > 1:
            there = [child for child in found if child.village_id == village_id]
            asks = Question("which_child", ("child",), _among(there), report)
            said = line("which_child_died", what=told, choices=child_list(scene, there, hide=True))
        for person_id in people.holders(conn, Role.COLLABORATOR, village_id):
            talk_id = asking.question(conn, scene, replace(asks, to=person_id))
            others.append(Reply(person_id, (said,), Priority.ALERT, talk_id=talk_id))
    return Told((line(said_of(report, "death_passed_on")),), tuple(others))


def _among(found: list[Child]) -> Draft:
    return Draft({"among": " ".join(str(child.id) for child in found)})


def _ask_which(conn: Connection, scene: Scene, report: Report, found: list[Child], others: tuple[Reply, ...]) -> Told:
    talk_id = asking.question(conn, scene, Question("which_child", ("child",), draft=_among(found), report=report))
    return Told((line(said_of(found[0], "which_child"), choices=child_list(scene, found)),), others, talk_id)


def death_words(scene: Scene, facts: Facts, report: Report, hide: bool = False) -> str:
    """ "bé gái con chị Lò Thị Mây, 12 ngày tuổi, mất hôm nay 1/5"; ``hide`` keeps the given name alone."""
    fields = {name: value for name, value in facts.values.items() if name not in ("village", "child", "child_code")}
    born, died = facts.day("date_of_birth"), facts.day("date")
    if born and died and "age" not in fields and born <= died:
        days = age_days(born, died)
        fields["age"] = Age(days=days) if days < 61 else Age(months=age_months(born, died))
    return phrase_to(scene, facts.kind, discreet(fields) if hide else fields, report.unsure)


def _with_child(facts: Facts, child: Child, conn: Connection) -> Facts:
    """What the record knows of the child need not be told again."""
    known = {"sex": child.sex, "date_of_birth": child.date_of_birth, "mother": child.mother, "name": child.name}
    village = places.by_id(conn, child.village_id).code if child.village_id else None
    filled = {**{name: value for name, value in known.items() if value}, **facts.values}
    if village:
        filled["village"] = village
    return replace(facts, values=filled)


def of_nobody(conn: Connection, scene: Scene, facts: Facts) -> Told:
    """A loss of a pregnancy that nobody had told of: the station hears of it, and nobody is asked anything."""
    report = store(conn, scene, facts, None)
    others = alerts.about_report(conn, scene, "alert_loss", report)
    return Told((line("loss_noted", code=report_code(report)),), others)


def is_end(report: Report) -> bool:
    """Whether the report, where it stands, ends all that is said of its child."""
    return report.kind is ReportKind.DEATH or bool(report.facts.get("lost"))


def said_of(of: Report | Child, key: str) -> str:
    """The text for this, where it is not of a child but of one who was expected."""
    unborn = of.expected if isinstance(of, Child) else of.kind is ReportKind.PREGNANCY
    return _OF_LOSS[key] if unborn else key


def may_hold(conn: Connection, scene: Scene, child: Child) -> bool:
    """Only who looks after the child, its village's collaborator and the staff can stop its messages."""
    place = tuple(places.path(conn, child.village_id or child.commune_id))
    own = child.id in care.children_of(conn, scene.person.id)
    return is_allowed(conn, scene.person, Action.HOLD_CHILD, Target(place, is_own_child=own))


def confirm(conn: Connection, scene: Scene, command: AnswerTalk) -> list[Reply]:
    """CO or KHONG to "is it this child"."""
    assert command.talk.report_id is not None
    report = reports.get(conn, command.talk.report_id)
    asking.close_about(conn, scene, report)
    if command.choice == "yes":
        return _confirmed(conn, scene, report)
    return _denied(conn, scene, report)


def _denied(conn: Connection, scene: Scene, report: Report) -> list[Reply]:
    reports.set_state(conn, report.id, State.WITHDRAWN)
    holds.lift(conn, report.id, scene.at)
    note(conn, scene, report.id, ChangeKind.DENIED)
    told = alerts.about_report(conn, scene, said_of(report, "alert_death_withdrawn"), report)
    return [scene.reply(line(said_of(report, "death_denied"))), *told]


def choose_child(conn: Connection, scene: Scene, command: AnswerTalk) -> list[Reply]:
    """Which of several children it was, or none of them."""
    assert command.talk.report_id is not None
    asking.close(conn, scene, command.talk)
    ids = [int(word) for word in str(from_json(command.talk.draft).values["among"]).split()]
    report = reports.get(conn, command.talk.report_id)
    picked = int(command.choice) - 1
    if report.state is State.RECORDED:  # a stillbirth, or a mother's death, that ended one of several pregnancies
        return _ended(conn, scene, report, ids[picked] if picked < len(ids) else None)
    if picked < len(ids):
        asking.close_about(conn, scene, report)
        reports.set_child(conn, report.id, ids[picked])
        return _confirmed(conn, scene, reports.get(conn, report.id))
    if any(talk.form == "which_child" for talk in talks.about_report(conn, report.id)):
        return [scene.reply(line("death_other_village"))]
    return none_of_them(conn, scene, report)


def _ended(conn: Connection, scene: Scene, report: Report, child_id: int | None) -> list[Reply]:
    """The one pregnancy that a death on record ended; the others go on."""
    holds.lift(conn, report.id, scene.at)
    if child_id is None or not children.get(conn, child_id).expected:
        return [scene.reply(line("which_mother_noted"))]
    reports.set_child(conn, report.id, child_id)
    ended = children.get(conn, child_id)
    close_expected(conn, scene, ended)
    if not report.facts.get("maternal"):
        plan_visits(conn, ended, report.event_on or scene.today, scene.at, scene.known)
    return [scene.reply(line("pregnancy_closed"))]


def none_of_them(conn: Connection, scene: Scene, report: Report) -> list[Reply]:
    """It was none of the children on record: withdrawn, and told anew of one nobody had told of."""
    reports.set_state(conn, report.id, State.WITHDRAWN)
    holds.lift(conn, report.id, scene.at)
    note(conn, scene, report.id, ChangeKind.DENIED)
    facts = stored_facts(conn, report)
    told = _record_unknown(conn, scene, facts) if report.kind is ReportKind.DEATH else of_nobody(conn, scene, facts)
    return [scene.reply(*told.lines, talk_id=told.talk_id), *told.others]


def _confirmed(conn: Connection, scene: Scene, report: Report) -> list[Reply]:
    """Close all that was planned about the child, in this same transaction."""
    assert report.child_id is not None
    child = children.get(conn, report.child_id)
    if report.kind is ReportKind.PREGNANCY and not child.expected:  # born meanwhile: what was lost is another's
        return _denied(conn, scene, report)
    reports.set_state(conn, report.id, State.RECORDED)
    close_child(conn, child.id)
    holds.lift(conn, report.id, scene.at)
    plan_visits(conn, child, report.event_on or scene.today, scene.at, scene.known)
    if child.date_of_birth and report.event_on and child.date_of_birth <= report.event_on:
        group = age_group(child.date_of_birth, report.event_on)
        reports.set_facts(conn, report, {"date_of_birth": child.date_of_birth, "age_group": group.value})
    note(conn, scene, report.id, ChangeKind.CONFIRMED)
    others = alerts.about_report(conn, scene, said_of(report, "alert_death"), report, f"TE{child.code}")
    if report.kind is ReportKind.PREGNANCY:
        close_expected(conn, scene, child)
        return [scene.reply(_loss_recorded(scene, report)), *others]
    told = _with_gaps(
        conn, scene, report, stored_facts(conn, report), (line("death_recorded", code=report_code(report)),), others
    )
    return [scene.reply(*told.lines, talk_id=told.talk_id), *told.others]


def _loss_recorded(scene: Scene, report: Report) -> Line:
    """The family is not told how to take it back; a word is enough."""
    if scene.works_here:
        return line("loss_recorded", code=report_code(report), number=report.number)
    return line("loss_recorded_own", station=scene.station)


def close_expected(conn: Connection, scene: Scene, child: Child) -> None:
    """Nothing about a pregnancy leaves any more; the morning after, the station's words, if it chose any."""
    close_child(conn, child.id)
    agenda.drop_child(conn, child.id, What.LOSS_WORDS)
    agenda.add(conn, child.commune_id, What.LOSS_WORDS, next_morning(scene.at), Subject(child_id=child.id))


def close_child(conn: Connection, child_id: int) -> None:
    """Nothing about this child leaves any more."""
    children.change(conn, child_id, {"dead": True})
    outbox.close_about(conn, child_id, Closing.DEATH)
    agenda.drop_child(conn, child_id, What.LESSON)


def reopen_child(conn: Connection, scene: Scene, child_id: int) -> None:
    """The child lives after all: its messages are planned again."""
    child = children.get(conn, child_id)
    children.change(conn, child_id, {"dead": False})
    agenda.drop_child(conn, child_id, What.CONDOLENCE)
    agenda.drop_child(conn, child_id, What.LESSON)
    if child.expected:
        expecting.plan(conn, scene, child)
        return
    for kind in (What.LESSON, What.REMINDER):
        agenda.add(conn, child.commune_id, kind, scene.at, Subject(child_id=child_id))


def note_cause(conn: Connection, scene: Scene, command: AnswerTalk) -> list[Reply]:
    """The cause as the community tells it."""
    assert command.talk.report_id is not None
    asking.close(conn, scene, command.talk)
    report = reports.get(conn, command.talk.report_id)
    cause = str(command.found["cause"].value)
    reports.set_facts(conn, report, {"cause": cause})
    note(conn, scene, report.id, ChangeKind.COMPLETED, Values(after={"cause": cause}, parts=parts_of(command.found)))
    return [scene.reply(line("cause_noted"))]
