"""A message as it was typed, shown to the station with the parts that were read marked."""

from collections.abc import Iterable

from handlers.phrases import GIVEN_NAME_ALONE
from handlers.scene import Scene, context_of
from messages.marks import Part, Range, mark, parts_of
from messages.reading.naming import names_in, values_in
from storage.engine import Connection


def shown(conn: Connection, scene: Scene, text: str, parts: Iterable[Part], most: int) -> str:
    """The text on one line for the speaker, at most so long; on Telegram names as far as they may travel abroad."""
    kept = text[:most].rstrip()
    told = tuple(parts)
    hidden = _hidden(conn, scene, kept, told) if scene.on_telegram else []
    return " / ".join(mark(kept, told, hidden).split("\n")) + ("…" if len(kept) < len(text.rstrip()) else "")


def read_now(conn: Connection, scene: Scene, text: str) -> tuple[Part, ...]:
    """What is understood of a text that nobody could read as a whole, and where."""
    return parts_of(values_in(text, context_of(conn, scene)))


def _hidden(conn: Connection, scene: Scene, text: str, parts: tuple[Part, ...]) -> list[Range]:
    """A child's name, and all of any other name but the given one (see `phrases.discreet`)."""
    names = [(part.start, part.end) for part in parts if part.field in GIVEN_NAME_ALONE]
    found = [*names, *names_in(text, context_of(conn, scene))]
    of_child = all(part.field != "maternal" for part in parts)
    whole = [(part.start, part.end) for part in parts if part.field == "name" and of_child]
    return [*whole, *((start, start + text[start:end].rstrip().rfind(" ") + 1) for start, end in found)]
