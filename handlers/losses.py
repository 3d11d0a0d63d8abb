"""A pregnancy that was lost: as at a death, held from the first word, asked about, closed. It is not counted."""

from handlers import alerts, deaths, expecting
from handlers.facts import Facts
from handlers.replies import Reply
from handlers.revising import stored_facts
from handlers.scene import Scene
from handlers.storing import store
from handlers.told import Told
from storage import children, holds, reports
from storage.engine import Connection
from storage.reports import Report, State


def record_one(conn: Connection, scene: Scene, facts: Facts) -> Told:
    """Of a pregnancy on record, one of several, or one that nobody had told of. A woman tells of her own."""
    found = expecting.meant(conn, scene, facts) or ([] if scene.works_here else expecting.own(conn, scene))
    if not found:
        return deaths.of_nobody(conn, scene, facts)
    child = found[0]
    known = expecting.with_mother(conn, facts, child) if len(found) == 1 else facts
    report = store(conn, scene, known, child.id if len(found) == 1 else None, State.UNCONFIRMED)
    return deaths.hold_and_ask(conn, scene, report, known, found)


def ended_pregnancy(report: Report) -> bool:
    """Whether what the report tells ends a pregnancy, and no life of a child."""
    return any(report.facts.get(name) for name in ("lost", "stillbirth", "maternal"))


def taken_back(conn: Connection, scene: Scene, report: Report) -> tuple[Reply, ...]:
    """Withdrawn and taken back: it ends what is expected still. A child born meanwhile was not the one."""
    ids = (report.child_id,) if report.child_id is not None else holds.ever_held(conn, report.id)
    found = [child for each in ids if (child := children.get(conn, each)).expected and not child.removed]
    reports.set_child(conn, report.id, found[0].id if len(found) == 1 else None)
    report = reports.get(conn, report.id)
    if found and (report.state is State.UNCONFIRMED or len(found) > 1):
        told = deaths.hold_and_ask(conn, scene, report, stored_facts(conn, report), found)
        return (scene.reply(*told.lines, talk_id=told.talk_id), *told.others)
    reports.set_state(conn, report.id, State.RECORDED)
    for child in found:
        deaths.close_child(conn, child.id)
    return alerts.about_report(conn, scene, deaths.said_of(report, "alert_death"), report)
