"""The migrations make the tables, on an empty database and step by step."""

import subprocess
import sys

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import inspect, text

from storage import schema
from storage.engine import open_engine
from storage.tables import metadata
from tests.support.databases import KEY, Backend


def test_migrations_make_the_tables(engine):
    with engine.connect() as conn:
        context = MigrationContext.configure(conn)
        assert compare_metadata(context, metadata) == []
        assert schema.revision(conn) == schema.revisions()[-1]


def test_the_numbers_are_alembics_own_chain():
    script = ScriptDirectory("storage/migrations")
    chain = [step.revision for step in script.walk_revisions()]
    assert tuple(reversed(chain)) == schema.revisions()


def test_down_to_nothing_and_up_again(engine):
    with engine.connect() as conn, conn.begin():
        schema.migrate(conn, "base")
        assert set(inspect(conn).get_table_names()) == {"alembic_version"}
    schema.prepare(engine)
    with engine.connect() as conn:
        assert set(metadata.tables) <= set(inspect(conn).get_table_names())


def test_a_failed_migration_leaves_the_database_empty(backend: Backend, monkeypatch: pytest.MonkeyPatch):
    engine = open_engine(backend.empty(), KEY, writer=True)
    monkeypatch.setattr(schema, "_mark_key", lambda conn: conn.execute(text("SELECT nothing FROM nowhere")))
    with pytest.raises(Exception, match="nowhere"):
        schema.prepare(engine)
    with engine.connect() as conn:
        assert inspect(conn).get_table_names() == []
    engine.dispose()


def test_a_newer_database_is_refused(engine):
    with engine.connect() as conn, conn.begin():
        conn.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    with pytest.raises(schema.TooNew, match="9999"):
        schema.prepare(engine)


def test_a_reader_requires_the_newest_tables(engine):
    schema.require(engine)
    with engine.connect() as conn, conn.begin():
        schema.migrate(conn, "base")
    with pytest.raises(schema.TooOld, match="bekhoe run"):
        schema.require(engine)


def test_a_database_that_is_up_to_date_is_prepared_without_alembic(sqlite):
    url = sqlite.migrated()
    program = (
        "import sys; from storage.engine import open_engine; from storage.schema import prepare;"
        f"engine = open_engine({url!r}, {KEY!r}, writer=True); prepare(engine); sys.exit('alembic' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", program], check=False).returncode == 0


def test_foreign_keys_hold_after_preparing(sqlite):
    engine = open_engine(sqlite.empty(), KEY, writer=True)
    schema.prepare(engine)
    with engine.connect() as conn:
        assert conn.scalar(text("PRAGMA foreign_keys")) == 1
    engine.dispose()
