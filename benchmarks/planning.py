"""Doing what falls due: the cost must go with that, not with the children on record."""

from time import perf_counter

from sqlalchemy import insert

from benchmarks.home import NOW, Home, new_home
from benchmarks.pairs import Effort, alternate
from benchmarks.rows import add_births, due_lesson
from benchmarks.table import Figure
from handlers import due
from handlers.knowledge import Knowledge
from storage import places
from storage.engine import Connection
from storage.tables import agenda

CHILDREN = 2_000
DUE = 200
GOAL = 1.1


def measure(effort: Effort) -> list[Figure]:
    """Two homes, one with ten times the children, the same 200 moments due in both."""
    few, many = CHILDREN * effort.scale, 10 * CHILDREN * effort.scale
    with new_home() as small, new_home() as large:
        _fill(small, few)
        _fill(large, many)
        known = small.known()
        sides = {"many": lambda: _seconds(large, known), "few": lambda: _seconds(small, known)}
        rounds = alternate(sides, effort.rounds * 3)
    times = rounds.ratio("many", "few")
    return [
        Figure(
            what=f"planning: {DUE} due moments among {many:,} children",
            beside=f"the same among {few:,} ({rounds.median('few') / DUE * 1e6:.0f} µs each)",
            goal=f"< {GOAL}x",
            measured=f"{times:.2f}x",
            met=times < GOAL,
        ),
        Figure(
            what="planning: a full replan of 1,000,000 children",
            beside="reading the same rows with a bare cursor",
            goal="< 8x, memory flat and < 300 MB",
            measured="not measured yet",
        ),
    ]


def _fill(home: Home, children: int) -> None:
    with home.writer() as engine, engine.begin() as conn:
        commune = places.communes(conn)[0]
        villages = [village.id for village in places.villages(conn, commune.id)]
        add_births(conn, commune.id, villages, 1, children)


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
    commune = places.communes(conn)[0]
    rows = [due_lesson(commune.id, 1 + number * 7 % CHILDREN, NOW) for number in range(DUE)]
    conn.execute(insert(agenda), rows)
