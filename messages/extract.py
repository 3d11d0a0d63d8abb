"""Finds the texts to translate: the TOML files of texts, for `pybabel extract -F babel.cfg`, and what tests ask."""

import string
import tomllib
from collections.abc import Collection, Iterator, Mapping
from typing import IO, Any

from messages.texts import Text

Extracted = tuple[int, str, str, list[str]]  # line, function, message, comments: as Babel wants it


def extract_toml(
    fileobj: IO[bytes], keywords: Mapping[str, Any], comment_tags: Collection[str], options: Mapping[str, str]
) -> Iterator[Extracted]:
    """A Babel extraction method: every Vietnamese form and button label, with its key as the comment."""
    source = fileobj.read().decode()
    lines = source.splitlines()
    for key, entry in tomllib.loads(source).items():
        at = next((n for n, line in enumerate(lines, 1) if line.startswith((f"[{key}]", f"{key} ="))), 1)
        for message in _messages(entry):
            yield at, "", message, [key]


def sources(text: Text) -> tuple[str, ...]:
    """What of a text is to be translated: its forms and its buttons' labels."""
    labels = (button.label for row in text.buttons for button in row)
    return tuple(message for message in (text.chat, text.sms or "", *labels) if message)


def placeholders(message: str) -> frozenset[str]:
    """The names in curly braces of a message."""
    return frozenset(name for _, name, _, _ in string.Formatter().parse(message) if name)


def params_of(text: Text) -> frozenset[str]:
    """Every placeholder of a text: of its forms, its labels and its buttons' data."""
    data = (button.data for row in text.buttons for button in row)
    return frozenset().union(*map(placeholders, (*sources(text), *data)))


def _messages(entry: str | Mapping[str, Any]) -> Iterator[str]:
    if isinstance(entry, str):
        yield entry
        return
    labels = (button["label"] for row in entry.get("buttons", ()) for button in row)
    yield from (message for message in (entry["chat"], entry.get("sms", ""), *labels) if message)
