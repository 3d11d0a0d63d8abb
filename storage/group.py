"""One group of jobs under one commit, each in a savepoint of its own.

NotCommitted          nothing of the group was kept: the same jobs may be given again
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

from sqlalchemy import Connection, Engine
from sqlalchemy.exc import SQLAlchemyError

T = TypeVar("T")
Job = Callable[[Connection], T]


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
        raise NotCommitted(f"nothing was kept, try again: {type(error).__name__}") from error
    return outcomes


def _run(conn: Connection, job: Job[Any]) -> Done | Failed:
    savepoint = conn.begin_nested()
    try:
        value = job(conn)
        savepoint.commit()
    except Exception as error:  # whatever it is, it goes to the caller
        if conn.invalidated:
            raise
        savepoint.rollback()  # raises when the database has already given up the whole transaction
        return Failed(error)
    return Done(value)
