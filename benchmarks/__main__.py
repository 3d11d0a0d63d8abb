"""`python -m benchmarks [--long] [--only NAME ...] [--write FILE]`: measure, print, and say which goals were missed."""

import argparse
from collections.abc import Callable, Iterable
from dataclasses import replace
from pathlib import Path

from benchmarks import intake, planning, reading, sending, starting, statements, weeks
from benchmarks.pairs import LONG, SHORT, Effort
from benchmarks.table import Figure, as_page, as_text, machine

Benchmark = Callable[[Effort], Iterable[Figure]]

BENCHMARKS: tuple[tuple[str, Benchmark], ...] = (
    ("reading", reading.measure),
    ("intake", intake.measure),
    ("statements", statements.measure),
    ("sending", sending.measure),
    ("planning", planning.measure),
    ("weeks", weeks.measure),
    ("starting", starting.measure),
)


def main() -> None:
    """Exit status 0 also where a goal is missed; an exception where something cannot be measured."""
    asked = _arguments()
    effort = replace(LONG if asked.long else SHORT, children=asked.children)
    where = machine()
    print(where, flush=True)
    figures: list[Figure] = []
    for name, measure in BENCHMARKS:
        if asked.only and name not in asked.only:
            continue
        for figure in measure(effort):
            figures.append(figure)
            print(as_text(figure), flush=True)
    missed = [figure.what for figure in figures if figure.met is False]
    print(f"goals missed: {'; '.join(missed)}" if missed else "every goal that was measured is met")
    if asked.write:
        asked.write.write_text(as_page(figures, effort, where), encoding="utf-8")


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("--long", action="store_true", help="more rounds and larger sizes: steadier figures")
    parser.add_argument("--only", nargs="+", choices=[name for name, _ in BENCHMARKS], help="these alone")
    parser.add_argument(
        "--children",
        type=int,
        default=SHORT.children,
        help="of the full replan: fewer for a try (a million: 11 GB, 20 minutes)",
    )
    parser.add_argument("--write", type=Path, metavar="FILE", help="write the table as a page too")
    return parser.parse_args()


if __name__ == "__main__":
    main()
