"""Writing the audit trail from within a scene."""

from collections.abc import Mapping

from handlers.scene import Scene
from storage import changes
from storage.changes import Change, ChangeKind
from storage.engine import Connection

NOTHING: Mapping[str, object] = {}


def note(
    conn: Connection,
    scene: Scene,
    report_id: int,
    what: ChangeKind,
    *,
    before: Mapping[str, object] = NOTHING,
    after: Mapping[str, object] = NOTHING,
) -> None:
    """One line about a report: who, by which message, from what to what."""
    changes.add(conn, report_id, Change(scene.at, scene.person.id, scene.message.id, what, before, after))
