"""The envelope of a message, in and out, alike for every channel."""

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum


class ChannelName(StrEnum):
    """The ways a message travels; the value is what the database keeps."""

    TELEGRAM = "telegram"
    SMS = "sms"
    CONSOLE = "console"


class IncomingKind(StrEnum):
    """What arrived, before anybody reads it."""

    TEXT = "text"
    BUTTON = "button"  # `button` holds what the pressed button carried
    EDITED = "edited"  # an older message was changed; `text` is the new text
    MEDIA = "media"  # sticker, photo, voice: `text` is its caption or empty
    GROUP = "group"  # said in a group: the bot answers once and reads nothing


@dataclass(frozen=True, slots=True)
class Attachment:
    """A sound that came with a message, as its provider describes it; the bytes are still there."""

    file_id: str  # the provider's, to fetch it by
    mime: str
    size: int  # bytes; 0 if the provider does not say
    duration_s: int


@dataclass(frozen=True, slots=True)
class Incoming:
    """One message as a channel heard it."""

    channel: ChannelName
    provider_id: str  # unique within the channel: the same id twice is the same message
    sender: str  # address on the channel: a chat id, an E.164 number
    text: str
    said_at: datetime  # UTC
    kind: IncomingKind = IncomingKind.TEXT
    button: str = ""
    attachment: Attachment | None = None


@dataclass(frozen=True, slots=True)
class Button:
    """One inline button; `data` comes back as `Incoming.button` (64 bytes at most)."""

    label: str
    data: str


@dataclass(frozen=True, slots=True)
class Audio:
    """A recording that goes with a text."""

    digest: str  # SHA-256 of the bytes, in hex
    mime: str
    duration_s: int
    data: bytes = field(repr=False)


@dataclass(frozen=True, slots=True)
class Outgoing:
    """One message ready to leave."""

    id: str  # ours, the same at every attempt: a gateway may use it to drop doubles
    to: str  # address on the channel
    text: str
    buttons: tuple[tuple[Button, ...], ...] = ()  # rows; channels without buttons leave them out
    audio: Audio | None = None  # channels that send no sound leave it out
    picture: bytes = field(default=b"", repr=False)  # PNG; channels without pictures leave it out
