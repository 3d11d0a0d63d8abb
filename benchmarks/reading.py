"""Reading what people type, beside a library that only splits the same texts into words."""

import json
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path
from time import process_time

from underthesea import word_tokenize

from benchmarks.pairs import Effort, alternate
from benchmarks.table import Figure
from health.places import PlaceKind
from health.shipped import load_sample_places
from messages.reading.understand import understand
from messages.reading.understanding import Context, VillageName

CORPUS = Path("tests/corpus/shared.jsonl")
MANY = Path("tests/corpus/own.jsonl")  # enough different messages for the longest text
SHORT_TEXT = 300  # characters
LONGER = (10, 30)  # times the short text
SLACK = 1.1  # how much more than so many times the time still counts as linear


def measure(effort: Effort) -> list[Figure]:
    """Texts a second on one core, and the time of texts ten and thirty times as long."""
    items = _corpus(CORPUS)
    rounds = alternate(
        {
            "ours": lambda: _rate(lambda: [understand(text, context) for text, context in items], len(items)),
            "peer": lambda: _rate(lambda: [word_tokenize(text) for text, _ in items], len(items)),
        },
        effort.rounds * effort.scale,
    )
    faster = rounds.ratio("ours", "peer")
    return [
        Figure(
            what="reading, speed on one core",
            beside=f"underthesea.word_tokenize on the same texts ({rounds.median('peer'):,.0f}/s)",
            goal="no more time: >= 1x",
            measured=f"{faster:.2f}x ({rounds.median('ours'):,.0f}/s)",
            met=faster >= 1,
        ),
        *(_longer(times, effort) for times in LONGER),
    ]


def _longer(times: int, effort: Effort) -> Figure:
    """A text so many times as long: one text said again and again, and different messages in a row."""
    items = _corpus(MANY)
    joined = ". ".join(text for text, _ in items)[: SHORT_TEXT * max(LONGER)]
    again = [". ".join([joined[:SHORT_TEXT]] * times)]
    context = items[0][1]
    rounds = alternate(
        {
            "again": lambda: _seconds(again, context),
            "once": lambda: _seconds([joined[:SHORT_TEXT]] * times, context),
            "row": lambda: _seconds(_parts(joined, SHORT_TEXT * times), context),
            "parts": lambda: _seconds(_parts(joined, SHORT_TEXT), context),
        },
        effort.rounds * effort.scale * 5,  # quick to measure, and easily disturbed
    )
    ratios = rounds.ratio("again", "once"), rounds.ratio("row", "parts")
    most = times * SLACK
    return Figure(
        what=f"reading, a text {times} times as long",
        beside=f"a text of {SHORT_TEXT} characters: said {times} times; {times} different ones in a row",
        goal=f"linear: <= {most:.0f}x the time",
        measured=f"{ratios[0]:.1f}x; {ratios[1]:.1f}x",
        met=max(ratios) <= most,
    )


def _corpus(path: Path) -> list[tuple[str, Context]]:
    places = load_sample_places()
    villages = tuple(VillageName(place.code, place.names) for place in places if place.kind is PlaceKind.VILLAGE)
    lines = path.read_text(encoding="utf-8").splitlines()
    return [
        (item["text"], Context(date.fromisoformat(item["today"]), item.get("village_of_sender"), villages))
        for item in map(json.loads, lines)
    ]


def _rate(read_all: Callable[[], object], texts: int) -> float:
    started = process_time()
    read_all()
    return texts / (process_time() - started)


def _parts(text: str, size: int) -> list[str]:
    return [text[start : start + size] for start in range(0, len(text), size)]


def _seconds(texts: Sequence[str], context: Context) -> float:
    """Seconds to read one of these texts, on average."""
    started = process_time()
    for text in texts:
        understand(text, context)
    return (process_time() - started) / len(texts)
