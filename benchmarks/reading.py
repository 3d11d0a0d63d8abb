"""Reading what people type, beside a library that only splits the same texts into words."""

import json
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path
from time import perf_counter

from underthesea import word_tokenize

from benchmarks.pairs import Effort, alternate
from benchmarks.table import Figure
from health.places import PlaceKind
from health.shipped import load_sample_places
from messages.reading.understand import understand
from messages.reading.understanding import Context, VillageName

CORPUS = Path("tests/corpus/shared.jsonl")
TEN_TIMES = 10


def measure(effort: Effort) -> list[Figure]:
    """Texts a second on one core, and the time of a text ten times as long."""
    items = _corpus()
    rounds = alternate(
        {
            "ours": lambda: _rate(lambda: [understand(text, context) for text, context in items], len(items)),
            "peer": lambda: _rate(lambda: [word_tokenize(text) for text, _ in items], len(items)),
        },
        effort.rounds * effort.scale,
    )
    faster = rounds.ratio("ours", "peer")
    longer = alternate(
        {"ten": lambda: _seconds_long(items, TEN_TIMES), "one": lambda: _seconds_long(items, 1)}, effort.rounds
    ).ratio("ten", "one")
    return [
        Figure(
            what="reading, speed on one core",
            beside=f"underthesea.word_tokenize on the same texts ({rounds.median('peer'):,.0f}/s)",
            goal="no more time: >= 1x",
            measured=f"{faster:.2f}x ({rounds.median('ours'):,.0f}/s)",
            met=faster >= 1,
        ),
        Figure(
            what="reading, a text ten times as long",
            beside="the same text once (300 characters)",
            goal="linear: <= 12x the time",
            measured=f"{longer:.1f}x",
            met=longer <= 12,
        ),
    ]


def _corpus() -> list[tuple[str, Context]]:
    places = load_sample_places()
    villages = tuple(VillageName(place.code, place.names) for place in places if place.kind is PlaceKind.VILLAGE)
    lines = CORPUS.read_text(encoding="utf-8").splitlines()
    return [
        (item["text"], Context(date.fromisoformat(item["today"]), item.get("village_of_sender"), villages))
        for item in map(json.loads, lines)
    ]


def _rate(read_all: Callable[[], object], texts: int) -> float:
    started = perf_counter()
    read_all()
    return texts / (perf_counter() - started)


def _seconds_long(items: Sequence[tuple[str, Context]], times: int) -> float:
    """Seconds to read a text of the corpus's first 300 characters, said so many times."""
    text = ". ".join(text for text, _ in items[:40])[:300]
    started = perf_counter()
    for _ in range(20 // times or 1):
        understand(". ".join([text] * times), items[0][1])
    return (perf_counter() - started) / (20 // times or 1)
