"""The other side of the generic SMS gateway, on localhost: phones, deliveries and faults.

async with FakeSmsGateway() as gateway:
    channel = SmsChannel(SmsSettings(gateway.url, gateway.token, gateway.secret), now)
    ... serve the channel's routes, and then
    gateway.hooks = "http://127.0.0.1:8080"
    await gateway.phone_says("+84912345678", "sinh be gai 3kg1 hom qua")
    [receipt] = await gateway.wait_for("+84912345678", 1)
"""

import asyncio
import contextlib
import hashlib
import hmac
import json
from dataclasses import dataclass
from itertools import count
from types import TracebackType
from typing import Any, Self

import aiohttp
from aiohttp import web

from bot.fakes.faults import Fault, Faults, Ill, drop
from bot.fakes.serving import Local, News

NUMBER = "+842133875000"  # the station's own, that people write to


@dataclass(frozen=True, slots=True)
class SentSms:
    """One SMS that the program handed over."""

    id: str  # the program's
    to: str
    text: str


class FakeSmsGateway:
    """The server, its phones and its memory of all that was sent."""

    def __init__(self, token: str = "gateway-token", secret: str = "hook-secret") -> None:  # noqa: S107
        """`hooks` is the program's base URL, set once it is known; `delay_s` may be set at any time."""
        self.token, self.secret = token, secret
        self.hooks = ""
        self.delay_s = 0.0  # before each answer
        self.retry_s = 0.02  # before a message that was not taken is posted again
        self.gives_ids = True  # whether acceptances carry an id
        self.faults = Faults()
        self._sent: list[SentSms] = []
        self._news = News()
        self._inbound, self._accepted = count(1), count(1)
        app = web.Application()
        app.router.add_post("/send", self._handed_over)
        self._server = Local(app)
        self._client: aiohttp.ClientSession | None = None

    async def __aenter__(self) -> Self:
        """Serve."""
        await self._server.start()
        self._client = aiohttp.ClientSession()
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None
    ) -> None:
        """Serve no more; calls that hang are let go."""
        self.faults.closing.set()
        if self._client is not None:
            await self._client.close()
        await self._server.stop()

    @property
    def url(self) -> str:
        """Where to POST outgoing messages, as `BEKHOE_SMS_URL` wants it."""
        return f"{self._server.url}/send"

    async def phone_says(self, number: str, text: str, sms_id: str = "", at: str | None = None, tries: int = 50) -> int:
        """A phone sends an SMS; posted until the program takes or refuses it. Returns the last status."""
        message = {"id": sms_id or f"in-{next(self._inbound)}", "from": number, "to": NUMBER, "text": text, "at": at}
        return await self._report("/hooks/sms", message, tries)

    async def reports(self, sms_id: str, status: str, tries: int = 50) -> int:
        """Tell the program what became of a message. Returns the last status."""
        return await self._report("/hooks/sms/delivery", {"id": sms_id, "status": status}, tries)

    async def post(self, path: str, body: bytes, signature: str | None = None) -> int:
        """Post any body to one of the program's hooks, rightly signed unless told otherwise; returns the status."""
        headers = {
            "Content-Type": "application/json",
            "X-Signature": self.sign(body) if signature is None else signature,
        }
        if self._client is None:
            raise RuntimeError("the gateway is not open")
        async with self._client.post(self.hooks + path, data=body, headers=headers) as response:
            return response.status

    def sign(self, body: bytes) -> str:
        """Hex HMAC-SHA256 of a body."""
        return hmac.new(self.secret.encode(), body, hashlib.sha256).hexdigest()

    def sent(self, number: str | None = None) -> list[SentSms]:
        """All messages handed over, or those to one number."""
        return [message for message in self._sent if number in (None, message.to)]

    async def wait_for(self, number: str, n: int, timeout_s: float = 5) -> list[SentSms]:
        """The messages to one number once there are at least `n`; raises TimeoutError."""
        return await self._news.wait(lambda: (len(got := self.sent(number)) >= n and got) or [], timeout_s)

    def fail(self, fault: Fault, times: int = 1) -> None:
        """Let the next `times` messages meet the fault."""
        self.faults.plan(fault, times)

    async def _report(self, path: str, report: dict[str, Any], tries: int) -> int:
        status = 0
        for _ in range(tries):
            with contextlib.suppress(aiohttp.ClientConnectionError):  # the program may be starting again
                status = await self.post(path, json.dumps(report).encode())
            if 0 < status < 500:
                break
            await asyncio.sleep(self.retry_s)
        return status

    async def _handed_over(self, request: web.Request) -> web.StreamResponse:
        if request.headers.get("Authorization") != f"Bearer {self.token}":
            return web.Response(status=401)
        if (fault := self.faults.take("")) is not None:
            return await self._fail(request, fault)
        if self.delay_s:
            await asyncio.sleep(self.delay_s)
        return await self._accept(request)

    async def _accept(self, request: web.Request) -> web.Response:
        message = await request.json()
        self._sent.append(SentSms(message["id"], message["to"], message["text"]))
        await self._news.tell()
        return web.json_response({"id": f"gw-{next(self._accepted)}"} if self.gives_ids else {}, status=202)

    async def _fail(self, request: web.Request, fault: Fault) -> web.Response:
        match fault.ill:
            case Ill.THROTTLED:
                return web.Response(status=429, headers={"Retry-After": str(fault.retry_after_s)})
            case Ill.SILENT:
                return await self.faults.hang()
            case Ill.UNHEARD:
                await self._accept(request)
                return drop(request)
            case Ill.DROPPED:
                return drop(request)
            case Ill.BABBLE:
                return web.Response(text="<html>Please log in</html>", content_type="text/html")
            case _:
                return web.Response(status=STATUS[fault.ill])


STATUS = {Ill.BROKEN: 500, Ill.BLOCKED: 422, Ill.NO_ADDRESS: 400, Ill.UNAUTHORISED: 401}
