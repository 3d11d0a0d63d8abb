"""CHUYEN: a child moves to another village or commune, or away; who may say so, and where to."""

from dataclasses import dataclass
from datetime import timedelta

from handlers import asking, child_moved, unread
from handlers.asking import Question
from handlers.commands import AnswerTalk
from handlers.enrolling import CODES_A_DAY
from handlers.replies import Reply, line
from handlers.request_commands import BringBack, MoveChild
from handlers.scene import Scene, may_enrol_at
from health.names import fold
from messages.codes import is_valid
from messages.forms import Draft, from_json
from messages.reading.answers import read_answer
from messages.reading.understanding import Context, VillageName
from messages.request_words import AWAY, HERE
from storage import children, holds, invitations, moves, places
from storage.children import Child
from storage.engine import Connection
from storage.places import PlaceRow

WHERE, SURE = "move_where", "move_child"  # the forms
MOST_SAID = 40  # characters of a place that nobody knows


@dataclass(frozen=True, slots=True)
class Home:
    """Where a child lives, or is to live."""

    commune: PlaceRow
    village: PlaceRow | None

    @property
    def path_id(self) -> int:
        """The place that rights are asked for."""
        return self.village.id if self.village else self.commune.id


def ask(conn: Connection, scene: Scene, command: MoveChild) -> list[Reply]:
    """Within the commune at once; to another one after a yes; where it is not clear, the place is asked."""
    if scene.commune is None or not scene.works_here:
        return unread.hand_over(conn, scene)
    child = _known(conn, scene, command)
    if isinstance(child, Reply):
        return [child]
    if command.way == AWAY and not _homes(conn, scene, command.about):
        return _depart(conn, scene, child)
    if command.way == HERE and not command.about and scene.village:
        return _to(conn, scene, child, [Home(scene.commune, scene.village)])
    found = _homes(conn, scene, command.about)
    return _to(conn, scene, child, found) if found else _ask_where(conn, scene, child, command.about)


def _known(conn: Connection, scene: Scene, command: MoveChild) -> Child | Reply:
    """The child if it may be moved; one that is unknown and one that is nobody's business are answered alike."""
    code = f"TE{command.code}"
    if not is_valid(command.code):
        return scene.reply(line("child_code_mistyped", child=code))
    child = children.by_code(conn, command.code)
    if child is None or not (_is_ours(conn, scene, child) or _may_claim(conn, scene)):
        return scene.reply(line("move_unknown", child=code))
    if child.dead or holds.stands(conn, child.id):
        return scene.reply(line("move_silent", child=code))
    return child


def _may_claim(conn: Connection, scene: Scene) -> bool:
    """A family that comes from another commune brings its code: so many a day, lest they be guessed."""
    day_ago = scene.at - timedelta(days=1)
    tried = invitations.tries_since(conn, scene.message.digest, "child", day_ago)
    invitations.count_try(conn, scene.message.digest, "child", scene.at)
    return tried < CODES_A_DAY


def _is_ours(conn: Connection, scene: Scene, child: Child) -> bool:
    return may_enrol_at(conn, scene, child.village_id or child.commune_id)


def _homes(conn: Connection, scene: Scene, about: str) -> list[Home]:
    """The places that some words name: a village here before one of the same name elsewhere."""
    if not about:
        return []
    assert scene.commune is not None
    communes = places.communes(conn)
    named = [one for one in communes if one.id != scene.commune.id and _is_named(one, about)]
    if named:
        return [Home(one, _village(conn, scene, one, about)) for one in named]
    if here := _village(conn, scene, scene.commune, about):
        return [Home(scene.commune, here)]
    others = ((one, _village(conn, scene, one, about)) for one in communes)
    return [Home(one, village) for one, village in others if village]


def _is_named(commune: PlaceRow, about: str) -> bool:
    """Whether the words name a commune, with or without its kind ("xã Khun Há", "Khun Há")."""
    names = (fold(name) for name in (commune.name, *commune.other_names))
    bare = (name.removeprefix("xa ").removeprefix("phuong ").removeprefix("thi tran ") for name in names)
    return any(f" {name} " in f" {fold(about)} " for name in bare if name)


def _village(conn: Connection, scene: Scene, commune: PlaceRow, about: str) -> PlaceRow | None:
    there = places.villages(conn, commune.id)
    names = tuple(VillageName(place.code, (place.name, *place.other_names)) for place in there)
    found = read_answer(about, ("village",), Context(scene.today, None, names)).found.get("village")
    return places.by_code(conn, str(found.value)) if found else None


def _ask_where(conn: Connection, scene: Scene, child: Child, about: str) -> list[Reply]:
    if not _is_ours(conn, scene, child):
        return [scene.reply(line("move_unknown", child=f"TE{child.code}"))]
    talk_id = asking.question(conn, scene, Question(WHERE, ("village",), draft=Draft({"child": child.id})))
    unknown = (line("move_place_unknown", said=about[:MOST_SAID]),) if about else ()
    return [scene.reply(*unknown, line("move_where", child=f"TE{child.code}"), talk_id=talk_id)]


def told_where(conn: Connection, scene: Scene, command: AnswerTalk) -> list[Reply]:
    """The village, or another commune altogether."""
    child = children.get(conn, int(str(from_json(command.talk.draft).values["child"])))
    said = str(command.found["village"].value) if "village" in command.found else ""
    village = places.by_code(conn, said) if said else None
    asking.close(conn, scene, command.talk)
    if child.dead or child.removed or holds.stands(conn, child.id):
        return [scene.reply(line("move_silent", child=f"TE{child.code}"))]
    if command.choice == AWAY:
        return _depart(conn, scene, child)
    if village is None or scene.commune is None:
        return _ask_where(conn, scene, child, "")
    return _to(conn, scene, child, [Home(scene.commune, village)])


def _to(conn: Connection, scene: Scene, child: Child, found: list[Home]) -> list[Reply]:
    code = f"TE{child.code}"
    if len(found) > 1:
        named = ", ".join(child_moved.place_words(one.commune, one.village) for one in found)
        return [scene.reply(line("move_which", places=named))]
    (home,) = found
    if not (_is_ours(conn, scene, child) or may_enrol_at(conn, scene, home.path_id)):
        return [scene.reply(line("move_unknown", child=code))]
    village_id = home.village.id if home.village else None
    if (child.commune_id, child.village_id) == (home.commune.id, village_id) and not child.away:
        return [scene.reply(line("move_same", child=code, place=child_moved.place_words(home.commune, home.village)))]
    if child.commune_id == home.commune.id:
        return child_moved.move(conn, scene, child, home.commune.id, village_id)
    draft = Draft({"child": child.id, "commune": home.commune.id, "village": village_id or 0})
    talk_id = asking.question(conn, scene, Question(SURE, ("confirmed",), draft=draft))
    said = line("move_child", child=code, place=child_moved.place_words(home.commune, home.village))
    return [scene.reply(said, talk_id=talk_id)]


def answer(conn: Connection, scene: Scene, command: AnswerTalk) -> list[Reply]:
    """CO: the child belongs to the other commune from now on."""
    asking.close(conn, scene, command.talk)
    values = from_json(command.talk.draft).values
    child = children.get(conn, int(str(values["child"])))
    code = f"TE{child.code}"
    if command.choice != "yes":
        return [scene.reply(line("move_not", child=code))]
    if child.dead or child.removed or holds.stands(conn, child.id):
        return [scene.reply(line("move_silent", child=code))]
    commune_id, village_id = int(str(values["commune"])), int(str(values["village"])) or None
    if not (_is_ours(conn, scene, child) or may_enrol_at(conn, scene, village_id or commune_id)):
        return [scene.reply(line("move_unknown", child=code))]
    return child_moved.move(conn, scene, child, commune_id, village_id)


def _depart(conn: Connection, scene: Scene, child: Child) -> list[Reply]:
    code = f"TE{child.code}"
    if not _is_ours(conn, scene, child):
        return [scene.reply(line("move_unknown", child=code))]
    if child.away:
        return [scene.reply(line("move_away_known", child=code, number=child.code))]
    return child_moved.depart(conn, scene, child)


def bring_back(conn: Connection, scene: Scene, command: BringBack) -> list[Reply]:
    """HUY CHUYEN: whoever may speak for the place it left, or for the one it lives in, takes the latest move back."""
    child = children.by_code(conn, command.code) if scene.works_here else None
    last = moves.latest(conn, child.id) if child else None
    if child is None or last is None:
        return [scene.reply(line("move_none", child=f"TE{command.code}"))]
    ours = _is_ours(conn, scene, child) or may_enrol_at(conn, scene, last.from_village_id or last.commune_id)
    if not ours:
        return [scene.reply(line("move_none", child=f"TE{command.code}"))]
    if child.dead or holds.stands(conn, child.id):
        return [scene.reply(line("move_silent", child=f"TE{child.code}"))]
    return child_moved.bring_back(conn, scene, child, last)
