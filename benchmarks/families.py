"""Families with a past: children of ten months to five years, each with ten doses and thirty messages behind it.

The same for everybody who makes as many of them: no chance in it. SQL makes the rows, without the indexes, which are
built again afterwards: forty million rows in minutes.
"""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from functools import cache
from pathlib import Path

from health.lesson_days import sent_to
from health.lessons import ChildFacts, child_windows
from health.shipped import load_lessons, load_quizzes, load_schedule

TODAY = date(2026, 4, 20)
YOUNGEST, OLDEST = TODAY - timedelta(days=310), TODAY - timedelta(days=5 * 365)
DOSES, REMINDERS, LESSONS, QUIZZES = 10, 10, 18, 2
FIRST_PERSON = 1_000
ALIKE_DAYS = 10  # children born within so many days were sent the same at the same ages
TABLES = (
    "child",
    "person",
    "care",
    "consent",
    "report",
    "birth",
    "dose",
    "outbox",
    "reminder",
    "talk",
    "quiz",
    "agenda",
)

_NUMBERS = """
CREATE TEMP TABLE kid AS
WITH RECURSIVE number(id) AS (SELECT 1 UNION ALL SELECT id + 1 FROM number WHERE id < :children)
SELECT id, :first + id - (id % 10 = 0) AS person, (id * 7919) % :span AS youth,
       date(:oldest, '+' || ((id * 7919) % :span) || ' days') AS born, id % 17 AS late
FROM number
"""
_PEOPLE = (
    """
    INSERT INTO child (id, commune_id, village_id, code, date_of_birth, created_at)
    SELECT id, :commune, :village + id % :villages, printf('%07d', id), born, born || ' 01:00:00.000000' FROM kid
    """,
    """
    INSERT INTO person (id, commune_id, created_at)
    SELECT DISTINCT person, :commune, born || ' 01:00:00.000000' FROM kid WHERE id % 10
    """,
    """
    INSERT INTO care (id, commune_id, person_id, child_id, since)
    SELECT id, :commune, person, id, born || ' 01:00:00.000000' FROM kid
    """,
    """
    INSERT INTO consent (commune_id, person_id, scope, answer, text_version, channel, at)
    SELECT :commune, person, scope, 'yes', '2', 'sms', date(born, '+1 day') || ' 01:00:00.000000'
    FROM kid, (SELECT 'messages' AS scope UNION ALL SELECT 'quizzes') WHERE id % 10
    """,
    """
    INSERT INTO report (id, commune_id, village_id, number, kind, state, received_at, received_on, event_on,
                        counted_on, child_id)
    SELECT id, :commune, :village + id % :villages, id + 1000, 'birth', 'recorded', born || ' 02:00:00.000000', born,
           born, born, id
    FROM kid
    """,
    """
    INSERT INTO birth (report_id, commune_id, sex, weight_g, place)
    SELECT id, :commune, substr('mf', 1 + id % 2, 1), 2300 + id % 1500, CASE WHEN id % 5 THEN 'facility' ELSE 'home' END
    FROM kid
    """,
)
_DOSES = (
    """
    INSERT INTO report (id, commune_id, village_id, number, kind, state, received_at, received_on, event_on,
                        counted_on, child_id)
    SELECT (nth + 1) * :children + id, :commune, :village + id % :villages, (nth + 1) * :children + id + 1000,
           'vaccination', 'recorded', given || ' 02:00:00.000000', given, given, given, id
    FROM (SELECT nth, id, date(born, '+' || (age + late) || ' days') AS given FROM given_dose, kid)
    """,
    """
    INSERT INTO dose (report_id, commune_id, vaccine, "order")
    SELECT (nth + 1) * :children + id, :commune, vaccine, number FROM given_dose, kid
    """,
)
_MESSAGES = (
    """
    INSERT INTO outbox (id, commune_id, person_id, child_id, talk_id, lesson, lines, priority, created_at, due_at,
                        state)
    SELECT nth * :children + id, :commune, person, id, CASE WHEN is_quiz THEN nth * :children + id END, lesson,
           zeroblob(72), 3, at, at, 'sent'
    FROM (SELECT nth, id, person, lesson, is_quiz, date(born, '+' || age || ' days') || ' 00:30:00.000000' AS at
          FROM sent_message JOIN kid ON alike = youth / :alike)
    ORDER BY nth, id
    """,
    """
    INSERT INTO outbox (id, commune_id, person_id, child_id, lines, priority, created_at, due_at, state)
    SELECT (:messages + nth) * :children + id, :commune, person, id, zeroblob(72), 3, at, at, 'sent'
    FROM (SELECT nth, id, person, date(born, printf('%+d days', age + late - 3)) || ' 00:15:00.000000' AS at
          FROM given_dose, kid)
    """,
    """
    INSERT INTO reminder (id, commune_id, child_id, person_id, outbox_id, subject, "order", moment, day, said_on)
    SELECT nth * :children + id, :commune, id, person, (:messages + nth) * :children + id, vaccine, number, 'before',
           given, date(given, '-3 days')
    FROM (SELECT nth, id, person, vaccine, number, date(born, '+' || (age + late) || ' days') AS given
          FROM given_dose, kid)
    """,
    """
    INSERT INTO talk (id, commune_id, person_id, form, version, draft, child_id, opened_at, closed_at)
    SELECT talk_id, commune_id, person_id, 'quiz', 1, zeroblob(40), child_id, due_at, due_at
    FROM outbox WHERE talk_id IS NOT NULL
    """,
    """
    INSERT INTO quiz (commune_id, person_id, child_id, talk_id, topic, version, round, seed, asked_at, asked_on)
    SELECT commune_id, person_id, child_id, talk_id, topic, '1', 'baseline', 1, due_at, substr(due_at, 1, 10)
    FROM outbox JOIN quiz_topic ON quiz_topic.id = lesson WHERE talk_id IS NOT NULL
    """,
)
_AGENDA = """
INSERT INTO agenda (commune_id, what, due_at, child_id)
SELECT :commune, what, date(:today, '+' || (400 + id % 300) || ' days') || ' 00:30:00.000000', id
FROM kid, (SELECT 'lesson' AS what UNION ALL SELECT 'reminder' UNION ALL SELECT 'quiz')
"""


def add_families(file: Path, villages: tuple[int, ...], commune_id: int, children: int) -> None:
    """Fill a furnished home; ids of villages follow each other. Every child has moments to be looked at, far ahead."""
    values = {
        "children": children,
        "commune": commune_id,
        "village": villages[0],
        "villages": len(villages),
        "first": FIRST_PERSON,
        "oldest": OLDEST.isoformat(),
        "today": TODAY.isoformat(),
        "span": (YOUNGEST - OLDEST).days,
        "alike": ALIKE_DAYS,
        "messages": LESSONS + QUIZZES,
    }
    conn = sqlite3.connect(file, isolation_level=None)
    for pragma in ("synchronous = OFF", "journal_mode = OFF", "cache_size = -500000", "temp_store = MEMORY"):
        conn.execute(f"PRAGMA {pragma}")
    conn.execute(_NUMBERS, values)
    _tell_past(conn)
    with _without_indexes(conn):
        for statement in (*_PEOPLE, *_DOSES, *_MESSAGES, _AGENDA):
            conn.execute(statement, values)
    conn.execute("PRAGMA journal_mode = WAL")
    conn.close()


def _tell_past(conn: sqlite3.Connection) -> None:
    """Which doses were given at which age (days), and which messages a child born about then was sent."""
    conn.execute("CREATE TEMP TABLE given_dose (nth, vaccine, number, age)")
    conn.executemany("INSERT INTO given_dose VALUES (?, ?, ?, ?)", _given())
    conn.execute("CREATE TEMP TABLE sent_message (alike, nth, lesson, is_quiz, age)")
    conn.executemany("INSERT INTO sent_message VALUES (?, ?, ?, ?, ?)", _sent())
    conn.execute("CREATE INDEX temp.sent_alike ON sent_message (alike)")
    conn.execute("CREATE TEMP TABLE quiz_topic (id, topic)")
    conn.executemany("INSERT INTO quiz_topic VALUES (?, ?)", [(quiz.id, quiz.topic) for quiz in load_quizzes()])


def _given() -> list[tuple[int, str, int, int]]:
    """The first ten doses of the schedule, as a child has them who comes on time."""
    doses = [dose for dose in load_schedule().doses if dose.on]
    first = sorted(doses, key=lambda dose: dose.due_age)[:DOSES]
    return [
        (nth, dose.vaccine, dose.order, dose.due_age.months * 31 + dose.due_age.days) for nth, dose in enumerate(first)
    ]


@cache
def _sent() -> tuple[tuple[int, int, str, bool, int], ...]:
    """The last lessons before today, as the planner would have sent them, and two quizzes."""
    return tuple(_sent_by_birth())


def _sent_by_birth() -> Iterator[tuple[int, int, str, bool, int]]:
    lessons = load_lessons()
    quizzes = [quiz.id for quiz in load_quizzes()][:QUIZZES]
    for alike in range((YOUNGEST - OLDEST).days // ALIKE_DAYS + 1):
        born = OLDEST + timedelta(days=alike * ALIKE_DAYS)
        before = [
            one
            for one in sent_to(child_windows(ChildFacts(born), lessons), born)
            if one.sent_on < TODAY - timedelta(days=ALIKE_DAYS)
        ]
        for nth, one in enumerate(before[-LESSONS:]):
            yield alike, nth, one.lesson, False, (one.sent_on - born).days
        for nth, quiz in enumerate(quizzes, LESSONS):
            yield alike, nth, quiz, True, 60 + 140 * (nth - LESSONS)


@contextmanager
def _without_indexes(conn: sqlite3.Connection) -> Iterator[None]:
    """Drop the indexes of the tables and build them again after the block."""
    found = conn.execute(
        f"SELECT name, sql FROM sqlite_master WHERE type = 'index' AND sql IS NOT NULL"
        f" AND tbl_name IN ({', '.join('?' * len(TABLES))})",
        TABLES,
    ).fetchall()
    for name, _ in found:
        conn.execute(f'DROP INDEX "{name}"')
    yield
    for _, sql in found:
        conn.execute(sql)
