"""Bringing a database to the program's tables.

Revisions are numbered ("0001", "0002", ...), so that the newest is known from the file names alone: alembic,
slow to import, is loaded only when there is something to do.
"""

from importlib.resources import as_file, files
from typing import Any

from sqlalchemy import Connection, Engine, inspect, text

from storage import settings
from storage.engine import KEY_CHECK
from storage.sealed import keys_of

GET_REVISION = text("SELECT version_num FROM alembic_version")
LOCK_SCHEMA = text("SELECT pg_advisory_xact_lock(4517)")


class TooNew(Exception):
    """The database was made by a newer program."""


class TooOld(Exception):
    """The database lacks tables that a reader needs and may not make."""


def revisions() -> tuple[str, ...]:
    """The numbers of all migrations, oldest first."""
    names = (entry.name for entry in files("storage").joinpath("migrations", "versions").iterdir())
    return tuple(sorted(name.partition("_")[0] for name in names if name.endswith(".py")))


def revision(conn: Connection) -> str | None:
    """The number of the last migration that the database went through; None when it is empty."""
    return conn.scalar(GET_REVISION) if inspect(conn).has_table("alembic_version") else None


def prepare(engine: Engine) -> None:
    """Bring the schema of a writer's engine to the newest revision, in one transaction.

    Raises TooNew for a database of a newer program; an older database is changed whole or not at all.
    """
    with engine.connect() as conn:
        if not _is_behind(revision(conn)):
            return
    with engine.connect() as conn:
        _let_tables_be_rebuilt(conn)
        with conn.begin():
            if conn.dialect.name == "postgresql":
                conn.execute(LOCK_SCHEMA)  # held until commit, for processes that start together
            if _is_behind(revision(conn)):
                migrate(conn, "head")
                _mark_key(conn)
        conn.invalidate()  # the next one has its foreign keys on


def require(engine: Engine) -> None:
    """See that a reader's database has the newest revision; raises TooNew or TooOld."""
    with engine.connect() as conn:
        if _is_behind(revision(conn)):
            raise TooOld(
                "the database is older than this program: bring it up to date with `bekhoe run` or `bekhoe init`"
            )


def _is_behind(current: str | None) -> bool:
    known = revisions()
    if current is not None and current not in known:
        raise TooNew(f"the database has revision {current}, this program knows up to {known[-1]}: install a newer one")
    return current != known[-1]


def _let_tables_be_rebuilt(conn: Connection) -> None:
    """SQLite changes a table by copying it, which foreign keys forbid; they are let off outside transactions only."""
    if conn.dialect.name == "sqlite":
        conn.connection.cursor().execute("PRAGMA foreign_keys=OFF")


def _mark_key(conn: Connection) -> None:
    if settings.get(conn, KEY_CHECK) is None:
        settings.put(conn, KEY_CHECK, keys_of(conn.dialect).check)


def migrate(conn: Connection, target: str) -> None:
    """Go up to a revision or "head", or down to an older revision or "base", in the open transaction."""
    from alembic import command

    with as_file(files("storage").joinpath("migrations")) as folder:
        config = alembic_config(str(folder))
        config.attributes["connection"] = conn
        is_older = target == "base" or target < (revision(conn) or "")  # "head" sorts after every number
        (command.downgrade if is_older else command.upgrade)(config, target)


def alembic_config(folder: str) -> Any:
    """Settings of alembic for the migrations in a folder; there is no file of them."""
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", folder.replace("%", "%%"))
    config.set_main_option("path_separator", "os")
    return config
