"""What ails somebody, closer than the danger signs tell: mild signs, plainer ones, whose, and how old.

Read beside `understand`, never instead of it: these words alone make no message a danger sign.
"""

from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from functools import cache
from itertools import product
from typing import Any, NamedTuple

from health.events import Age
from messages.reading.danger import present_signs
from messages.reading.heat import measured
from messages.reading.lexicon import load_words
from messages.reading.normal import plain
from messages.reading.numbers import number_at
from messages.reading.parts import Parts
from messages.reading.scene import Scene
from messages.reading.signs import SIGNS, Phrase, Sign, both_ways, denied, near_signs, says
from messages.reading.understand import read_closely
from messages.reading.understanding import Context
from messages.sms import fold

WORDS = "ailments"
ONLY_BESIDE = frozenset(("after_injection", "born_at_home", "born_small"))  # no ailment of themselves
_COUNT_NEAR = 4  # words between "thở" and the number
_FEWEST, _MOST = 15, 150  # breaths that somebody counts in a minute
_FAR = 8  # words between the illness and since when
# A word of an illness, what it is when it lasts, and from so many days on.
_TOO_LONG = (
    ("sot", "fever_long", 2),
    ("nong", "fever_long", 2),
    ("ho", "cough_long", 14),
    ("chay", "diarrhoea_long", 14),
    ("ngoai", "diarrhoea_long", 14),
)
_DAYS_IN_MONTH = 30.4375


class Ailments(NamedTuple):
    """What one message tells of an illness or an injury."""

    signs: tuple[str, ...]  # ids of the triage tables, in the order told; empty if nothing ails
    ages: tuple[int, ...]  # in days, as told; those the reader is sure of, if there are any
    ages_sure: bool
    newborn: bool  # words of a newborn
    breaths: int | None  # counted in a minute
    of_child: bool  # a child is spoken of
    what_to_do: bool  # it is asked what to do about it


def read_ailments(text: str, context: Context) -> Ailments:
    """The signs of one message that are of somebody now; never raises."""
    parts = read_closely(text, context).parts
    scene = parts.scene
    told = (*_phrases(scene), *near_signs(scene, WORDS), *measured(scene), *_since(parts, context.today))
    finer = [sign for sign in told if not denied(scene, sign)]
    signs = present_signs(parts._replace(signs=_merged(parts.signs, finer)))
    ages = _ages(parts)
    names = tuple(dict.fromkeys(sign.id for sign in signs))
    return Ailments(
        signs=() if ONLY_BESIDE.issuperset(names) else names,
        ages=tuple(days for _, days in ages),
        ages_sure=any(sure for sure, _ in ages),
        newborn=any(_told(scene, phrase) for phrase in _listed("newborn")),
        breaths=_breaths(scene),
        of_child=_of_child(parts),
        what_to_do=any(_told(scene, phrase) for phrase in _listed("what_to_do")),
    )


def may_tell_after_injection(text: str) -> bool:
    """Whether words of an injection just had stand there: quickly told, before the text is read closely."""
    folded = fold(text).lower()
    return any(words in folded for words in _after_injection())


@cache
def _after_injection() -> tuple[str, ...]:
    listed = next(sign["phrases"] for sign in load_words(WORDS)["sign"] if sign["id"] == "after_injection")
    return tuple(fold(phrase) for phrase in listed)


def _merged(signs: list[Sign], finer: list[Sign]) -> list[Sign]:
    """General signs give way to the plainer ones at the same words; a general one that is told plainly stays."""
    gone = _refined()
    told_plainly = {sign for sign in finer if sign.id in _general()}
    kept = [
        sign
        for sign in {*signs, *finer}
        if sign in told_plainly or not any(sign.id in gone.get(one.id, ()) and _touch(one, sign) for one in finer)
    ]
    return sorted(kept, key=lambda sign: (sign.start, sign.end, sign.id))


@cache
def _general() -> frozenset[str]:
    return frozenset(sign["id"] for sign in load_words(SIGNS)["sign"])


def _touch(one: Sign, other: Sign) -> bool:
    return one.start < other.end and other.start < one.end


@cache
def _refined() -> dict[str, frozenset[str]]:
    """Of each sign, the general ones that it takes the place of."""
    return {sign["id"]: frozenset(sign.get("refines", ())) for sign in load_words(WORDS)["sign"]}


@cache
def _by_first_word() -> dict[str, list[tuple[Phrase, str]]]:
    found: dict[str, list[tuple[Phrase, str]]] = {}
    for sign in load_words(WORDS)["sign"]:
        for phrase in map(both_ways, _ways(sign)):
            found.setdefault(plain(phrase[0][0]), []).append((phrase, sign["id"]))
    return found


def _ways(sign: Mapping[str, Any]) -> Iterator[str]:
    """The phrases of a sign, and those that its `forms` make: one of each place, in order."""
    yield from sign.get("phrases", ())
    for places in sign.get("forms", ()):
        yield from (" ".join(filter(None, words)) for words in product(*(place.split("|") for place in places)))


@cache
def _listed(table: str) -> tuple[Phrase, ...]:
    return tuple(map(both_ways, load_words(WORDS)[table]["phrases"]))


def _phrases(scene: Scene) -> list[Sign]:
    listed = _by_first_word()
    return [
        Sign(sign, at, at + len(phrase))
        for word in listed.keys() & scene.places.keys()
        for phrase, sign in listed[word]
        for at in scene.where(word)
        if says(scene, at, phrase)
    ]


def _told(scene: Scene, phrase: Phrase) -> bool:
    return any(says(scene, at, phrase) for at in scene.where(plain(phrase[0][0])))


def _ages(parts: Parts) -> list[tuple[bool, int]]:
    """(whether the reader is sure, days) of each age told; the sure ones alone, if there are any."""
    told = [(item.sure, _days(item.value)) for item in parts.of("age") if isinstance(item.value, Age)]
    return [each for each in told if each[0]] or told


def _days(age: Age) -> int:
    if age.days is not None:
        return age.days
    months = age.months if age.months is not None else (age.years or 0) * 12
    return int(months * _DAYS_IN_MONTH + 1)


def _breaths(scene: Scene) -> int | None:
    """'thở 70 lần', 'nhịp thở 72', 'đếm được 70 lần một phút'."""
    for at in scene.numeric:
        hit = number_at(scene, at)
        if hit is None or not _FEWEST <= hit[0] <= _MOST:
            continue
        if scene.words[at - 2 : at] == ["nhip", "tho"]:
            return int(hit[0])
        if scene.word(hit[1]) not in ("lan", "nhip", "cai"):
            continue
        before = scene.words[max(0, at - _COUNT_NEAR) : at]
        a_minute = "phut" in scene.words[hit[1] : hit[1] + _COUNT_NEAR]
        if a_minute or "tho" in before:
            return int(hit[0])
    return None


def _since(parts: Parts, today: date) -> Iterator[Sign]:
    """'sốt từ chủ nhật', 'ho từ mùng 1': since when is how long."""
    scene = parts.scene
    for item in parts.items:
        if item.what != "date" or scene.word(item.start - 1) != "tu":
            continue
        since = item.value if isinstance(item.value, date) else _last(scene, item.start, today)
        if since is None:
            continue
        for word, sign, days in _TOO_LONG:
            start = next((at for at in scene.where(word) if item.start - _FAR <= at < item.start), None)
            if start is not None and (today - since).days >= days and scene.same_clause(start, item.start):
                yield Sign(sign, start, item.start)


def _last(scene: Scene, at: int, today: date) -> date | None:
    """The last day of this name, a week ago at most: 'chủ nhật', 'thứ 4'."""
    if not (named := scene.spans["weekday"].get(at)) or not named[1].isdecimal():
        return None
    return today - timedelta(days=(today.weekday() - int(named[1])) % 7)


def _of_child(parts: Parts) -> bool:
    scene = parts.scene
    return bool(parts.of("age", "child_code") or scene.spans["my_child"] or scene.has("title", "child"))
