"""A replan of a commune: equal to looking at everybody, to be cut short and run again, and of flat memory."""

from collections.abc import Iterator
from datetime import timedelta

import pytest
from sqlalchemy import delete, select, update

from benchmarks.home import NOW, Home, new_home
from benchmarks.replanning import FLAT, MOST_MB, fill, replan_apart
from bot.replanning import replan, steps
from handlers.replanning import KINDS
from health.lessons import WARNED_FOR
from health.planning import SENT_MATTERS_FOR
from health.quiz_days import FOLLOW_UP_FOR
from health.shipped import load_lessons
from storage.engine import Engine
from storage.tables import agenda, child
from tests.support.replanned import do_all, messages, planned, settle

CHILDREN = 200


@pytest.fixture
def commune() -> Iterator[Home]:
    """Families of 200 children, each with its doses and messages, looked at far too late."""
    with new_home() as home:
        fill(home, CHILDREN)
        yield home


def agenda_of(engine: Engine) -> list[tuple[object, ...]]:
    """What is planned."""
    with engine.connect() as conn:
        return planned(conn)


def test_it_comes_to_what_looking_at_each_comes_to(commune: Home) -> None:
    known = commune.known()
    with commune.writer() as engine:
        with engine.connect() as conn, conn.begin() as transaction:
            settle(conn, list(conn.execute(select(child.c.id)).scalars()), NOW)
            looked = planned(conn), messages(conn)
            conn.execute(delete(agenda).where(agenda.c.what.in_(KINDS), agenda.c.child_id % 3 == 0))
            conn.execute(update(agenda).where(agenda.c.what == "quiz").values(due_at=NOW))
            transaction.commit()
        assert replan(engine, NOW, known).children == CHILDREN
        with engine.begin() as conn:
            do_all(conn, NOW)
            assert (planned(conn), messages(conn)) == looked


def test_cut_short_it_is_run_again(commune: Home) -> None:
    known = commune.known()
    with commune.writer() as engine:
        first = next(steps(engine, NOW, known, batch=50))
        assert first.children == 50
        assert replan(engine, NOW, known).changed <= 3 * (CHILDREN - 50)
        whole = agenda_of(engine)
        assert replan(engine, NOW, known).changed == 0
        with engine.begin() as conn:
            conn.execute(delete(agenda).where(agenda.c.what.in_(KINDS)))
        assert replan(engine, NOW, known).changed == len(whole)
        assert agenda_of(engine) == whole


def test_what_was_sent_long_ago_decides_nothing() -> None:
    longest = timedelta(days=max(lesson.valid_days for lesson in load_lessons()))
    assert max(FOLLOW_UP_FOR, WARNED_FOR + longest) < SENT_MATTERS_FOR


@pytest.mark.prove
@pytest.mark.timeout(3600)
def test_memory_is_flat() -> None:
    with new_home() as home:
        fill(home, 100_000)
        _, memory = replan_apart(home)
    assert max(memory) < MOST_MB
    assert memory[-1] < FLAT * memory[0]
