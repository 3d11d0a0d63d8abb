"""The sample commune and its day, for all tests of the reading."""

from datetime import date

from messages.reading.gazetteer import sample_villages
from messages.reading.scene import Scene
from messages.reading.understanding import Context

TODAY = date(2026, 4, 20)  # a Monday
CONTEXT = Context(TODAY, "B03", sample_villages())
NOWHERE = Context(TODAY, None, sample_villages())


def scene(text: str, today: date = TODAY) -> Scene:
    """A text laid out."""
    return Scene(text, today)
