"""A week's counts over many reports, beside one bare statement that counts the same."""

import sqlite3
from datetime import timedelta
from time import perf_counter

from benchmarks.home import Home, new_home
from benchmarks.pairs import Effort, alternate
from benchmarks.rows import FIRST_DAY, add_births
from benchmarks.table import Figure
from handlers.weeks import commune_week
from health.weeks import Week
from storage import places
from storage.engine import Connection

REPORTS = 100_000
WEEK = Week.of(FIRST_DAY + timedelta(weeks=100))
RECOUNT = """
SELECT r.village_id, count(*), sum(b.sex = 'm'), sum(b.sex = 'f'), sum(b.weight_g < 2500), sum(b.place = 'home'),
       sum(d.report_id IS NOT NULL), sum(o.count), count(DISTINCT CASE WHEN o.count THEN r.child_id END),
       sum(r.missing <> ''), sum(r.late)
FROM report r LEFT JOIN birth b ON b.report_id = r.id LEFT JOIN death d ON d.report_id = r.id
              LEFT JOIN dose o ON o.report_id = r.id
WHERE r.commune_id = ? AND r.counted_on BETWEEN ? AND ? AND r.state = 'recorded'
GROUP BY r.village_id
"""


def measure(effort: Effort) -> list[Figure]:
    """One commune's week among 100,000 reports of two years: a first figure, before roll-ups."""
    with new_home() as home:
        commune_id = _fill(home)
        with home.writer() as engine, engine.connect() as conn:
            bare = sqlite3.connect(home.file)
            sides = {"bare": lambda: _bare(bare, commune_id), "ours": lambda: _ours(conn)}
            rounds = alternate(sides, effort.rounds * 3)
            bare.close()
    times = rounds.ratio("bare", "ours")
    return [
        Figure(
            what=f"weekly counts among {REPORTS:,} reports, counted from the reports",
            beside=f"a bare SQL recount ({rounds.median('bare') * 1000:.1f} ms)",
            goal="none: a first figure",
            measured=f"{times:.2f}x as fast ({rounds.median('ours') * 1000:.1f} ms)",
        ),
        Figure(
            what="weekly counts over 10,000,000 events, from roll-ups",
            beside="a bare SQL recount",
            goal=">= 30x faster at p99, no slower at 10x the rows",
            measured="not measured yet: roll-ups come later",
        ),
    ]


def _fill(home: Home) -> int:
    with home.writer() as engine, engine.begin() as conn:
        commune = places.communes(conn)[0]
        add_births(conn, commune.id, [village.id for village in places.villages(conn, commune.id)], 1, REPORTS)
    return commune.id


def _ours(conn: Connection) -> float:
    commune = places.communes(conn)[0]
    started = perf_counter()
    commune_week(conn, commune, WEEK)
    return perf_counter() - started


def _bare(conn: sqlite3.Connection, commune_id: int) -> float:
    started = perf_counter()
    conn.execute(RECOUNT, (commune_id, WEEK.monday.isoformat(), WEEK.sunday.isoformat())).fetchall()
    return perf_counter() - started
