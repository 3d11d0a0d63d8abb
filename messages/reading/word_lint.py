"""What a health worker should know before a word she adds to the lists is used: where it clashes, or is never found."""

from collections import defaultdict
from collections.abc import Iterator
from functools import cache
from itertools import combinations
from typing import NamedTuple

from messages.reading.lexicon import AHEAD, EXACT, FILES, NAME_FAMILIES, entries, lexicon, load_words, sign_entries
from messages.reading.normal import marked, plain
from messages.reading.phrases import words_of
from messages.reading.scene import Scene

LISTS = (*FILES, "talk", "pregnancies", "aliases", "danger_signs", "double_meanings", "villages_sample")


class Entry(NamedTuple):
    """One phrase of the lists."""

    family: str  # the table of the file: "birth"
    value: str  # the row: "sure"
    phrase: str  # as listed


class WordFault(NamedTuple):
    """What is wrong with one phrase, in words for whoever looks after the lists."""

    file: str
    phrase: str
    what: str  # Vietnamese


def lint_words() -> list[WordFault]:
    """All that is wrong with the word lists; empty if they may be used."""
    listed = list(dict.fromkeys(Entry(*entry) for entry in (*entries(), *sign_entries())))
    return [*_heads(), *_clashes(listed), *_never_found(listed), *_aliases(listed)]


def _heads() -> Iterator[WordFault]:
    """Lists that do not say what they are."""
    for name in LISTS:
        words = load_words(name)
        if words.get("id") != name or not words.get("source") or not words.get("version"):
            yield WordFault(
                f"{name}.toml", "id, source, version", "đầu tệp phải ghi đủ id (như tên tệp), source, version"
            )


def _clashes(listed: list[Entry]) -> Iterator[WordFault]:
    """Phrases that mean two things, unless the table of double meanings knows of them."""
    folded: dict[str, list[Entry]] = defaultdict(list)
    for entry in listed:
        if entry.family not in NAME_FAMILIES:
            folded[_folded(entry.phrase)].append(entry)
    for words, same in folded.items():
        for one, other in combinations(same, 2):
            if _confusable(one, other) and not _is_known(words, one, other):
                yield WordFault(
                    _file_of(other.family),
                    other.phrase,
                    f"nằm ở [{other.family}] {other.value}, trùng với '{one.phrase}' ở [{one.family}] {one.value} "
                    f"({_file_of(one.family)}): bỏ một chỗ, thêm chữ cho rõ, đặt ! ở đầu để chỉ nhận khi gõ đủ dấu, "
                    "hoặc ghi vào double_meanings.toml kèm lý do",
                )


def _confusable(one: Entry, other: Entry) -> bool:
    """Two meanings of words that are typed alike: with the same accents, or where neither insists on its own."""
    if (one.family, one.value) == (other.family, other.value):
        return False
    exact = one.phrase.startswith(EXACT) or other.phrase.startswith(EXACT)
    return not exact or _accented(one.phrase) == _accented(other.phrase)


def _is_known(words: str, one: Entry, other: Entry) -> bool:
    families = frozenset((one.family, other.family))
    return families in _double_lists() or words in _double_words()


@cache
def _double_lists() -> frozenset[frozenset[str]]:
    return frozenset(
        frozenset(pair) for both in load_words("double_meanings")["both"] for pair in both.get("lists", ())
    )


@cache
def _double_words() -> frozenset[str]:
    return frozenset(_folded(word) for both in load_words("double_meanings")["both"] for word in both.get("words", ()))


def _never_found(listed: list[Entry]) -> Iterator[WordFault]:
    """Phrases that are not found even where a message says just them."""
    for entry in listed:
        if entry.family in NAME_FAMILIES:
            continue
        before, _, behind = entry.phrase.removeprefix(EXACT).partition(AHEAD)
        scene = Scene(f"{before} {behind}")
        size = Scene(f"{before} .").size - 1
        going_on = Scene(f"{before} {behind} .")  # polite words count only where something follows
        value = scene.spans[entry.family].get(0, (0, ""))[1]
        found = (size, entry.value) in (one.spans[entry.family].get(0) for one in (scene, going_on))
        if not found and _folded(entry.phrase) not in _double_words():
            read = " ".join(token.marked for token in scene.tokens)
            yield WordFault(
                _file_of(entry.family),
                entry.phrase,
                f"[{entry.family}] {entry.value}: máy không bao giờ thấy lời này; nó đọc thành '{read}'"
                + (f" và hiểu là {value}" if value else "")
                + ": bỏ đi, hoặc viết như máy đọc",
            )


def _aliases(listed: list[Entry]) -> Iterator[WordFault]:
    """Abbreviations that take a name, or a word of the lists, away."""
    people = NAME_FAMILIES - {"function"}
    names = {word for one in listed if one.family in people for word in _accented(one.phrase).split()}
    surnames = {_folded(one.phrase) for one in listed if one.family == "surname"}
    alone: dict[str, set[str]] = defaultdict(set)
    for one in listed:
        alone[_accented(one.phrase)].add(one.family)
    for short, words in lexicon().aliases.items():
        full = " ".join(words)
        taken = {family for family in alone.get(short, ()) if family not in alone.get(full, ())} - NAME_FAMILIES
        if short in names or short in surnames:
            yield WordFault("aliases.toml", short, f"cũng là tên hay họ người, không đọc thành '{full}' được: bỏ đi")
        elif taken:
            where = ", ".join(f"[{family}] ({_file_of(family)})" for family in sorted(taken))
            yield WordFault(
                "aliases.toml", short, f"có nghĩa riêng ở {where}, không đọc thành '{full}' được: bỏ một chỗ"
            )


@cache
def _files() -> dict[str, str]:
    """Which file holds which table."""
    held = {family: name for name in FILES for family, table in load_words(name).items() if isinstance(table, dict)}
    return {**held, "sign": "danger_signs"}


def _file_of(family: str) -> str:
    return f"{_files()[family]}.toml"


def _accented(phrase: str) -> str:
    return " ".join(map(marked, words_of(phrase.removeprefix(EXACT).replace(AHEAD, " "))))


def _folded(phrase: str) -> str:
    return plain(_accented(phrase))
