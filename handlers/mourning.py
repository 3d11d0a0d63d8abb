"""A family that lost a child: what it still hears, and what the village and the station are told for their visits."""

from datetime import date, datetime, timedelta

from handlers import alerts
from handlers.knowledge import Knowledge
from handlers.reminders_due import look_again
from handlers.replies import Reply, keep, line
from handlers.timing import lesson_moment, next_morning
from health.local_time import local_date
from health.loss import Grief, is_newly_delivered, loss_visits
from health.reminders import REGISTRATION
from messages.texts import Line
from storage import agenda, children, losses, reminders
from storage.agenda import Entry, Subject, What
from storage.children import Child
from storage.engine import Connection
from storage.outbox import Due, Priority

USEFUL_FOR = timedelta(days=3)


def grief_of(conn: Connection, person_id: int, known: Knowledge) -> Grief:
    """What a caregiver has lost."""
    return Grief(losses.of_person(conn, person_id), losses.is_feared(conn, person_id), known.loss)


def is_quiet(conn: Connection, person_id: int, today: date, known: Knowledge) -> bool:
    """Whether a caregiver is in the days after a death, in which danger signs and doses alone are spoken of."""
    return grief_of(conn, person_id, known).is_quiet(today)


def is_unfit(conn: Connection, due: Due, now: datetime, known: Knowledge) -> bool:
    """Whether a lesson, a quiz or a birth's registration that waits was meant for a family that had lost nobody yet."""
    if due.lesson is None:
        return False
    grief, today = grief_of(conn, due.person_id, known), local_date(now)
    if not grief.losses and not grief.is_feared:
        return False
    if due.lesson == REGISTRATION:
        return _waits(conn, due, grief, now)
    lesson = next((one for one in known.lessons if one.id == due.lesson), None)
    child = children.get(conn, due.child_id) if due.child_id else None
    born = (child.date_of_birth or child.due_on) if child else None
    return lesson is None or born is None or not grief.fits(lesson, born, today)


def _waits(conn: Connection, due: Due, grief: Grief, now: datetime) -> bool:
    """In the quiet days nobody is sent to an office; it is looked at again when they end."""
    again = grief.look_again(local_date(now))
    if again is None:
        return False
    for child_id in {one.child_id for one in reminders.of_message(conn, due.id)}:
        look_again(conn, children.get(conn, child_id).commune_id, child_id, lesson_moment(again))
    return True


def plan_visits(conn: Connection, child: Child, died_on: date, at: datetime, known: Knowledge) -> None:
    """The visits to the family are told of in the mornings on which their time begins."""
    agenda.drop_child(conn, child.id, What.CONDOLENCE)
    for visit in loss_visits(died_on, known.loss):
        moment = max(next_morning(at), lesson_moment(visit.first_day))
        if local_date(moment) <= visit.last_day:
            agenda.add(conn, child.commune_id, What.CONDOLENCE, moment, Subject(child_id=child.id))


def tell_visit(conn: Connection, entry: Entry, now: datetime, known: Knowledge) -> None:
    """What to say and look for, to village and station; nothing if the child lives after all."""
    assert entry.child_id is not None
    child, today = children.get(conn, entry.child_id), local_date(now)
    died_on = losses.died_on(conn, child.id)
    if not child.dead or child.removed or died_on is None:
        return
    words = _words(child, died_on, today, known)
    village = alerts.at_work(conn, child.village_id, today)
    heard = dict.fromkeys((*village, *alerts.station_people(conn, child.commune_id)))
    replies = [Reply(one, words, Priority.ROUTINE, expires_at=now + USEFUL_FOR) for one in heard] if words else []
    keep(conn, replies, now, child.commune_id)


def _words(child: Child, died_on: date, today: date, known: Knowledge) -> tuple[Line, ...]:
    now_open = [due for due in loss_visits(died_on, known.loss) if due.first_day <= today <= due.last_day]
    said = tuple(line(f"loss_visit_{due.visit.id}", child=f"TE{child.code}") for due in now_open)
    ended_on = died_on if child.expected else child.date_of_birth  # of the pregnancy
    watched = is_newly_delivered(ended_on, today, known.loss)
    return (*said, line("loss_visit_mother")) if said and watched else said
