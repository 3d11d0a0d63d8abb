"""The figures as a table: on the terminal, and as a page of the documentation."""

import os
import platform
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from benchmarks.pairs import Effort

HEADS = ("what", "beside", "goal", "measured", "")
PAGE = """# Figures
Written by `python -m benchmarks --write docs/figures.md`, every line beside its peer in the same run: ratios hold on
other machines, absolute figures do not.

Measured on {machine}, {rounds} rounds a line (medians). A load above the cores means that other work ran beside.

{table}
"""


@dataclass(frozen=True, slots=True)
class Figure:
    """One line of the table."""

    what: str
    beside: str
    goal: str
    measured: str
    met: bool | None = None  # None: no goal, or nothing measured

    @property
    def verdict(self) -> str:
        """What became of the goal."""
        return {True: "met", False: "goal missed", None: "-"}[self.met]

    @property
    def cells(self) -> tuple[str, ...]:
        """The line, cell by cell."""
        return (self.what, self.beside, self.goal, self.measured, self.verdict)


def as_text(figure: Figure) -> str:
    """The figure on two lines of a terminal."""
    return (
        f"{figure.verdict:>12}  {figure.what}: {figure.measured}\n{'':12}  beside {figure.beside}, goal {figure.goal}"
    )


def as_page(figures: Iterable[Figure], effort: Effort, machine: str) -> str:
    """The figures as Markdown, without a date: what has not changed makes no difference."""
    lines = [HEADS, ("---",) * len(HEADS), *(figure.cells for figure in figures)]
    table = "\n".join(f"| {' | '.join(cells)} |" for cells in lines)
    return PAGE.format(machine=machine, rounds=effort.rounds, table=table)


def machine() -> str:
    """What matters of the machine: cores, processor, Python, and how busy it was before."""
    busy = f"load {os.getloadavg()[0]:.1f} at the start"
    return f"{os.cpu_count()} cores ({_processor()}), Python {platform.python_version()}, {busy}"


def _processor() -> str:
    try:
        lines = Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines()
    except OSError:
        return platform.machine()
    return next((line.partition(":")[2].strip() for line in lines if line.startswith("model name")), platform.machine())
