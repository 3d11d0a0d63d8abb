"""How children were on the day after a vaccination, counted by vaccine and day."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

NORMAL = "normal"
ANSWERS = ("danger", "other", "mild", NORMAL)  # the worst first: it is what counts where two people answered


@dataclass(frozen=True, slots=True)
class AfterCount:
    """The answers about one vaccine given on one day; each child once."""

    vaccine: str
    given_on: date
    asked: int
    normal: int
    mild: int  # mild fever, a sore place
    other: int
    danger: int  # a danger sign was told; the alarm was given
    silent: int  # nobody answered


def count_after(asked: Iterable[tuple[int, str, date, str | None]]) -> tuple[AfterCount, ...]:
    """(child, vaccine, day, answer or None) of everybody asked, as counts, the newest day first."""
    worst: dict[tuple[date, str], dict[int, int]] = {}
    for child, vaccine, given_on, answer in asked:
        rank = ANSWERS.index(answer) if answer in ANSWERS else len(ANSWERS)
        children = worst.setdefault((given_on, vaccine), {})
        children[child] = min(rank, children.get(child, rank))
    return tuple(
        _count(vaccine, given_on, Counter(children.values()))
        for (given_on, vaccine), children in sorted(
            worst.items(), key=lambda item: (-item[0][0].toordinal(), item[0][1])
        )
    )


def _count(vaccine: str, given_on: date, ranks: "Counter[int]") -> AfterCount:
    danger, other, mild, normal = (ranks[rank] for rank in range(len(ANSWERS)))
    return AfterCount(vaccine, given_on, ranks.total(), normal, mild, other, danger, ranks[len(ANSWERS)])
