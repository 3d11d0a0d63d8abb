"""The database as async code reads it."""

from sqlalchemy.ext.asyncio import AsyncEngine, create_async_engine

from storage.engine import database_url, engine_options, follow_recipe
from storage.sealed import derive_keys, give_keys

__all__ = ["AsyncEngine", "open_readers"]


def open_readers(url: str, key: bytes, *, size: int) -> AsyncEngine:
    """The same database as `open_engine` opened for the writer, for reading on `size` connections at most."""
    at = database_url(url, writer=False)
    if at.get_backend_name() == "sqlite":
        at = at.set(drivername="sqlite+aiosqlite")
    engine = create_async_engine(at, pool_size=size, max_overflow=0, **engine_options(at, writer=False))
    follow_recipe(engine.sync_engine, writer=False)
    give_keys(engine.sync_engine.dialect, derive_keys(key))
    return engine
