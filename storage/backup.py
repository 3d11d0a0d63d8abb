"""A consistent copy of a database that others are writing to.

NoCopy                it cannot be made here, or came out damaged
"""

import sqlite3
from contextlib import closing
from pathlib import Path

from sqlalchemy import Engine


class NoCopy(Exception):
    """The message says why and what to do."""


def copy_into(engine: Engine, target: Path) -> None:
    """Copy the SQLite database as of now into an empty file, and check the copy; the writer is not held up.

    What was erased is not in the copy. Raises NoCopy.
    """
    if engine.dialect.name != "sqlite":
        raise NoCopy("PostgreSQL makes its own copies: use pg_dump, and keep key and voices beside it")
    try:
        with closing(sqlite3.connect(str(engine.url.database))) as source:
            source.execute("VACUUM INTO ?", (str(target),))
        with closing(sqlite3.connect(target)) as copy:
            found = [word for (word,) in copy.execute("PRAGMA integrity_check")]
    except sqlite3.Error as error:
        raise NoCopy(f"the copy was not made: {error}") from error
    if found != ["ok"]:
        raise NoCopy(f"the copy is damaged, and so may be the database: {found[0]}")
