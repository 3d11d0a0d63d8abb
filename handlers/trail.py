"""Writing the audit trail from within a scene."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from handlers.scene import Scene
from messages.marks import Part, write_parts
from storage import changes
from storage.changes import Change, ChangeKind
from storage.engine import Connection


@dataclass(frozen=True, slots=True)
class Values:
    """What stood in a report before a change and after it, and where the message in hand says so."""

    before: Mapping[str, object] = field(default_factory=dict)
    after: Mapping[str, object] = field(default_factory=dict)
    parts: tuple[Part, ...] = ()


UNTOLD = Values()


def note(conn: Connection, scene: Scene, report_id: int, what: ChangeKind, values: Values = UNTOLD) -> None:
    """One line about a report: who, by which message, from what to what."""
    who, message, start = scene.person.id, scene.message.id, 0
    if entered := scene.entered:
        who, message, start = entered.by.id, entered.inbox_id, entered.start
    said = write_parts(replace(part, start=part.start + start, end=part.end + start) for part in values.parts)
    changes.add(conn, report_id, Change(scene.at, who, message, what, values.before, values.after, said))
