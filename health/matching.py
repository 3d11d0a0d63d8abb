"""Is this birth one that is known already, a twin, or impossible; and which child does a phrase mean.

Nothing is decided here for good: all but NEW and TWIN is asked of the sender.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from health.events import Age, Sex
from health.names import same_name, words_shared
from health.plausible import age_agrees

SAME_BIRTH_DAYS = 3  # two tellings of one birth may differ by as much
UNDATED_DAYS = 30  # with a date missing, births told within this may be one
SHORTEST_INTERVAL_DAYS = 180  # between two births of one mother
SAME_WEIGHT_G = 100  # two tellings of one weight may differ by as much


class MatchKind(StrEnum):
    """What a new birth is beside those known; the first that fits, in this order."""

    SAME = "same"  # told twice? ask
    IMPOSSIBLE_INTERVAL = "impossible_interval"  # the same mother gave birth 4 to 179 days from it: ask
    TWIN = "twin"
    NEW = "new"


@dataclass(frozen=True, slots=True)
class Birth:
    """One birth as told; what was not told is None."""

    id: int
    message: int  # the message that told it
    told_on: date  # local date of receipt
    village: str | None
    mother: str | None  # as typed
    born: date | None = None
    sex: Sex | None = None
    weight_g: int | None = None
    twins_said: bool = False


@dataclass(frozen=True, slots=True)
class Match:
    """What a new birth is, and the ids of the known births that make it so."""

    kind: MatchKind
    ids: tuple[int, ...] = ()


def match_birth(new: Birth, known: Iterable[Birth]) -> Match:
    """What a new birth is beside the known ones, earlier children of its own message included."""
    pairs = [(compare_births(new, other), other.id) for other in known if other.id != new.id]
    kind = next((kind for kind in MatchKind if any(kind is found for found, _ in pairs)), MatchKind.NEW)
    ids = tuple(id_ for found, id_ in pairs if found is kind) if kind is not MatchKind.NEW else ()
    return Match(kind, ids)


def compare_births(a: Birth, b: Birth) -> MatchKind:
    """What two births are to each other, whichever was told first."""
    if not _one_mother(a, b):
        return MatchKind.SAME if _alike_without_mother(a, b) else MatchKind.NEW
    if a.message == b.message:
        return _within_message(a, b)
    if a.born is None or b.born is None:
        near = abs(((a.born or a.told_on) - (b.born or b.told_on)).days) <= UNDATED_DAYS
        return _same_or_twin(a, b) if near else MatchKind.NEW
    gap = abs((a.born - b.born).days)
    if gap <= SAME_BIRTH_DAYS:
        return _same_or_twin(a, b)
    return MatchKind.IMPOSSIBLE_INTERVAL if gap < SHORTEST_INTERVAL_DAYS else MatchKind.NEW


def _within_message(a: Birth, b: Birth) -> MatchKind:
    """Two children of one mother in one message are never one child."""
    gap = abs((a.born - b.born).days) if a.born and b.born else 0
    if gap <= SAME_BIRTH_DAYS:
        return MatchKind.TWIN
    return MatchKind.IMPOSSIBLE_INTERVAL if gap < SHORTEST_INTERVAL_DAYS else MatchKind.NEW


def _same_or_twin(a: Birth, b: Birth) -> MatchKind:
    """Only where twins were said and the two differ is it a twin without asking."""
    differ = (a.sex and b.sex and a.sex is not b.sex) or not _weights_agree(a, b)
    return MatchKind.TWIN if differ and (a.twins_said or b.twins_said) else MatchKind.SAME


def _one_mother(a: Birth, b: Birth) -> bool:
    if not a.mother or not b.mother:
        return a.message == b.message and not a.mother and not b.mother and (a.twins_said or b.twins_said)
    if a.village == b.village or a.village is None or b.village is None:
        return words_shared(a.mother, b.mother) > 0
    # In another village, as when she went home to give birth: only if all else is the same too.
    return same_name(a.mother, b.mother) and len(a.mother.split()) >= 3 and _alike(a, b)


def _alike_without_mother(a: Birth, b: Birth) -> bool:
    unnamed = not a.mother or not b.mother
    return unnamed and a.message != b.message and a.village is not None and a.village == b.village and _alike(a, b)


def _alike(a: Birth, b: Birth) -> bool:
    """Date, sex and weight are all told and agree."""
    told = None not in (a.born, a.sex, a.weight_g, b.born, b.sex, b.weight_g)
    return told and a.born == b.born and a.sex is b.sex and _weights_agree(a, b)


def _weights_agree(a: Birth, b: Birth) -> bool:
    return a.weight_g is None or b.weight_g is None or abs(a.weight_g - b.weight_g) <= SAME_WEIGHT_G


@dataclass(frozen=True, slots=True)
class Child:
    """A child on record, as far as it is known."""

    id: int
    village: str | None
    name: str | None = None
    mother: str | None = None
    born: date | None = None
    sex: Sex | None = None


@dataclass(frozen=True, slots=True)
class Phrase:
    """What somebody said of a child ("bé nhà chị May, 12 ngày")."""

    today: date  # on which the age holds
    village: str | None = None
    name: str | None = None
    mother: str | None = None
    born: date | None = None
    age: Age | None = None
    sex: Sex | None = None


class Certainty(StrEnum):
    """How well a phrase points."""

    EXACT = "exact"  # one child
    AMBIGUOUS = "ambiguous"  # ask which; every one of them is held if the word is of a death
    NONE = "none"


@dataclass(frozen=True, slots=True)
class Candidates:
    """The children that a phrase can mean."""

    certainty: Certainty
    ids: tuple[int, ...] = ()


def candidates(phrase: Phrase, children: Iterable[Child]) -> Candidates:
    """Which of the children a phrase means. One found in another village only is asked about, not taken."""
    fitting = [child for child in children if _fits(phrase, child)]
    near = [child for child in fitting if phrase.village is None or child.village in (None, phrase.village)]
    if near:
        best = max(_closeness(phrase, child) for child in near)
        ids = tuple(child.id for child in near if _closeness(phrase, child) == best)
        return Candidates(Certainty.EXACT if len(ids) == 1 else Certainty.AMBIGUOUS, ids)
    far = tuple(child.id for child in fitting if _closeness(phrase, child) >= 2)
    return Candidates(Certainty.AMBIGUOUS if far else Certainty.NONE, far)


def _fits(phrase: Phrase, child: Child) -> bool:
    """Nothing said is against the child, and a name, a date or an age in days or months is for it."""
    aged = age_agrees(phrase.age, child.born, phrase.today) if phrase.age and child.born else None
    for_it = (
        _named(phrase.name, child.name),
        _named(phrase.mother, child.mother),
        _agrees(phrase.born, child.born),
        aged if phrase.age and phrase.age.years is None else None,  # years fit too many
    )
    return True in for_it and False not in (*for_it, aged, _agrees(phrase.sex, child.sex))


def _agrees(said: object, known: object) -> bool | None:
    """None where one of the two is silent."""
    return None if said is None or known is None else said == known


def _named(said: str | None, known: str | None) -> bool | None:
    return words_shared(said, known) > 0 if said and known else None


def _closeness(phrase: Phrase, child: Child) -> int:
    """How many words of names agree."""
    pairs = ((phrase.name, child.name), (phrase.mother, child.mother))
    return sum(words_shared(said, known) for said, known in pairs if said and known)
