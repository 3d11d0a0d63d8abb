"""A dose on a child's record: which of its series it is, what is odd about it, and how it is stored."""

from dataclasses import replace
from datetime import date

from handlers.facts import Facts
from handlers.finding import find_children
from handlers.scene import Scene
from handlers.storing import new_child, store
from health.events import ReportKind
from health.matching import Certainty
from health.schedule import DoseFlag, GivenDose, infer_order, judge_dose
from storage import children, moves, places, reports
from storage.children import Child
from storage.engine import Connection
from storage.reports import Report

Flags = frozenset[DoseFlag]
NO_FLAGS: Flags = frozenset()


def is_tally(facts: Facts) -> bool:
    """ "12 cháu": several children without names."""
    return int(str(facts.get("count") or 1)) > 1


def history_of(conn: Connection, child_id: int, but: int | None = None) -> tuple[GivenDose, ...]:
    """The doses on a child's record, without the report with id `but`."""
    return tuple(
        GivenDose(
            str(report.facts["vaccine"]),
            int(str(report.facts["order"])),
            report.event_on,
            frozenset(DoseFlag(flag) for flag in str(report.facts["flags"]).split()),
        )
        for report in reports.of_child(conn, child_id)
        if report.kind is ReportKind.VACCINATION
        and report.id != but
        and report.event_on
        and report.facts.get("vaccine")
        and report.facts.get("order")
    )


def judge(conn: Connection, scene: Scene, facts: Facts, child: Child, but: int | None = None) -> tuple[Facts, Flags]:
    """The facts with the order of the dose, and what is odd about it."""
    schedule = scene.known.schedule
    vaccine, given_on = facts.text("vaccine"), facts.day("date")
    if not vaccine or not given_on:
        return facts, NO_FLAGS
    history = history_of(conn, child.id, but)
    order = int(str(facts.get("dose") or infer_order(vaccine, given_on, history, schedule)))
    flags = judge_dose(vaccine, order, given_on, child.date_of_birth, history, schedule)
    flags |= {DoseFlag.ELSEWHERE} if _was_elsewhere(conn, scene, child, given_on) else NO_FLAGS
    return replace(facts, values={**facts.values, "dose": order}), flags


def _was_elsewhere(conn: Connection, scene: Scene, child: Child, on: date) -> bool:
    """Whether a dose told here was given before the child came to this commune."""
    came = moves.into(conn, child.id, scene.commune.id) if scene.commune else None
    return came is not None and (came.from_elsewhere or came.commune_id != came.to_commune_id) and on < came.on


def child_of(conn: Connection, scene: Scene, facts: Facts) -> tuple[Child | None, tuple[Child, ...]]:
    """The child that was vaccinated, a provisional one if nobody had told of it; or the several it may be."""
    if is_tally(facts):
        return None, ()
    found = find_children(conn, scene, facts)
    if found.certainty is Certainty.AMBIGUOUS:
        return None, tuple(children.get(conn, child_id) for child_id in found.ids)
    child_id = found.ids[0] if found.certainty is Certainty.EXACT else provisional_child(conn, scene, facts)
    return (children.get(conn, child_id) if child_id else None), ()


def provisional_child(conn: Connection, scene: Scene, facts: Facts) -> int | None:
    """A new child known from a dose alone, if anything names it."""
    if not any(facts.get(name) for name in ("name", "mother", "child_code")):
        return None
    return new_child(conn, scene, facts, facts.day("date_of_birth"), provisional=True)


def with_child(conn: Connection, facts: Facts, child: Child) -> Facts:
    """The facts of a dose of this child: it counts for the child's village."""
    values = {**facts.values, "child": child.code}
    if child.village_id is not None:
        values["village"] = places.by_id(conn, child.village_id).code
    return replace(facts, values=values)


def keep(conn: Connection, scene: Scene, facts: Facts, child_id: int | None, flags: Flags) -> Report:
    """Keep one dose with its flags, or one tally."""
    return store(conn, scene, facts, child_id, more={"flags": " ".join(sorted(flags))})
