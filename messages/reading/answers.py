"""TEMPORARY until the reading room's own lands."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from messages.reading.understand import understand
from messages.reading.understanding import Context, Doubt, Found


@dataclass(frozen=True, slots=True)
class Answer:
    found: Mapping[str, Found] = field(default_factory=dict)
    doubts: tuple[Doubt, ...] = ()
    whole: bool = True


def read_answer(text: str, wanted: Sequence[str], context: Context) -> Answer:
    found = {}
    doubts = ()
    for prefix in ("sinh be ", "be mat ", "tiem "):
        u = understand(prefix + text, context)
        for r in u.reports:
            for k, f in r.fields.items():
                if k in wanted and f.end > len(prefix) and f.start >= len(prefix):
                    found.setdefault(k, Found(f.value, f.start - len(prefix), f.end - len(prefix), f.sure))
            doubts = doubts or r.doubts
    if "date" in wanted and "date_of_birth" in found:
        found.setdefault("date", found["date_of_birth"])
    return Answer(found, tuple(d for d in doubts if d.field in wanted))
