"""A Bot API of the project's own, on localhost: what Telegram does, and what its users do.

    async with FakeTelegramApi() as api:
        channel = TelegramChannel(TelegramSettings(token=api.token, api=api.url), now)
        ...
        api.user_says(7001, "sinh bé gái 3kg1 hôm qua")
        [receipt] = await api.wait_for(7001, 1)
        api.user_presses(7001, "Sửa")

Updates wait for `getUpdates`, or are pushed to the webhook once one is set. `fail` lets the next calls go wrong.
"""

import asyncio
import json
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from itertools import count
from types import TracebackType
from typing import Any, Self

from aiohttp import web

from bot.fakes import telegram_updates as updates
from bot.fakes.faults import Fault, Faults, Ill, drop
from bot.fakes.serving import Local, News
from bot.fakes.telegram_delivery import Deliveries
from bot.fakes.telegram_files import Files
from bot.fakes.telegram_updates import Json, Spot

SECOND = 1.0
LONGEST_CAPTION = 1024


@dataclass(frozen=True, slots=True)
class SentMessage:
    """One message that the bot sent."""

    chat_id: int
    message_id: int
    text: str
    buttons: tuple[tuple[str, str], ...]  # label and data, row by row
    underlined: tuple[tuple[int, int], ...] = ()  # offset and length, in UTF-16 units
    picture: bytes = b""
    voice: bytes = b""  # the sound above the text

    @property
    def seen(self) -> str:
        """The text as it is seen, what is underlined in brackets, a sound above it as [voice]."""
        return f"[voice] {self._words}" if self.voice else self._words

    @property
    def _words(self) -> str:
        units = self.text.encode("utf-16-le")
        said, at = "", 0
        for start, length in sorted(self.underlined):
            part = units[2 * start : 2 * (start + length)].decode("utf-16-le")
            said += f"{units[2 * at : 2 * start].decode('utf-16-le')}[{part}]"
            at = start + length
        return said + units[2 * at :].decode("utf-16-le")


class FakeTelegramApi:
    """The server, its users and its memory of all that was sent."""

    def __init__(self, token: str = "42:test-token", now: Callable[[], datetime] | None = None) -> None:  # noqa: S107
        """`now` dates what users say; `cap_per_s` and `delay_s` may be set at any time."""
        self.token = token
        self.delay_s = 0.0  # before each answer
        self.cap_per_s: int | None = None  # messages in any one second, 429 above
        self.calls: list[tuple[str, Json]] = []  # every call with its parameters, getUpdates left out
        self.faults = Faults()
        self.files = Files()
        self.refuses_voices: set[int] = set()  # chats of people whose settings let nobody send them voice messages
        self._now = now or (lambda: datetime.now(UTC))
        self._sent: list[SentMessage] = []
        self._departures: list[float] = []
        self._news = News()
        self.deliveries = Deliveries(self.faults.closing, self._news)
        self._message_ids, self._update_ids = count(1), count(1000)
        self._last_said: dict[int, int] = {}
        app = web.Application(client_max_size=2**24)
        app.router.add_get("/file/bot{token}/{path:.+}", self._file)
        app.router.add_route("*", "/bot{token}/{method}", self._called)
        self._server = Local(app)

    async def __aenter__(self) -> Self:
        """Serve."""
        await self._server.start()
        self.deliveries.start()
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None
    ) -> None:
        """Serve no more; calls that hang are let go."""
        self.faults.closing.set()
        await self.deliveries.stop()
        await self._server.stop()

    @property
    def url(self) -> str:
        """Base URL, as `BEKHOE_TELEGRAM_API` wants it."""
        return self._server.url

    # What users do. Each returns the number of the update that tells of it.

    def user_says(self, chat_id: int, text: str) -> int:
        """A person writes to the bot; also commands and `/start CODE`."""
        return self._private(chat_id, text=text)

    def user_sends(self, chat_id: int, media: str = "sticker", caption: str | None = None) -> int:
        """A person sends a sticker, photo, voice, document, location or contact."""
        content = {media: updates.MEDIA[media]}
        return self._private(chat_id, **content, **({"caption": caption} if caption else {}))

    def user_records(
        self,
        chat_id: int,
        data: bytes,
        seconds: int,
        caption: str = "",
        *,
        mime: str = "audio/ogg",
        as_file: bool = False,
    ) -> int:
        """A person sends a voice message, or a sound file from their phone."""
        told = updates.sound(self.files.add(data), len(data), seconds, mime)
        content = {"audio" if as_file else "voice": told}
        return self._private(chat_id, **content, **({"caption": caption} if caption else {}))

    def user_edits(self, chat_id: int, text: str) -> int:
        """A person changes what they last said."""
        spot = Spot(chat_id, self._last_said[chat_id], self._now())
        return self.push({"edited_message": updates.private(spot, text=text, edit_date=int(spot.at.timestamp()))})

    def user_presses(self, chat_id: int, choice: str) -> int:
        """A person presses the newest button with this label or data; raises LookupError if there is none."""
        for message in reversed(self.sent(chat_id)):
            for label, data in message.buttons:
                if choice in (label, data):
                    return self.user_presses_old(chat_id, data, message.message_id)
        raise LookupError(f"no button {choice!r}")

    def user_presses_old(self, chat_id: int, data: str, message_id: int = 1) -> int:
        """A person presses a button that carries `data`, whether or not it was ever sent."""
        spot = Spot(chat_id, message_id, self._now())
        return self.push({"callback_query": updates.press(f"cb{next(self._message_ids)}", spot, data)})

    def group_says(self, chat_id: int, sender: int, text: str, kind: str = "supergroup") -> int:
        """Somebody writes in a group that the bot is in."""
        return self.push({"message": updates.in_group(self._spot(chat_id), sender, kind, text)})

    def channel_says(self, chat_id: int, text: str) -> int:
        """A post appears in a channel that the bot is in."""
        return self.push({"channel_post": updates.in_channel(self._spot(chat_id), text)})

    def push(self, update: Json) -> int:
        """Any update at all, also one that is malformed; given a number unless it has one."""
        numbered = {"update_id": next(self._update_ids), **update}
        self.deliveries.add(numbered)
        return int(numbered["update_id"])

    def repeat(self, update_id: int) -> None:
        """Deliver an update once more, as after a confirmation that was lost."""
        self.deliveries.repeat(update_id)

    # What the bot did, and what it shall suffer.

    def sent(self, chat_id: int | None = None) -> list[SentMessage]:
        """All messages sent, or those to one chat."""
        return [message for message in self._sent if chat_id in (None, message.chat_id)]

    async def wait_for(self, chat_id: int, n: int, timeout_s: float = 5) -> list[SentMessage]:
        """The messages to one chat once there are at least `n`; raises TimeoutError."""
        return await self._news.wait(lambda: (len(got := self.sent(chat_id)) >= n and got) or [], timeout_s)

    async def wait_for_call(self, method: str, timeout_s: float = 5) -> Json:
        """The parameters of the last call of a method, once there was one; raises TimeoutError."""
        return (await self._news.wait(lambda: self.called(method), timeout_s))[-1]

    async def wait_until_confirmed(self, timeout_s: float = 5) -> None:
        """Until the bot has confirmed every update; raises TimeoutError."""
        await self._news.wait(lambda: not self.deliveries.unconfirmed, timeout_s)

    def called(self, method: str) -> list[Json]:
        """The parameters of each call of a method so far."""
        return [parameters for name, parameters in self.calls if name == method]

    def fail(self, fault: Fault, times: int = 1) -> None:
        """Let the next `times` calls of the fault's method, `sendMessage` unless it says another, meet it."""
        self.faults.plan(replace(fault, where=fault.where or "sendMessage"), times)

    # The server.

    async def _called(self, request: web.Request) -> web.StreamResponse:
        method, parameters = request.match_info["method"], await _parameters(request)
        if request.match_info["token"] != self.token:
            return _refusal(401, "Unauthorized")
        if (fault := self.faults.take(method)) is not None:
            return await self._fail(request, fault, method, parameters)
        return await self._answer(method, parameters)

    async def _answer(self, method: str, parameters: Json) -> web.Response:
        if method == "getUpdates":
            return await self._get_updates(parameters)
        if self.delay_s:
            await asyncio.sleep(self.delay_s)
        return await self._do(method, parameters)

    async def _do(self, method: str, parameters: Json) -> web.Response:
        """Carry out any call but `getUpdates`; unknown ones are answered with true."""
        if method in ("sendMessage", "sendPhoto", "sendVoice") and self._is_over_cap():
            return _refusal(429, "Too Many Requests: retry after 1", retry_after=1)
        if words := self._refused(method, parameters):
            return _refusal(400, f"Bad Request: {words}")
        self.calls.append((method, parameters))
        answer = self._result(method, parameters)
        await self._news.tell()
        return web.json_response({"ok": True, "result": answer})

    def _result(self, method: str, parameters: Json) -> Any:
        match method:
            case "getMe":
                return updates.BOT
            case "sendMessage":
                return self._send_message(parameters, parameters["text"])
            case "sendPhoto":
                return self._send_message(parameters, parameters["caption"], picture=parameters["photo"])
            case "sendVoice":
                return self._send_voice(parameters)
            case "getFile":
                return self.files.described(parameters["file_id"])
            case "setWebhook":
                self.deliveries.to_webhook(parameters["url"], parameters.get("secret_token", ""))
            case "deleteWebhook":
                self.deliveries.to_webhook("", "")
        return True

    def _refused(self, method: str, parameters: Json) -> str:
        """Why the Bot API takes no such call; empty if it does."""
        if method == "getFile" and self.files.described(parameters["file_id"]) is None:
            return "wrong file_id or the file is temporarily unavailable"
        if method != "sendVoice":
            return ""
        if len(parameters.get("caption", "")) > LONGEST_CAPTION:
            return "message caption is too long"
        if int(parameters["chat_id"]) in self.refuses_voices:
            return "VOICE_MESSAGES_FORBIDDEN"
        return "" if self._voice(parameters) else "wrong file identifier/HTTP URL specified"

    def _voice(self, parameters: Json) -> bytes | None:
        """The bytes of a sound that is sent: uploaded, or by the id of a file that is here."""
        voice = parameters.get("voice", "")
        return self.files.get(voice) if isinstance(voice, str) else voice

    def _send_voice(self, parameters: Json) -> Json:
        data, voice = self._voice(parameters) or b"", parameters["voice"]
        file_id = voice if isinstance(voice, str) else self.files.add(data)
        message = self._send_message(parameters, parameters.get("caption", ""), voice=data)
        return {**message, "voice": updates.sound(file_id, len(data), int(parameters["duration"]), "audio/ogg")}

    async def _file(self, request: web.Request) -> web.Response:
        if request.match_info["token"] != self.token:
            return _refusal(401, "Unauthorized")
        data = self.files.at(request.match_info["path"])
        return web.Response(body=data) if data is not None else _refusal(404, "Not Found")

    def _send_message(self, parameters: Json, text: str, voice: bytes = b"", picture: bytes = b"") -> Json:
        markup = json.loads(parameters.get("reply_markup", "{}"))
        keys = [key for row in markup.get("inline_keyboard", ()) for key in row]
        spot = self._spot(int(parameters["chat_id"]))
        buttons = tuple((key["text"], key["callback_data"]) for key in keys)
        entities = json.loads(parameters.get("caption_entities" if voice or picture else "entities", "[]"))
        under = tuple((one["offset"], one["length"]) for one in entities if one["type"] == "underline")
        sent = SentMessage(spot.chat, spot.message_id, text, buttons, under, picture, voice)
        self._sent.append(sent)
        return updates.by_bot(spot, **({"caption": text} if voice or picture else {"text": text}))

    async def _get_updates(self, parameters: Json) -> web.Response:
        if self.deliveries.pushes:
            return _refusal(409, "Conflict: can't use getUpdates method while webhook is active")
        offset, wait_s = int(parameters.get("offset", 0)), float(parameters.get("timeout", 0))
        return web.json_response({"ok": True, "result": await self.deliveries.since(offset, wait_s)})

    async def _fail(self, request: web.Request, fault: Fault, method: str, parameters: Json) -> web.Response:
        match fault.ill:
            case Ill.THROTTLED:
                return _refusal(429, "Too Many Requests", retry_after=fault.retry_after_s)
            case Ill.BROKEN:
                return _refusal(500, "Internal Server Error")
            case Ill.SILENT:
                return await self.faults.hang()
            case Ill.UNHEARD:
                await self._answer(method, parameters)
                return drop(request)
            case Ill.DROPPED:
                return drop(request)
            case Ill.BLOCKED:
                return _refusal(403, "Forbidden: bot was blocked by the user")
            case Ill.NO_ADDRESS:
                return _refusal(400, "Bad Request: chat not found")
            case Ill.UNAUTHORISED:
                return _refusal(401, "Unauthorized")
            case Ill.BABBLE:
                return web.Response(text="<html>Please log in</html>", content_type="text/html")

    def _is_over_cap(self) -> bool:
        """Whether one message more would make it more than `cap_per_s` in the second that ends now."""
        now_s = asyncio.get_running_loop().time()
        self._departures = [at for at in self._departures if at > now_s - SECOND]
        if self.cap_per_s is not None and len(self._departures) >= self.cap_per_s:
            return True
        self._departures.append(now_s)
        return False

    def _private(self, chat_id: int, **content: Any) -> int:
        spot = self._spot(chat_id)
        self._last_said[chat_id] = spot.message_id
        return self.push({"message": updates.private(spot, **content)})

    def _spot(self, chat_id: int) -> Spot:
        return Spot(chat_id, next(self._message_ids), self._now())


async def _parameters(request: web.Request) -> Json:
    """Parameters as a form or as JSON, both of which the Bot API takes."""
    if request.content_type == "application/json":
        return dict(await request.json())
    told = await request.post()
    return {name: value.file.read() if isinstance(value, web.FileField) else value for name, value in told.items()}


def _refusal(status: int, words: str, **parameters: int) -> web.Response:
    answer: Json = {"ok": False, "error_code": status, "description": words}
    return web.json_response({**answer, **({"parameters": parameters} if parameters else {})}, status=status)
