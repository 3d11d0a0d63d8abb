"""Gateways away, busy or refusing; messages that no handler survives: nothing is lost, nothing stale is sent."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import datetime, timedelta

import pytest
from sqlalchemy import select

from bot.fakes.faults import Fault, Ill
from bot.stage.actors import Cast
from bot.stage.theatre import Theatre
from handlers import births
from handlers.replies import REPLY_LIFE
from storage import contacts
from storage.engine import Connection
from storage.tables import inbox, outbox
from tests.bot.test_kills import FOR_EVER, number_of, open_home, report, wait_until_answered
from tests.support.databases import KEY, SqliteFiles
from tests.support.moments import NOW

HOUR = timedelta(hours=1)
AWAY = 10_000  # more calls than an outage sees
FIRST, SECOND = "B01 collaborator", "B02 collaborator"


@asynccontextmanager
async def stage(sqlite: SqliteFiles, *names: str, channel: str = "sms") -> AsyncIterator[tuple[Theatre, Cast]]:
    """The program with these people, all joined and answered."""
    async with Theatre.open(sqlite.migrated(), KEY, NOW) as theatre:
        cast = Cast(theatre, channel)
        for name in names:
            await cast.enter(name)
        yield theatre, cast


async def after(theatre: Theatre, time: timedelta) -> datetime:
    """Step that much further."""
    return await theatre.program.step_to(theatre.parts.clock.now() + time)


async def states(theatre: Theatre) -> list[tuple[str, str | None]]:
    """State of every message out and why it was closed, oldest first."""

    def read(conn: Connection) -> list[tuple[str, str | None]]:
        query = select(outbox.c.state, outbox.c.closed_why).order_by(outbox.c.id)
        return [(row.state, row.closed_why) for row in conn.execute(query)]

    return await theatre.parts.readers.run(read)


def replies(cast: Cast, theatre: Theatre, name: str) -> list[str]:
    """What somebody heard after the welcome."""
    return cast.known(name).heard(theatre)[1:]


async def test_an_hour_away_loses_nothing_and_keeps_the_order(sqlite: SqliteFiles) -> None:
    async with stage(sqlite, FIRST, SECOND) as (theatre, cast):
        theatre.gateway.fail(Fault(Ill.BROKEN), AWAY)
        for text in ("tuan nay khong co gi", "tuan", "tro giup"):
            for name in (FIRST, SECOND):
                await cast.known(name).say(theatre, text)
        await after(theatre, HOUR)
        assert replies(cast, theatre, FIRST) == []
        theatre.gateway.faults.clear()
        await after(theatre, HOUR)
        for name in (FIRST, SECOND):
            zero, week, help_ = replies(cast, theatre, name)
            assert "khong sinh, khong mat" in zero
            assert "tuan 17" in week.lower()
            assert help_.startswith("Bao")
        ids = [sms.id for sms in theatre.gateway.sent()]
        assert len(ids) == len(set(ids))


async def test_nothing_stale_is_sent_after_a_long_outage(sqlite: SqliteFiles) -> None:
    async with stage(sqlite, FIRST) as (theatre, cast):
        theatre.gateway.fail(Fault(Ill.BROKEN), AWAY)
        await cast.known(FIRST).say(theatre, "tuan")
        await after(theatre, REPLY_LIFE + HOUR)
        theatre.gateway.faults.clear()
        await after(theatre, HOUR)
        assert replies(cast, theatre, FIRST) == []
        assert ("closed", "expired") in await states(theatre)


async def test_a_gateway_that_asks_to_wait_is_given_the_time(sqlite: SqliteFiles) -> None:
    async with stage(sqlite, FIRST) as (theatre, cast):
        theatre.gateway.fail(Fault(Ill.THROTTLED, retry_after_s=600))
        await cast.known(FIRST).say(theatre, "tuan")
        await after(theatre, timedelta(seconds=590))
        assert replies(cast, theatre, FIRST) == []
        await after(theatre, timedelta(seconds=20))
        assert len(replies(cast, theatre, FIRST)) == 1


async def test_a_bad_recipient_holds_nobody_up(sqlite: SqliteFiles) -> None:
    async with stage(sqlite, FIRST, SECOND) as (theatre, cast):
        theatre.gateway.fail(Fault(Ill.SILENT))
        number = cast.known(FIRST).address
        await theatre.gateway.phone_says(number, "tuan")
        await theatre.program.intake.settle()
        async with asyncio.timeout(3):
            while len(theatre.gateway.faults):  # noqa: ASYNC110 - until the first one's reply hangs
                await asyncio.sleep(0.01)
        await theatre.gateway.phone_says(cast.known(SECOND).address, "tuan")
        assert len(await theatre.gateway.wait_for(cast.known(SECOND).address, 2, timeout_s=3)) == 2
        assert replies(cast, theatre, FIRST) == []
        theatre.gateway.faults.closing.set()  # the call that hangs is let go


async def test_a_reply_behind_another_leaves_as_soon_as_it_can(sqlite: SqliteFiles) -> None:
    async with stage(sqlite, FIRST) as (theatre, cast):
        number = cast.known(FIRST).address
        for _ in range(5):  # one message a person at a time: each leaves when the one before has ended
            for text in ("tuan", "tro giup", "tuan"):
                await theatre.gateway.phone_says(number, text)
        assert len(await theatre.gateway.wait_for(number, 16, timeout_s=5)) == 16


async def test_who_blocked_the_bot_is_reached_by_sms(sqlite: SqliteFiles) -> None:
    async with stage(sqlite, FIRST, channel="telegram") as (theatre, cast):
        person = cast.known(FIRST)
        number = "+84912999999"

        def give_number(conn: Connection) -> None:
            key = contacts.address_digest(conn, "telegram", person.address)
            contacts.add(conn, contacts.people_at(conn, "telegram", key)[0], "sms", number, NOW)

        await theatre.parts.writer.run(give_number)
        theatre.telegram.fail(Fault(Ill.BLOCKED))
        await person.say(theatre, "tuan")
        assert len(theatre.gateway.sent(number)) == 1
        assert len(person.heard(theatre)) == 1


async def test_a_message_that_no_handler_survives_goes_to_the_station(
    sqlite: SqliteFiles, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = births.record_one

    def fail_on_one(conn, scene, facts, *rest):  # type: ignore[no-untyped-def]
        if "poison" in scene.message.text:
            raise RuntimeError("planted")
        return real(conn, scene, facts, *rest)

    monkeypatch.setattr(births, "record_one", fail_on_one)
    async with stage(sqlite, FIRST, SECOND, "station") as (theatre, cast):
        for name, text in ((FIRST, "poison sinh be gai 3kg1 hom qua tai tram"), (SECOND, "sinh be trai 3kg hom nay")):
            await theatre.gateway.phone_says(cast.known(name).address, text)
        await theatre.program.settle()
        assert len(replies(cast, theatre, FIRST)) == 1
        assert "giu" in replies(cast, theatre, FIRST)[0]
        assert "S1001" in replies(cast, theatre, SECOND)[0]
        assert len(replies(cast, theatre, "station")) == 1
        assert await outcome_of(theatre, "poison") == "Failed"


async def outcome_of(theatre: Theatre, word: str) -> str | None:
    """How the message that holds a word ended."""

    def read(conn: Connection) -> str | None:
        rows = conn.execute(select(inbox.c.text, inbox.c.outcome)).all()
        return next(row.outcome for row in rows if word in row.text)

    return await theatre.parts.readers.run(read)


KILLER = """
import os
from handlers import births
real = births.record_one
def record_one(conn, scene, facts, *rest):
    if "poison" in scene.message.text:
        os._exit(9)
    return real(conn, scene, facts, *rest)
births.record_one = record_one
from bot.cli import app
app()
"""


async def test_a_message_that_kills_three_times_is_given_up_and_the_others_live(tmp_path) -> None:  # type: ignore[no-untyped-def]
    async with open_home(tmp_path, villages=("B01", "B02")) as home:
        await home.kill()
        await home.start(KILLER)
        poison = "poison sinh be gai 3kg1 hom qua tai tram"
        telling = asyncio.create_task(home.gateway.phone_says(number_of("B01"), poison, "poison", tries=FOR_EVER))
        deaths = 1
        assert await home.ended() == 9
        while deaths < 3:
            await home.spawn(KILLER)
            assert await home.ended() == 9
            deaths += 1
        await home.start(KILLER)
        assert await telling == 200
        await report(home, 1)
        await wait_until_answered(home, f"sqlite:///{home.folder}/bekhoe.db")
        assert "S1001" in home.gateway.sent(number_of("B02"))[-1].text
        assert "giu" in home.gateway.sent(number_of("B01"))[-1].text
