"""The agenda of every child worked out anew: after a sign-off, an upgrade, a restored copy.

A batch of children at a time, each in a transaction of its own: a run that was cut short is simply run again.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from handlers.kinship import KINSHIP
from handlers.knowledge import Knowledge
from handlers.quizzes import ONE_AT_A_TIME, signed_quizzes
from handlers.reminders import REMIND_AT
from handlers.schedule_signing import is_signed
from handlers.signing import signed_among
from handlers.subjects import NOTHING, subjects, to_look_at
from handlers.timing import lesson_moment, next_morning, quiz_moment
from health.local_time import local_date, local_moment
from health.planning import SENT_MATTERS_FOR, Content, Looks, next_looks
from health.schedule import Schedule
from storage import replanning
from storage.agenda import What
from storage.engine import Connection
from storage.replanning import Changes, Rows, Since

BATCH = 1_000  # children: a running bot waits a fraction of a second for each
KINDS = tuple(kind.value for kind in (What.LESSON, What.REMINDER, What.QUIZ))

Wanted = Mapping[str, datetime]  # kind -> the one moment of it that a child should have


@dataclass(frozen=True, slots=True)
class Plan:
    """What a whole run goes by."""

    at: datetime
    content: Content
    schedule: Schedule  # as the file has it; a station may have switched vaccines on or off
    doses_signed: bool  # else nobody is reminded of one


@dataclass(frozen=True, slots=True)
class Step:
    """What one batch came to."""

    last_child: int  # go on after this one
    children: int
    changed: int  # moments that were added, moved or dropped


def plan_of(conn: Connection, at: datetime, known: Knowledge) -> Plan:
    """What the station has signed by now."""
    lessons = known.lessons if known.is_sample else signed_among(conn, known.lessons)
    content = Content(lessons, signed_quizzes(conn, known), known.lessons)
    return Plan(at, content, known.schedule, is_signed(conn, known))


def replan_some(conn: Connection, plan: Plan, after: int = 0, limit: int = BATCH) -> Step | None:
    """Plan the next children in care anew; None if none is left. What was due this morning is looked at now."""
    since = Since(talked=plan.at - ONE_AT_A_TIME, free=KINSHIP, sent=plan.at - SENT_MATTERS_FOR)
    batch = replanning.read(conn, after, limit, since, KINDS)
    if batch is None:
        return None
    today = local_date(plan.at)
    wanted = {
        child.id: _moments(next_looks(child, plan.content, today), child.held, plan.at)
        for child in subjects(conn, batch, plan.schedule, doses_signed=plan.doses_signed)
    }
    wanted |= dict.fromkeys(to_look_at(batch), dict.fromkeys(KINDS, plan.at))
    changes = Changes()
    for child_id, commune_id, *_ in batch.children:
        planned = batch.agenda.get(child_id, NOTHING)
        _compare(changes, (commune_id, child_id), wanted.get(child_id, {}), planned, plan.at)
    replanning.write(conn, changes)
    return Step(batch.children[-1][0], len(batch.children), changes.count)


def _moments(looks: Looks, held: bool, at: datetime) -> Wanted:
    """The moments of the agenda for these days; one that has gone by today is now."""
    found: dict[str, datetime] = {}
    if looks.lesson:
        found[What.LESSON.value] = max(at, lesson_moment(looks.lesson))
    if looks.reminder:
        found[What.REMINDER.value] = next_morning(at) if held else max(at, local_moment(looks.reminder, REMIND_AT))
    if looks.quiz:
        found[What.QUIZ.value] = max(at, quiz_moment(looks.quiz))
    return found


def _compare(changes: Changes, child: tuple[int, int], wanted: Wanted, planned: Rows, at: datetime) -> None:
    """Note what is to be different about one child (commune, id); one moment of a kind is enough."""
    missing = dict(wanted)
    for _, what, due_at, row in planned:
        moment = missing.pop(what, None)
        if moment is None:
            changes.dropped.append(row)
        elif max(due_at, at) != moment:  # what is overdue is due now
            changes.moved.append((row, moment))
    commune_id, child_id = child
    changes.added.extend(
        {"commune_id": commune_id, "child_id": child_id, "what": what, "due_at": moment}
        for what, moment in missing.items()
    )
