"""Recordings over Telegram: fetched by the id of their file, sent with their words and buttons under them."""

from collections.abc import Sequence

from telegram import Bot, InlineKeyboardButton, InlineKeyboardMarkup, InputFile
from telegram.constants import MessageLimit
from telegram.error import BadRequest, InvalidToken, TelegramError

from bot.channels.contract import AudioRefused, Refused, Unreachable
from bot.channels.telegram.errors import send_error
from bot.channels.telegram.underlining import underlined
from messages.envelope import Audio, Button, Outgoing
from messages.recordings import SUFFIXES

SLOWER = 2.5  # times the time of a call without a recording: one megabyte over a village's mobile network
MOST_KNOWN = 1000  # recordings whose id at Telegram is remembered


class VoiceFiles:
    """What Telegram keeps of our recordings, and we of theirs."""

    def __init__(self, bot: Bot, call_s: float) -> None:
        """`bot` stays its owner's to close; `call_s` bounds one call without a recording."""
        self._bot = bot
        self._send_s = SLOWER * call_s
        self._known: dict[str, str] = {}  # digest -> Telegram's id of what was uploaded once

    async def send(self, chat: int, message: Outgoing, audio: Audio) -> str:
        """Send a recording with its words; gives the message's id. Raises `AudioRefused` or a `TelegramError`."""
        if len(message.text) > MessageLimit.CAPTION_LENGTH:
            raise AudioRefused("bad_audio")
        known = self._known.get(audio.digest)
        if known is not None:
            try:
                return await self._sent(chat, message, audio, known)
            except BadRequest as error:
                if error.message == "no_such_chat":
                    raise
                self._known.pop(audio.digest, None)  # Telegram may have forgotten the file: it is uploaded anew
        name = f"{audio.digest[:12]}{SUFFIXES.get(audio.mime, '')}"
        try:
            return await self._sent(chat, message, audio, InputFile(audio.data, filename=name))
        except BadRequest as error:
            if error.message == "no_such_chat":
                raise
            raise AudioRefused("bad_audio") from None

    async def fetch(self, file_id: str, most: int) -> bytes:
        """The bytes of a file. Raises `Refused` if it has more than `most` bytes, else a `SendError`."""
        try:
            file = await self._bot.get_file(file_id)
            if (file.file_size or 0) > most:
                raise Refused("too_large")
            data = bytes(await file.download_as_bytearray())
        except (BadRequest, InvalidToken):
            raise Unreachable("no_such_file") from None  # Telegram says the same of one that is not there just now
        except TelegramError as error:
            raise send_error(error) from None
        if len(data) > most:
            raise Refused("too_large")
        return data

    async def _sent(self, chat: int, message: Outgoing, audio: Audio, voice: str | InputFile) -> str:
        caption, entities = underlined(message.text)
        sent = await self._bot.send_voice(
            chat,
            voice,
            duration=audio.duration_s,
            caption=caption,
            caption_entities=entities,
            reply_markup=keyboard_of(message.buttons),
            read_timeout=self._send_s,
        )
        if sent.voice is not None:
            self._remember(audio.digest, sent.voice.file_id)
        return str(sent.message_id)

    def _remember(self, digest: str, file_id: str) -> None:
        if len(self._known) >= MOST_KNOWN:
            self._known.clear()
        self._known[digest] = file_id


def keyboard_of(rows: Sequence[Sequence[Button]]) -> InlineKeyboardMarkup | None:
    """Rows of buttons as Telegram shows them; None for no buttons."""
    if not rows:
        return None
    return InlineKeyboardMarkup([[InlineKeyboardButton(b.label, callback_data=b.data) for b in row] for row in rows])
