"""A story as a health worker can read it, and its steps.

    # a birth at home, told in two messages
    today 2026-04-20 08:00
    on telegram: station
    enter station
    B01 collaborator > vang a pao de con trai 2kg3 o nha
    B01 collaborator < ~ Con thieu: ~ Vd:
    B01 collaborator < nothing
    clock 2026-04-21 07:30

`>` is a person, `<` the bot. `~` stands before words that a message to that person holds, in any case, with or without
accents; without `~` it is the whole message. Messages before it are passed over; `nothing` says that none is left.
`{be}` takes digits the first time and stands for them after.
`> [Label]` presses a button; `> [voice 34] GIONG nb-cord mong` sends so many seconds of voice, with a caption or
without; a voice that is heard begins with `[voice]`. `##` is told to the audience.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from health.local_time import VIETNAM


class ScriptError(ValueError):
    """A line of a story that nobody can play; names the line."""


@dataclass(frozen=True, slots=True)
class Today:
    """The story begins at this moment."""

    at: datetime


@dataclass(frozen=True, slots=True)
class Clock:
    """The clock is moved to this moment."""

    at: datetime


@dataclass(frozen=True, slots=True)
class On:
    """These people are reached on this channel."""

    channel: str
    who: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Enter:
    """These people are there from now on: they have joined, and hear alerts."""

    who: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Says:
    """A person says something."""

    line: int
    who: str
    text: str


@dataclass(frozen=True, slots=True)
class Records:
    """A person sends a voice message, on Telegram."""

    line: int
    who: str
    seconds: int
    caption: str


@dataclass(frozen=True, slots=True)
class Presses:
    """A person presses the newest button with this label."""

    line: int
    who: str
    label: str


@dataclass(frozen=True, slots=True)
class Hears:
    """A person hears a message that holds all of these words."""

    line: int
    who: str
    words: tuple[str, ...]
    whole: bool


@dataclass(frozen=True, slots=True)
class HearsNothing:
    """A person has heard nothing more."""

    line: int
    who: str


@dataclass(frozen=True, slots=True)
class Heading:
    """Words to the audience."""

    text: str


Step = Today | Clock | On | Enter | Says | Records | Presses | Hears | HearsNothing | Heading
_TALK = re.compile(r"(?P<who>[^<>]+?)\s*(?P<way>[<>])\s?(?P<text>.*)", re.DOTALL)
_VOICE = re.compile(r"\[voice (?P<seconds>\d+)\]\s*(?P<caption>.*)", re.DOTALL)
_ESCAPES = {"\\n": "\n"}


def parse(text: str) -> tuple[Step, ...]:
    """The steps of a story; raises ScriptError."""
    return tuple(_steps(text.splitlines()))


def _steps(lines: Iterable[str]) -> Iterable[Step]:
    for number, raw in enumerate(lines, 1):
        line = raw.strip()
        if line.startswith("##"):
            yield Heading(line[2:].strip())
        elif line and not line.startswith("#"):
            yield _step(number, line)


def _step(number: int, line: str) -> Step:
    word, _, rest = line.partition(" ")
    if word in ("today", "clock") and ">" not in line and "<" not in line:
        moment = _moment(number, rest)
        return Today(moment) if word == "today" else Clock(moment)
    if word == "on" and ":" in rest:
        channel, _, names = rest.partition(":")
        return On(channel.strip(), tuple(name.strip() for name in names.split(",")))
    if word == "enter" and not set("<>") & set(rest):
        return Enter(tuple(name.strip() for name in rest.split(",")))
    match = _TALK.fullmatch(line)
    if not match:
        raise ScriptError(f"line {number}: neither said nor heard: {line}")
    read = _said if match["way"] == ">" else _heard
    return read(number, match["who"], match["text"])


def _said(number: int, who: str, text: str) -> Step:
    if voice := _VOICE.fullmatch(text):
        return Records(number, who, int(voice["seconds"]), voice["caption"])
    if text.startswith("[") and text.endswith("]"):
        return Presses(number, who, text[1:-1])
    for written, meant in _ESCAPES.items():
        text = text.replace(written, meant)
    return Says(number, who, text)


def _heard(number: int, who: str, text: str) -> Step:
    if text.strip() == "nothing":
        return HearsNothing(number, who)
    whole = not text.startswith("~")
    parts = (text,) if whole else tuple(text[1:].split("~"))
    return Hears(number, who, tuple(part.strip() for part in parts), whole)


def _moment(number: int, text: str) -> datetime:
    try:
        return datetime.strptime(text.strip(), "%Y-%m-%d %H:%M").replace(tzinfo=VIETNAM)
    except ValueError as error:
        raise ScriptError(f"line {number}: a moment is written 2026-04-20 08:00, not {text}") from error
