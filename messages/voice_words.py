"""Commands about voices: GIONG, for the station, and TIENG MONG and its like, for whoever wants to hear."""

from collections.abc import Iterable, Mapping
from enum import StrEnum
from typing import Final

from messages.words import Phrases, Word, Words, bare

VIETNAMESE: Final = "viet"
_LONGEST_SUBJECT: Final = 5  # words: "nb cord" is nb-cord
_LONGEST_NUMBER: Final = 9  # digits


class Tongue(StrEnum):
    """The languages that the station may record. Nothing is ever written in them: nobody here could check it."""

    THAI = "thai"
    MONG = "mong"
    DAO = "dao"
    LU = "lu"


def voice_command(words: Words, data: Mapping[str, Phrases]) -> tuple[str, str] | None:
    """The command's name in the data and what it is about; None if the message is neither."""
    if wish := _wished(words, data):
        return ("language_vi", "") if wish == VIETNAMESE else ("voice_language", wish)
    count = data["voice"].begin(words.plain)
    about = _about(words.drop(count), data) if count else None
    return ("voice", about) if about is not None else None


def _wished(words: Words, data: Mapping[str, Phrases]) -> str:
    """The language that the whole message asks for: one that may be heard, or Vietnamese; empty if it asks for none."""
    left = words
    while len(left.words) > 1 and not data["voice_tongue"].begin(_said(left)):
        if not data["voice_before"].begin(left.plain):
            return ""
        left = left.drop(1)
    count = data["voice_tongue"].begin(_said(left))
    if not count:
        return ""
    left = left.drop(count)
    tongue, length = _tongue(left, data, (*Tongue, VIETNAMESE))
    polite = all(word in data["voice_after"].all for word in left.plain[length:])
    return tongue if polite else ""


def _about(left: Words, data: Mapping[str, Phrases]) -> str | None:
    """What stands behind GIONG: a number; a subject and a language; a language; or nothing. None if it is talk."""
    if not left.words:
        return ""
    if len(left.words) == 1 and left.plain[0].isdecimal():
        return left.plain[0] if len(left.plain[0]) <= _LONGEST_NUMBER else None
    for count in range(min(len(left.words), _LONGEST_SUBJECT + 1)):
        behind = left.drop(count)
        behind = behind.drop(data["voice_tongue"].begin(_said(behind)))
        tongue, length = _tongue(behind, data, Tongue)
        if tongue and length == len(behind.words):
            return f"{'-'.join(left.plain[:count])} {tongue}"
    return None


def _tongue(words: Words, data: Mapping[str, Phrases], among: Iterable[str]) -> tuple[str, int]:
    """The language that the words begin with, and how many words name it."""
    for tongue in among:
        for said in (words.plain, _said(words)):
            if length := data[f"voice_{tongue}"].begin(said):
                return str(tongue), length
    return "", 0


def _said(words: Words) -> tuple[str, ...]:
    """The words without what Telex and VNI leave in them."""
    return tuple(_letters(word) for word in words.words)


def _letters(word: Word) -> str:
    return bare(word.typed)[0]
