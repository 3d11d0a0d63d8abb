"""Doing what falls due: the cost must go with that, not with the children on record. And planning them all anew."""

from collections.abc import Iterable
from time import perf_counter

from sqlalchemy import update

from benchmarks import replanning
from benchmarks.home import NOW, Home, new_home
from benchmarks.pairs import Effort, alternate
from benchmarks.table import Figure
from handlers import due
from handlers.knowledge import Knowledge
from handlers.replanning import KINDS
from storage.engine import Connection
from storage.tables import agenda

CHILDREN = 2_000
FAMILIES = 67  # due at once, each for a lesson, a quiz and a reminder
GOAL = 1.1


def measure(effort: Effort) -> Iterable[Figure]:
    """Two homes, one with ten times the children, the same families due in both; then a whole replan."""
    few, many = CHILDREN * effort.scale, 10 * CHILDREN * effort.scale
    with new_home() as small, new_home() as large:
        replanning.fill(small, few)
        replanning.fill(large, many)
        known = small.known()
        sides = {"many": lambda: _seconds(large, known), "few": lambda: _seconds(small, known)}
        rounds = alternate(sides, effort.rounds * 3)
    times, moments = rounds.ratio("many", "few"), FAMILIES * len(KINDS)
    yield Figure(
        what=f"planning: {moments} due lessons, quizzes and reminders among {many:,} children",
        beside=f"the same among {few:,} ({rounds.median('few') / moments * 1e3:.1f} ms each)",
        goal=f"< {GOAL}x",
        measured=f"{times:.2f}x",
        met=times < GOAL,
    )
    yield replanning.measure(effort.children)


def _seconds(home: Home, known: Knowledge) -> float:
    """Do what is due, and take it back."""
    with home.writer() as engine, engine.connect() as conn, conn.begin() as transaction:
        _make_due(conn)
        started = perf_counter()
        while due.do_due(conn, NOW, known):
            pass
        took = perf_counter() - started
        transaction.rollback()
    return took


def _make_due(conn: Connection) -> None:
    families = [1 + number * 7 for number in range(FAMILIES)]
    conn.execute(update(agenda).where(agenda.c.child_id.in_(families), agenda.c.what.in_(KINDS)).values(due_at=NOW))
