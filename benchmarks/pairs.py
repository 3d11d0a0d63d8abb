"""Measuring side by side: the sides take turns, and each round's figures are compared with each other alone."""

import gc
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from statistics import median

Side = Callable[[], float]  # one measurement: seconds, or something a second


@dataclass(frozen=True, slots=True)
class Effort:
    """How long to measure."""

    rounds: int
    scale: int  # how many times the short size
    children: int = 1_000_000  # of a full replan


SHORT, LONG = Effort(rounds=3, scale=1), Effort(rounds=7, scale=4)


@dataclass(frozen=True, slots=True)
class Rounds:
    """What each side measured, round by round."""

    measured: Mapping[str, tuple[float, ...]]

    def median(self, side: str) -> float:
        """One side's middle figure."""
        return median(self.measured[side])

    def ratio(self, side: str, other: str) -> float:
        """The middle of one side's figures divided by the other's of the same round."""
        return median(a / b for a, b in zip(self.measured[side], self.measured[other], strict=True))


def alternate(sides: Mapping[str, Side], rounds: int) -> Rounds:
    """Measure each side once a round, every other round backwards; a first round warms up and is forgotten."""
    measured: dict[str, list[float]] = {name: [] for name in sides}
    for number in range(rounds + 1):
        order = list(sides) if number % 2 else list(reversed(tuple(sides)))
        if number == 1:
            gc.collect()
            gc.freeze()  # what the sides have loaded is not walked by the collector in the turn of one of them
        for name in order:
            figure = sides[name]()
            if number:
                measured[name].append(figure)
    return Rounds({name: tuple(figures) for name, figures in measured.items()})
