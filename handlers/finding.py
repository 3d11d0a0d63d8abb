"""Which child a report means: by its code, else by what was said of it."""

from collections.abc import Sequence

from handlers import expecting
from handlers.facts import Facts
from handlers.scene import Scene
from health.events import ReportKind, Sex
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
        return _of_many([child] if child and _can_be(child, facts) else [])
    assert scene.commune is not None
    mother, name = facts.text("mother"), facts.text("name")
    known = children.by_name(conn, scene.commune.id, mother, name) if mother or name else ()
    found = candidates(_phrase(scene, facts), [_as_known(conn, child) for child in known])
    if found.certainty is Certainty.NONE and facts.kind is ReportKind.DEATH:
        found = _of_many(expecting.of_birth(conn, scene, facts))
    return found if found.certainty is not Certainty.NONE else _own(conn, scene, facts)


def _can_be(child: Child, facts: Facts) -> bool:
    """One who is still expected has no vaccination; a death may be of a baby whose birth nobody had told of."""
    return not child.expected or (facts.kind is ReportKind.DEATH and not child.dead)


def _own(conn: Connection, scene: Scene, facts: Facts) -> Candidates:
    """A parent means a child of their own, whatever they call it: the only one, or one of those that can be meant."""
    own = [children.get(conn, child_id) for child_id in care.children_of(conn, scene.person.id)]
    living = [child for child in own if not child.dead and _can_be(child, facts)]
    sex = facts.text("sex")
    fitting = [child for child in living if not sex or child.sex in (None, sex)] or living
    return _of_many(fitting)


def _of_many(found: Sequence[Child]) -> Candidates:
    certainty = (Certainty.NONE, Certainty.EXACT, Certainty.AMBIGUOUS)[min(len(found), 2)]
    return Candidates(certainty, tuple(child.id for child in found))


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
