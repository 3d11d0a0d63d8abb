"""The SMS gateway: who may post what, what its answers mean."""

import json
from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.channels.contract import Refused, SendError, Throttled, Unreachable
from bot.channels.sms import SmsChannel, SmsSettings
from bot.channels.sms_gateway import accepted_id, read_inbound, send_error
from bot.fakes.sms_gateway import FakeSmsGateway
from messages.envelope import Button, ChannelName, Outgoing
from tests.bot.channels.ears import NOW, Ear, now
from tests.bot.channels.serving import free_socket, served
from tests.bot.channels.setups import sms_settings, started

HOOK, DELIVERY = "/hooks/sms", "/hooks/sms/delivery"
GOOD: dict[str, Any] = {"id": "a1", "from": "+84912345678", "to": "+842133875000", "text": "sinh be gai", "at": None}


@pytest.fixture
def ear() -> Ear:
    """In place of the inbox."""
    return Ear()


@pytest.fixture
async def gateway(ear: Ear) -> AsyncIterator[FakeSmsGateway]:
    """A gateway whose hooks reach a started channel."""
    listening, url = free_socket()
    async with FakeSmsGateway() as gateway:
        gateway.hooks = url
        channel = SmsChannel(sms_settings(gateway), now)
        async with served(channel.routes(), listening), started(channel, ear):
            yield gateway


def body(**change: Any) -> bytes:
    return json.dumps({**GOOD, **change}).encode()


def without(*fields: str) -> bytes:
    return json.dumps({name: value for name, value in GOOD.items() if name not in fields}).encode()


BODIES = {
    "good": (body(), 200),
    "without to and at": (without("to", "at"), 200),
    "something more": (body(network="Viettel"), 200),
    "a number as id": (body(id=17), 200),
    "an emoji cut in two": (body(text="be \ud83d"), 200),
    "nothing": (b"", 400),
    "not JSON": (b"{", 400),
    "not UTF-8": (b'{"id":"\xff"}', 400),
    "not an object": (b"[]", 400),
    "too deep": (b"[" * 100_000, 400),
    "a number of 5,000 digits": (b'{"id":' + b"9" * 5000 + b"}", 400),
    "no id": (without("id"), 400),
    "no sender": (without("from"), 400),
    "no text": (without("text"), 400),
    "text that is null": (body(text=None), 400),
    "text that is a number": (body(text=5), 400),
    "a sender that is a list": (body(**{"from": ["+84912345678"]}), 400),
    "a sender that is a number": (body(**{"from": 84912345678}), 400),
    "an empty sender": (body(**{"from": " "}), 400),
    "a sender with NUL": (body(**{"from": "+8491\x002345678"}), 400),
    "an empty id": (body(id=""), 400),
    "true as id": (body(id=True), 400),
    "a fraction as id": (body(id=1.5), 400),
    "an id with a line's end": (body(id="a\nb"), 400),
    "an id with NUL": (body(id="a\x00"), 400),
    "an id without end": (body(id="a" * 201), 400),
    "a time that is none": (body(at="hom qua"), 400),
    "a time that is a number": (body(at=1776646800), 400),
    "a time before time": (body(at="0001-01-01T00:00:00+14:00"), 400),
    "1 MB": (body(text="a" * 1_000_000), 413),
}


@pytest.mark.parametrize(("posted", "status"), BODIES.values(), ids=BODIES)
async def test_answers(gateway: FakeSmsGateway, ear: Ear, posted: bytes, status: int) -> None:
    assert await gateway.post(HOOK, posted) == status
    assert len(ear.attempts) == (status == 200)


@pytest.mark.parametrize("path", [HOOK, DELIVERY])
@pytest.mark.parametrize("signature", ["", "00", "chữ ký", FakeSmsGateway().sign(body(text="khac"))])
async def test_a_wrong_signature_leaves_no_trace(gateway: FakeSmsGateway, ear: Ear, path: str, signature: str) -> None:
    assert await gateway.post(path, body(status="ok"), signature) == 401
    assert ear == Ear(change=ear.change)


async def test_a_signature_may_be_written_in_capitals(gateway: FakeSmsGateway) -> None:
    assert await gateway.post(HOOK, body(), gateway.sign(body()).upper()) == 200


@pytest.mark.parametrize(
    ("typed", "heard"),
    [
        ("+84912345678", "+84912345678"),
        ("0912345678", "+84912345678"),
        ("84912345678", "+84912345678"),
        (" (+84) 0912.345.678 ", "+84912345678"),
        ("0213 3 875 123", "+842133875123"),
        ("+1 415 555 2671", "+14155552671"),
        ("195", "195"),
        ("9029", "9029"),
        ("VIETTEL", "VIETTEL"),
        ("1800FLOWERS", "1800FLOWERS"),
        ("0" * 60, "0" * 60),
    ],
)
async def test_numbers_come_in_one_form(gateway: FakeSmsGateway, ear: Ear, typed: str, heard: str) -> None:
    assert await gateway.phone_says(typed, "tuan") == 200
    assert ear.heard[0].sender == heard


@pytest.mark.parametrize(
    ("at", "said"),
    [
        (None, NOW),
        ("2026-04-19T22:30:00Z", datetime(2026, 4, 19, 22, 30, tzinfo=UTC)),
        ("2026-04-20T05:30:00+07:00", datetime(2026, 4, 19, 22, 30, tzinfo=UTC)),
        ("2026-04-20T05:30", datetime(2026, 4, 19, 22, 30, tzinfo=UTC)),
    ],
)
async def test_when_it_was_said(gateway: FakeSmsGateway, ear: Ear, at: str | None, said: datetime) -> None:
    assert await gateway.phone_says("+84912345678", "tuan", at=at) == 200
    assert ear.heard[0].said_at == said


async def test_delivery_reports_are_handed_on(gateway: FakeSmsGateway, ear: Ear) -> None:
    ear.failures = 1
    assert await gateway.reports("gw-1", "delivered", tries=1) == 503
    assert await gateway.reports("gw-1", "delivered") == 200
    assert ear.delivered == [(ChannelName.SMS, "gw-1", "delivered")]


@pytest.mark.parametrize("posted", [b"", b"{}", b'{"id":"a"}', b'{"id":"a","status":5}', b'{"id":"","status":"ok"}'])
async def test_a_delivery_report_that_is_none(gateway: FakeSmsGateway, ear: Ear, posted: bytes) -> None:
    assert await gateway.post(DELIVERY, posted) == 400
    assert ear.delivered == []


async def test_hooks_say_503_before_the_start_and_after_the_stop(ear: Ear) -> None:
    listening, url = free_socket()
    async with FakeSmsGateway() as gateway:
        gateway.hooks = url
        channel = SmsChannel(sms_settings(gateway), now)
        async with served(channel.routes(), listening):
            assert [await gateway.post(HOOK, body()), await gateway.reports("1", "ok", tries=1)] == [503, 503]
            async with started(channel, ear):
                assert await gateway.post(HOOK, body()) == 200
            assert await gateway.post(HOOK, body()) == 503


@pytest.mark.parametrize(("gives_ids", "provider_id"), [(True, "gw-1"), (False, "out-7")])
async def test_the_gateways_id_or_else_ours(gives_ids: bool, provider_id: str) -> None:
    async with FakeSmsGateway() as gateway:
        gateway.gives_ids = gives_ids
        channel = SmsChannel(sms_settings(gateway), now)
        async with started(channel, Ear()):
            button = Button("Sửa", "sua")
            sent = await channel.send(Outgoing("out-7", "+84912345678", "Da ghi S4821", ((button,),)))
        [message] = gateway.sent()
    assert sent.provider_id == provider_id
    assert (message.id, message.to, message.text) == ("out-7", "+84912345678", "Da ghi S4821")


@pytest.mark.parametrize(
    ("answer", "given"),
    [
        (b'{"id": "x1"}', "x1"),
        (b'{"id": 12}', "12"),
        (b'{"id": null}', ""),
        (b'{"id": true}', ""),
        (b'{"id": {}}', ""),
        (b'{"id": "a\\u0000"}', ""),
        (b"OK", ""),
        (b"\xff", ""),
        (b"", ""),
        (b"[1]", ""),
        (b"[" * 60_000, ""),
    ],
)
def test_the_id_in_an_acceptance(answer: bytes, given: str) -> None:
    assert accepted_id(answer) == given


@pytest.mark.parametrize(
    ("status", "retry_after", "error", "wait_s"),
    [
        (400, "", Refused, None),
        (404, "", Unreachable, None),
        (422, "", Refused, None),
        (401, "", Unreachable, None),
        (403, "", Unreachable, None),
        (408, "", Unreachable, None),
        (425, "", Unreachable, None),
        (302, "", Unreachable, None),
        (500, "", Unreachable, None),
        (503, "30", Unreachable, None),
        (429, "30", Throttled, 30),
        (429, "Mon, 20 Apr 2026 01:02:00 GMT", Throttled, 120),
        (429, "Mon, 20 Apr 2020 01:02:00 GMT", Throttled, 0),
        (429, "-5", Throttled, 0),
        (429, "", Throttled, None),
        (429, "soon", Throttled, None),
        (429, "9" * 30, Throttled, None),
    ],
)
def test_what_a_status_means(status: int, retry_after: str, error: type[SendError], wait_s: int | None) -> None:
    raised = send_error(status, {"Retry-After": retry_after} if retry_after else {}, now)
    assert type(raised) is error
    assert raised.retry_after == (None if wait_s is None else timedelta(seconds=wait_s))


async def test_a_gateway_that_is_not_there() -> None:
    listening, url = free_socket()
    listening.close()
    channel = SmsChannel(SmsSettings(url, "t", "s", timeout_s=0.5), now)
    async with started(channel, Ear()):
        with pytest.raises(Unreachable, match="network"):
            await channel.send(Outgoing("1", "+84912345678", "Da ghi"))


def test_hooks_that_anybody_could_post_to_are_refused() -> None:
    with pytest.raises(ValueError, match="secret"):
        SmsSettings("http://x", "t", "")


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.sampled_from(list(GOOD)) | st.text(), inner),
    max_leaves=8,
)
ALMOST = st.fixed_dictionaries(
    {"id": st.text(min_size=1) | JSON, "from": st.text("+0123456789 .()x٣\x00") | JSON, "text": st.text() | JSON},
    optional={"at": st.datetimes().map(str) | st.text("0123456789-:TZ+W") | JSON, "to": JSON},
)


@settings(max_examples=200, deadline=None)
@given(ALMOST | JSON)
def test_whatever_is_posted_is_a_message_or_no_message(posted: Any) -> None:
    try:
        heard = read_inbound(json.dumps(posted).encode(), now)
    except ValueError:
        return
    assert heard.sender.isprintable()
    assert heard.provider_id.isprintable()
    assert heard.said_at.utcoffset() == timedelta()
    heard.text.encode()
