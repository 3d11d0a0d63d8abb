"""Updates as the Bot API writes them, for the fake to serve."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

Json = dict[str, Any]

BOT = {"id": 42, "is_bot": True, "first_name": "Bé Khỏe", "username": "bekhoe_test_bot"}

MEDIA: dict[str, Any] = {
    "sticker": {
        "file_id": "s",
        "file_unique_id": "s",
        "width": 512,
        "height": 512,
        "is_animated": False,
        "is_video": False,
        "type": "regular",
    },
    "photo": [{"file_id": "p", "file_unique_id": "p", "width": 90, "height": 90}],
    "voice": {"file_id": "v", "file_unique_id": "v", "duration": 3},
    "document": {"file_id": "d", "file_unique_id": "d"},
    "location": {"longitude": 103.6, "latitude": 22.3},
    "contact": {"phone_number": "+84912345678", "first_name": "Lò Thị Mây"},
}


@dataclass(frozen=True, slots=True)
class Spot:
    """Where and when something is said."""

    chat: int
    message_id: int
    at: datetime


def user(number: int) -> Json:
    """A person; the fake gives everybody the same name, so that tests can look for it in logs."""
    return {"id": number, "is_bot": False, "first_name": "Lò Thị Mây", "username": "lo_thi_may"}


def private(spot: Spot, **content: Any) -> Json:
    """A message in a person's private chat with the bot."""
    return _message(spot, {"id": spot.chat, "type": "private", "first_name": "Lò Thị Mây"}, user(spot.chat), content)


def in_group(spot: Spot, sender: int, kind: str, text: str) -> Json:
    """A message in a group or supergroup."""
    return _message(spot, {"id": spot.chat, "type": kind, "title": "Thôn"}, user(sender), {"text": text})


def in_channel(spot: Spot, text: str) -> Json:
    """A post in a channel, which has no sender."""
    content = {"text": text, "sender_chat": {"id": spot.chat, "type": "channel", "title": "Xã"}}
    return _message(spot, {"id": spot.chat, "type": "channel", "title": "Xã"}, None, content)


def by_bot(spot: Spot, **content: Any) -> Json:
    """What the bot itself said, as Telegram shows it in its answers."""
    return _message(spot, {"id": spot.chat, "type": "private", "first_name": "Lò Thị Mây"}, BOT, content)


def sound(file_id: str, size: int, seconds: int, mime: str) -> Json:
    """A voice message or a sound file, as Telegram describes it."""
    unique = f"u-{file_id}"
    return {"file_id": file_id, "file_unique_id": unique, "duration": seconds, "mime_type": mime, "file_size": size}


def press(callback: str, spot: Spot, data: str) -> Json:
    """A pressed button under one of the bot's messages."""
    message = by_bot(spot, text="...")
    return {"id": callback, "from": user(spot.chat), "message": message, "chat_instance": "1", "data": data}


def _message(spot: Spot, chat: Json, sender: Json | None, content: Json) -> Json:
    message = {"message_id": spot.message_id, "date": int(spot.at.timestamp()), "chat": chat, **content}
    return message if sender is None else {**message, "from": sender}
