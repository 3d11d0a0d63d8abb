"""Which child a report means: by its code, else by what was said of it."""

from handlers.facts import Facts
from handlers.scene import Scene
from health.events import Sex
from health.matching import Candidates, Certainty, Phrase, candidates
from health.matching import Child as KnownChild
from storage import care, children, places
from storage.children import Child
from storage.engine import Connection


def find_children(conn: Connection, scene: Scene, facts: Facts) -> Candidates:
    """The children that a report can mean. A code that is on record decides."""
    code = (facts.text("child_code") or facts.text("child") or "").upper().removeprefix("TE")
    if code:
        child = children.by_code(conn, code)
        return Candidates(Certainty.EXACT, (child.id,)) if child else Candidates(Certainty.NONE)
    known = _known(conn, scene, facts)
    if not known:
        return Candidates(Certainty.NONE)
    return candidates(_phrase(scene, facts), [_as_known(conn, child) for child in known])


def _known(conn: Connection, scene: Scene, facts: Facts) -> list[Child]:
    """Children that bear one of the names; a parent who names nobody means a child of their own."""
    assert scene.commune is not None
    mother, name = facts.text("mother"), facts.text("name")
    own = [children.get(conn, child_id) for child_id in care.children_of(conn, scene.person.id)]
    if not mother and not name:
        return own
    return list({child.id: child for child in (*own, *children.by_name(conn, scene.commune.id, mother, name))}.values())


def _phrase(scene: Scene, facts: Facts) -> Phrase:
    event = facts.event_on
    sex = facts.text("sex")
    return Phrase(
        today=event or scene.today,
        village=facts.text("village"),
        name=facts.text("name"),
        mother=facts.text("mother"),
        born=facts.day("date_of_birth"),
        age=facts.age,
        sex=Sex(sex) if sex else None,
    )


def _as_known(conn: Connection, child: Child) -> KnownChild:
    return KnownChild(
        id=child.id,
        village=places.by_id(conn, child.village_id).code if child.village_id else None,
        name=child.name,
        mother=child.mother,
        born=child.date_of_birth,
        sex=Sex(child.sex) if child.sex else None,
    )
