"""The word lists, as one tree over unaccented words: what each phrase of a message may mean."""

import tomllib
from collections.abc import Iterator, Mapping
from functools import cache, partial
from importlib import resources
from typing import Any, NamedTuple

from messages.reading.memo import Memo
from messages.reading.normal import marked, plain
from messages.reading.phrases import word_set, words_of

FILES = ("events", "opaque", "dates", "people", "function", "places", "vaccines", "animals", "intents")
# Lists that never hide a shorter meaning inside them, nor are hidden: they only say that a word may be part of a name.
# What somebody died of, how far a word reaches, and what stands before a day are seen inside all others.
NEVER_HIDDEN = frozenset(("cause", "approx", "dayword", "ago", "earlier"))
_MAY_TELL = ("có", "tiêm")  # "có tiêm ... không" asks, "hôm qua có tiêm sởi rồi" tells
HIDE_NOTHING = frozenset({"cause", "weight_now", "zero_scope", "shared", "says", "earlier"})
NAME_FAMILIES = frozenset({"surname", "middle", "given", "double", "function"})
_GLUED_ALIAS = 3  # letters of an abbreviation that may be glued to other words
_END = "\0"
AHEAD = " + "  # what stands behind it must follow the phrase and is no part of it: "mất + hôm"
EXACT = "!"  # a phrase of the lists that begins so counts only when typed with its accents

Words = tuple[str, ...]


class Sense(NamedTuple):
    """One meaning of one phrase, with the accents it is written with."""

    family: str
    value: str
    words: tuple[str, ...]
    exact: bool  # counts only when typed with its accents
    reach: int  # words that belong to it; the rest must follow, and means something of its own
    shown: bool  # inside longer phrases as well
    hides: bool  # what stands inside it


class Lexicon(NamedTuple):
    """All lists, ready to be looked up."""

    tree: Mapping[str, Any]
    known: frozenset[str]  # unaccented words of any list: never decoded, never parted
    parting: frozenset[str]  # those that glued words part into: no short abbreviations
    accented: frozenset[str]  # accented words of any list: what typing residue may decode to
    aliases: Mapping[str, tuple[str, ...]]
    names: Mapping[str, frozenset[str]]  # surname, middle, given, double, function: with accents and without


@cache
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
    known: set[str] = set()
    accented: set[str] = set()
    listed = [*entries(), *sign_entries()]
    for family, value, phrase in ((kin, value, said) for kin, value, each in listed for said in _said_otherwise(each)):
        before, _, behind = phrase.removeprefix(EXACT).partition(AHEAD)
        own = _written_out(before, aliases)
        words = (*own, *_written_out(behind, aliases))
        known.update(map(plain, words))
        accented.update(word for word in words if not word.isascii())
        if family in NAME_FAMILIES:
            spellings = (
                {" ".join(words)} if phrase.startswith(EXACT) else {" ".join(words), " ".join(map(plain, words))}
            )
            names[family].update(spellings)
            continue
        node = tree
        for word in words:
            node = node.setdefault(plain(word), {})
        shown, hides = family in NEVER_HIDDEN, family not in HIDE_NOTHING and words != _MAY_TELL
        node.setdefault(_END, []).append(Sense(family, value, words, phrase.startswith(EXACT), len(own), shown, hides))
    parting = known | {key for key in map(plain, aliases) if len(key) >= _GLUED_ALIAS}
    return Lexicon(
        tree,
        frozenset(known | set(map(plain, aliases))),
        frozenset(parting),
        frozenset(accented),
        aliases,
        {k: frozenset(v) for k, v in names.items()},
    )


def _written_out(phrase: str, aliases: Mapping[str, tuple[str, ...]]) -> tuple[str, ...]:
    """The words of a phrase as those of a message are: "dpt-vgb-hib" with its abbreviation written out."""
    return tuple(full for word in map(marked, words_of(phrase)) for full in map(marked, aliases.get(word, (word,))))


def _said_otherwise(phrase: str) -> Iterator[str]:
    """'không có ca nào' is as well 'chẳng có ca nào', 'chả có ca nào'; 'con dâu tôi' is 'con dâu tui'."""
    yield phrase
    if phrase.startswith("không "):
        yield from (f"{word}{phrase[5:]}" for word in ("chẳng", "chả"))
    if phrase.endswith(" tôi"):
        yield f"{phrase[:-3]}tui"


def sign_entries() -> Iterator[tuple[str, str, str]]:
    """(sign, id, phrase) of the danger signs."""
    for sign in load_words("danger_signs")["sign"]:
        yield from (("sign", sign["id"], phrase) for phrase in sign["phrases"])


# In a text that is otherwise accented, these are words of their own and not lazy forms of accented ones.
STRICT = word_set(
    "cho ma ba bo do con ca nam nay sao may mai dung hoa lan tu ta la au lai song am chi so cam thu vang ve o than cum "
    "xa xoa hoan"
)


def find(words: Words, typed: Words, strict: bool) -> list[tuple[int, int, Sense]]:
    """(start, end, sense) of every phrase of the lists in these words, plain and with the accents typed.

    A longer phrase hides the shorter ones inside it.
    """
    found: list[tuple[int, int, Sense]] = []
    reach, reach_start = -1, -1
    openings = _SEVERE if strict else _LENIENT
    for start, (word, after) in enumerate(zip(typed, (*words, "")[1:], strict=True)):
        senses, node = openings[word]
        if after in node:
            senses = (*_longer(words, typed, start, node, strict), *senses)
        for sense in senses:
            end = start + sense.reach
            if (end < reach or (end == reach and start > reach_start)) and not sense.shown:
                continue
            found.append((start, end, sense))
            if end > reach and sense.hides:
                reach, reach_start = end, start
    return found


_UNLISTED: tuple[tuple[Sense, ...], Mapping[str, Any]] = (), {}


def _opening(strict: bool, word: str) -> tuple[tuple[Sense, ...], Mapping[str, Any]]:
    """What a typed word means alone, and the branch of the longer phrases."""
    bare = plain(word)
    node = lexicon().tree.get(bare)
    if node is None:
        return _UNLISTED
    listed = reversed(node.get(_END, ()))
    return tuple(sense for sense in listed if _agrees(sense, (bare,), (word,), strict)), node


_LENIENT, _SEVERE = (Memo(partial(_opening, strict)) for strict in (False, True))


def _longer(words: Words, typed: Words, start: int, node: Mapping[str, Any], strict: bool) -> list[Sense]:
    """The phrases of two words and more that begin at one word, the longest first."""
    here: list[Sense] = []
    end, size = start + 1, len(words)
    while end < size and (below := node.get(words[end])) is not None:
        node = below
        end += 1
        if _END in node:
            bare, given = words[start:end], typed[start:end]
            for sense in node[_END]:
                if _agrees(sense, bare, given, strict):
                    here.append(sense)  # noqa: PERF401 - mostly none or one
    here.reverse()
    return here


def _agrees(sense: Sense, bare: Words, given: Words, strict: bool) -> bool:
    """Whether the accents typed fit the listed phrase; a word typed without any may be one that has them."""
    if given == sense.words:
        return True
    if sense.exact:
        return False
    if given == bare and not strict:
        return True
    lazy = 0  # words that must have accents and were typed without
    doubtful = False
    for said, low, word in zip(given, bare, sense.words, strict=True):
        if said != word:
            if said != low:
                return False
            doubtful = doubtful or (strict and said in STRICT)
            lazy += said not in STRICT
    return not doubtful or lazy > 0  # "o nha" in an accented text: 'nha' shows that accents are left out here
