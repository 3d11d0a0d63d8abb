"""The generic SMS gateway's side of the wire: what it posts to us, and what its answers mean.

status of its answer        meaning
2xx                         Sent; the `id` of its JSON if there is one, ours otherwise
429                         Throttled, with Retry-After
401, 403                    Unreachable("unauthorised")   our settings are wrong, not the person's number
404, 405, 408, 425, 3xx,
5xx                         Unreachable("http_...")   a wrong address of ours refuses nobody
other 4xx                   Refused("http_...")
no answer                   Unreachable("timeout" or "network")
"""

import hashlib
import hmac
import json
from collections.abc import Callable, Mapping
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from typing import TypeVar
from zoneinfo import ZoneInfo

import msgspec

from bot.channels.contract import Refused, SendError, Throttled, Unreachable
from bot.channels.hooks import well_formed
from bot.channels.numbers import normal_number
from messages.envelope import ChannelName, Incoming

T = TypeVar("T")

LONGEST_ID = 200
LOCAL = ZoneInfo("Asia/Ho_Chi_Minh")  # of a time without a zone: gateways here are phones in the commune


class Inbound(msgspec.Struct):
    """One SMS that arrived at the gateway."""

    id: str | int
    sender: str = msgspec.field(name="from")
    text: str
    to: str | None = None
    at: str | None = None  # ISO 8601; None for now


class Delivery(msgspec.Struct):
    """What became of one SMS that we sent."""

    id: str | int
    status: str


def signature(secret: str, body: bytes) -> str:
    """The value of `X-Signature`."""
    return hmac.new(secret.encode(), body, hashlib.sha256).hexdigest()


def read_inbound(body: bytes, now: Callable[[], datetime]) -> Incoming:
    """The message in a signed body; raises ValueError for anything else."""
    inbound = _read(body, Inbound)
    sender = normal_number(_one_line(inbound.sender))
    return Incoming(
        channel=ChannelName.SMS,
        provider_id=_one_line(str(inbound.id)),
        sender=sender,
        text=well_formed(inbound.text),
        said_at=_moment(inbound.at) if inbound.at is not None else now(),
    )


def read_delivery(body: bytes) -> tuple[str, str]:
    """Id and status word in a signed body; raises ValueError for anything else."""
    delivery = _read(body, Delivery)
    return _one_line(str(delivery.id)), _one_line(delivery.status)


def accepted_id(body: bytes) -> str:
    """The id that the gateway gave in its acceptance; empty if it gave none."""
    try:
        answer = json.loads(body)
        given = answer.get("id") if isinstance(answer, dict) else None
        return _one_line(str(given)) if isinstance(given, str | int) and given is not True else ""
    except (ValueError, RecursionError):
        return ""


def send_error(status: int, headers: Mapping[str, str], now: Callable[[], datetime]) -> SendError:
    """The error that an answer other than 2xx means."""
    if status == 429:
        return Throttled("throttled", _retry_after(headers.get("Retry-After", ""), now))
    if status in (401, 403):
        return Unreachable("unauthorised")
    if 400 <= status < 500 and status not in (404, 405, 408, 425):
        return Refused(f"http_{status}")
    return Unreachable(f"http_{status}")


def _read(body: bytes, shape: type[T]) -> T:
    try:
        return msgspec.convert(json.loads(body), shape)
    except RecursionError:
        raise ValueError("too deep") from None


def _one_line(text: str) -> str:
    """The text, stripped; raises ValueError if it is empty, long, or holds what no id or number holds."""
    text = text.strip()
    if not 0 < len(text) <= LONGEST_ID or not text.isprintable():
        raise ValueError("not an id or a number")
    return text


def _moment(written: str) -> datetime:
    moment = datetime.fromisoformat(written)
    try:
        return (moment if moment.tzinfo else moment.replace(tzinfo=LOCAL)).astimezone(UTC)
    except OverflowError:
        raise ValueError("out of range") from None


def _retry_after(written: str, now: Callable[[], datetime]) -> timedelta | None:
    """Seconds or an HTTP date, as a duration; None if it is neither."""
    try:
        return timedelta(seconds=max(0, int(written)))
    except (ValueError, OverflowError):
        pass
    try:
        return max(parsedate_to_datetime(written) - now(), timedelta())
    except (ValueError, TypeError):
        return None
