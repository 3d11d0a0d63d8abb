"""Fixtures for everybody: real databases, and moments.

`engine` is a migrated database of the test's own, `conn` a transaction on a shared one that is rolled back;
both run the test twice, on SQLite and on PostgreSQL. `sqlite_engine` and `sqlite_conn` run it once.
"""

import os
from collections.abc import Iterator

import pytest
import structlog
from hypothesis import settings

from storage.engine import Connection, Engine, open_engine
from tests.support.databases import KEY, Backend, PostgresServer, SqliteFiles

settings.register_profile("steady", derandomize=True, deadline=None)  # the same examples for everybody
settings.register_profile("roaming", deadline=None)  # `make prove` looks for new ones
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "steady"))

BACKENDS = ("sqlite", "postgresql")


@pytest.fixture(scope="session")
def sqlite(tmp_path_factory: pytest.TempPathFactory) -> SqliteFiles:
    """SQLite files of this test process."""
    return SqliteFiles(tmp_path_factory.mktemp("sqlite"))


@pytest.fixture(scope="session")
def postgresql() -> Iterator[PostgresServer]:
    """The PostgreSQL server of this test process, started when a test first asks for a database."""
    server = PostgresServer()
    yield server
    server.stop()


@pytest.fixture(params=BACKENDS)
def backend(request: pytest.FixtureRequest) -> Backend:
    """Either kind of database."""
    kind: Backend = request.getfixturevalue(request.param)
    return kind


@pytest.fixture
def url(backend: Backend) -> Iterator[str]:
    """A migrated database of the test's own."""
    made = backend.migrated()
    yield made
    backend.drop(made)


@pytest.fixture
def engine(url: str) -> Iterator[Engine]:
    """The writer's engine on a migrated database of the test's own."""
    yield from _opened(url)


@pytest.fixture
def sqlite_engine(sqlite: SqliteFiles) -> Iterator[Engine]:
    """The same on SQLite alone."""
    yield from _opened(sqlite.migrated())


@pytest.fixture(scope="session")
def shared_sqlite(sqlite: SqliteFiles) -> Iterator[Engine]:
    """A migrated database in which nothing is ever committed."""
    yield from _opened(sqlite.migrated())


@pytest.fixture(scope="session")
def shared_postgresql(postgresql: PostgresServer) -> Iterator[Engine]:
    """A migrated database in which nothing is ever committed; its ids go on from test to test."""
    yield from _opened(postgresql.migrated())


@pytest.fixture(params=BACKENDS)
def conn(request: pytest.FixtureRequest) -> Iterator[Connection]:
    """A transaction on a migrated database, rolled back after the test."""
    yield from _rolled_back(request.getfixturevalue(f"shared_{request.param}"))


@pytest.fixture
def sqlite_conn(shared_sqlite: Engine) -> Iterator[Connection]:
    """The same on SQLite alone."""
    yield from _rolled_back(shared_sqlite)


def _opened(url: str) -> Iterator[Engine]:
    engine = open_engine(url, KEY, writer=True)
    yield engine
    engine.dispose()


def _rolled_back(engine: Engine) -> Iterator[Connection]:
    with engine.connect() as conn, conn.begin() as transaction:
        yield conn
        transaction.rollback()


@pytest.fixture(autouse=True)
def _plain_logs() -> Iterator[None]:
    """A test that sets up logging leaves none of it to the next."""
    yield
    structlog.reset_defaults()
