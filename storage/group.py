"""One group of jobs under one commit, each in a savepoint of its own.

NotCommitted          nothing of the group was kept: the same jobs may be given again
"""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any, Final, TypeVar

from sqlalchemy import Connection, Engine
from sqlalchemy.exc import SQLAlchemyError

T = TypeVar("T")
Job = Callable[[Connection], T]
LOST: Final = "nothing of the group was kept, try again: {}"


class NotCommitted(Exception):
    """The database was lost, busy or full before the commit: nothing was kept, try again."""

    retryable = True


@dataclass(frozen=True, slots=True)
class Done:
    """The job's result, committed."""

    value: Any


@dataclass(frozen=True, slots=True)
class Failed:
    """What the job raised; its own effects were rolled back."""

    error: Exception


def commit_group(engine: Engine, jobs: Sequence[Job[Any]]) -> list[Done | Failed]:
    """Run the jobs in order and commit them together; returns an outcome for each, raises NotCommitted."""
    try:
        with engine.begin() as conn:
            outcomes = [_run(conn, job) for job in jobs]
    except SQLAlchemyError as error:
        raise NotCommitted(LOST.format(type(error).__name__)) from error
    return outcomes


def _run(conn: Connection, job: Job[Any]) -> Done | Failed:
    """One job in its savepoint, said in plain SQL: `begin_nested` costs three times as much, at every message."""
    conn.exec_driver_sql("SAVEPOINT job")
    try:
        value = job(conn)
        conn.exec_driver_sql("RELEASE SAVEPOINT job")
    except Exception as error:
        if conn.invalidated:
            raise NotCommitted(LOST.format(type(error).__name__)) from error
        conn.exec_driver_sql("ROLLBACK TO SAVEPOINT job")  # fails when the database gave up the whole transaction
        conn.exec_driver_sql("RELEASE SAVEPOINT job")
        return Failed(error)
    return Done(value)


@contextmanager
def undone(conn: Connection) -> Iterator[None]:
    """What is done within is taken back at its end: a trial that shows what would be."""
    conn.exec_driver_sql("SAVEPOINT trial")
    try:
        yield
    finally:
        conn.exec_driver_sql("ROLLBACK TO SAVEPOINT trial")
        conn.exec_driver_sql("RELEASE SAVEPOINT trial")
