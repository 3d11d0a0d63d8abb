"""Readers: beside the writer, one moment a reading, nothing left behind at exit."""

import asyncio
import subprocess
import sys

import pytest
from sqlalchemy import insert, select, text
from sqlalchemy.exc import DBAPIError

from bot.readers import Readers
from storage import settings
from storage.engine import Connection
from storage.reading import open_readers
from storage.tables import person
from tests.support.databases import KEY
from tests.support.moments import NOW

COUNT_LONG = text(
    "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 100000) SELECT count(*) FROM n"
)


@pytest.fixture
async def readers(url):
    """Readers of a database, closed after the test."""
    made = Readers(open_readers(url, KEY, size=2))
    yield made
    await made.close()


async def test_a_reader_sees_what_is_committed_and_opens_names(readers, engine):
    with engine.begin() as conn:
        conn.execute(insert(person), {"name": "Lò Thị Mây", "created_at": NOW})
        assert await readers.run(lambda reading: reading.scalar(select(person.c.name))) is None
    assert await readers.run(lambda reading: reading.scalar(select(person.c.name))) == "Lò Thị Mây"


async def test_a_reading_sees_one_moment(readers, engine):
    def read_twice(reading: Connection) -> list[str | None]:
        before = settings.get(reading, "a")
        with engine.begin() as conn:
            settings.put(conn, "a", "1")
        return [before, settings.get(reading, "a")]

    assert await readers.run(read_twice) == [None, None]
    assert await readers.run(lambda reading: settings.get(reading, "a")) == "1"


async def test_a_reader_cannot_write(readers):
    with pytest.raises(DBAPIError, match=r"read-?only"):
        await readers.run(lambda reading: settings.put(reading, "a", "1"))


async def test_more_readings_than_connections_take_turns(readers):
    readings = (readers.run(lambda reading: settings.get(reading, "key_check")) for _ in range(20))
    assert len(set(await asyncio.gather(*readings))) == 1


async def test_an_error_in_a_reading_leaves_the_connection_fit(readers):
    for _ in range(5):
        with pytest.raises(KeyError):
            await readers.run(lambda _reading: {}["a"])
    assert await readers.run(lambda reading: settings.get(reading, "a")) is None


@pytest.mark.parametrize("after_s", [0, 0.005])
async def test_a_reading_given_up_leaves_the_readers_fit(readers, after_s):
    for _ in range(5):
        reading = asyncio.create_task(readers.run(lambda reading: reading.scalar(COUNT_LONG)))
        await asyncio.sleep(after_s)
        reading.cancel()
        await asyncio.gather(reading, return_exceptions=True)
    assert await readers.run(lambda reading: settings.get(reading, "a")) is None


def test_closed_readers_leave_no_word_at_exit(url):
    program = f"""
import asyncio
from bot.readers import Readers
from storage import settings
from storage.reading import open_readers

async def main():
    readers = Readers(open_readers({url!r}, {KEY!r}, size=2))
    await asyncio.gather(*(readers.run(lambda conn: settings.get(conn, "a")) for _ in range(5)))
    await readers.close()

asyncio.run(main())
"""
    ended = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=False)
    assert (ended.returncode, ended.stderr) == (0, "")
