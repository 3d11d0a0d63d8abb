"""How a database is opened: one recipe for the writer, one for the readers.

NoDatabase            no such file, no such server, or a URL of another kind
WrongKey              it was sealed with another key (storage.sealed)

Python's sqlite3 opens transactions by itself and so commits a whole group at the first RELEASE. Hence
`isolation_level=None` and a `begin` event that says BEGIN itself: tests/storage/test_engine.py holds that.
"""

from pathlib import Path
from typing import Any, Final

from sqlalchemy import URL, Connection, Engine, create_engine, event, inspect, make_url
from sqlalchemy.exc import ArgumentError, DBAPIError

from storage import settings
from storage.sealed import WrongKey, derive_keys, give_keys, keys_of
from storage.tables import setting

__all__ = ["Connection", "Engine", "NoDatabase", "open_engine"]

BUSY_TIMEOUT_S: Final = 5
KEY_CHECK: Final = "key_check"  # name of the row of `setting` that tells a wrong key


class NoDatabase(Exception):
    """The database cannot be reached; the message says which and what to do."""


def open_engine(url: str, key: bytes, *, writer: bool) -> Engine:
    """Open `sqlite:///path` or `postgresql://...` with the 32 bytes of the station's key.

    The writer makes a missing SQLite file, readable by its owner alone; a reader cannot write.
    Raises NoDatabase, or WrongKey if the database was sealed with another one.
    """
    at = database_url(url, writer=writer)
    engine = create_engine(at, **engine_options(at, writer=writer))
    follow_recipe(engine, writer=writer)
    give_keys(engine.dialect, derive_keys(key))
    try:
        _refuse_wrong_key(engine)
    except DBAPIError as error:
        engine.dispose()
        raise NoDatabase(f"cannot open {at.render_as_string()}: {error.orig}") from error
    except WrongKey:
        engine.dispose()
        raise
    return engine


def database_url(text: str, *, writer: bool) -> URL:
    """The URL with its driver; raises NoDatabase for another kind, or for a file that is not there to be read."""
    try:
        url = make_url(text)
    except ArgumentError as error:
        raise NoDatabase("the database URL is not one: write sqlite:///path or postgresql://...") from error
    if url.drivername in ("postgresql", "postgres", "postgresql+psycopg"):
        return url.set(drivername="postgresql+psycopg")
    if url.drivername != "sqlite" or url.database in (None, "", ":memory:"):
        raise NoDatabase(f"cannot open {url.render_as_string()}: write sqlite:///path or postgresql://...")
    _look_for_file(Path(str(url.database)), writer=writer)
    return url


def _look_for_file(path: Path, *, writer: bool) -> None:
    if path.exists():
        return
    if not writer:
        raise NoDatabase(f"no database at {path}: make one with `bekhoe init`")
    if not path.parent.is_dir():
        raise NoDatabase(f"no folder {path.parent}: make it, then the database in it with `bekhoe init`")
    path.touch(mode=0o600)


def engine_options(url: URL, *, writer: bool) -> dict[str, Any]:
    """How to connect to it."""
    if url.get_backend_name() == "sqlite":
        return {"connect_args": {"isolation_level": None}}
    options: dict[str, Any] = {"pool_pre_ping": True, "connect_args": {"connect_timeout": BUSY_TIMEOUT_S}}
    if not writer:  # one snapshot for the whole of a reading, as SQLite gives
        options |= {"isolation_level": "REPEATABLE READ", "execution_options": {"postgresql_readonly": True}}
    return options


def follow_recipe(engine: Engine, *, writer: bool) -> None:
    """On SQLite: begin by ourselves, write durably, hold the foreign keys."""
    if engine.dialect.name != "sqlite":
        return
    pragmas = ["foreign_keys=ON", f"busy_timeout={BUSY_TIMEOUT_S * 1000}", "synchronous=FULL"]
    pragmas.append("journal_mode=WAL" if writer else "query_only=ON")
    begin = "BEGIN IMMEDIATE" if writer else "BEGIN"

    @event.listens_for(engine, "connect")
    def set_pragmas(connection: Any, _record: Any) -> None:
        cursor = connection.cursor()
        for pragma in pragmas:
            cursor.execute(f"PRAGMA {pragma}")
        cursor.close()

    @event.listens_for(engine, "begin")
    def begin_transaction(conn: Connection) -> None:
        conn.exec_driver_sql(begin)


def _refuse_wrong_key(engine: Engine) -> None:
    with engine.connect() as conn:
        if not inspect(conn).has_table(setting.name):
            return
        kept = settings.get(conn, KEY_CHECK)
    if kept is not None and kept != keys_of(engine.dialect).check:
        raise WrongKey("the database was sealed with another key: give the one it was made with as BEKHOE_KEY")
