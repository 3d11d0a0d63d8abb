"""A pregnancy that was lost: as at a death, held from the first word, asked about, closed. It is not counted."""

from handlers import deaths, expecting
from handlers.facts import Facts
from handlers.scene import Scene
from handlers.storing import store
from handlers.told import Told
from storage.engine import Connection
from storage.reports import State


def record_one(conn: Connection, scene: Scene, facts: Facts) -> Told:
    """Of a pregnancy on record, one of several, or one that nobody had told of. A woman tells of her own."""
    found = expecting.meant(conn, scene, facts) or ([] if scene.works_here else expecting.own(conn, scene))
    if not found:
        return deaths.of_nobody(conn, scene, facts)
    child = found[0]
    known = expecting.with_mother(conn, facts, child) if len(found) == 1 else facts
    report = store(conn, scene, known, child.id if len(found) == 1 else None, State.UNCONFIRMED)
    return deaths.hold_and_ask(conn, scene, report, known, found)
