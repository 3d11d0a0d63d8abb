"""Backups: consistent while others write, whole or not there, readable by their owner alone."""

import asyncio
import sqlite3
import threading

import pytest
from sqlalchemy import insert, select, text

from bot.backup import back_up
from storage import backup, settings
from storage.backup import NoCopy
from storage.engine import open_engine
from storage.tables import person
from tests.bot.test_kills import VILLAGES, assert_nothing_lost, open_home, report, wait_until_answered
from tests.support.databases import KEY
from tests.support.homes import Home
from tests.support.moments import NOW


@pytest.fixture
def target(tmp_path):
    """Where the backup goes."""
    return tmp_path / "backup.db"


def test_a_copy_made_while_others_write_is_of_one_moment(sqlite_engine, target):
    stop, begun = threading.Event(), threading.Event()

    def write() -> None:
        number = 0
        while not stop.is_set():
            number += 1
            with sqlite_engine.begin() as conn:
                settings.put(conn, "a", str(number))
                settings.put(conn, "b", str(number))
            begun.set()

    thread = threading.Thread(target=write)
    thread.start()
    assert begun.wait(5)
    back_up(sqlite_engine, target)
    stop.set()
    thread.join()
    copy = open_engine(f"sqlite:///{target}", KEY, writer=False)
    with copy.connect() as conn:
        assert settings.get(conn, "a") == settings.get(conn, "b") is not None
    copy.dispose()


def test_a_copy_is_made_during_a_long_write_and_has_none_of_it(sqlite_engine, target):
    with sqlite_engine.begin() as conn:
        settings.put(conn, "a", "1")
        back_up(sqlite_engine, target)
    copy = open_engine(f"sqlite:///{target}", KEY, writer=False)
    with copy.connect() as conn:
        assert settings.get(conn, "a") is None
    copy.dispose()


def test_a_copy_has_the_names_sealed_and_is_its_owners_alone(sqlite_engine, target):
    with sqlite_engine.begin() as conn:
        conn.execute(insert(person), {"name": "Lò Thị Mây", "created_at": NOW})
    back_up(sqlite_engine, target)
    assert target.stat().st_mode & 0o777 == 0o600
    assert "Mây".encode() not in target.read_bytes()
    copy = open_engine(f"sqlite:///{target}", KEY, writer=True)
    with copy.connect() as conn:
        assert conn.scalar(select(person.c.name)) == "Lò Thị Mây"
    copy.dispose()


def test_what_was_erased_is_not_in_the_copy(sqlite_engine, target):
    with sqlite_engine.begin() as conn:
        settings.put(conn, "a", "erased words " * 900)
    with sqlite_engine.begin() as conn:
        conn.execute(text("DELETE FROM setting WHERE name = 'a'"))
    back_up(sqlite_engine, target)
    assert b"erased words" not in target.read_bytes()


def test_a_backup_replaces_nothing(sqlite_engine, target):
    target.write_text("older")
    with pytest.raises(NoCopy, match="exists"):
        back_up(sqlite_engine, target)
    assert target.read_text() == "older"


def test_a_damaged_database_gives_no_backup(sqlite_engine, target, monkeypatch):
    with sqlite_engine.begin() as conn:
        conn.execute(insert(person), [{"name": "Lò Thị Mây", "created_at": NOW}] * 500)
    real = sqlite3.connect

    def damage(path, *rest):
        if str(path).endswith(".part"):
            with open(path, "r+b") as file:  # noqa: PTH123 - pathlib opens no file for both
                file.seek(8192)
                file.write(b"\xff" * 4096)
        return real(path, *rest)

    monkeypatch.setattr(backup.sqlite3, "connect", damage)
    with pytest.raises(NoCopy):
        back_up(sqlite_engine, target)
    assert list(target.parent.iterdir()) == []


def test_postgresql_makes_its_own(engine, target):
    if engine.dialect.name == "sqlite":
        back_up(engine, target)
        return
    with pytest.raises(NoCopy, match="pg_dump"):
        back_up(engine, target)
    assert list(target.parent.iterdir()) == []


async def test_a_backup_of_a_running_bot_opens_and_tells_the_same(tmp_path, target):
    async with open_home(tmp_path, villages=VILLAGES[:1]) as home:
        told = await report(home, 0)
        await wait_until_answered(home, f"sqlite:///{home.folder}/bekhoe.db")
        bursting = [asyncio.create_task(report(home, number)) for number in range(6, 30, 6)]
        status, _, complaint = await home.command("backup", str(target))
        assert (status, complaint) == (0, "")
        await asyncio.gather(*bursting)
        copy = Home(home.folder, home.gateway, database=f"sqlite:///{target}")
        assert 1 <= (await copy.told("week", "--week", "2026-W16"))["births"] <= 5
        await assert_nothing_lost(home, [told, *(task.result() for task in bursting)])
