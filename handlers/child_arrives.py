"""CHUYEN DEN: a child from elsewhere gets a code of its own; it was not born here, so no birth is counted."""

from collections.abc import Mapping

from handlers.codes import new_code
from handlers.phrases import child_words
from handlers.replies import Reply, line
from handlers.request_commands import ChildComes
from handlers.scene import Scene, context_of, may_enrol_at
from health.names import fold
from messages.reading.answers import read_answer
from messages.reading.understanding import Found
from storage import children, moves, places
from storage.children import Child, NewChild
from storage.engine import Connection
from storage.moves import NewMove
from storage.places import PlaceRow

ASKED = ("sex", "date_of_birth", "mother", "name", "village")


def come(conn: Connection, scene: Scene, command: ChildComes) -> list[Reply]:
    """Keep the child and give its code; its earlier doses are told as any others, with their days."""
    if scene.commune is None or not scene.works_here:
        return [scene.reply(line("no_right"))]
    found = read_answer(command.told, ASKED, context_of(conn, scene)).found if command.told else {}
    village = places.by_code(conn, str(found["village"].value)) if "village" in found else scene.village
    if village is None or "date_of_birth" not in found:
        return [scene.reply(line("came_how"))]
    if not may_enrol_at(conn, scene, village.id):
        return [scene.reply(line("no_right"))]
    new = _new(conn, scene.commune.id, village, found)
    if known := _alike(conn, new):
        return [scene.reply(line("came_known", child=f"TE{known.code}", number=known.code))]
    child_id = children.add(conn, new, scene.at)
    moves.add(conn, _move(scene, new, child_id))
    what = child_words(conn, child_id, scene.voice)
    told = line("came", child=f"TE{new.code}", what=what, place=village.name)
    return [scene.reply(told, line("came_doses", number=new.code))]


def _new(conn: Connection, commune_id: int, village: PlaceRow, found: Mapping[str, Found]) -> NewChild:
    told = {name: each.value for name, each in found.items() if name not in ("village", "sex")}
    sex = str(found["sex"].value) if "sex" in found else None
    return NewChild(commune_id=commune_id, village_id=village.id, code=new_code(conn), sex=sex, **told)  # type: ignore[arg-type]


def _alike(conn: Connection, new: NewChild) -> Child | None:
    """A child on record with the same mother or name and the same date of birth."""
    known = children.by_name(conn, new.commune_id, new.mother, new.name) if new.mother or new.name else ()
    same = (one for one in known if one.date_of_birth == new.date_of_birth and one.sex in (None, new.sex))
    return next((one for one in same if not new.mother or fold(one.mother or "") == fold(new.mother)), None)


def _move(scene: Scene, new: NewChild, child_id: int) -> NewMove:
    return NewMove(
        commune_id=new.commune_id,
        child_id=child_id,
        person_id=scene.person.id,
        inbox_id=scene.message.id,
        at=scene.at,
        on=scene.today,
        from_village_id=None,
        to_commune_id=new.commune_id,
        to_village_id=new.village_id,
        from_elsewhere=True,
    )
