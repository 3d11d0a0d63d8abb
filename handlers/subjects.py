"""Rows read for many children at once, as planning looks at them."""

from collections.abc import Iterator, Mapping
from datetime import date

from handlers.cases import NO_DAYS, OF_ALL
from handlers.quizzes import SCOPE
from handlers.station_days import sessions_of
from handlers.vaccines_on import schedule_of
from health.lessons import ChildFacts, SentLesson
from health.planning import Carer, Subject
from health.quiz_days import AskedQuiz
from health.quizzes import Round
from health.reminders import Moment, Notice
from health.schedule import DoseFlag, GivenDose, History, Schedule
from health.sessions import Sessions
from storage.care import Answer
from storage.engine import Connection
from storage.replanning import Batch, Rows

NO_FLAGS: frozenset[DoseFlag] = frozenset()
NOTHING: Rows = ()
MOMENTS = {moment.value: moment for moment in Moment}


def subjects(conn: Connection, batch: Batch, schedule: Schedule, *, doses_signed: bool) -> Iterator[Subject]:
    """The living children of a batch whose date of birth is known, and whose family has lost nobody."""
    days, schedules = _days_of_stations(conn, batch, doses_signed), _schedules(conn, batch, schedule)
    people = {row[1] for rows in batch.carers.values() for row in rows}
    carers = {person_id: _carer(person_id, batch) for person_id in people}
    for child_id, commune_id, born, is_gone, is_held, is_other in batch.children:
        if is_gone or is_other or born is None or _grieves(batch, child_id):
            continue
        reports = batch.reports.get(child_id, NOTHING)
        mine = [carers[person_id] for _, person_id in batch.carers.get(child_id, NOTHING)]
        yield Subject(
            id=child_id,
            facts=_facts(born, reports),
            held=is_held,
            history=_history(reports),
            schedule=schedules[commune_id],
            sessions=days[commune_id],
            carers=mine,
            told=_told([carer.person_id for carer in mine], batch.said.get(child_id, NOTHING)),
        )


def _days_of_stations(conn: Connection, batch: Batch, doses_signed: bool) -> Mapping[int, Sessions]:
    """By a schedule that nobody signed no dose is spoken of."""
    communes = {row[1] for row in batch.children}
    return {commune: sessions_of(conn, commune) if doses_signed else NO_DAYS for commune in communes}


def _schedules(conn: Connection, batch: Batch, schedule: Schedule) -> Mapping[int, Schedule]:
    """Each station's, as it switched vaccines on and off."""
    return {commune: schedule_of(conn, commune, schedule) for commune in {row[1] for row in batch.children}}


def to_look_at(batch: Batch) -> frozenset[int]:
    """Children whose days hang on more than is read here: not born yet, moved away, of families in mourning."""
    return frozenset(row[0] for row in batch.children if not row[3] and (row[5] or _grieves(batch, row[0])))


def _grieves(batch: Batch, child_id: int) -> bool:
    return any(person_id in batch.grieving for _, person_id in batch.carers.get(child_id, NOTHING))


def _carer(person_id: int, batch: Batch) -> Carer:
    latest: dict[str, str] = {}
    agreed_on: list[date] = []
    for _, scope, answer, day in batch.answers.get(person_id, NOTHING):
        latest[scope] = answer
        if scope == "messages" and answer == Answer.YES:
            agreed_on.append(day)
    agreed = latest.get("messages") == Answer.YES
    return Carer(
        person_id=person_id,
        agreed=agreed,
        may_be_asked=agreed and latest.get(SCOPE) == Answer.YES,
        agreed_on=max(agreed_on, default=None),
        joined_on=min(agreed_on, default=None),
        sent=[SentLesson(lesson, day, child_id) for _, child_id, lesson, day in batch.sent.get(person_id, NOTHING)],
        asked=[AskedQuiz(topic, Round(when), day) for _, topic, when, day in batch.asked.get(person_id, NOTHING)],
        in_talk=person_id in batch.in_talk,
    )


def _facts(born: date, reports: Rows) -> ChildFacts:
    """What the first report told of the birth."""
    for _, _, is_birth, weight_g, place, *_ in reports:
        if is_birth:
            return ChildFacts(born, weight_g, place == "home")
    return ChildFacts(born)


def _history(reports: Rows) -> History:
    return tuple(
        GivenDose(vaccine, order, day, frozenset(map(DoseFlag, flags.split())) if flags else NO_FLAGS)
        for _, day, _, _, _, vaccine, order, flags in reports
        if vaccine and order and day
    )


def _told(carers: list[int], said: Rows) -> Mapping[int, list[Notice]]:
    """What was said of a child to each who looks after it; some things are said once, to whomever."""
    told: dict[int, list[Notice]] = {person_id: [] for person_id in carers}
    for _, person_id, subject, order, name, day, said_on in said:
        moment = MOMENTS[name]
        notice = Notice(subject, order, moment, day, said_on)
        if moment in OF_ALL:
            for one in carers:
                told[one].append(notice)
        elif person_id in told:
            told[person_id].append(notice)
    return told
