"""A pregnancy in days: its week, its due date, when its child may be born, and whose it is."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from health.lessons import TERM_WEEKS, WEEK
from health.names import words_shared

EARLIEST, LATEST = -16 * WEEK, 5 * WEEK  # of a live birth, from a due date that is itself a guess
SAME_DUE = timedelta(weeks=4)  # two tellings of one due date may differ by as much
ASK_AFTER = timedelta(weeks=2)  # past the due date nothing was heard: the village is asked


@dataclass(frozen=True, slots=True)
class Expected:
    """One open pregnancy; what was not told is None."""

    id: int
    village: str | None  # code
    mother: str | None
    due_on: date | None


def due_date(weeks: int, told_on: date) -> date:
    """The due date of a pregnancy that has so many whole weeks on a day."""
    return told_on + (TERM_WEEKS - weeks) * WEEK


def week_on(due_on: date, day: date) -> int:
    """The whole weeks of a pregnancy on a day."""
    return TERM_WEEKS + (day - due_on) // WEEK


def of_mother(mother: str, village: str | None, among: Iterable[Expected]) -> tuple[int, ...]:
    """The pregnancies that a woman's name can mean, the name that fits best; one in another village is not hers."""
    near = [one for one in among if None in (village, one.village) or one.village == village]
    shared = {one.id: words_shared(mother, one.mother) for one in near if one.mother}
    best = max(shared.values(), default=0)
    return tuple(each for each, words in shared.items() if words == best) if best else ()


def born_of(born: date, among: Iterable[Expected]) -> tuple[Expected, ...]:
    """The pregnancies that can have ended in a birth on a day."""
    return tuple(one for one in among if one.due_on is None or EARLIEST <= born - one.due_on <= LATEST)


def is_other_date(known: date | None, told: date | None) -> bool:
    """Whether a due date told anew is too far from the one known to be the same."""
    return known is not None and told is not None and abs(told - known) > SAME_DUE
