"""A full replan of many children with their doses and messages, beside a bare cursor over the same rows.

A million children take 11 GB of the temporary folder while it runs, and about twenty minutes on two cores, most of them
to make the rows. `python -m benchmarks.replanning FOLDER` replans one home in a process of its own: time and memory.
"""

import json
import sqlite3
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from time import perf_counter

from benchmarks.families import DOSES, LESSONS, QUIZZES, REMINDERS, add_families
from benchmarks.home import NOW, Home, new_home
from benchmarks.processes import memory_mb
from benchmarks.table import Figure
from bot.keys import read_key
from bot.replanning import steps
from storage import places

GOAL, MOST_MB, FLAT = 8.0, 300.0, 1.25  # times the bare read; resident; the end beside a tenth of the way
SHARES = (0.1, 0.5, 1.0)  # of the children, where memory is looked at
ROWS = (  # what a replan goes by, table after table; a message that reminds has what it said in a row of its own
    "SELECT id, commune_id, date_of_birth, dead, removed FROM child",
    'SELECT r.child_id, r.event_on, r.state, d.vaccine, d."order", d.flags'
    " FROM dose d JOIN report r ON r.id = d.report_id",
    "SELECT person_id, child_id, lesson, due_at, state FROM outbox",
    'SELECT child_id, person_id, subject, "order", moment, day, said_on FROM reminder',
)


def measure(children: int) -> Figure:
    """Every child's moments are wrong before, so that all are written anew; making the rows is not counted."""
    with new_home() as home:
        fill(home, children)
        return compare(home, children)


def fill(home: Home, children: int) -> None:
    """A home with families."""
    with home.writer() as engine, engine.begin() as conn:
        commune = places.communes(conn)[0]
        villages = tuple(village.id for village in places.villages(conn, commune.id))
    add_families(home.file, villages, commune.id, children)


def compare(home: Home, children: int) -> Figure:
    """The bare read before and after the replan: the quicker one counts."""
    before = _bare(home.file)
    seconds, memory = replan_apart(home)
    bare = min(before, _bare(home.file))
    times = seconds / bare
    is_flat = memory[-1] < FLAT * memory[0] and max(memory) < MOST_MB
    return Figure(
        what=f"planning: a full replan of {children:,} children, {DOSES} doses and {LESSONS + QUIZZES + REMINDERS}"
        " messages each, all on the agenda written anew",
        beside=f"reading the same rows with a bare cursor ({bare:.0f} s)",
        goal=f"< {GOAL:.0f}x, memory flat and < {MOST_MB:.0f} MB",
        measured=f"{times:.1f}x ({seconds:.0f} s); {', '.join(f'{mb:.0f}' for mb in memory)} MB"
        " at a tenth, half, the end",
        met=times < GOAL and is_flat,
    )


def replan_apart(home: Home) -> tuple[float, list[float]]:
    """Seconds and resident memory (MB) of a replan in a process of its own."""
    command = (sys.executable, "-m", "benchmarks.replanning", str(home.folder))
    told = json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout)
    return told["seconds"], told["memory_mb"]


def _bare(file: Path) -> float:
    started = perf_counter()
    conn = sqlite3.connect(file)
    for statement in ROWS:
        for _ in conn.execute(statement):
            pass
    conn.close()
    return perf_counter() - started


def _replan(folder: Path) -> dict[str, object]:
    """Time, and resident memory at each share of the way."""
    home = Home(folder, read_key(folder, None))
    known = home.known()
    with home.writer() as engine:
        with engine.connect() as conn:
            wanted = conn.exec_driver_sql("SELECT count(*) FROM child").scalar_one()
        started, done, memory = perf_counter(), 0, list[float]()
        for step in steps(engine, NOW, known):
            done += step.children
            memory += [memory_mb() for share in SHARES[len(memory) :] if done >= share * wanted]
        return {"seconds": perf_counter() - started, "memory_mb": memory}


def main(words: Sequence[str]) -> None:
    """Print what `_replan` tells."""
    print(json.dumps(_replan(Path(words[0]))))


if __name__ == "__main__":
    main(sys.argv[1:])
