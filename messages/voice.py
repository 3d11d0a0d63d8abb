"""How to speak with one person."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from messages.catalogue import SOURCE


class Style(StrEnum):
    """How a channel shows a text."""

    CHAT = "chat"  # accents, short paragraphs, buttons
    SMS = "sms"  # GSM-7 without accents, as short as it can be


@dataclass(frozen=True, slots=True)
class Voice:
    """How to speak with one person, today."""

    today: date  # local date: this year is not said
    style: Style = Style.CHAT
    language: str = SOURCE
    you: str = ""  # form of address, "chị"; empty: neutral
