"""Telegram updates as `Incoming`. Pure: an update in, a message or nothing out.

update                                      becomes
text in a private chat                      TEXT, a command's `@botname` cut off
an edited text or caption                   EDITED
a pressed button                            BUTTON
photo, sticker, place, contact ...          MEDIA with its caption
voice message, sound file                   MEDIA with its caption and what is told of the sound
anything said outside a private chat        GROUP, without its text: it is not the bot's to read
bots, service messages, what cannot be read nothing
"""

import re
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import structlog
from telegram import Bot, CallbackQuery, Message, Update
from telegram.constants import ChatType

from bot.channels.hooks import well_formed
from messages.envelope import Attachment, ChannelName, Incoming, IncomingKind

log = structlog.get_logger()

HEARD = ("message", "edited_message", "channel_post", "callback_query")  # all that Telegram is asked for
PRESS = "press:"  # begins the provider id of a pressed button; the callback's id follows
LONGEST_MIME = 40
ADDRESSED_COMMAND = re.compile(r"^(/\w+)@\w+")


def read_update(raw: object, bot: Bot, moment: Callable[[datetime | None], datetime]) -> Incoming | None:
    """What one update says, or None. `moment` gives the time to note for the time that Telegram noted."""
    try:
        update = Update.de_json(raw, bot)  # type: ignore[arg-type]  # whatever it is, it is tried
        message = update.callback_query or update.effective_message
        if isinstance(message, CallbackQuery):
            return _pressed(message, moment)
        return _said(update, message, moment) if message else None
    except Exception as error:  # noqa: BLE001 - an update that cannot be read must not hold up the others
        log.warning("update_not_read", id=update_id(raw), error=type(error).__name__)
        return None


def update_id(raw: Any) -> int | None:
    """The number of an update as it came, None if it has none."""
    number = raw.get("update_id") if isinstance(raw, dict) else None
    return number if isinstance(number, int) else None


def callback_id(message: Incoming) -> str:
    """What `answerCallbackQuery` wants to know of a pressed button."""
    return message.provider_id.removeprefix(PRESS)


def _pressed(query: CallbackQuery, moment: Callable[[datetime | None], datetime]) -> Incoming | None:
    if query.data is None or query.from_user.is_bot:
        return None
    private = query.message is None or query.message.chat.type == ChatType.PRIVATE
    return Incoming(
        channel=ChannelName.TELEGRAM,
        provider_id=PRESS + query.id,
        sender=str(query.from_user.id if private or query.message is None else query.message.chat.id),
        text="",
        said_at=moment(None),  # Telegram does not say when
        kind=IncomingKind.BUTTON if private else IncomingKind.GROUP,
        button=well_formed(query.data) if private else "",
    )


def _said(update: Update, message: Message, moment: Callable[[datetime | None], datetime]) -> Incoming | None:
    if message.from_user is not None and message.from_user.is_bot:
        return None
    kind = _kind(update, message)
    text = "" if kind in (None, IncomingKind.GROUP) else (message.text or message.caption or "")
    if kind is None or (kind is IncomingKind.EDITED and not text):  # a moving place, a changed picture
        return None
    return Incoming(
        channel=ChannelName.TELEGRAM,
        # Both numbers, since Telegram may begin its count of updates anew; an edit has an update of its own.
        provider_id=f"{update.update_id}:{message.message_id}",
        sender=str(message.chat.id),
        text=ADDRESSED_COMMAND.sub(r"\1", well_formed(text)),
        said_at=moment((message.edit_date or message.date).astimezone(UTC)),
        kind=kind,
        attachment=_sound(message) if kind is IncomingKind.MEDIA else None,
    )


def _sound(message: Message) -> Attachment | None:
    """What Telegram tells of a voice message or a sound file."""
    sound = message.voice or message.audio
    if sound is None:
        return None
    mime = (sound.mime_type or "").lower().partition(";")[0].strip()[:LONGEST_MIME]
    seconds = sound.to_dict()["duration"]  # of the object itself the library is about to change the type
    return Attachment(sound.file_id, mime, sound.file_size or 0, int(seconds))


def _kind(update: Update, message: Message) -> IncomingKind | None:
    if message.chat.type != ChatType.PRIVATE:
        return IncomingKind.GROUP
    if update.edited_message:
        return IncomingKind.EDITED
    if message.text is not None:
        return IncomingKind.TEXT
    return IncomingKind.MEDIA if message.effective_attachment else None
