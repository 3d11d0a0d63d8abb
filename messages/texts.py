"""Every text the bot says, by key: read from data, frozen.

TextError              a mistake in our own texts or their use, found by tests
 ├─ UnknownText        no text has this key
 └─ MissingParam       the text names a placeholder that was not given
"""

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from importlib.resources import files
from types import MappingProxyType
from typing import Any, Final

import msgspec

from messages.packing import pack, unpack

FILES: Final = (
    "texts.toml",
    "station.toml",
    "prompts.toml",
    "phrases.toml",
    "care.toml",
    "pregnancy.toml",
    "fairness.toml",
)
Param = str | int | float | date


class TextError(LookupError):
    """A mistake in our own texts or their use."""


class UnknownText(TextError):
    """No text has this key."""


class MissingParam(TextError):
    """The text names a placeholder that was not given."""


@dataclass(frozen=True, slots=True)
class ButtonText:
    """A button under a text; both parts may hold placeholders."""

    label: str
    data: str


@dataclass(frozen=True, slots=True)
class Text:
    """One text in Vietnamese. Placeholders are `str.format` names."""

    key: str
    chat: str  # with accents, for Telegram and Zalo; empty: said on SMS alone
    sms: str | None = None  # its own SMS form, GSM-7; None: the chat form, folded
    buttons: tuple[tuple[ButtonText, ...], ...] = ()  # rows, shown in chat


@dataclass(frozen=True, slots=True)
class Line:
    """One thing to say: a text's key and what fills its placeholders."""

    key: str
    params: Mapping[str, Param] = field(default_factory=dict)


@cache
def load_texts() -> Mapping[str, Text]:
    """All texts by key. Raises `TextError` when two have the same key."""
    found: dict[str, Text] = {}
    for name in FILES:
        table = tomllib.loads((files("messages") / "data" / name).read_text(encoding="utf-8"))
        for key, entry in table.items():
            if key in found:
                raise TextError(f"{name}: {key} is there twice")
            found[key] = _text(key, entry)
    return MappingProxyType(found)


def text_of(key: str) -> Text:
    """The text of a key. Raises `UnknownText`."""
    try:
        return load_texts()[key]
    except KeyError:
        raise UnknownText(key) from None


def lines_to_json(lines: Sequence[Line]) -> str:
    """Lines as JSON, for an outbox row."""
    plain = [[line.key, {name: pack(value) for name, value in line.params.items()}] for line in lines]
    return msgspec.json.encode(plain).decode()


def lines_from_json(text: str) -> tuple[Line, ...]:
    """The lines that `lines_to_json` wrote. Raises `msgspec.DecodeError` for a text it did not write."""
    plain = msgspec.json.decode(text, type=list[tuple[str, dict[str, Any]]])
    return tuple(Line(key, {name: unpack(value) for name, value in params.items()}) for key, params in plain)


def _text(key: str, entry: str | Mapping[str, Any]) -> Text:
    """A bare string is a text that has a chat form alone."""
    if isinstance(entry, str):
        return Text(key, entry)
    return Text(key, entry["chat"], entry.get("sms"), _rows(entry.get("buttons", ())))


def _rows(rows: Sequence[Sequence[Mapping[str, str]]]) -> tuple[tuple[ButtonText, ...], ...]:
    return tuple(tuple(ButtonText(button["label"], button["data"]) for button in row) for row in rows)
