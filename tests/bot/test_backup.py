"""Backups: consistent while others write, whole or not there, readable by their owner alone."""

import asyncio
import sqlite3
import threading
from pathlib import Path

import pytest
from sqlalchemy import insert, select, text

from bot.backup import back_up
from bot.voices import VoiceFolder
from storage import backup, settings
from storage.backup import NoCopy
from storage.engine import open_engine
from storage.tables import person
from tests.bot.test_kills import VILLAGES, assert_nothing_lost, open_home, report, wait_until_answered
from tests.support.databases import KEY
from tests.support.homes import Home
from tests.support.moments import NOW

NO_VOICES = Path("/nowhere/voices")


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
    back_up(sqlite_engine, target, NO_VOICES)
    stop.set()
    thread.join()
    copy = open_engine(f"sqlite:///{target}", KEY, writer=False)
    with copy.connect() as conn:
        assert settings.get(conn, "a") == settings.get(conn, "b") is not None
    copy.dispose()


def test_a_copy_is_made_during_a_long_write_and_has_none_of_it(sqlite_engine, target):
    with sqlite_engine.begin() as conn:
        settings.put(conn, "a", "1")
        back_up(sqlite_engine, target, NO_VOICES)
    copy = open_engine(f"sqlite:///{target}", KEY, writer=False)
    with copy.connect() as conn:
        assert settings.get(conn, "a") is None
    copy.dispose()


def test_a_copy_has_the_names_sealed_and_is_its_owners_alone(sqlite_engine, target):
    with sqlite_engine.begin() as conn:
        conn.execute(insert(person), {"name": "Lò Thị Mây", "created_at": NOW})
    back_up(sqlite_engine, target, NO_VOICES)
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
    back_up(sqlite_engine, target, NO_VOICES)
    assert b"erased words" not in target.read_bytes()


def test_a_backup_replaces_nothing(sqlite_engine, target):
    target.write_text("older")
    with pytest.raises(NoCopy, match="exists"):
        back_up(sqlite_engine, target, NO_VOICES)
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
        back_up(sqlite_engine, target, NO_VOICES)
    assert list(target.parent.iterdir()) == []


def test_recordings_are_copied_beside_it_and_open_from_there(sqlite_engine, target, tmp_path):
    folder = VoiceFolder(tmp_path / "home" / "voices")
    digests = [folder.keep(data) for data in (b"mot", b"hai")]
    (folder.path / "x.part").write_bytes(b"half")
    beside = back_up(sqlite_engine, target, folder.path)
    assert beside == target.with_name("backup.db.voices")
    restored = VoiceFolder(beside)
    assert [restored.read(digest) for digest in digests] == [b"mot", b"hai"]
    assert sorted(path.name for path in beside.iterdir()) == sorted(digests)
    assert {path.stat().st_mode & 0o077 for path in (beside, *beside.iterdir())} == {0}
    with pytest.raises(NoCopy, match="exists"):
        back_up(sqlite_engine, target.with_name("backup.db.voices"), folder.path)


def test_older_recordings_of_that_name_are_not_written_over(sqlite_engine, target):
    target.with_name("backup.db.voices").mkdir()
    with pytest.raises(NoCopy, match="voices exists"):
        back_up(sqlite_engine, target, NO_VOICES)
    assert not target.exists()


def test_postgresql_makes_its_own(engine, target):
    if engine.dialect.name == "sqlite":
        back_up(engine, target, NO_VOICES)
        return
    with pytest.raises(NoCopy, match="pg_dump"):
        back_up(engine, target, NO_VOICES)
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
