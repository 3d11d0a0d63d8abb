"""The collaborator's card of home visits: on Monday those of the week, and a newborn's own once its birth is told.

It says what to ask and do at each, for families with a phone and without one.
"""

from collections.abc import Iterable, Sequence
from datetime import date, datetime, timedelta

from handlers import alerts
from handlers.cases import may_be_spoken_of
from handlers.knowledge import Knowledge
from handlers.replies import Reply, keep, line
from handlers.timing import next_monday_morning
from health.local_time import local_date, next_sending_moment
from health.visits import DueVisit, beginning, oldest_visited, open_until
from health.weeks import Week
from messages.days import short_day
from messages.texts import Line
from messages.voice import Voice
from storage import agenda, care, children, people, places
from storage.agenda import Entry, Subject, What
from storage.care import Answer
from storage.children import Child
from storage.engine import Connection
from storage.outbox import Priority

AFTER_THE_REPORT = timedelta(hours=1)  # time to correct or withdraw it
USEFUL_FOR = timedelta(hours=36)

Visits = Sequence[tuple[Child, DueVisit]]


def plan_newborn(conn: Connection, commune_id: int, child_id: int, at: datetime) -> None:
    """A newborn's visits of this week are told soon: the card of the week has gone out."""
    moment = next_sending_moment(at + AFTER_THE_REPORT)
    agenda.add(conn, commune_id, What.VISIT, moment, Subject(child_id=child_id))


def newborn(conn: Connection, entry: Entry, now: datetime, known: Knowledge) -> None:
    """The visits of one newborn from today to Sunday."""
    assert entry.child_id is not None
    child, today = children.get(conn, entry.child_id), local_date(now)
    if child.village_id is None or child.date_of_birth is None or not may_be_spoken_of(conn, child):
        return
    due = open_until(child.date_of_birth, known.visits, today, Week.of(today).sunday)
    _tell(conn, entry.commune_id, child.village_id, [(child, each) for each in due], now)


def week(conn: Connection, entry: Entry, now: datetime, known: Knowledge) -> None:
    """Monday morning: each village's visits of the week."""
    agenda.add(conn, entry.commune_id, What.VISITS, next_monday_morning(now))
    this = Week.of(local_date(now))
    for village in places.villages(conn, entry.commune_id):
        born = children.born_between(
            conn, village.id, entry.commune_id, this.monday - oldest_visited(known.visits), this.sunday
        )
        due = [
            (child, each)
            for child in born
            if child.date_of_birth and may_be_spoken_of(conn, child)
            for each in beginning(child.date_of_birth, known.visits, this.monday, this.sunday)
        ]
        _tell(conn, entry.commune_id, village.id, due, now)


def _tell(conn: Connection, commune_id: int, village_id: int, due: Visits, now: datetime) -> None:
    """The same card to each collaborator of the village who works and wants messages."""
    today = local_date(now)
    for person_id in alerts.at_work(conn, village_id, today) if due else ():
        voice = Voice(today, language=people.get(conn, person_id).language)
        reply = Reply(person_id, _card(conn, due, voice), Priority.ROUTINE, expires_at=now + USEFUL_FOR)
        keep(conn, [reply], now, commune_id)


def _card(conn: Connection, due: Visits, voice: Voice) -> tuple[Line, ...]:
    """Visit by visit, in the order of the child's life: whom, when, what to ask and do."""
    kinds = {each.visit.from_day: each.visit for _, each in due}
    rows = [
        line(f"visit_{visit.id}", children=", ".join(_whom(due, visit.id, voice)))
        for _, visit in sorted(kinds.items(), key=lambda kind: kind[0])
    ]
    silent = _without_phone(conn, (child for child, _ in due))
    return (line("visit_card"), *rows, *((line("visit_no_phone", children=", ".join(silent)),) if silent else ()))


def _whom(due: Visits, kind: str, voice: Voice) -> list[str]:
    mine = sorted(((child, each) for child, each in due if each.visit.id == kind), key=lambda one: one[1].first_day)
    return [f"TE{child.code} ({_days(each.first_day, each.last_day, voice)})" for child, each in mine]


def _days(first: date, last: date, voice: Voice) -> str:
    return short_day(first, voice) if first == last else f"{short_day(first, voice)}-{short_day(last, voice)}"


def _without_phone(conn: Connection, visited: Iterable[Child]) -> list[str]:
    """Children whose family gets no messages: nobody agreed to them, or nobody has a phone."""
    told = dict.fromkeys(
        f"TE{child.code}"
        for child in visited
        if not any(care.consent_of(conn, one) is Answer.YES for one in care.carers_of(conn, child.id))
    )
    return [*told]
