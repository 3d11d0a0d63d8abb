"""The recipe of a connection, and the trap that it avoids: a group commits whole, at COMMIT and not before."""

from datetime import UTC, datetime, timedelta, timezone

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError, IntegrityError, StatementError

from storage import settings
from storage.engine import Connection, Engine, NoDatabase, open_engine
from storage.tables import consent, person
from tests.support.databases import KEY
from tests.support.moments import NOW


@pytest.fixture
def other(url):
    """A second program on the same database."""
    engine = open_engine(url, KEY, writer=False)
    yield engine
    engine.dispose()


def names(engine: Engine) -> set[str]:
    """What another connection sees of the settings."""
    with engine.connect() as conn:
        return {name for name in "abc" if settings.get(conn, name)}


def test_nothing_of_a_group_is_seen_before_its_commit(engine, other):
    with engine.connect() as conn, conn.begin():
        for name in "ab":
            with conn.begin_nested():
                settings.put(conn, name, "1")
            assert names(other) == set()
    assert names(other) == {"a", "b"}


def test_a_group_rolls_back_whole(engine, other):
    with engine.connect() as conn, conn.begin() as group:
        for name in "ab":
            with conn.begin_nested():
                settings.put(conn, name, "1")
        group.rollback()
    assert names(other) == set()


def test_a_savepoint_rolls_back_alone(engine, other):
    with engine.connect() as conn, conn.begin():
        with conn.begin_nested():
            settings.put(conn, "a", "1")
        with conn.begin_nested() as second:
            settings.put(conn, "b", "1")
            second.rollback()
        with conn.begin_nested():
            settings.put(conn, "c", "1")
    assert names(other) == {"a", "c"}


def test_a_reading_sees_one_moment(engine, other):
    with other.connect() as conn:
        assert settings.get(conn, "a") is None
        with engine.begin() as writing:
            settings.put(writing, "a", "1")
        assert settings.get(conn, "a") is None
    assert names(other) == {"a"}


def test_a_reader_cannot_write(other):
    with other.connect() as conn, pytest.raises(DBAPIError, match=r"read-?only"):
        settings.put(conn, "a", "1")


def test_foreign_keys_hold(conn):
    with pytest.raises(IntegrityError):
        conn.execute(
            consent.insert(),
            {"person_id": 999_999_999, "scope": "x", "answer": "x", "text_version": "1", "channel": "sms", "at": NOW},
        )


def test_pragmas(sqlite_engine):
    wanted = {"journal_mode": "wal", "synchronous": 2, "foreign_keys": 1, "busy_timeout": 5000}
    with sqlite_engine.connect() as conn:
        assert {pragma: conn.scalar(text(f"PRAGMA {pragma}")) for pragma in wanted} == wanted


def test_a_new_file_is_its_owners_alone(tmp_path):
    open_engine(f"sqlite:///{tmp_path}/new.db", KEY, writer=True).dispose()
    assert (tmp_path / "new.db").stat().st_mode & 0o777 == 0o600


@pytest.mark.parametrize(
    ("url", "writer", "said"),
    [
        ("sqlite:////nowhere/at/all.db", True, "bekhoe init"),
        ("sqlite:///missing.db", False, "bekhoe init"),
        ("sqlite://", True, "sqlite:///path"),
        ("mysql://host/name", True, "sqlite:///path"),
        ("nonsense", True, "sqlite:///path"),
        ("postgresql://user:hush@127.0.0.1:1/none", True, "cannot open"),
    ],
)
def test_what_cannot_be_opened_says_what_to_do(url, writer, said, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    with pytest.raises(NoDatabase, match=said) as refused:
        open_engine(url, KEY, writer=writer)
    assert "hush" not in str(refused.value)


def test_what_is_no_database_is_refused(tmp_path):
    (tmp_path / "letter.db").write_text("Kính gửi trạm y tế xã Bình Lư. " * 99)
    for writer in (True, False):
        with pytest.raises(NoDatabase, match="not a database"):
            open_engine(f"sqlite:///{tmp_path}/letter.db", KEY, writer=writer)


def keep_and_read(conn: Connection, moment: datetime) -> datetime:
    """A moment through the database and back."""
    made = conn.execute(person.insert(), {"created_at": moment}).inserted_primary_key
    return conn.scalar(person.select().with_only_columns(person.c.created_at).where(person.c.id == made[0]))


def test_a_moment_comes_back_in_utc(conn):
    local = NOW.astimezone(timezone(timedelta(hours=7)))
    kept = keep_and_read(conn, local)
    assert kept == NOW
    assert kept.tzinfo is UTC


def test_a_moment_without_a_zone_is_refused(conn):
    with pytest.raises(StatementError, match="time zone"):
        keep_and_read(conn, datetime(2026, 4, 20))
