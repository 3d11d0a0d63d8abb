"""Reading beside the writer: connections of their own, which never hold it up and cannot write."""

from collections.abc import Callable
from typing import TypeVar

from storage.engine import Connection
from storage.reading import AsyncEngine

T = TypeVar("T")


class Readers:
    """A few connections for pages, counts and exports."""

    def __init__(self, engine: AsyncEngine) -> None:
        """`engine` is from `storage.reading.open_readers` and is disposed of by `close`."""
        self._engine = engine

    async def run(self, read: Callable[[Connection], T]) -> T:
        """What `read` returns; it sees one moment of the database from its first statement to its last."""
        async with self._engine.connect() as conn:
            return await conn.run_sync(read)

    async def close(self) -> None:
        """Let go of the connections; those in use are closed when given back."""
        await self._engine.dispose()
