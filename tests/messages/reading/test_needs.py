"""A room left out for want of what it needs would have found nothing: with all open every corpus reads the same."""

from collections.abc import Iterable
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from messages.reading import dates, events, kinds, parts, reality, repairs
from messages.reading.gazetteer import sample_villages
from messages.reading.needs import NOTHING, Rooms
from messages.reading.understand import understand
from messages.reading.understanding import Context, Understanding
from tests.corpus import score

CORPORA = sorted(Path("tests/corpus").glob("*.jsonl"))


def read_all(path: Path) -> list[Understanding]:
    villages = sample_villages()
    return [
        understand(line["text"], Context(date.fromisoformat(line["today"]), line.get("village_of_sender"), villages))
        for line in score.load(path)
    ]


def all_open(rooms: Iterable[Any]) -> Rooms[Any]:
    return Rooms([room._replace(needs=NOTHING) for room in rooms])


@pytest.mark.parametrize("path", CORPORA, ids=lambda path: path.stem)
def test_with_every_room_open_the_same_is_read(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    gated = read_all(path)
    monkeypatch.setattr(parts, "READERS", all_open(parts.READERS))
    monkeypatch.setattr(dates, "FORMS", all_open(dates.FORMS))
    monkeypatch.setattr(kinds, "RULES", all_open(kinds.RULES))
    monkeypatch.setattr(events, "TELLERS", all_open(events.TELLERS))
    monkeypatch.setattr(repairs, "REPAIRS", all_open(repairs.REPAIRS))
    opened = {what: all_open(rooms) for what, rooms in reality.WHY_NOT.items()}
    monkeypatch.setattr(reality, "WHY_NOT", opened)
    assert read_all(path) == gated
