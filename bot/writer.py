"""The one writer: a thread that takes whatever jobs wait, in order, and commits them as a group.

A job is a plain function on a connection. Its caller hears of it after the commit, never before.
"""

import asyncio
import threading
from collections import deque
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from typing import Any, Final, TypeVar

import structlog

from storage.engine import Engine
from storage.group import LOST, Done, Failed, Job, NotCommitted, commit_group

log = structlog.get_logger()

T = TypeVar("T")
RETRY_S: Final = 0.5  # between two tries of a database that takes nothing
GROUP_SIZE: Final = 50


@dataclass(frozen=True, slots=True)
class _Waiting:
    """One job given to the writer."""

    job: Job[Any]
    future: asyncio.Future[Any]
    alone: bool  # under a commit of its own


class Writer:
    """Runs jobs in the order given; made and used on one event loop."""

    def __init__(self, engine: Engine) -> None:
        """`engine` is the writer's and stays its owner's to dispose of, after `close`."""
        self._engine = engine
        self._loop = asyncio.get_running_loop()
        self._waiting: deque[_Waiting] = deque()
        self._ready = threading.Condition()
        self._closing = False
        self._thread = threading.Thread(target=self._work, name="writer", daemon=True)
        self._thread.start()

    async def run(self, job: Job[T]) -> T:
        """Give a job and wait for its commit.

        Raises what the job raised (its effects are rolled back, the others' stay) or NotCommitted. A caller that
        is cancelled stops waiting; the job is done all the same.
        """
        return await asyncio.shield(self.submit(job))

    async def persist(self, job: Job[T]) -> T:
        """Run a job until the database takes it: a full disk or a lost server is no fault of the job."""
        while True:
            try:
                return await self.run(job)
            except NotCommitted as error:
                log.warning("not_committed", error=type(error.__cause__).__name__)
                await asyncio.sleep(RETRY_S)

    async def run_alone(self, job: Job[T]) -> T:
        """The same under a commit of its own, for a job that is large or must not fall with others."""
        return await asyncio.shield(self._give(job, alone=True))

    def submit(self, job: Job[T]) -> asyncio.Future[T]:
        """Give a job without waiting; RuntimeError once the writer is closing."""
        return self._give(job, alone=False)

    async def close(self) -> None:
        """Finish what was given, then end the thread."""
        with self._ready:
            self._closing = True
            self._ready.notify()
        await asyncio.to_thread(self._thread.join)

    def _give(self, job: Job[T], *, alone: bool) -> asyncio.Future[T]:
        future: asyncio.Future[T] = self._loop.create_future()
        with self._ready:
            if self._closing:
                raise RuntimeError("the writer is closing and takes no more jobs")
            self._waiting.append(_Waiting(job, future, alone))
            self._ready.notify()
        return future

    def _work(self) -> None:
        while group := self._take():
            outcomes = self._commit(group)
            with suppress(RuntimeError):  # the loop is closed: nobody is left to hear
                self._loop.call_soon_threadsafe(_settle, group, outcomes)

    def _take(self) -> list[_Waiting]:
        """The next group; empty when the writer is closed and nothing waits."""
        with self._ready:
            self._ready.wait_for(lambda: self._waiting or self._closing)
            group: list[_Waiting] = []
            while self._waiting and len(group) < GROUP_SIZE:
                if group and (group[0].alone or self._waiting[0].alone):
                    break
                group.append(self._waiting.popleft())
            return group

    def _commit(self, group: Sequence[_Waiting]) -> Sequence[Done | Failed]:
        try:
            return commit_group(self._engine, [waiting.job for waiting in group])
        except BaseException as error:  # noqa: BLE001 - the thread outlives whatever a group meets
            why = str(error) if isinstance(error, NotCommitted) else LOST.format(type(error).__name__)
            return [Failed(_caused(NotCommitted(why), error)) for _ in group]


def _caused(error: Exception, cause: BaseException) -> Exception:
    error.__cause__ = cause
    return error


def _settle(group: Sequence[_Waiting], outcomes: Sequence[Done | Failed]) -> None:
    for waiting, outcome in zip(group, outcomes, strict=True):
        if waiting.future.done():
            continue  # its caller gave up waiting
        match outcome:
            case Done(value):
                waiting.future.set_result(value)
            case Failed(StopIteration() as error):  # asyncio cannot carry it
                waiting.future.set_exception(_caused(RuntimeError("a job raised StopIteration"), error))
            case Failed(error):
                waiting.future.set_exception(error)
