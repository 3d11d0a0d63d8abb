"""Telegram behind the contract: python-telegram-bot, by polling or by webhook, private chats only."""

import asyncio
import json
from collections.abc import Callable, Coroutine, Sequence
from contextlib import suppress
from datetime import datetime
from typing import Any

import structlog
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route
from telegram import BotCommand, BotCommandScopeChat
from telegram.error import InvalidToken, TelegramError

from bot.channels.contract import Delivered, Receive, Refused, Sent
from bot.channels.hooks import answer, body_within, keep, same_secret
from bot.channels.pace import Pace
from bot.channels.telegram.bot import QuietBot
from bot.channels.telegram.errors import send_error
from bot.channels.telegram.hearing import HEARD, callback_id, read_update, update_id
from bot.channels.telegram.polling import LONGEST_PAUSE_S, Poller
from bot.channels.telegram.settings import WEBHOOK_PATH, Command, Mode, TelegramSettings
from bot.channels.telegram.underlining import underlined
from bot.channels.telegram.voices import VoiceFiles, keyboard_of
from bot.channels.underway import Underway
from messages.envelope import ChannelName, Incoming, IncomingKind, Outgoing

log = structlog.get_logger()

BODY_LIMIT = 1024 * 1024
PART_OF_LIMIT = 0.977  # the overall limit used: what is left absorbs a network that delivers unevenly


class TelegramChannel:
    """One bot. `username` is known once Telegram has answered the first time, empty before."""

    name = ChannelName.TELEGRAM

    def __init__(self, settings: TelegramSettings, now: Callable[[], datetime]) -> None:
        """`now` is the program's clock, in UTC."""
        self._settings, self._now = settings, now
        self._bot = QuietBot(settings)
        self._voices = VoiceFiles(self._bot, settings.timeout_s)
        self._overall = Pace(settings.limits.overall_per_s * PART_OF_LIMIT)
        self._chats = Pace(settings.limits.chat_per_s, settings.limits.chat_burst)
        self._underway = Underway()
        self._poller = Poller(self._fetch, self._take, settings.pause_s)
        self._receive: Receive | None = None
        self._hearing: asyncio.Task[None] | None = None
        self._asides: set[asyncio.Task[None]] = set()
        self.username = ""

    async def start(self, receive: Receive, delivered: Delivered) -> None:
        """Introduce the bot and begin to hear. Raises `Refused` if Telegram refuses token, webhook or menu;
        while it cannot be reached, goes on trying beside. Telegram sends no delivery reports.
        """
        self._receive = receive
        self._underway.open()
        try:
            introduced = await self._introduced()
        except Refused:
            await self.stop()
            raise
        self._hearing = asyncio.create_task(self._hear(introduced))

    async def send(self, message: Outgoing) -> Sent:
        """Send text as it is, marked parts underlined, buttons under it, or all that under a recording; waits for its
        turn under Telegram's limits.
        """
        with self._underway:
            chat = _chat(message.to)
            await self._turn(message.to)
            try:
                if message.audio is not None:
                    return Sent(await self._voices.send(chat, message, message.audio))
                text, entities = underlined(message.text)
                keyboard = keyboard_of(message.buttons)
                if message.picture:
                    sent = await self._bot.send_photo(
                        chat, message.picture, caption=text, caption_entities=entities, reply_markup=keyboard
                    )
                else:
                    sent = await self._bot.send_message(chat, text, entities=entities, reply_markup=keyboard)
            except TelegramError as error:
                raise send_error(error) from None
            except (TypeError, KeyError, ValueError, AttributeError):
                return Sent("")  # accepted with an answer that cannot be read: sending again would double it
            return Sent(str(sent.message_id))

    async def fetch(self, file_id: str, most: int) -> bytes:
        """The bytes of a file that somebody sent. Raises `SendError`; `Refused` if it is larger."""
        with self._underway:
            return await self._voices.fetch(file_id, most)

    async def set_commands(self, chat: str, commands: Sequence[Command]) -> None:
        """Show this chat, a member of staff's, a menu of its own. Raises `SendError`."""
        with self._underway:
            await self._set_commands(commands, BotCommandScopeChat(_chat(chat)))

    async def stop(self) -> None:
        """Stop hearing, finish what is under way, close the connections."""
        if self._hearing is not None:
            self._poller.stop(self._hearing)
            with suppress(asyncio.CancelledError):
                await self._hearing
        self._receive = None
        await self._underway.close()
        await asyncio.gather(*self._asides)
        await self._bot.shutdown()

    def routes(self) -> Sequence[BaseRoute]:
        """The webhook, in webhook mode."""
        if self._settings.mode is Mode.POLLING:
            return ()
        return (Route(WEBHOOK_PATH, self._hook, methods=["POST"]),)

    async def _hear(self, introduced: bool) -> None:
        pause_s = self._settings.pause_s
        while not introduced:
            await asyncio.sleep(pause_s)
            pause_s = min(2 * pause_s, LONGEST_PAUSE_S)
            introduced = await self._introduced_or_not()
        if self._settings.mode is Mode.POLLING:
            await self._poller.run()

    async def _introduced_or_not(self) -> bool:
        try:
            return await self._introduced()
        except Refused as refusal:
            log.error("telegram_refuses", why=refusal.why)
            return False

    async def _introduced(self) -> bool:
        """Whether Telegram was told all it has to know; raises `Refused` for settings that it never takes."""
        try:
            await self._introduce()
        except InvalidToken:
            raise Refused("unauthorised") from None
        except TelegramError as error:
            problem = send_error(error)
            if not problem.retryable:
                raise problem from None
            log.warning("telegram_not_reached", why=problem.why)
            return False
        return True

    async def _introduce(self) -> None:
        settings = self._settings
        await self._bot.initialize()
        self.username = self._bot.username
        await self._bot.set_my_commands(_menu(settings.commands))
        if settings.mode is Mode.POLLING:
            await self._bot.delete_webhook()
        else:
            url = settings.public_url.rstrip("/") + WEBHOOK_PATH
            await self._bot.set_webhook(url, secret_token=settings.secret, allowed_updates=HEARD)

    async def _set_commands(self, commands: Sequence[Command], scope: BotCommandScopeChat) -> None:
        try:
            await self._bot.set_my_commands(_menu(commands), scope=scope)
        except TelegramError as error:
            raise send_error(error) from None

    async def _fetch(self, offset: int) -> list[object]:
        return await self._bot.raw_updates(offset, self._settings.poll_s)

    async def _take(self, updates: Sequence[object]) -> set[int]:
        """People side by side, the messages of one in their order; returns the ids of what need not come again."""
        done: set[int] = set()
        lanes: dict[str, list[tuple[int, Incoming]]] = {}
        for raw in updates:
            number, message = update_id(raw), self._read(raw)
            if number is not None and message is None:
                done.add(number)
            elif number is not None and message is not None:
                lanes.setdefault(message.sender, []).append((number, message))
        for kept in await asyncio.gather(*(self._take_in_order(lane) for lane in lanes.values())):
            done |= kept
        return done

    async def _take_in_order(self, lane: Sequence[tuple[int, Incoming]]) -> set[int]:
        done: set[int] = set()
        for number, message in lane:
            if not await self._kept(message):
                break
            done.add(number)
        return done

    async def _hook(self, request: Request) -> Response:
        if not same_secret(request.headers.get("X-Telegram-Bot-Api-Secret-Token", ""), self._settings.secret):
            raise HTTPException(401)
        try:
            raw = json.loads(await body_within(request, BODY_LIMIT))
        except (ValueError, RecursionError):
            log.warning("update_not_read", id=None, error="not JSON")
            return answer(kept=True)
        message = self._read(raw)
        return answer(kept=message is None or await self._kept(message))

    def _read(self, raw: object) -> Incoming | None:
        return read_update(raw, self._bot, self._moment)

    def _moment(self, provided: datetime | None) -> datetime:
        return provided if provided is not None and self._settings.dated_by_provider else self._now()

    async def _kept(self, message: Incoming) -> bool:
        kept = await keep(self._receive, message)
        if kept and message.kind is IncomingKind.BUTTON:
            self._aside(self._answer_press(callback_id(message)))
        return kept

    async def _answer_press(self, callback: str) -> None:
        """Stop the button's hourglass; too late is no harm."""
        try:
            await self._bot.answer_callback_query(callback)
        except TelegramError as error:
            log.info("press_not_answered", why=send_error(error).why)

    def _aside(self, work: Coroutine[Any, Any, None]) -> None:
        task = asyncio.create_task(work)
        self._asides.add(task)
        task.add_done_callback(self._asides.discard)

    async def _turn(self, chat: str) -> None:
        """Wait for the chat's turn, then for the bot's."""
        clock = asyncio.get_running_loop().time
        if wait_s := self._chats.reserve(chat, clock()):
            await asyncio.sleep(wait_s)
        if wait_s := self._overall.reserve("", clock()):
            await asyncio.sleep(wait_s)


def _chat(address: str) -> int:
    try:
        return int(address)
    except ValueError:
        raise Refused("no_such_chat") from None


def _menu(commands: Sequence[Command]) -> list[BotCommand]:
    return [BotCommand(command.word, command.description) for command in commands]
