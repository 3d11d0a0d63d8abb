"""Who writes, where they say so: "em là bố của bé", "bà ngoại đây", "con 16 tuổi". In doubt nothing is read."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Final

from health.kin import ADULT_AT, Kin
from messages.address import address_words
from messages.sms import fold
from messages.words import Word, split_words

YOUNGEST: Final = 12  # years; a smaller number tells of the child
_EXACT: Final = "!"
_ENDS: Final = re.compile(r"[,;.:!?\n()]")
_NUMBERS: Final = re.compile(r"\+?\d[\d .()-]{4,}\d|TE\d+", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Speaker:
    """What somebody told of themselves, or of the number that they name."""

    kin: Kin | None = None
    age: int | None = None  # years, only where it is under 18


Clause = Sequence[Word]
Phrase = tuple[str, ...]


def read_speaker(text: str) -> Speaker:
    """What the writer says to be. Only words about oneself count, at the beginning of a clause."""
    kin, age = None, None
    for clause in _clauses(text):
        start = _opened(clause)
        kin = kin or _said_kin(clause, start)
        age = age or _said_age(clause, start)
    return Speaker(kin, age)


def read_named(text: str) -> Speaker:
    """Whose number a collaborator names: "dang ky 102748 0912345678 ba noi"; nothing if two are told."""
    clause = split_words(_NUMBERS.sub(" ", text)).words
    found, at, age = set(), 0, None
    while at < len(clause):
        kin, length = _kin_at(clause, at)
        found |= {kin} if kin else set()
        age = age or _years_at(clause, at)
        at += length or 1
    return Speaker(found.pop() if len(found) == 1 else None, age)


def _clauses(text: str) -> Iterator[Clause]:
    """The words of each stretch between marks."""
    words = split_words(text).words
    held: list[Word] = []
    for before, word in zip((None, *words), words, strict=False):
        if before and _ENDS.search(text, before.end, word.start):
            yield held
            held = []
        held.append(word)
    yield held


def _opened(clause: Clause) -> int:
    """Where a clause begins behind its greetings."""
    at = 0
    while length := _begins(clause, at, "opening"):
        at += length
    return at


def _said_kin(clause: Clause, start: int) -> Kin | None:
    """'em là mẹ của bé', 'bà ngoại đây', 'mẹ bé đây'."""
    if (own := _begins(clause, start, "myself")) and (link := _begins(clause, start + own, "is")):
        kin, length = _kin_at(clause, start + own + link)
        return kin if kin and _is_whole(clause, start + own + link + length) else None
    kin, length = _kin_at(clause, start)
    rest = clause[start + length :]
    told = kin and rest and any(_begins(clause, at, "here") for at in range(start + length, len(clause)))
    return kin if told and all(_begins(rest, at, "behind") or _is_code(rest[at]) for at in range(len(rest))) else None


def _said_age(clause: Clause, start: int) -> int | None:
    """'em 16 tuổi', 'con năm nay mới 17 tuổi'."""
    own = _begins(clause, start, "myself")
    at = start + own
    while own and (length := _begins(clause, at, "before_years")):
        at += length
    return _years_at(clause, at) if own else None


def _years_at(clause: Clause, at: int) -> int | None:
    """'16 tuổi', '16t': an age under 18 that no small child has."""
    word = clause[at].plain if at < len(clause) else ""
    digits = word.removesuffix("t")
    if not digits.isdecimal() or not (digits != word or _begins(clause, at + 1, "years")):
        return None
    return int(digits) if len(digits) == 2 and YOUNGEST <= int(digits) < ADULT_AT else None


def _is_whole(clause: Clause, at: int) -> bool:
    """Whether a kin's words end here: behind "bố" stands nothing, a known word, a name or a code, never "đội"."""
    if at >= len(clause):
        return True
    word = clause[at]
    return bool(_begins(clause, at, "behind")) or _is_code(word) or word.plain[0].isdecimal()


def _is_code(word: Word) -> bool:
    return word.plain.removeprefix("te").isdecimal()


def _kin_at(clause: Clause, at: int) -> tuple[Kin | None, int]:
    """The kin named at a word, and in how many words; the longest goes."""
    found = [(kin, len(phrase)) for kin, phrase in _kin_phrases() if _stands(clause, at, phrase)]
    return max(found, key=lambda one: one[1], default=(None, 0))


def _begins(clause: Clause, at: int, family: str) -> int:
    """How many words at a place are the longest phrase of a family."""
    return max((len(phrase) for phrase in _phrases(family) if _stands(clause, at, phrase)), default=0)


def _stands(clause: Clause, at: int, phrase: Phrase) -> bool:
    """Whether a phrase stands at a word: with its accents, or without any where that is allowed."""
    if at + len(phrase) > len(clause):
        return False
    exact = phrase[0].startswith(_EXACT)
    told = zip((word.removeprefix(_EXACT) for word in phrase), clause[at : at + len(phrase)], strict=True)
    return all(word.typed == wanted or (not exact and word.typed == fold(wanted)) for wanted, word in told)


@cache
def _kin_phrases() -> tuple[tuple[Kin, Phrase], ...]:
    return tuple((Kin(kin), tuple(said.split())) for kin, words in address_words()["kin"].items() for said in words)


@cache
def _phrases(family: str) -> tuple[Phrase, ...]:
    return tuple(tuple(said.split()) for said in address_words()["said"][family])
