"""Taking in reports, beside sqlite3 doing the same statements in the same groups and nothing else."""

import shutil
import sqlite3
from collections.abc import Sequence
from functools import partial
from itertools import islice
from pathlib import Path
from time import perf_counter
from typing import Any

from sqlalchemy import event, func, select

from benchmarks.births import told
from benchmarks.home import NOW, Home, new_home
from benchmarks.pairs import Effort, alternate
from benchmarks.table import Figure
from bot.writer import GROUP_SIZE
from handlers.intake import handle
from handlers.knowledge import Knowledge
from messages.envelope import ChannelName, Incoming
from storage import inbox
from storage.engine import Engine
from storage.group import Done, commit_group
from storage.tables import report

MESSAGES = 400
Statement = tuple[str, Any]
Group = list[Statement]


def measure(effort: Effort) -> list[Figure]:
    """Reports a second through the writer's groups, and the same statements replayed on a copy of the database."""
    incoming = _births(MESSAGES * effort.scale)
    with new_home() as home:
        known, before = home.known(), home.folder / "before.db"
        shutil.copyfile(home.file, before)
        groups = _recorded(home, known, incoming)
        rounds = alternate(
            {
                "ours": lambda: len(incoming) / _taken_in(_fresh(home, before), known, incoming),
                "raw": lambda: len(incoming) / _replayed(_fresh(home, before).file, groups),
            },
            effort.rounds,
        )
    share, each = rounds.ratio("ours", "raw"), sum(map(len, groups)) / len(incoming)
    return [
        Figure(
            what=f"reports in: {each:.0f} statements a report, durably, in groups of {GROUP_SIZE}",
            beside=f"sqlite3 doing the same statements in the same groups ({rounds.median('raw'):,.0f}/s)",
            goal=">= 40%",
            measured=f"{share:.0%} ({rounds.median('ours'):,.0f}/s)",
            met=share >= 0.4,
        )
    ]


def _births(messages: int) -> list[Incoming]:
    return [
        Incoming(ChannelName.SMS, f"b{number}", phone, text, NOW)
        for number, (phone, text) in enumerate(islice(told(), messages))
    ]


def _fresh(home: Home, before: Path) -> Home:
    """The home as it was before the first report."""
    for ending in ("-wal", "-shm"):
        home.file.with_name(home.file.name + ending).unlink(missing_ok=True)
    shutil.copyfile(before, home.file)
    return home


def _taken_in(home: Home, known: Knowledge, incoming: Sequence[Incoming]) -> float:
    with home.writer() as engine:
        started = perf_counter()
        _take_in(engine, known, incoming)
        return perf_counter() - started


def _take_in(engine: Engine, known: Knowledge, incoming: Sequence[Incoming]) -> None:
    """As the running bot's writer does it: a group of messages is committed, then handled."""
    for first in range(0, len(incoming), GROUP_SIZE):
        group = incoming[first : first + GROUP_SIZE]
        stored = commit_group(engine, [partial(inbox.store, incoming=one, at=NOW) for one in group])
        ids = [one.value for one in stored if isinstance(one, Done)]
        jobs = [partial(handle, message_id=message_id, at=NOW, known=known) for message_id in ids]
        done = commit_group(engine, jobs)
        if len(ids) < len(group) or not all(isinstance(one, Done) for one in done):
            raise RuntimeError("a birth was not taken in")


def _recorded(home: Home, known: Knowledge, incoming: Sequence[Incoming]) -> list[Group]:
    """Every statement with its parameters, group by group."""
    groups: list[Group] = [[]]

    def note(*about: Any) -> None:
        _conn, _cursor, statement, parameters, *_ = about
        groups[-1].append((statement, parameters))

    with home.writer() as engine:
        event.listen(engine, "before_cursor_execute", note)
        event.listen(engine, "commit", lambda _conn: groups.append([]))
        _take_in(engine, known, incoming)
    _refuse_doubted(home, len(incoming))
    return groups[:-1]


def _refuse_doubted(home: Home, wanted: int) -> None:
    """A birth that is asked about takes another way: the figures would be of something else."""
    recorded = select(func.count()).where(report.c.state == "recorded")
    with home.writer() as engine, engine.connect() as conn:
        if conn.execute(recorded).scalar_one() != wanted:
            raise RuntimeError("a birth was doubted")


def _replayed(file: Path, groups: Sequence[Group]) -> float:
    conn = sqlite3.connect(file, isolation_level=None)
    for pragma in ("foreign_keys=ON", "synchronous=FULL", "journal_mode=WAL"):
        conn.execute(f"PRAGMA {pragma}")
    started = perf_counter()
    for group in groups:
        for statement, parameters in group:
            conn.execute(statement, parameters).fetchall()
        conn.execute("COMMIT")
    took = perf_counter() - started
    conn.close()
    return took
