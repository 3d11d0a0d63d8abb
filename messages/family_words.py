"""Commands about reminders, and thanks and complaints: which one a message begins with, and what stands behind it."""

from collections.abc import Mapping
from typing import Final, NamedTuple

from messages.session_words import speaks_of_rules
from messages.voice_words import voice_command
from messages.words import Phrases, Words, split_words

ALONE: Final = ("after_doses", "vaccines")  # the whole message
BEFORE_MORE: Final = (
    "done",
    "registered",
    "move_session",
    "set_sessions",
    "switch_on",
    "switch_off",
    "praise",
    "complaint",
)
_MOST_AFTER_DONE: Final = 6  # words: a day; with more it is a report


class Told(NamedTuple):
    """Which command, and what follows it as typed."""

    kind: str
    rest: str


def family_command(words: Words, data: Mapping[str, Phrases]) -> Told | None:
    """The command that a message begins with, by its name in the data; None if it is none of these."""
    if alone := next((kind for kind in ALONE if " ".join(words.plain) in data[kind].all), ""):
        return Told(alone, "")
    for kind in BEFORE_MORE:
        count = data[kind].begin(words.plain)
        if count and _fits(kind, words, count, data):
            return Told(kind, words.after(count))
    voice = voice_command(words, data)
    return Told(*voice) if voice else None


def _fits(kind: str, words: Words, count: int, data: Mapping[str, Phrases]) -> bool:
    behind = words.plain[count:]
    if kind == "done":
        return len(behind) <= _MOST_AFTER_DONE
    if kind == "registered":
        return all(word in data["idle"].all or word.removeprefix("te").isdecimal() for word in behind)
    if kind in ("switch_on", "switch_off"):
        return bool(behind)
    return kind != "set_sessions" or speaks_of_rules(words, count)


def without_name(rest: str, nameless: Phrases) -> tuple[str, bool]:
    """The words of a thank or a complaint, and whether their writer wants to stay unnamed (said before or behind)."""
    words = split_words(rest)
    if count := nameless.begin(words.plain):
        return words.after(count), True
    if count := nameless.end(words.plain):
        start = words.words[len(words.words) - count].start
        return rest[:start].rstrip(" \t\r\n,;:.!-–—("), True
    return rest, False
