"""Two weeks past the due date nothing was heard: the village is asked once whether a child was born."""

from datetime import datetime, timedelta

from handlers import alerts
from handlers.knowledge import Knowledge
from handlers.replies import Reply, keep, line
from health.local_time import local_date, next_sending_moment
from health.pregnancies import ASK_AFTER
from messages.days import month
from messages.voice import Voice
from storage import children, holds
from storage.engine import Connection
from storage.outbox import Priority

USEFUL = timedelta(days=3)


def ask(conn: Connection, child_id: int, at: datetime, known: Knowledge) -> None:
    """Ask, unless it is known; the station where the village has nobody."""
    child, today = children.get(conn, child_id), local_date(at)
    gone = not child.expected or child.dead or child.removed or child.away or holds.stands(conn, child.id)
    if gone or child.due_on is None or child.due_on + ASK_AFTER > today:
        return
    given = child.mother.split()[-1] if child.mother else ""  # no whole name: the channel may be abroad
    about = {"child": f"TE{child.code}", "due": month(child.due_on, Voice(today))}
    words = line("born_yet", mother=given, **about) if given else line("born_yet_unnamed", **about)
    asked = alerts.near(conn, child)
    due = next_sending_moment(at)
    replies = [Reply(one, (words,), Priority.ROUTINE, child.id, due_at=due, expires_at=due + USEFUL) for one in asked]
    keep(conn, replies, at, child.commune_id)
