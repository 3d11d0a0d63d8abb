"""The process is killed at any moment: what it acknowledged stands once, and is answered."""

import asyncio
import random
from collections import Counter
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest
from sqlalchemy import text

from bot.fakes.sms_gateway import FakeSmsGateway
from bot.keys import read_key
from storage.engine import open_engine
from tests.support.databases import Backend, SqliteFiles
from tests.support.homes import PATIENCE_S, Home

FAMILIES = {"B01": "Lo", "B02": "Vang", "B03": "Giang", "B04": "Thao", "B05": "Sung", "B06": "Ly"}
VILLAGES = tuple(FAMILIES)
GIVEN_NAMES = """
May Pao Dua Hoa Lan Mai Hue Cuc Dao Nga Tam Xuan Thu Ha Hanh Hien Huong Linh Loan Ly Minh Mo Nhung Oanh Phuong
Quyen Sen Su Thao Thom Thuy Tuyet Van Yen Chi Chu Dinh Ganh Giang Khua
"""
MOTHERS = tuple(GIVEN_NAMES.split())
A_BURST = 12  # reports, two a collaborator
FOR_EVER = 100_000  # a gateway posts again until it is heard
A_HOME = 20  # kills: then the names of mothers in a village are used up

_TOLD = text(
    "SELECT inbox.provider_id, count(report.id) FROM inbox LEFT JOIN report ON report.inbox_id = inbox.id"
    " GROUP BY inbox.id, inbox.provider_id"
)
_REPLIES = text(
    "SELECT inbox.provider_id, outbox.id, outbox.state FROM inbox JOIN outbox ON outbox.inbox_id = inbox.id"
    " AND outbox.person_id = inbox.person_id"
)
_BIRTHS = text("SELECT count(*) FROM report WHERE kind = 'birth' AND state = 'recorded'")
_LEFT = text(
    "SELECT (SELECT count(*) FROM inbox WHERE handled_at IS NULL)"
    " + (SELECT count(*) FROM outbox WHERE state IN ('waiting', 'sending'))"
)


def number_of(village: str) -> str:
    """The phone of a village's collaborator."""
    return f"+8491200{village[1:]}00"


@asynccontextmanager
async def open_home(folder: Path, database: str = "", villages: Sequence[str] = VILLAGES) -> AsyncIterator[Home]:
    """The sample commune, running, with a collaborator in each of the villages."""
    async with FakeSmsGateway() as gateway:
        home = Home(folder / "home", gateway, database)
        await home.told("init", "--sample")
        await home.start()
        for village in villages:
            await home.join(village, number_of(village))
        try:
            yield home
        finally:
            await home.kill()


@dataclass(frozen=True, slots=True)
class Acknowledged:
    """One report that was answered 200."""

    sms_id: str
    number: str


async def report(home: Home, number: int) -> Acknowledged:
    """A collaborator tells of the birth with this number; the gateway posts it until it is answered."""
    village = VILLAGES[number % len(VILLAGES)]
    mother = MOTHERS[number // len(VILLAGES) % len(MOTHERS)]
    sms_id = f"burst-{number}"
    words = f"sinh be gai 3kg1 hom qua tai tram me {FAMILIES[village]} Thi {mother}"
    status = await home.gateway.phone_says(number_of(village), words, sms_id, tries=FOR_EVER)
    assert status == 200, status
    return Acknowledged(sms_id, number_of(village))


async def kill_in_bursts(home: Home, kills: int, moments: random.Random) -> list[Acknowledged]:
    """Bursts of reports, a kill in the middle of each, now and then one more while it starts again."""
    telling: list[asyncio.Task[Acknowledged]] = []
    cut_short = 0
    for kill in range(kills):
        burst = range(kill * A_BURST, (kill + 1) * A_BURST)
        telling += [asyncio.create_task(report(home, number)) for number in burst]
        await asyncio.sleep(moments.uniform(0, 0.08))
        cut_short += len(home.gateway.sent()) < len(VILLAGES) + burst.stop
        await home.kill()
        if moments.random() < 0.2:
            await home.spawn()
            await asyncio.sleep(moments.uniform(0.4, 1.0))
            await home.kill()
        await home.start()
    assert cut_short > kills / 2, "most kills came when all was done"
    return list(await asyncio.gather(*telling))


async def wait_until_answered(home: Home, engine_url: str) -> None:
    """Until nothing waits to be handled or to leave."""
    engine = open_engine(engine_url, read_key(home.folder, None), writer=False)
    try:
        async with asyncio.timeout(PATIENCE_S):
            while True:
                with engine.connect() as conn:
                    if not conn.scalar(_LEFT):
                        return
                await asyncio.sleep(0.1)
    finally:
        engine.dispose()


async def assert_nothing_lost(home: Home, told: list[Acknowledged]) -> str:
    """Every acknowledged report stands once and was answered; gives a line of figures."""
    url = home.database or f"sqlite:///{home.folder}/bekhoe.db"
    await wait_until_answered(home, url)
    engine = open_engine(url, read_key(home.folder, None), writer=False)
    with engine.connect() as conn:
        stands = dict(conn.execute(_TOLD).all())
        replies = conn.execute(_REPLIES).all()
        births = conn.scalar(_BIRTHS)
    engine.dispose()
    arrived = Counter(sms.id for sms in home.gateway.sent())
    assert {one.sms_id: stands.get(one.sms_id, 0) for one in told} == {one.sms_id: 1 for one in told}
    answered = {sms_id: f"bk{outbox}" for sms_id, outbox, state in replies if state == "sent"}
    assert [one.sms_id for one in told if one.sms_id not in answered] == []
    assert [one.sms_id for one in told if not arrived[answered[one.sms_id]]] == []
    assert len(set(arrived)) == len({(sms.id, sms.to, sms.text) for sms in home.gateway.sent()})
    assert (await home.told("week", "--week", "2026-W16"))["births"] == births == len(told)
    return f"{len(told)} reports stand, {sum(arrived.values()) - len(arrived)} messages arrived twice"


async def test_twenty_kills_lose_and_double_nothing(tmp_path: Path) -> None:
    async with open_home(tmp_path) as home:
        told = await kill_in_bursts(home, A_HOME, random.Random(20))
        await assert_nothing_lost(home, told)


@pytest.mark.prove
@pytest.mark.timeout(7200)
async def test_a_thousand_kills(backend: Backend, tmp_path: Path) -> None:
    moments = random.Random(1000)
    for number in range(1000 // A_HOME):
        folder = tmp_path / str(number)
        folder.mkdir()
        database = "" if isinstance(backend, SqliteFiles) else backend.empty()
        async with open_home(folder, database) as home:
            told = await kill_in_bursts(home, A_HOME, moments)
            print(await assert_nothing_lost(home, told))


async def test_a_stop_finishes_what_is_in_flight(tmp_path: Path) -> None:
    async with open_home(tmp_path, villages=VILLAGES[:1]) as home:
        home.gateway.delay_s = 1.5
        told = await report(home, 0)
        await asyncio.sleep(0.6)
        before = len(home.gateway.sent(told.number))
        assert await home.terminate() == 0
        assert len(home.gateway.sent(told.number)) == before + 1
        home.gateway.delay_s = 0.0
        await home.start()
        await assert_nothing_lost(home, [told])
        assert len(home.gateway.sent(told.number)) == before + 1


async def test_a_second_run_on_the_same_home_is_refused(tmp_path: Path) -> None:
    async with open_home(tmp_path, villages=VILLAGES[:1]) as home:
        second = Home(home.folder, home.gateway)
        status, _, complaint = await second.command("run")
        assert status == 1
        assert "another bekhoe runs on" in complaint
        assert "Traceback" not in complaint
        await assert_nothing_lost(home, [await report(home, 0)])
