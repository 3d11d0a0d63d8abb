"""Whatever arrives is answered kindly and shortly, or knowingly not at all; nothing of it stops the program."""

import json
from collections.abc import Callable
from datetime import timedelta
from typing import Final

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import func, select

from bot.stage.actors import Actor, Cast
from bot.stage.theatre import Theatre
from handlers.intake import ANSWERS_A_DAY
from health.rights import Role
from messages.sms import fold
from storage.engine import Connection
from storage.tables import inbox, outbox
from storage.tray import OUTCOMES
from tests.support.databases import KEY, SqliteFiles
from tests.support.moments import NOW
from tests.support.stations import Station

SILENCE: Final = ""
COLLABORATOR, STRANGER = "B01 collaborator", "stranger"
LONG = "sinh be gai 3kg1 " * 600  # over 10,000 characters

TEXTS = (  # what is said, and words of the answer
    pytest.param("", "tin trong", id="empty"),
    pytest.param("   \n\t ", "tin trong", id="spaces"),
    pytest.param("😀🎉👶", "tin trong", id="emoji alone"),
    pytest.param("...!!!", "tin trong", id="points alone"),
    pytest.param(LONG, "dai qua", id="10,000 characters"),
    pytest.param("a\x00b\x00c", "khong hieu het|chua ro", id="NUL bytes"),
    pytest.param("ເດັກເກີດມື້ວານນີ້", "khong hieu het|chua ro|chuyen", id="Lao"),
    pytest.param("昨天出生一个女婴", "khong hieu het|chua ro|chuyen", id="Chinese"),
    pytest.param("ولدت طفلة أمس", "khong hieu het|chua ro|chuyen", id="Arabic"),
    pytest.param("\u202e\ufeff\u200bxyz", "khong hieu het|chua ro|chuyen", id="marks that turn the text round"),
    pytest.param("{name} %s \\ ' ; DROP TABLE report; --", "khong hieu het|chua ro|chuyen", id="code"),
    pytest.param("cam on", SILENCE, id="thanks"),
)


def is_answer(wanted: str, heard: list[str]) -> bool:
    """Whether somebody heard one short message with one of the wanted words, or nothing where silence is wanted."""
    if wanted == SILENCE:
        return heard == []
    plain = " ".join(fold(text).lower() for text in heard)
    return len(heard) == 1 and len(heard[0]) < 320 and any(words in plain for words in wanted.split("|"))


async def asked(theatre: Theatre, actor: Actor, act: Callable[[], object]) -> list[str]:
    """What a person hears after doing something on Telegram."""
    before = len(actor.heard(theatre))
    act()
    await theatre.telegram.wait_until_confirmed()
    await theatre.program.settle()
    return actor.heard(theatre)[before:]


async def failures(theatre: Theatre) -> int:
    """How many messages no handler survived, or nobody handled."""
    query = select(func.count()).where((inbox.c.outcome == "Failed") | inbox.c.handled_at.is_(None))
    return await theatre.parts.readers.run(lambda conn: int(conn.execute(query).scalar_one()))


@pytest.mark.parametrize("channel", ["sms", "telegram"])
async def test_odd_texts(channel: str, sqlite: SqliteFiles) -> None:
    wrong: dict[str, list[str]] = {}
    async with Theatre.open(sqlite.migrated(), KEY, NOW) as theatre:
        cast = Cast(theatre, channel)
        actor = await cast.enter(COLLABORATOR)
        for case in TEXTS:
            text, wanted = case.values
            before = len(actor.heard(theatre))
            await actor.say(theatre, str(text))
            heard = actor.heard(theatre)[before:]
            if not is_answer(str(wanted), heard):
                wrong[str(case.id)] = heard
        assert wrong == {}
        assert await failures(theatre) == 0


TELEGRAM: tuple[tuple[str, Callable[[Theatre, int], object], str], ...] = (
    ("a sticker", lambda t, who: t.telegram.user_sends(who, "sticker"), "chi doc duoc chu"),
    ("a photo", lambda t, who: t.telegram.user_sends(who, "photo"), "chi doc duoc chu"),
    ("a voice message", lambda t, who: t.telegram.user_sends(who, "voice"), "chi doc duoc chu"),
    ("a photo with a caption", lambda t, who: t.telegram.user_sends(who, "photo", "tuan"), "tuan 17"),
    ("an edited message", lambda t, who: t.telegram.user_edits(who, "sinh be gai"), "sua"),
    ("an old button", lambda t, who: t.telegram.user_presses_old(who, "f:1:0:yes"), "nut nay da cu"),
    ("a forged button", lambda t, who: t.telegram.user_presses_old(who, "f:999:1:x"), "nut nay da cu"),
    ("a forged number", lambda t, who: t.telegram.user_presses_old(who, "f:99999999999999999999:1:x"), "nut nay da cu"),
    ("a button without a number", lambda t, who: t.telegram.user_presses_old(who, "sua:abc"), "nut nay da cu"),
    ("a button of another report", lambda t, who: t.telegram.user_presses_old(who, "huy:4821"), "4821"),
    ("a group, the first time", lambda t, who: t.telegram.group_says(-100, who, "sinh be gai"), SILENCE),
    ("a channel's post", lambda t, who: t.telegram.channel_says(-200, "sinh be gai"), SILENCE),
    ("an update that is none", lambda t, who: t.telegram.push({"message": {"text": 5}}), SILENCE),
)


async def test_odd_updates(sqlite: SqliteFiles) -> None:
    wrong: dict[str, list[str]] = {}
    async with Theatre.open(sqlite.migrated(), KEY, NOW) as theatre:
        actor = await Cast(theatre, "telegram").enter(COLLABORATOR)
        who = int(actor.address)
        for name, act, wanted in TELEGRAM:
            heard = await asked(theatre, actor, lambda act=act: act(theatre, who))  # type: ignore[misc]
            if not is_answer(wanted, heard):
                wrong[name] = heard
        assert wrong == {}
        await asked(theatre, actor, lambda: theatre.telegram.group_says(-100, who, "sinh be gai"))
        assert len(theatre.telegram.sent(-100)) == 1  # said once a group
        assert await failures(theatre) == 0


async def test_a_stranger_is_told_where_to_turn_and_a_flood_is_not_answered_for_ever(sqlite: SqliteFiles) -> None:
    async with Theatre.open(sqlite.migrated(), KEY, NOW) as theatre:
        stranger = await Cast(theatre, "sms").enter(STRANGER)
        for number in range(ANSWERS_A_DAY * 3):
            await stranger.say(theatre, f"sinh be gai {number}")
        heard = stranger.heard(theatre)
        assert len(heard) == ANSWERS_A_DAY
        assert "tram y te" in heard[0]
        await theatre.program.step_to(theatre.parts.clock.now() + timedelta(days=1, hours=1))
        await stranger.say(theatre, "alo")
        assert len(stranger.heard(theatre)) == ANSWERS_A_DAY + 1


BODIES = (  # body, and the status of its refusal
    (b"", 400),
    (b"{", 400),
    (b"[]", 400),
    (b'"text"', 400),
    (b"[" * 50_000, 400),
    (b"\xff\xfe", 400),
    (json.dumps({"id": "1", "from": "x" * 500, "to": "1", "text": "a", "at": None}).encode(), 400),
    (json.dumps({"id": "1", "from": "+84912", "text": "a", "at": "yesterday"}).encode(), 400),
    (b"x" * 1_000_000, 413),
)


async def test_what_is_no_sms_leaves_no_row(sqlite: SqliteFiles) -> None:
    right = json.dumps({"id": "1", "from": "+84912000001", "to": "1", "text": "a", "at": None}).encode()
    async with Theatre.open(sqlite.migrated(), KEY, NOW) as theatre:
        given_back = [await theatre.gateway.post("/hooks/sms", body) for body, _ in BODIES]
        assert given_back == [status for _, status in BODIES]
        for signature in ("", "0" * 64, theatre.gateway.sign(right)[:-1], "é"):
            assert await theatre.gateway.post("/hooks/sms", right, signature) == 401
        assert await rows(theatre) == 0
        assert await theatre.gateway.post("/hooks/sms", right) == 200
        assert await rows(theatre) == 1


async def rows(theatre: Theatre) -> int:
    """How many messages are kept."""
    query = select(func.count()).select_from(inbox)
    return await theatre.parts.readers.run(lambda conn: int(conn.execute(query).scalar_one()))


VOCABULARY = """
sinh be gai trai mat chet tiem soi lao 5in1 huy sua lai thai dung co khong hom qua hom nay me Lo Thi May 3kg1 300g 9kg
4821 102748 TE102748 30/2 31/12/2099 tuan nay tuan truoc 16 99 ngung dong y 1 2 nghi den tap xong sot co giat bo bu
99999999999999999999 2147483648 xoa xem sai so tham gia moi cong tac vien pa pe hop hop TIN mo 1001 tra loi bo trang
"""
WORDS = tuple(VOCABULARY.split())
HOSTILE = st.one_of(
    st.text(max_size=80),
    st.lists(st.sampled_from(WORDS), max_size=8).map(" ".join),
    st.lists(st.one_of(st.sampled_from(WORDS), st.text(max_size=4)), max_size=10).map(" ".join),
)
SAID = st.lists(st.tuples(st.integers(0, 3), HOSTILE), min_size=1, max_size=8)


def check(conn: Connection, said: list[tuple[int, str]]) -> None:
    """No handler fails; every message is answered, or knowingly not."""
    station = Station(conn)
    people = [station.person(Role.COLLABORATOR, "B01"), station.person(Role.STAFF), station.person(), station.person()]
    for minute, (who, text) in enumerate(said):
        last = (
            conn.scalar(select(func.max(inbox.c.id)).where(inbox.c.outcome.in_(OUTCOMES))) or 0
        )  # what TIN stands for
        station.says(people[who], text.replace("TIN", str(last)), NOW + timedelta(minutes=minute))
    answered = select(outbox.c.id).where(outbox.c.inbox_id == inbox.c.id).exists()
    unanswered = select(inbox.c.outcome).where(~answered)
    assert set(conn.execute(unanswered).scalars()) <= {"Silence"}


@settings(max_examples=150, deadline=None, suppress_health_check=list(HealthCheck))
@given(SAID)
def test_random_texts(sqlite_conn: Connection, said: list[tuple[int, str]]) -> None:
    with sqlite_conn.begin_nested() as savepoint:
        check(sqlite_conn, said)
        savepoint.rollback()


@pytest.mark.prove
@pytest.mark.timeout(7200)
@settings(max_examples=20_000, deadline=None, suppress_health_check=list(HealthCheck))
@given(SAID)
def test_many_random_texts(sqlite_conn: Connection, said: list[tuple[int, str]]) -> None:
    with sqlite_conn.begin_nested() as savepoint:
        check(sqlite_conn, said)
        savepoint.rollback()
