"""What a family's agenda and messages are after everybody was looked at one by one, and after a replan."""

from datetime import datetime, time, timedelta
from typing import Any

from sqlalchemy import delete, select

from handlers import due
from handlers.replanning import KINDS, plan_of, replan_some
from health.local_time import local_date, local_moment
from storage import agenda, children
from storage.agenda import Subject, What
from storage.engine import Connection
from storage.tables import agenda as moments
from storage.tables import outbox
from tests.support.stations import knowledge

MOST_ROUNDS = 10


def planned(conn: Connection) -> list[tuple[Any, ...]]:
    """Every moment at which a child is looked at."""
    rows = select(moments.c.child_id, moments.c.what, moments.c.due_at).where(moments.c.what.in_(KINDS))
    return sorted(tuple(row) for row in conn.execute(rows))


def messages(conn: Connection) -> list[tuple[Any, ...]]:
    """Every message about whatever, without its number."""
    what = (outbox.c.person_id, outbox.c.child_id, outbox.c.lesson, outbox.c.due_at, outbox.c.state)
    rows = select(*what).where(outbox.c.priority == 3)
    return sorted(([tuple(row) for row in conn.execute(rows)]), key=repr)


def do_all(conn: Connection, at: datetime) -> None:
    """Do what is due."""
    while due.do_due(conn, at, knowledge()):
        pass


def look_at_all(conn: Connection, ids: list[int], at: datetime) -> None:
    """Look at every child the ordinary way."""
    for child_id in ids:
        for kind in (What.LESSON, What.REMINDER):  # quizzes are looked for with lessons
            agenda.drop_child(conn, child_id, kind)
            agenda.add(conn, children.get(conn, child_id).commune_id, kind, at, Subject(child_id=child_id))
    do_all(conn, at)


def settle(conn: Connection, ids: list[int], at: datetime) -> None:
    """Look at every child until nothing comes of it: what one hears moves the days of its brothers and sisters."""
    for _ in range(MOST_ROUNDS):
        before = planned(conn), messages(conn)
        look_at_all(conn, ids, at)
        if before == (planned(conn), messages(conn)):
            return
    raise AssertionError("looking never comes to an end")


def forget_all(conn: Connection) -> None:
    """The agenda of an old copy, or of none."""
    conn.execute(delete(moments).where(moments.c.what.in_(KINDS)))


def replan_all(conn: Connection, at: datetime, batch: int = 2) -> int:
    """A whole replan; gives how many moments it changed."""
    plan, after, changed = plan_of(conn, at, knowledge()), 0, 0
    while step := replan_some(conn, plan, after, batch):
        after, changed = step.last_child, changed + step.changed
    return changed


def at_nine(at: datetime) -> datetime:
    """The next local morning, 9:00: what was planned for the day is looked at."""
    return local_moment(local_date(at) + timedelta(days=1), time(9))
