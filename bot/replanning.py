"""A replan of every child, batch by batch: beside a running bot, and to be run again where it was cut short."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime

from handlers.knowledge import Knowledge
from handlers.replanning import BATCH, Step, plan_of, replan_some
from storage.engine import Engine


@dataclass(frozen=True, slots=True)
class Replanned:
    """What it came to."""

    children: int  # in somebody's care
    changed: int  # moments on the agenda that are others now


def replan(engine: Engine, at: datetime, known: Knowledge) -> Replanned:
    """Work out anew when each child is looked at; what is right stays untouched."""
    children = changed = 0
    for step in steps(engine, at, known):
        children, changed = children + step.children, changed + step.changed
    return Replanned(children, changed)


def steps(engine: Engine, at: datetime, known: Knowledge, batch: int = BATCH) -> Iterator[Step]:
    """The same, as it goes: each step is committed when it is given."""
    with engine.begin() as conn:
        plan = plan_of(conn, at, known)
    last_child = 0
    while True:
        with _uncollected(), engine.begin() as conn:
            step = replan_some(conn, plan, last_child, batch)
        if step is None:
            return
        yield step
        last_child = step.last_child


@contextmanager
def _uncollected() -> Iterator[None]:
    """What a batch reads has no cycles and is gone after it: walking it again and again costs a third of the time."""
    gc.disable()
    try:
        yield
    finally:
        gc.enable()
