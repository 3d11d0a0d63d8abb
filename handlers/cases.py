"""One child as reminders look at it: its doses, the station's days, and what was said to a person already."""

from handlers.doses import history_of
from handlers.knowledge import Knowledge
from handlers.schedule_signing import is_signed
from handlers.station_days import sessions_of
from handlers.vaccines_on import schedule_of
from health.local_time import local_date
from health.reminders import Case, Moment, Notice
from health.sessions import Sessions
from storage import care, children, holds, reminders
from storage.care import Answer
from storage.children import Child
from storage.engine import Connection
from storage.reminders import Said

NO_DAYS = Sessions(())  # by a schedule that nobody signed no dose is spoken of
OF_ALL = (Moment.ENDED, Moment.DONE)  # said once about a child, to or by whomever


def case_of(conn: Connection, child: Child, person_id: int, known: Knowledge) -> Case:
    """The case of a child whose date of birth is known, for one person."""
    assert child.date_of_birth is not None
    said = reminders.about(conn, child.id)
    told = [notice_of(one) for one in said if one.person_id == person_id or one.moment in OF_ALL]
    agreed = care.agreed_at(conn, person_id)
    return Case(
        born=child.date_of_birth,
        history=history_of(conn, child.id),
        schedule=schedule_of(conn, child.commune_id, known.schedule),
        sessions=sessions_of(conn, child.commune_id) if is_signed(conn, known) else NO_DAYS,
        told=told,
        agreed_on=local_date(agreed) if agreed else None,
    )


def notice_of(said: Said) -> Notice:
    """What was said, without of whom and to whom."""
    return Notice(said.subject, said.order, Moment(said.moment), said.day, said.said_on)


def may_be_spoken_of(conn: Connection, child: Child) -> bool:
    """Whether the station may say anything of its own about a child at all."""
    gone = child.dead or child.removed or child.away or child.date_of_birth is None
    return not gone and not holds.stands(conn, child.id)


def own_children(conn: Connection, person_id: int) -> tuple[Child, ...]:
    """The children of a person who agreed to messages, of whom something may be said."""
    if care.consent_of(conn, person_id) is not Answer.YES:
        return ()
    own = [children.get(conn, child_id) for child_id in care.children_of(conn, person_id)]
    return tuple(child for child in own if may_be_spoken_of(conn, child))
