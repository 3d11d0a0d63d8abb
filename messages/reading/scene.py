"""A message laid out for the readers: tokens, what each phrase may mean, where clauses end, what has been taken."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from datetime import date
from functools import wraps
from operator import ne
from typing import Any, TypeVar

from messages.reading.lexicon import Sense, find, lexicon
from messages.reading.numerals import NUMERALS
from messages.reading.signals import Signals
from messages.reading.tokens import CAPITAL, MARK, NUMBER, UPPER, WORD, Token, tokenise

_SENTENCE_ENDS = frozenset("\n.!?;")
_NUMERIC = frozenset("/.-,")  # inside numbers and dates these part nothing
_ACCENTED_SHARE = 0.4  # from this share of accented words on, a missing accent is meant
_NOTHING: dict[str, int] = {}  # what begins at most words
_NOWHERE: list[int] = []
_NOT_YET: Any = object()  # of what is worked out when first asked for
_BEYOND = 64  # tokens beyond either end of a message that readers may look at: nothing stands there
_NO_WORDS = [""] * _BEYOND
_BIG = frozenset(("dua", "be", "con", "gai", "trai", "chau", "anh", "chi", "mo", "thit", "nuoi", "nguoi"))
_DATE_MARKS = frozenset(("/", "-", "."))
_BEFORE_ORDERS = frozenset(("thu", "t", "mui", "m", "lan", "lieu", "hom", "ngay", "dpt", "opv", "ipv", "pcv", "soi"))
_COUNTED = frozenset(("chau", "be", "ca", "tre", "em", "dua", "thang", "tuoi", "ngay", "mui"))
_LONGEST_PHRASE = 6  # tokens that a phrase may begin before what it covers
_SHORTEST = 2  # letters of a word cut short
_CUT_SHORT = frozenset(
    ("s", "h", "t", "tr", "d", "b", "chi", "em", "a", "o", "y", "x", "th", "hom", "qua", "be", "chau")
)
# Polite words that end a clause and mean nothing.
_POLITE = frozenset(("ạ", "ah", "nhé", "nhá"))
_POLITE_ACCENTED = ("ạ", "nhé", "nhá")
_POLITE_OR_DOT = _POLITE | {"."}
_BEFORE_A = frozenset(("gan", "vitamin"))  # "viêm gan A" ends in no polite word

_Laid = TypeVar("_Laid")


def _without_politeness(tokens: list[Token]) -> list[Token]:
    """Polite words as marks, so that what ends before them ends; a last 'a' is one too."""
    marks = [token.marked for token in tokens]
    if _POLITE_OR_DOT.isdisjoint(marks) and "a" not in marks[-1:]:
        return tokens
    told = [token._replace(kind=MARK) if token.marked in _POLITE and token.kind == WORD else token for token in tokens]
    if len(told) > 2 and told[-1].marked == "a":
        before = told[-2].plain
        if before not in _BEFORE_A and before not in lexicon().names["surname"]:
            told[-1] = told[-1]._replace(kind=MARK)
    while len(told) > 1 and told[-1].kind == MARK and told[-1].plain.isalpha():
        told.pop()
    if "." not in marks:
        return told
    return [token for at, token in enumerate(told) if token.plain != "." or not _shortened(told, at)]


def _shortened(tokens: list[Token], at: int) -> bool:
    """The dot of 's.nay', 'b.gái', 'c.Lan': a word cut short, no end of a sentence."""
    if not 0 < at < len(tokens) - 1:
        return False
    before, after = tokens[at - 1], tokens[at + 1]
    opens = at == 1 or (tokens[at - 2].kind != NUMBER and not before.glued)
    cut = before.kind == WORD and before.end - before.start <= _SHORTEST and before.plain in _CUT_SHORT
    return cut and opens and tokens[at].glued and after.glued and after.kind == WORD


def _capitals_mean_names(kinds: list[str], cases: Sequence[int]) -> bool:
    """Small letters, and capitals that no sentence's beginning explains."""
    capitals = cases.count(CAPITAL)
    if not capitals:
        return False
    words, shouted = kinds.count(WORD), cases.count(UPPER)
    if words == capitals + shouted or shouted > words / 2:
        return False
    at = 0
    for _ in range(capitals):
        at = cases.index(CAPITAL, at) + 1
        if at > 1 and kinds[at - 1] == kinds[at - 2] == WORD:
            return True
    return False


def numbered(borders: list[int], size: int) -> list[int]:
    """Each token's stretch, where each border begins the next."""
    if not borders:
        return [0] * size
    numbers: list[int] = []
    for number, border in enumerate(borders):
        numbers += [number] * (border - len(numbers))
    return numbers + [len(borders)] * (size - len(numbers))


def _places(words: list[str]) -> dict[str, list[int]]:
    places: dict[str, list[int]] = {}
    for at, word in enumerate(words):
        if word in places:
            places[word].append(at)
        else:
            places[word] = [at]
    return places


class Scene:
    """One message; `spans[family][start] = (end, value)` are the phrases of the word lists."""

    __slots__ = (
        "begun",
        "bullets",
        "cased",
        "clause",
        "kind",
        "kinds",
        "laid",
        "marks",
        "numeric",
        "places",
        "sentence",
        "signals",
        "size",
        "spans",
        "strict",
        "taken",
        "text",
        "today",
        "tokens",
        "word",
        "words",
    )

    sentence: list[int]  # of each token, its number
    clause: list[int]
    word: Callable[[int], str]  # the unaccented word at a token, "" beyond the ends
    kind: Callable[[int], str]  # the kind of a token, "" beyond the ends

    def __init__(self, text: str, today: date = date.max) -> None:
        self.text = text
        self.today = today  # the day it came
        self.tokens: list[Token] = _without_politeness(tokenise(text))
        self.size = len(self.tokens)
        words, marks, _, _, kinds, _, cases = zip(*self.tokens, strict=True) if self.tokens else ((),) * 7
        self.words: list[str] = [*words]
        self.marks: list[str] = [*marks]
        self.kinds: list[str] = [*kinds]
        # An index below 0 finds the nothing that stands behind the end.
        self.word = (self.words + _NO_WORDS).__getitem__
        self.kind = (self.kinds + _NO_WORDS).__getitem__
        self.places = _places(self.words)  # of each word, in order
        accented = sum(map(ne, words, marks)) - sum(map(marks.count, _POLITE_ACCENTED)) if words != marks else 0
        self.strict = accented >= _ACCENTED_SHARE * self.kinds.count(WORD)
        self.cased = _capitals_mean_names(self.kinds, cases)
        self.bullets: set[int] = set()
        self._lay_out()
        self.taken = bytearray(self.size)
        self.laid: dict[object, Any] = {}  # what `once` and `talk` have worked out
        # Where a number may begin: most readers look only there.
        self.numeric = [k for k, kind in enumerate(self.kinds) if kind == NUMBER or self.marks[k] in NUMERALS]
        self.spans: dict[str, dict[int, tuple[int, str]]] = defaultdict(dict)
        self.begun: list[dict[str, int]] = [_NOTHING] * (self.size + _BEYOND)  # the same by token: family and end
        self.signals = Signals()  # every word and every family that stands here
        self._keep(0, self.size, find(words, marks, self.strict))
        self.signals.tell(("", *([NUMBER] if self.numeric else ()), *self.places, *self.spans))

    def _keep(self, first: int, until: int, found: list[tuple[int, int, Sense]]) -> None:
        """Put the phrases found from a token on where they begin, as far as another token."""
        for begin, stop, sense in found:
            at, end, family = first + begin, first + stop, sense.family
            if at >= until or (end == at + 1 and self.marks[at] == "lon" and at and self.words[at - 1] in _BIG):
                continue  # "dua lon 2kg4", "mo lon": lớn, lợn; no 'lộn'
            begun = self.begun[at]
            if end > begun.get(family, 0):
                if begun is _NOTHING:
                    begun = self.begun[at] = {}
                begun[family] = end
                self.spans[family][at] = (end, sense.value)

    def mark(self, family: str, start: int, end: int, value: str) -> None:
        """Put a phrase of a family at a token."""
        self.begun[start] = {**self.begun[start], family: end}
        self.spans[family][start] = (end, value)
        self.signals.tell((family,))

    def unmark(self, family: str, at: int) -> None:
        """Take back what a phrase of a family that begins at a token means."""
        del self.spans[family][at], self.begun[at][family]

    def _lay_out(self) -> None:
        """Number the sentences and clauses; find the bullets of lists."""
        marks = [at for at, kind in enumerate(self.kinds) if kind == MARK and not self._inside_number(at)]
        ends = [at for at in marks if self.words[at] in _SENTENCE_ENDS]
        self.clause, self.sentence = numbered(marks, self.size), numbered(ends, self.size)
        if NUMBER in self.kinds:
            for start in (0, *[at + 1 for at in ends]):
                self._find_bullets(start)

    def _find_bullets(self, at: int) -> None:
        """The numbers at the beginning of a sentence that only count it."""
        while at < self.size and self.kinds[at] != WORD and self.words[at] not in _SENTENCE_ENDS:
            if self.kinds[at] == NUMBER:
                if not self._is_bullet(at):
                    return
                self.bullets.add(at)
            at += 1

    def _inside_number(self, at: int) -> bool:
        """The mark in 3,2 or 12/4 or 17.4.26."""
        if self.tokens[at].plain not in _NUMERIC or not 0 < at < self.size - 1:
            return False
        after = self.tokens[at + 1]
        if not self.tokens[at - 1].kind == after.kind == NUMBER:
            return False
        if self.words[at] == "," and self._ends_before(at):
            return False
        return (self.tokens[at].glued and after.glued) or self._spaced_weight(at)

    def _ends_before(self, at: int) -> bool:
        """'10/4,3kg4', 'thu 7,3kg', 'mui 3,2 chau': the comma parts two numbers."""
        lead = self.words[at - 2] if at > 1 else ""
        dated = lead in _DATE_MARKS and self.tokens[at - 1].glued and at > 2 and self.kinds[at - 3] == NUMBER
        return dated or lead in _BEFORE_ORDERS or (at + 2 < self.size and self.words[at + 2] in _COUNTED)

    def _spaced_weight(self, at: int) -> bool:
        """'3 , 2 kg', 'nặng 3, 2kg': a weight typed with spaces in it."""
        whole, part = self.words[at - 1], self.words[at + 1]
        unit = self.words[at + 2] if at + 2 < self.size else ""
        apart = not self.tokens[at].glued and not self.tokens[at + 1].glued
        weighed = at > 1 and self.words[at - 2] in ("nang", "can")
        return (apart or weighed) and unit in ("kg", "can", "ky") and len(whole) == len(part) == 1

    def _is_bullet(self, at: int) -> bool:
        """The number in '1. Chị A' or '2) chị B'."""
        if at + 2 >= self.size or len(self.tokens[at].plain) > 2:
            return False
        mark, after = self.tokens[at + 1], self.tokens[at + 2]
        return mark.plain in (".", ")", "/", "-", ":") and mark.glued and after.kind == WORD

    def span(self, family: str, at: int, *values: str) -> int:
        """End of a phrase of a family that begins at a token, 0 if none does."""
        end = self.begun[at].get(family, 0)
        return end if not (values and end) or self.spans[family][at][1] in values else 0

    def begins(self, at: int, *families: str) -> bool:
        """Whether a phrase of any of these families begins at a token."""
        return not self.begun[at].keys().isdisjoint(families)

    def lacks(self, signals: Iterable[str]) -> bool:
        """Whether none of these words and families stands here."""
        return self.signals.isdisjoint(signals)

    def mentions(self, *words: str) -> bool:
        """Whether any of these unaccented words stands anywhere."""
        return not self.places.keys().isdisjoint(words)

    def where(self, word: str) -> list[int]:
        """Where an unaccented word stands, in order."""
        return self.places.get(word, _NOWHERE)

    def has(self, family: str, *values: str) -> bool:
        """Whether a phrase of a family stands anywhere."""
        spans = self.spans.get(family)
        if not spans or not values:
            return bool(spans)
        return not {value for _, value in spans.values()}.isdisjoint(values)

    def forget(self, start: int, end: int) -> range:
        """Take back what phrases inside start..end might mean: they are a name.

        Behind it phrases may begin that they had hidden: where is told.
        """
        beyond = end
        for at in range(max(0, start - _LONGEST_PHRASE), end):
            begun = self.begun[at]
            for family, reach in [*begun.items()] if begun else ():
                if reach > start:
                    beyond = max(beyond, reach)
                    self.unmark(family, at)
        if beyond > end:
            self._find_again(end, beyond)
        return range(end, beyond)

    def _find_again(self, start: int, end: int) -> None:
        """Phrases that a forgotten one had hidden: 'chị Thi sinh', which looked like 'thí sinh'."""
        until = end + _LONGEST_PHRASE
        self._keep(start, end, find(tuple(self.words[start:until]), tuple(self.marks[start:until]), self.strict))
        self.signals.tell(self.spans)

    def inside(self, family: str, start: int, end: int) -> bool:
        """Whether a longer phrase of a family covers start..end."""
        spans = self.spans.get(family)
        if not spans:
            return False
        return any(
            spans[at][0] >= end and (at < start or spans[at][0] > end)
            for at in range(max(0, start - 5), start + 1)
            if at in spans
        )

    def free(self, start: int, end: int) -> bool:
        """Whether no reader has taken these tokens."""
        return 1 not in self.taken[start:end]

    def take(self, start: int, end: int) -> None:
        """Mark tokens as read."""
        for at in range(start, end):
            self.taken[at] = 1

    def same_clause(self, a: int, b: int) -> bool:
        """Whether two tokens stand in one clause."""
        return self.clause[a] == self.clause[b]

    def said(self, start: int, end: int) -> str:
        """The words as typed."""
        return self.text[self.tokens[start].start : self.tokens[end - 1].end]


def once(lay: Callable[[Scene], _Laid]) -> Callable[[Scene], _Laid]:
    """What holds for a whole message, worked out when first asked for and then kept with it."""

    @wraps(lay)
    def laid(scene: Scene) -> _Laid:
        kept: _Laid = scene.laid.get(lay, _NOT_YET)
        if kept is _NOT_YET:
            kept = scene.laid[lay] = lay(scene)
        return kept

    return laid
