"""The writer: order, one commit a group, a savepoint a job, and nobody hears before the commit."""

import asyncio
import subprocess
import sys
import threading
import time
from contextlib import asynccontextmanager, suppress

import pytest
from hypothesis import HealthCheck, given
from hypothesis import settings as rounds
from hypothesis import strategies as st
from sqlalchemy import event, text
from sqlalchemy.exc import DBAPIError

from bot.writer import GROUP_SIZE, Writer
from storage import settings
from storage.engine import Connection, Engine, open_engine
from storage.group import NotCommitted
from tests.support.databases import KEY


def put(name: str):
    """A job that keeps a setting and returns its name."""

    def job(conn: Connection) -> str:
        settings.put(conn, name, "1")
        return name

    return job


def put_and_fail(name: str, error: BaseException):
    """A job that keeps a setting and then raises."""

    def job(conn: Connection) -> str:
        settings.put(conn, name, "1")
        raise error

    return job


def kept(engine) -> set[str]:
    """What is committed: the names of settings that tests made."""
    with engine.connect() as conn:
        return set(conn.scalars(text("SELECT name FROM setting WHERE name <> 'key_check'")))


class Gate:
    """A job that holds the writer until it is opened, so that others gather behind it."""

    def __init__(self) -> None:
        self.reached = threading.Event()
        self._open = threading.Event()

    def __call__(self, _conn: Connection) -> None:
        self.reached.set()
        assert self._open.wait(5)

    def open(self) -> None:
        """Let the writer go on."""
        self._open.set()


@asynccontextmanager
async def behind_a_gate(engine: Engine):
    """A writer that stands at a gate, so that what it is given becomes one group; closed at the end."""
    writer, gate = Writer(engine), Gate()
    waiting = writer.submit(gate)
    await asyncio.to_thread(gate.reached.wait, 5)
    yield writer, gate
    gate.open()
    await waiting
    await writer.close()


@pytest.fixture
async def writer(engine):
    """A writer, closed after the test."""
    made = Writer(engine)
    yield made
    await made.close()


@pytest.fixture
async def gate(writer):
    """A gate at which the writer stands."""
    made = Gate()
    waiting = writer.submit(made)
    await asyncio.to_thread(made.reached.wait, 5)
    yield made
    made.open()
    await waiting


@pytest.fixture
def commits(engine):
    """Counts the commits of the writer's engine."""
    seen: list[int] = []
    event.listen(engine, "commit", lambda _conn: seen.append(1))
    return seen


async def test_a_job_returns_what_it_made(writer, engine):
    assert await writer.run(put("a")) == "a"
    assert kept(engine) == {"a"}


async def test_what_waits_is_one_group(writer, gate, commits, engine):
    waiting = [writer.submit(put(f"n{number}")) for number in range(GROUP_SIZE)]
    gate.open()
    assert await asyncio.gather(*waiting) == [f"n{number}" for number in range(GROUP_SIZE)]
    assert len(commits) == 2  # the gate's and the group's
    assert len(kept(engine)) == GROUP_SIZE


async def test_a_group_has_a_limit(writer, gate, commits):
    waiting = [writer.submit(put(f"n{number}")) for number in range(GROUP_SIZE + 1)]
    gate.open()
    await asyncio.gather(*waiting)
    assert len(commits) == 3


async def test_a_job_alone_has_its_own_commit_in_its_turn(writer, gate, commits):
    order: list[str] = []
    jobs = [
        writer.submit(lambda _: order.append("before")),
        asyncio.create_task(writer.run_alone(lambda _: order.append("alone"))),
    ]
    await asyncio.sleep(0)
    jobs += [writer.submit(lambda _: order.append("after")), writer.submit(lambda _: order.append("last"))]
    gate.open()
    await asyncio.gather(*jobs)
    assert order == ["before", "alone", "after", "last"]
    assert len(commits) == 4


async def test_nobody_hears_before_the_commit(writer, gate, engine):
    second = Gate()
    first_of_group = writer.submit(put("a"))
    last_of_group = writer.submit(second)
    gate.open()
    await asyncio.to_thread(second.reached.wait, 5)
    await asyncio.sleep(0.02)
    assert not first_of_group.done()
    second.open()
    await last_of_group
    assert kept(engine) == {"a"}


async def test_an_error_takes_back_its_own_job_alone(writer, gate, engine):
    waiting = [writer.submit(put("a")), writer.submit(put_and_fail("b", KeyError("b"))), writer.submit(put("c"))]
    gate.open()
    a, b, c = await asyncio.gather(*waiting, return_exceptions=True)
    assert (a, c) == ("a", "c")
    assert isinstance(b, KeyError)
    assert kept(engine) == {"a", "c"}


async def test_an_error_of_the_database_takes_back_its_own_job_alone(writer, gate, engine):
    def twice(conn: Connection) -> None:
        settings.put(conn, "b", "1")
        conn.execute(text("INSERT INTO setting VALUES ('b', '2')"))

    waiting = [writer.submit(put("a")), writer.submit(twice), writer.submit(put("c"))]
    gate.open()
    outcomes = await asyncio.gather(*waiting, return_exceptions=True)
    assert "UNIQUE" in str(outcomes[1]).upper()
    assert kept(engine) == {"a", "c"}


async def test_stop_iteration_reaches_its_caller(writer):
    with pytest.raises(RuntimeError, match="StopIteration"):
        await writer.run(lambda _conn: next(iter(())))
    assert await writer.run(put("a")) == "a"


async def test_what_would_end_the_thread_fails_its_group_alone(writer, engine):
    with pytest.raises(NotCommitted, match="SystemExit"):
        await writer.run(put_and_fail("a", SystemExit()))
    assert await writer.run(put("b")) == "b"
    assert kept(engine) == {"b"}


async def test_who_stops_waiting_does_not_stop_the_job(writer, gate, engine):
    caller = asyncio.create_task(writer.run(put("a")))
    dropped = writer.submit(put("b"))
    await asyncio.sleep(0)
    caller.cancel()
    dropped.cancel()
    with pytest.raises(asyncio.CancelledError):
        await caller
    gate.open()
    assert await writer.run(put("c")) == "c"
    assert kept(engine) == {"a", "b", "c"}


async def test_close_finishes_what_was_given(engine):
    writer = Writer(engine)
    waiting = [writer.submit(put(f"n{number}")) for number in range(120)]
    await writer.close()
    assert all(future.done() for future in waiting)
    assert len(kept(engine)) == 120
    with pytest.raises(RuntimeError, match="closing"):
        writer.submit(put("late"))


async def test_a_failed_commit_fails_the_group_and_the_writer_goes_on(writer, gate, engine, monkeypatch):
    left = ["the gate's commit"]
    commit = engine.dialect.do_commit

    def commit_once(connection) -> None:
        if not left:
            raise engine.dialect.loaded_dbapi.OperationalError("no room for the commit")
        left.pop()
        commit(connection)

    monkeypatch.setattr(engine.dialect, "do_commit", commit_once)
    waiting = [writer.submit(put(name)) for name in "ab"]
    gate.open()
    first, second = await asyncio.gather(*waiting, return_exceptions=True)
    assert isinstance(first, NotCommitted)
    assert first.retryable
    assert isinstance(second, NotCommitted)
    assert first is not second
    monkeypatch.undo()
    assert kept(engine) == set()
    assert await writer.run(put("c")) == "c"
    assert kept(engine) == {"c"}


async def test_a_full_disk_fails_the_group_and_the_writer_goes_on(sqlite_engine):
    def fill(conn: Connection) -> None:
        conn.execute(text("PRAGMA max_page_count = 1"))  # SQLite takes the present size as the least
        for number in range(9):
            settings.put(conn, f"big{number}", "x" * 9000)

    async with behind_a_gate(sqlite_engine) as (writer, gate):
        waiting = [writer.submit(put("a")), writer.submit(fill), writer.submit(put("b"))]
        gate.open()
        outcomes = await asyncio.gather(*waiting, return_exceptions=True)
        assert [type(outcome) for outcome in outcomes] == [NotCommitted] * 3
        assert kept(sqlite_engine) == set()
        with sqlite_engine.connect() as conn:
            conn.execute(text("PRAGMA max_page_count = 1000000"))
        assert await writer.run(put("c")) == "c"


async def test_a_lost_connection_fails_the_group_and_the_writer_goes_on(postgresql):
    url = postgresql.migrated()
    engine = open_engine(url, KEY, writer=True)

    def cut(conn: Connection) -> None:
        postgresql.cut(url)
        settings.put(conn, "b", "1")

    async with behind_a_gate(engine) as (writer, gate):
        waiting = [writer.submit(put("a")), writer.submit(cut), writer.submit(put("c"))]
        gate.open()
        outcomes = await asyncio.gather(*waiting, return_exceptions=True)
        assert [type(outcome) for outcome in outcomes] == [NotCommitted] * 3
        assert await writer.run(put("d")) == "d"
        assert kept(engine) == {"d"}
    engine.dispose()
    postgresql.drop(url)


async def test_a_job_that_hides_the_loss_is_not_taken_for_kept(postgresql):
    url = postgresql.migrated()
    engine = open_engine(url, KEY, writer=True)

    def hide(conn: Connection) -> None:
        postgresql.cut(url)
        with suppress(DBAPIError):
            settings.put(conn, "b", "1")

    async with behind_a_gate(engine) as (writer, gate):
        waiting = [writer.submit(put("a")), writer.submit(hide)]
        gate.open()
        outcomes = await asyncio.gather(*waiting, return_exceptions=True)
        assert [type(outcome) for outcome in outcomes] == [NotCommitted] * 2
    engine.dispose()
    postgresql.drop(url)


async def test_a_job_that_swallows_an_error_takes_nothing_with_it(writer, gate, engine):
    def swallow(conn: Connection) -> None:
        with suppress(DBAPIError):
            conn.execute(text("SELECT nothing FROM nowhere"))

    waiting = [writer.submit(put("a")), writer.submit(swallow), writer.submit(put("c"))]
    gate.open()
    await asyncio.gather(*waiting, return_exceptions=True)
    assert kept(engine) == {"a", "c"}


async def test_a_savepoint_left_open_in_a_job_ends_with_it(writer, gate, engine):
    def leave_open(conn: Connection) -> None:
        conn.begin_nested()
        settings.put(conn, "b", "1")
        raise KeyError("b")

    waiting = [writer.submit(put("a")), writer.submit(leave_open), writer.submit(put("c"))]
    gate.open()
    outcomes = await asyncio.gather(*waiting, return_exceptions=True)
    assert [type(outcome) for outcome in outcomes] == [str, KeyError, str]
    assert kept(engine) == {"a", "c"}


BURST = """
import asyncio, sys
from bot.writer import Writer
from storage import settings
from storage.engine import open_engine

async def main():
    writer = Writer(open_engine(sys.argv[1], bytes.fromhex(sys.argv[2]), writer=True))
    await asyncio.gather(*(burst(writer, caller) for caller in range(20)))

async def burst(writer, caller):
    for number in range(10**6):
        name = f"{caller}.{number}"
        await writer.run(lambda conn: [settings.put(conn, f"{name}.{half}", "1") for half in "ab"])
        print(name, flush=True)

asyncio.run(main())
"""


def test_what_was_acknowledged_outlives_a_kill(url):
    arguments = [sys.executable, "-c", BURST, url, KEY.hex()]
    with subprocess.Popen(arguments, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        told = [process.stdout.readline() for _ in range(500)]
        process.kill()
        told += process.stdout.readlines()
    acknowledged = {line.strip() for line in told if line.endswith("\n")}
    engine = open_engine(url, KEY, writer=True)
    there = kept(engine)
    engine.dispose()
    assert {f"{name}.{half}" for name in acknowledged for half in "ab"} <= there
    assert {name[:-2] for name in there if name.endswith("a")} == {name[:-2] for name in there if name.endswith("b")}


@rounds(deadline=None, max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.sampled_from(["keep", "fail", "alone", "pause"]), max_size=80))
async def test_jobs_run_in_the_order_given(sqlite_engine, kinds):
    writer = Writer(sqlite_engine)
    ran: list[int] = []
    waiting = []
    for number, kind in enumerate(kinds):

        def job(_conn: Connection, number: int = number, kind: str = kind) -> int:
            ran.append(number)
            if kind == "fail":
                raise KeyError(number)
            return number

        if kind == "alone":
            waiting.append(asyncio.create_task(writer.run_alone(job)))
        else:
            waiting.append(writer.submit(job))
        await asyncio.sleep(0.001 if kind == "pause" else 0)
    outcomes = await asyncio.gather(*waiting, return_exceptions=True)
    await writer.close()
    assert ran == list(range(len(kinds)))
    wanted = [repr(KeyError(n)) if kind == "fail" else repr(n) for n, kind in enumerate(kinds)]
    assert [repr(outcome) for outcome in outcomes] == wanted


async def test_throughput(writer, capsys, backend):
    """A sanity figure, printed: rows a second from 50 callers, durable. Far below it something is wrong."""
    rows = 2000

    async def caller(number: int) -> None:
        for row in range(rows // GROUP_SIZE):
            await writer.run(put(f"c{number}r{row}"))

    start = time.perf_counter()
    await asyncio.gather(*(caller(number) for number in range(GROUP_SIZE)))
    speed = rows / (time.perf_counter() - start)
    with capsys.disabled():
        print(f"\nwriter on {type(backend).__name__}: {speed:,.0f} committed jobs/s")
    assert speed > 200
