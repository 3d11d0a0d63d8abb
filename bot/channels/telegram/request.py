"""HTTP under python-telegram-bot, on aiohttp: the pool of its default client is quadratic in the connections.

No error that leaves here quotes a URL (it carries the token), a request or an answer (they carry texts).
"""

from typing import Any

import aiohttp
from telegram.error import NetworkError, TelegramError, TimedOut
from telegram.request import BaseRequest, RequestData

from bot.channels.telegram.errors import answer_of, api_error

HEADERS = {"User-Agent": BaseRequest.USER_AGENT}
FORM = {**HEADERS, "Content-Type": "application/x-www-form-urlencoded"}


class AiohttpRequest(BaseRequest):
    """One pool of connections for all calls to the Bot API."""

    def __init__(self, timeout_s: float, connections: int) -> None:
        """`timeout_s` bounds one call as a whole, unless the call brings a read timeout of its own."""
        self._timeout_s = timeout_s
        self._connections = connections
        self._session: aiohttp.ClientSession | None = None

    @property
    def read_timeout(self) -> float:
        """Seconds one call may take."""
        return self._timeout_s

    async def initialize(self) -> None:
        """Open the pool; a second call changes nothing."""
        if self._session is None:
            self._session = aiohttp.ClientSession(connector=aiohttp.TCPConnector(limit=self._connections))

    async def shutdown(self) -> None:
        """Close the pool; a second call changes nothing."""
        session, self._session = self._session, None
        if session is not None:
            await session.close()

    @staticmethod
    def parse_json_payload(payload: bytes) -> dict[str, Any]:
        """The answer to an accepted call; raises `TelegramError` if it is not the Bot API's."""
        answer = answer_of(payload)
        if "result" not in answer:
            raise TelegramError("network")
        return answer

    async def do_request(
        self, url: str, method: str, request_data: RequestData | None = None, *_: Any, **timeouts: Any
    ) -> tuple[int, bytes]:
        """Status (2xx) and body of one call; raises a `TelegramError` whose message is a code for all else."""
        body = _body(request_data)
        try:
            status, payload = await self._call(method, url, body, timeouts.get("read_timeout"))
        except TimeoutError:
            raise TimedOut("timeout") from None
        except (aiohttp.ClientError, OSError, ValueError):
            raise NetworkError("network") from None
        if status >= 300:
            raise api_error(status, answer_of(payload))
        return status, payload

    async def _call(self, method: str, url: str, body: str | aiohttp.FormData, timeout_s: Any) -> tuple[int, bytes]:
        if self._session is None:
            raise NetworkError("network")
        timeout = aiohttp.ClientTimeout(total=timeout_s if isinstance(timeout_s, int | float) else self._timeout_s)
        headers = FORM if isinstance(body, str) else HEADERS  # of a file the form itself says what it is
        call = self._session.request(method, url, data=body, headers=headers, timeout=timeout, allow_redirects=False)
        async with call as response:
            return response.status, await response.read()


def _body(data: RequestData | None) -> str | aiohttp.FormData:
    """Parameters as Telegram takes them; with a file, as a form of several parts."""
    if data is None:
        return ""
    if not data.contains_files:
        return data.url_encoded_parameters()
    form = aiohttp.FormData()
    for name, value in data.json_parameters.items():
        form.add_field(name, value)
    for name, (filename, content, mime) in data.multipart_data.items():
        form.add_field(name, content, filename=filename, content_type=mime)
    return form
