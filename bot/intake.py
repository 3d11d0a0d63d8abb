"""From a channel to a handled message: committed first, understood after."""

import asyncio
from collections.abc import Callable
from datetime import datetime
from functools import partial

import structlog

from bot.clock import Clock
from bot.writer import Writer
from handlers import reaching
from messages.envelope import ChannelName, Incoming
from storage import inbox
from storage.engine import Connection

log = structlog.get_logger()

MOST_ATTEMPTS = 3  # then a person at the station looks at the message

Handle = Callable[[Connection, int, datetime], None]


class Intake:
    """Takes messages in and has each handled in a savepoint of its own."""

    def __init__(self, writer: Writer, clock: Clock, handle: Handle, give_up: Handle) -> None:
        """`handle` does one message by its id; `give_up` hands it to the station and tells the sender."""
        self._writer = writer
        self._clock = clock
        self._handle = handle
        self._give_up = give_up
        self._tasks: set[asyncio.Task[None]] = set()
        self.on_handled: Callable[[], None] = lambda: None

    async def receive(self, incoming: Incoming) -> None:
        """Returns once the message is committed; it is handled behind the sender's back."""
        message_id = await self._writer.run(partial(inbox.store, incoming=incoming, at=self._clock.now()))
        if message_id is None:
            log.info("message_twice", channel=incoming.channel.value)
            return
        log.info("message_stored", channel=incoming.channel.value, inbox=message_id)
        task = asyncio.create_task(self._handled(message_id))
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def delivered(self, channel: ChannelName, provider_id: str, status: str) -> None:
        """A gateway's word on what became of a message."""
        record = partial(
            reaching.note_delivery, channel=channel.value, provider_id=provider_id, status=status, at=self._clock.now()
        )
        await self._writer.run(record)
        self.on_handled()  # the village may be told of it

    async def catch_up(self) -> int:
        """Handle what an earlier run left, one by one, so that a message that kills the process counts itself only."""
        left = await self._writer.run(inbox.unhandled)
        for message_id, _ in left:
            tried = await self._writer.run(partial(inbox.count_attempt, message_id=message_id))
            if tried >= MOST_ATTEMPTS:  # the first try, when it came, was not counted
                await self._end(message_id)
            else:
                await self._handled(message_id)
        return len(left)

    async def settle(self) -> None:
        """Returns when every message received so far is handled."""
        while self._tasks:
            await asyncio.gather(*self._tasks, return_exceptions=True)

    async def _handled(self, message_id: int) -> None:
        for _ in range(MOST_ATTEMPTS):
            try:
                await self._writer.persist(lambda conn: self._handle(conn, message_id, self._clock.now()))
            except Exception as error:  # noqa: BLE001  # one bad message must not stop the others
                log.error("message_failed", inbox=message_id, error=type(error).__name__, where=_where(error))
                await self._writer.persist(partial(inbox.count_attempt, message_id=message_id))
            else:
                self.on_handled()
                return
        await self._end(message_id)

    async def _end(self, message_id: int) -> None:
        await self._writer.persist(lambda conn: self._give_up(conn, message_id, self._clock.now()))
        self.on_handled()


def _where(error: BaseException) -> str:
    """File and line of the innermost frame: enough to mend it, and nothing a person said."""
    step = error.__traceback__
    while step is not None and step.tb_next is not None:
        step = step.tb_next
    return f"{step.tb_frame.f_code.co_filename.rsplit('/', 1)[-1]}:{step.tb_lineno}" if step else "?"
