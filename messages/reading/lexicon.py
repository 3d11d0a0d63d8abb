"""The word lists, as one tree over unaccented words: what each phrase of a message may mean."""

import tomllib
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from importlib import resources
from typing import Any, NamedTuple

from messages.reading.normal import marked, plain
from messages.reading.phrases import word_set, words_of

FILES = ("events", "opaque", "dates", "people", "function", "places", "vaccines", "animals", "intents")
# Lists that never hide a shorter meaning inside them, nor are hidden: they only say that a word may be part of a name.
# What somebody died of, and how far a word reaches, stand beside other meanings and hide none.
NEVER_HIDDEN = frozenset(("cause", "approx"))
HIDE_NOTHING = frozenset({"cause", "zero_scope", "shared", "says"})
NAME_FAMILIES = frozenset({"surname", "middle", "given", "function"})
_END = "\0"
EXACT = "!"  # a phrase of the lists that begins so counts only when typed with its accents


class Sense(NamedTuple):
    """One meaning of one phrase, with the accents it is written with."""

    family: str
    value: str
    words: tuple[str, ...]
    exact: bool  # counts only when typed with its accents


class Match(NamedTuple):
    """A phrase found: tokens start..end and what it may mean."""

    start: int
    end: int
    family: str
    value: str


class Lexicon(NamedTuple):
    """All lists, ready to be looked up."""

    tree: Mapping[str, Any]
    known: frozenset[str]  # unaccented words of any list: never decoded, never parted
    accented: frozenset[str]  # accented words of any list: what typing residue may decode to
    aliases: Mapping[str, tuple[str, ...]]
    names: Mapping[str, frozenset[str]]  # surname, middle, given, function: unaccented words


def load_words(name: str) -> Mapping[str, Any]:
    """One word list as its TOML tells it."""
    with resources.files("messages.reading").joinpath("words", f"{name}.toml").open("rb") as handle:
        return tomllib.load(handle)


def entries() -> Iterator[tuple[str, str, str]]:
    """(family, value, phrase) of every list but the danger signs."""
    for name in FILES:
        for family, table in load_words(name).items():
            if isinstance(table, dict):
                for value, phrases in table.items():
                    yield from ((family, value, phrase) for phrase in phrases)


@cache
def lexicon() -> Lexicon:
    """The word lists of this installation, read once."""
    tree: dict[str, Any] = {}
    names: dict[str, set[str]] = {family: set() for family in NAME_FAMILIES}
    aliases = {key: tuple(value.split()) for key, value in load_words("aliases")["words"].items()}
    known = set(map(plain, aliases))
    accented: set[str] = set()
    for family, value, phrase in [*entries(), *sign_entries()]:
        words = tuple(
            part
            for word in map(marked, words_of(phrase.removeprefix(EXACT)))
            for part in aliases.get(word, (word,))  # written out as in a message, or the phrase would never be found
        )
        known.update(map(plain, words))
        accented.update(word for word in words if not word.isascii())
        if family in NAME_FAMILIES:
            names[family].update(map(plain, words), words)
            continue
        node = tree
        for word in words:
            node = node.setdefault(plain(word), {})
        node.setdefault(_END, []).append(Sense(family, value, words, phrase.startswith(EXACT)))
    return Lexicon(tree, frozenset(known), frozenset(accented), aliases, {k: frozenset(v) for k, v in names.items()})


def sign_entries() -> Iterator[tuple[str, str, str]]:
    """(sign, id, phrase) of the danger signs."""
    for sign in load_words("danger_signs")["sign"]:
        yield from (("sign", sign["id"], phrase) for phrase in sign["phrases"])


def agrees(typed: str, bare: str, word: str, strict: bool) -> bool:
    """Whether a typed word may be the listed one: accents, where typed, must agree."""
    if typed == word:
        return True
    return typed == bare and not (strict and bare in STRICT)


# In a text that is otherwise accented, these are words of their own and not lazy forms of accented ones.
STRICT = word_set(
    "cho ma ba bo do con ca nam nay sao may mai dung hoa lan tu ta la au lai song am chi so cam thu vang ve o than cum"
)


def find(tokens: Sequence[Any], tree: Mapping[str, Any], strict: bool) -> list[Match]:
    """Every phrase of the lists in the tokens; a longer phrase hides the shorter ones inside it."""
    found: list[Match] = []
    reach, reach_start = -1, -1
    size = len(tokens)
    for start in range(size):
        here = _from(tokens, start, size, tree, strict)
        for match in reversed(here):
            hidden = match.end < reach or (match.end == reach and match.start > reach_start)
            if hidden and match.family not in NEVER_HIDDEN:
                continue
            found.append(match)
            if match.end > reach and match.family not in HIDE_NOTHING:
                reach, reach_start = match.end, match.start
    return found


def _agree(tokens: Sequence[Any], start: int, sense: Sense, strict: bool) -> bool:
    """Whether the accents typed fit the listed phrase."""
    at = start
    for word in sense.words:
        token = tokens[at]
        if token.marked != word and (sense.exact or not agrees(token.marked, token.plain, word, strict)):
            return False
        at += 1
    return True


def _from(tokens: Sequence[Any], start: int, size: int, tree: Mapping[str, Any], strict: bool) -> list[Match]:
    """Phrases that begin at one token, the shortest first."""
    here: list[Match] = []
    node: Mapping[str, Any] = tree
    at = start
    while at < size and (below := node.get(tokens[at].plain)) is not None:
        node = below
        at += 1
        here += [
            Match(start, at, sense.family, sense.value)
            for sense in node.get(_END, ())
            if _agree(tokens, start, sense, strict)
        ]
    return here
