"""After a pregnancy was lost: silence, or once, the next morning, the words that the station has chosen and signed."""

from datetime import datetime, timedelta

from handlers.knowledge import Knowledge
from handlers.replies import Reply, keep, line
from health.local_time import next_sending_moment
from storage import care, children, holds, settings
from storage.engine import Connection
from storage.outbox import Priority

KEPT = "loss_words"  # setting: the words, and who signed them behind a tab; none is silence
USEFUL = timedelta(days=2)


def chosen(conn: Connection) -> str:
    """The station's words, empty for silence."""
    return (settings.get(conn, KEPT) or "").split("\t")[0]


def choose(conn: Connection, words: str, by: str) -> None:
    """The station chooses its words, or silence where they are empty."""
    settings.put(conn, KEPT, f"{' '.join(words.split())}\t{by}" if words.strip() else "")


def say(conn: Connection, child_id: int, at: datetime, known: Knowledge) -> None:
    """To whoever had agreed to messages about it, unless the loss was taken back by now."""
    child, words = children.get(conn, child_id), chosen(conn)
    if not words or not (child.expected and child.dead) or holds.stands(conn, child_id):
        return
    due = next_sending_moment(at)
    said = (line("loss_words", words=words),)
    heard = care.listeners_of(conn, child_id)
    replies = [Reply(one, said, Priority.ROUTINE, due_at=due, expires_at=due + USEFUL) for one in heard]
    keep(conn, replies, at, child.commune_id)
