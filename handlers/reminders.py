"""Reminders of doses and of the registration, and the question on the day after: planned for who agreed to messages.

Two children of one person of whom the same is to be said are spoken of in one message.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from handlers import alerts
from handlers.cases import case_of, may_be_spoken_of, own_children
from handlers.knowledge import Knowledge
from handlers.mourning import is_quiet
from handlers.reminders_due import look_again
from handlers.replies import Reply, keep, line
from handlers.timing import next_morning
from health.lessons import has_room
from health.local_time import local_date, local_moment, next_sending_moment
from health.reminders import AFTER_FOR, REGISTRATION, TO_FAMILY, Moment, Notice, next_day, notices
from messages.formfile import load_forms
from messages.forms import Draft, to_json
from storage import agenda, care, children, outbox, people, reminders, talks
from storage.agenda import What
from storage.children import Child
from storage.engine import Connection
from storage.outbox import Priority
from storage.reminders import Said
from storage.talks import NewTalk

REMIND_AT = time(7, 15)  # before the day's lessons are looked at
EVENING = time(20)
SESSION_ENDS = time(16)  # who hears later on the day cannot come any more
USEFUL = timedelta(days=3)  # for what is bound to no day
AFTER_FORM = "after_dose"


@dataclass(frozen=True, slots=True)
class Batch:
    """One message: of which children it says what."""

    children: tuple[Child, ...]
    notices: tuple[Notice, ...]  # of one moment and one day; the same of every child

    @property
    def moment(self) -> Moment:
        """What the message is for."""
        return self.notices[0].moment

    @property
    def day(self) -> date:
        """The day that it is about."""
        return self.notices[0].day

    @property
    def of_birth(self) -> bool:
        """Whether it is about the birth's registration, which can wait, and not about a dose."""
        return self.notices[0].subject == REGISTRATION


def plan(conn: Connection, child_id: int, at: datetime, known: Knowledge) -> None:
    """Put what is to be said today into the outbox, and the next day to look on the agenda."""
    agenda.drop_child(conn, child_id, What.REMINDER)
    child = children.get(conn, child_id)
    carers = care.listeners_of(conn, child_id)
    if child.dead or child.removed or child.away or child.date_of_birth is None or not carers:
        return
    if not may_be_spoken_of(conn, child):  # held: looked at again until somebody says whether it lives
        look_again(conn, child.commune_id, child_id, next_morning(at))
        return
    days = [day for carer in carers if (day := _plan_for(conn, carer, child, at, known))]
    if days:
        look_again(conn, child.commune_id, child_id, local_moment(min(days), REMIND_AT))


def _plan_for(conn: Connection, person_id: int, child: Child, at: datetime, known: Knowledge) -> date | None:
    """Plan what one person is to hear of all their children; gives the day on which to look at this one again."""
    today = local_date(at)
    people.take(conn, person_id)  # another process may plan for another child of the same person
    own = own_children(conn, person_id)
    cases = {one: case_of(conn, one, person_id, known) for one in own}
    found = [(one, notice) for one, case in cases.items() for notice in notices(case, today)]
    quiet = is_quiet(conn, person_id, today, known)
    said = batches(found)
    waiting = [one for one in said if (quiet and one.of_birth) or not _put_batch(conn, person_id, one, at)]
    waits = any(child in batch.children for batch in waiting)  # another child is looked at again by itself
    return today + timedelta(days=1) if waits else next_day(cases[child], today)


def batches(found: Iterable[tuple[Child, Notice]]) -> list[Batch]:
    """What is to be said, one message for each moment and day; children of whom the same is said together."""
    of_child: dict[tuple[Child, Moment, date], list[Notice]] = {}
    for child, notice in found:
        of_child.setdefault((child, notice.moment, notice.day), []).append(notice)
    alike: dict[tuple[Notice, ...], list[Child]] = {}
    for (child, _, _), said in of_child.items():
        alike.setdefault(tuple(said), []).append(child)
    return [Batch(tuple(those), said) for said, those in alike.items()]


def _put_batch(conn: Connection, person_id: int, batch: Batch, at: datetime) -> bool:
    """Put one message, to whom it is for; False if it has to wait for another day."""
    if batch.moment is Moment.ENDED:
        for child in batch.children:
            for one in alerts.station_people(conn, child.commune_id):
                _put(conn, one, Batch((child,), batch.notices), at)
        return True
    if batch.of_birth and not _has_room(conn, person_id, local_date(next_sending_moment(at))):
        return False
    if _expiry(batch, at) <= next_sending_moment(at):
        return False
    _put(conn, person_id, batch, at)
    if batch.moment is Moment.MISSED:
        for child in batch.children:
            _tell_village(conn, child, batch.notices, at)
    return True


def _has_room(conn: Connection, person_id: int, today: date) -> bool:
    """Whether a message that counts for the caps may go to the person today."""
    return has_room([local_date(one.due_at) for one in outbox.lessons_of(conn, person_id)], today)


def _tell_village(conn: Connection, child: Child, missed: Sequence[Notice], at: datetime) -> None:
    """The village's collaborators hear once of each dose that a reminded family did not get."""
    told = {(one.subject, one.order) for one in reminders.about(conn, child.id) if one.moment == Moment.UNTOLD}
    news = tuple(
        Notice(one.subject, one.order, Moment.UNTOLD, one.day, one.said_on)
        for one in missed
        if (one.subject, one.order) not in told
    )
    for person_id in alerts.near(conn, child) if news else ():
        _put(conn, person_id, Batch((child,), news), at)


def _put(conn: Connection, person_id: int, batch: Batch, at: datetime) -> None:
    """Put one message and what it speaks of."""
    first = batch.children[0]
    alone = len(batch.children) == 1 and batch.moment in TO_FAMILY
    reply = Reply(
        person_id,
        (line("reminder"),),
        Priority.ROUTINE,
        child_id=first.id if alone else None,  # all others are looked at, child by child, when they leave
        lesson=REGISTRATION if batch.of_birth else None,
        talk_id=_question(conn, person_id, batch, at) if batch.moment is Moment.AFTER else None,
        due_at=next_sending_moment(at),
        expires_at=_expiry(batch, at),
    )
    (outbox_id,) = keep(conn, [reply], at, first.commune_id)
    reminders.add(conn, (_said(child, person_id, outbox_id, one) for child in batch.children for one in batch.notices))


def _said(child: Child, person_id: int, outbox_id: int, notice: Notice) -> Said:
    moment = notice.moment.value
    return Said(child.id, person_id, outbox_id, notice.subject, notice.order, moment, notice.day, notice.said_on)


def _question(conn: Connection, person_id: int, batch: Batch, at: datetime) -> int:
    """ "Bé sau tiêm thế nào?" as an open question."""
    draft = Draft(
        {
            "children": " ".join(str(child.id) for child in batch.children),
            "vaccines": " ".join(one.subject for one in batch.notices),
            "date": batch.day,
        }
    )
    form = load_forms()[AFTER_FORM]
    return talks.begin(conn, NewTalk(person_id, form.name, form.version, ("how",), to_json(draft)), at)


def _expiry(batch: Batch, at: datetime) -> datetime:
    """When it is of no more use."""
    match batch.moment:
        case Moment.BEFORE:
            return local_moment(batch.day - timedelta(days=1), EVENING)
        case Moment.DAY:
            return local_moment(batch.day, SESSION_ENDS)
        case Moment.AFTER:
            return local_moment(batch.day + timedelta(days=1) + AFTER_FOR, EVENING)
    return next_sending_moment(at) + USEFUL
