"""No line of any log tells a name, a number, a chat, a token or a text, whatever went right or wrong."""

import io
import logging
from collections.abc import Iterator

import pytest
import structlog

from bot.fakes.faults import Fault, Ill
from bot.stage.theatre import Theatre
from handlers import births
from handlers.joining import make
from health.rights import Role
from messages.sms import fold
from storage import places
from storage.engine import Connection
from storage.tables import child, contact
from tests.support.databases import KEY, SqliteFiles
from tests.support.moments import NOW

NAME = "Xồng Thị Ỉnh"
CHAT, NUMBER = "700123456", "+84977123456"
WORDS = f"sinh bé gái 3kg1 hôm qua tại trạm mẹ {NAME}"
TOLD = (NAME, fold(NAME), "Ỉnh", "Xong Thi", CHAT, NUMBER, NUMBER[3:], "3kg1", "bé gái", "be gai", "Đã ghi", "Da ghi")


@pytest.fixture
def lines(caplog: pytest.LogCaptureFixture) -> Iterator[io.StringIO]:
    """All of our own log as it is written, exceptions included; the libraries' is in `caplog`."""
    written = io.StringIO()
    before = structlog.get_config()
    structlog.configure(
        processors=[
            structlog.processors.add_log_level,
            structlog.processors.format_exc_info,
            structlog.processors.JSONRenderer(ensure_ascii=False),
        ],
        logger_factory=structlog.PrintLoggerFactory(written),
        cache_logger_on_first_use=False,
    )
    caplog.set_level(logging.DEBUG)
    yield written
    structlog.configure(**before)


def assert_silent(theatre: Theatre, lines: io.StringIO, caplog: pytest.LogCaptureFixture) -> None:
    """Nothing of what was said, by whom or to whom, stands in any log."""
    everything = lines.getvalue() + "\n".join(
        f"{entry.name} {entry.getMessage()} {entry.exc_text}" for entry in caplog.records
    )
    secrets = (theatre.telegram.token, theatre.gateway.token, theatre.gateway.secret)
    assert [secret for secret in (*TOLD, *secrets) if secret in everything] == []


async def join(theatre: Theatre) -> None:
    """The person becomes a collaborator on both channels."""

    def invite(conn: Connection) -> str:
        place = places.by_code(conn, "B01")
        assert place is not None
        return make(conn, Role.COLLABORATOR, place, NOW).code

    theatre.telegram.user_says(int(CHAT), f"THAM GIA {await theatre.parts.writer.run(invite)}")
    await theatre.telegram.wait_until_confirmed()
    await theatre.gateway.phone_says(NUMBER, f"THAM GIA {await theatre.parts.writer.run(invite)}")
    await theatre.program.settle()


async def tell(theatre: Theatre, text: str) -> None:
    """The same person says it on both channels."""
    theatre.telegram.user_says(int(CHAT), text)
    await theatre.telegram.wait_until_confirmed()
    await theatre.gateway.phone_says(NUMBER, text)
    await theatre.program.settle()


async def test_a_report_a_join_and_a_consent(
    lines: io.StringIO, caplog: pytest.LogCaptureFixture, sqlite: SqliteFiles
) -> None:
    async with Theatre.open(sqlite.migrated(), KEY, NOW) as theatre:
        await tell(theatre, f"tôi là {NAME}")
        await join(theatre)
        await tell(theatre, WORDS)
        code = await theatre.parts.readers.run(lambda conn: conn.execute(child.select()).first().code)  # type: ignore[union-attr]
        await theatre.gateway.phone_says("+84911000111", f"be {code}")
        await theatre.gateway.phone_says("+84911000111", "dong y")
        await tell(theatre, f"be {code} mat sang nay")
        await tell(theatre, f"SUA 1001 me {NAME}")
        await theatre.gateway.reports("gw-1", "delivered")
        await theatre.program.settle()
        assert "message_stored" in lines.getvalue()
        assert "message_sent" in lines.getvalue()
        assert_silent(theatre, lines, caplog)
        assert "911000111" not in lines.getvalue()


async def test_a_handler_that_fails(
    lines: io.StringIO, caplog: pytest.LogCaptureFixture, sqlite: SqliteFiles, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(conn: Connection, scene, facts, *_):  # type: ignore[no-untyped-def]
        raise ValueError(f"{scene.message.text} of {scene.message.sender} {NAME}")

    monkeypatch.setattr(births, "record_one", fail)
    async with Theatre.open(sqlite.migrated(), KEY, NOW) as theatre:
        await join(theatre)
        await tell(theatre, WORDS)
        assert lines.getvalue().count("message_failed") == 6
        assert_silent(theatre, lines, caplog)


async def test_a_statement_that_fails(
    lines: io.StringIO, caplog: pytest.LogCaptureFixture, sqlite: SqliteFiles, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The database's own errors quote what was to be stored."""

    def fail(conn: Connection, scene, facts, *_):  # type: ignore[no-untyped-def]
        row = {"person_id": 1, "channel": "sms", "address": NUMBER, "digest": WORDS, "heard_at": None}
        conn.execute(contact.insert(), row)

    monkeypatch.setattr(births, "record_one", fail)
    async with Theatre.open(sqlite.migrated(), KEY, NOW) as theatre:
        await join(theatre)
        await tell(theatre, WORDS)
        assert "IntegrityError" in lines.getvalue()
        assert_silent(theatre, lines, caplog)


@pytest.mark.parametrize("ill", [Ill.BROKEN, Ill.BLOCKED, Ill.THROTTLED, Ill.DROPPED, Ill.UNAUTHORISED, Ill.BABBLE])
async def test_a_send_that_fails(
    ill: Ill, lines: io.StringIO, caplog: pytest.LogCaptureFixture, sqlite: SqliteFiles
) -> None:
    async with Theatre.open(sqlite.migrated(), KEY, NOW) as theatre:
        theatre.telegram.fail(Fault(ill), 2)
        theatre.gateway.fail(Fault(ill), 2)
        await tell(theatre, WORDS)
        assert_silent(theatre, lines, caplog)
        assert ill is Ill.BABBLE or "send_failed" in lines.getvalue()
