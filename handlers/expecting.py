"""A pregnancy as the child that it will be: found, followed, born, given back when the birth is withdrawn."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from handlers import asking
from handlers.facts import Facts
from handlers.lessons import plan_soon
from handlers.phrases import report_fields
from handlers.reminders_due import look_again
from handlers.scene import Scene
from handlers.timing import lesson_moment
from handlers.trail import note
from health.events import ReportKind
from health.pregnancies import ASK_AFTER, Expected, born_of, of_mother
from storage import agenda, care, children, holds, outbox, places, reports
from storage.agenda import Subject, What
from storage.changes import ChangeKind
from storage.children import Child
from storage.engine import Connection
from storage.outbox import Closing
from storage.reports import Report, State


def meant(conn: Connection, scene: Scene, facts: Facts) -> list[Child]:
    """The open pregnancies that a telling can mean: by the code, by the mother, else the speaker's own."""
    return _of(conn, scene, facts, [child for child in _looked_at(conn, scene, facts) if is_open(child)])


def _looked_at(conn: Connection, scene: Scene, facts: Facts) -> list[Child]:
    """Every pregnancy that the code, the mother's given name or the speaker's own care leads to."""
    if code := (facts.text("child_code") or "").upper().removeprefix("TE"):
        named = children.by_code(conn, code)
        if named is not None:
            return [named] if named.expected else []
    if (mother := facts.text("mother")) and scene.commune:
        return [*children.expected_by_mother(conn, scene.commune.id, mother)]
    return [] if scene.works_here else own(conn, scene)


def _of(conn: Connection, scene: Scene, facts: Facts, found: list[Child]) -> list[Child]:
    """Of these the ones whose mother's name fits best, where she and no code is named."""
    mother, code = facts.text("mother"), facts.text("child_code")
    if not mother or (code and any(code.endswith(child.code) for child in found)):
        return found
    known = {child.id: child for child in found}
    fitting = of_mother(mother, facts.text("village"), (_as_expected(conn, child) for child in found))
    return [known[each] for each in fitting]


def with_mother(conn: Connection, facts: Facts, child: Child) -> Facts:
    """What the record knows of the woman need not be told again."""
    village = places.by_id(conn, child.village_id).code if child.village_id else None
    known = {"mother": child.mother, "village": village}
    return replace(facts, values={**facts.values, **{name: value for name, value in known.items() if value}})


def own(conn: Connection, scene: Scene) -> list[Child]:
    """The open pregnancies that the speaker looks after."""
    return [child for one in care.children_of(conn, scene.person.id) if is_open(child := children.get(conn, one))]


def is_open(child: Child) -> bool:
    """Whether this child is still expected."""
    return child.expected and not child.dead and not child.removed


def of_birth(conn: Connection, scene: Scene, facts: Facts) -> list[Child]:
    """The pregnancies that a birth can have ended: open ones, and those whose child's death was told first."""
    looked_at = [child for child in _looked_at(conn, scene, facts) if is_open(child) or _died_unheard(conn, child)]
    found = {child.id: child for child in _of(conn, scene, facts, looked_at)}
    likely = born_of(facts.event_on or scene.today, (_as_expected(conn, child) for child in found.values()))
    return [found[one.id] for one in likely]


def _died_unheard(conn: Connection, child: Child) -> bool:
    """Whether a death after birth was told of a child whose birth was not."""
    apart = ("stillbirth", "maternal")
    deaths = [one for one in reports.of_child(conn, child.id) if one.kind is ReportKind.DEATH]
    return any(not any(one.facts[name] for name in apart) for one in deaths)


def _as_expected(conn: Connection, child: Child) -> Expected:
    village = places.by_id(conn, child.village_id).code if child.village_id else None
    return Expected(child.id, village, child.mother, child.due_on)


def tellings(conn: Connection, child_id: int) -> Sequence[Report]:
    """What was told of a pregnancy and stands, oldest first; its loss apart."""
    told = reports.of_child(conn, child_id)
    return [one for one in told if one.kind is ReportKind.PREGNANCY and not one.facts["lost"]]


def follow(conn: Connection, scene: Scene, child_id: int) -> None:
    """The pregnancy is as the newest telling that stands says."""
    child, told = children.get(conn, child_id), tellings(conn, child_id)
    if not child.expected or not told:
        return
    fields = report_fields(conn, told[-1])
    now: dict[str, object] = {"mother": fields.get("mother"), "due_on": fields.get("due_on")}
    now["village_id"] = told[-1].village_id
    children.change(conn, child_id, {name: value for name, value in now.items() if value != getattr(child, name)})
    plan(conn, scene, children.get(conn, child_id))


def plan(conn: Connection, scene: Scene, child: Child) -> None:
    """Look at once at the lessons; and two weeks past the due date at whether the child was born."""
    plan_soon(conn, scene, child)
    agenda.drop_child(conn, child.id, What.BORN_YET)
    if child.due_on:
        moment = lesson_moment(max(child.due_on + ASK_AFTER, scene.today))
        agenda.add(conn, child.commune_id, What.BORN_YET, moment, Subject(child_id=child.id))


def born(conn: Connection, scene: Scene, child: Child, facts: Facts) -> None:
    """The child is there: the pregnancy's lessons and questions close, the baby's messages begin."""
    mother, village = facts.text("mother") or "", places.by_code(conn, facts.text("village") or "")
    told: dict[str, object] = {"sex": facts.text("sex"), "date_of_birth": facts.event_on, "name": facts.text("name")}
    told["expected"] = False
    if len(mother.split()) > len((child.mother or "").split()):
        told["mother"] = mother
    if village:
        told["village_id"] = village.id
    children.change(conn, child.id, told)
    _end_waiting(conn, scene, child.id, Closing.BORN)
    _deny_losses(conn, scene, child.id)
    look_again(conn, child.commune_id, child.id, scene.at)


def _deny_losses(conn: Connection, scene: Scene, child_id: int) -> None:
    """A loss that nobody has confirmed was none."""
    for one in reports.of_child(conn, child_id):
        if one.kind is ReportKind.PREGNANCY and one.state is State.UNCONFIRMED:
            reports.set_state(conn, one.id, State.WITHDRAWN)
            holds.lift(conn, one.id, scene.at)
            asking.close_about(conn, scene, one)
            note(conn, scene, one.id, ChangeKind.DENIED)


def hand_over(conn: Connection, scene: Scene, report: Report, facts: Facts, child: Child) -> None:
    """A birth on record ended this pregnancy after all: its child is the one who was expected."""
    before = children.get(conn, report.child_id or 0)
    born(conn, scene, child, facts)
    reports.set_child(conn, report.id, child.id)
    for person_id in care.carers_of(conn, before.id):
        care.look_after(conn, person_id, child.id, scene.at)
    for what in What:
        agenda.drop_child(conn, before.id, what)
    outbox.close_about(conn, before.id, Closing.WITHDRAWN)
    children.change(conn, before.id, {"removed": True})
    plan_soon(conn, scene, child)


def unborn(conn: Connection, scene: Scene, child_id: int) -> None:
    """The birth was withdrawn: the child is expected again."""
    children.change(conn, child_id, {"sex": None, "date_of_birth": None, "name": None, "expected": True})
    _end_waiting(conn, scene, child_id, Closing.WITHDRAWN)
    follow(conn, scene, child_id)


def _end_waiting(conn: Connection, scene: Scene, child_id: int, why: Closing) -> None:
    outbox.close_lessons_about(conn, child_id, why)
    for what in (What.LESSON, What.BORN_YET, What.QUIZ):
        agenda.drop_child(conn, child_id, what)
    close_questions(conn, scene, tellings(conn, child_id))


def close_questions(conn: Connection, scene: Scene, told: Iterable[Report]) -> None:
    """What was asked about these tellings falls away."""
    for one in told:
        asking.close_about(conn, scene, one)


def share_carers(conn: Connection, scene: Scene, from_id: int, to_id: int) -> None:
    """Whoever looks after a child that had been expected looks after its twin as well."""
    if from_id == to_id or not tellings(conn, from_id):
        return
    for person_id in care.carers_of(conn, from_id):
        care.look_after(conn, person_id, to_id, scene.at)
    look_again(conn, children.get(conn, to_id).commune_id, to_id, scene.at)
