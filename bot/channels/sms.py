"""SMS behind the contract, over a generic HTTP gateway."""

import asyncio
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime

import aiohttp
import structlog
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route

from bot.channels.contract import Delivered, Receive, Sent, Unreachable
from bot.channels.hooks import answer, body_within, keep, same_secret
from bot.channels.pace import Pace
from bot.channels.sms_gateway import accepted_id, read_delivery, read_inbound, send_error, signature
from bot.channels.underway import Underway
from messages.envelope import ChannelName, Outgoing

log = structlog.get_logger()

HOOK_PATH = "/hooks/sms"
DELIVERY_PATH = "/hooks/sms/delivery"
BODY_LIMIT = 256 * 1024  # 10,000 emoji, each escaped, and room to spare
ANSWER_LIMIT = 64 * 1024


@dataclass(frozen=True, slots=True)
class SmsSettings:
    """Settings of one gateway. Raises ValueError without a secret: anybody could post then."""

    url: str = field(repr=False)  # where to POST outgoing messages; gateways keep keys in it
    token: str = field(repr=False)  # bearer
    secret: str = field(repr=False)  # of incoming signatures
    timeout_s: float = 10
    per_s: float = 200  # the pace that the gateway takes; Kannel takes 300 to 450
    connections: int = 32

    def __post_init__(self) -> None:
        """Refuse hooks that anybody could post to."""
        if not self.secret:
            raise ValueError("the SMS hooks need a secret")


class SmsChannel:
    """One gateway. Buttons are left out; the text is sent as given, already folded."""

    name = ChannelName.SMS

    def __init__(self, settings: SmsSettings, now: Callable[[], datetime]) -> None:
        """`now` is the program's clock, in UTC."""
        self._settings, self._now = settings, now
        self._pace = Pace(settings.per_s)
        self._underway = Underway()
        self._receive: Receive | None = None
        self._delivered: Delivered | None = None
        self._session: aiohttp.ClientSession | None = None

    async def start(self, receive: Receive, delivered: Delivered) -> None:
        """Open the connections; from now on the hooks answer."""
        self._receive, self._delivered = receive, delivered
        self._session = aiohttp.ClientSession(
            connector=aiohttp.TCPConnector(limit=self._settings.connections),
            timeout=aiohttp.ClientTimeout(total=self._settings.timeout_s),
            headers={"Authorization": f"Bearer {self._settings.token}"},
        )
        self._underway.open()

    async def send(self, message: Outgoing) -> Sent:
        """Give one message to the gateway; raises a `SendError`, as `sms_gateway` says which."""
        with self._underway:
            if wait_s := self._pace.reserve("", asyncio.get_running_loop().time()):
                await asyncio.sleep(wait_s)
            try:
                return Sent(await self._post(message) or message.id)
            except TimeoutError:
                raise Unreachable("timeout") from None
            except (aiohttp.ClientError, OSError, ValueError):
                raise Unreachable("network") from None

    async def stop(self) -> None:
        """Answer 503 from now on, finish what is under way, close the connections."""
        self._receive = self._delivered = None
        await self._underway.close()
        session, self._session = self._session, None
        if session is not None:
            await session.close()

    def routes(self) -> Sequence[BaseRoute]:
        """The hooks for messages and for delivery reports."""
        return (
            Route(HOOK_PATH, self._message_hook, methods=["POST"]),
            Route(DELIVERY_PATH, self._delivery_hook, methods=["POST"]),
        )

    async def _post(self, message: Outgoing) -> str:
        """The id that the gateway gave; empty if none."""
        if self._session is None:
            raise Unreachable("stopped")
        body = {"id": message.id, "to": message.to, "text": message.text}
        async with self._session.post(self._settings.url, json=body, allow_redirects=False) as response:
            if not 200 <= response.status < 300:
                raise send_error(response.status, response.headers, self._now)
            try:
                return accepted_id(await response.content.read(ANSWER_LIMIT))
            except (aiohttp.ClientError, OSError):
                return ""  # the status said that it took the message

    async def _message_hook(self, request: Request) -> Response:
        try:
            message = read_inbound(await self._signed_body(request), self._now)
        except ValueError:
            raise HTTPException(400) from None
        return answer(await keep(self._receive, message))

    async def _delivery_hook(self, request: Request) -> Response:
        try:
            provider_id, status = read_delivery(await self._signed_body(request))
        except ValueError:
            raise HTTPException(400) from None
        return answer(await self._reported(provider_id, status))

    async def _signed_body(self, request: Request) -> bytes:
        """The body, if its signature is right; 401 otherwise, and no trace of it anywhere."""
        body = await body_within(request, BODY_LIMIT)
        given = request.headers.get("X-Signature", "").strip().lower()
        if not same_secret(given, signature(self._settings.secret, body)):
            raise HTTPException(401)
        return body

    async def _reported(self, provider_id: str, status: str) -> bool:
        if self._delivered is None:
            return False
        try:
            await self._delivered(ChannelName.SMS, provider_id, status)
        except Exception as error:  # noqa: BLE001 - whatever went wrong, the gateway must report again
            log.error("delivery_not_kept", id=provider_id, error=type(error).__name__)
            return False
        return True
