"""Lessons by age or week of pregnancy: planned for each caregiver who agreed, closed when their reason has gone."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from handlers.knowledge import Knowledge
from handlers.mourning import grief_of
from handlers.replies import Reply, keep, line
from handlers.scene import Scene
from handlers.signing import signed_among
from handlers.timing import lesson_moment
from health.lessons import ChildFacts, DueLesson, Expectation, Lesson, SentLesson, due_lessons, next_lesson
from health.local_time import local_date, local_moment, next_sending_moment
from storage import agenda, care, children, holds, outbox, reports
from storage.agenda import Subject, What
from storage.care import AWAY_SCOPE, Answer
from storage.children import Child
from storage.engine import Connection
from storage.outbox import PlannedLesson, Priority

END_OF_DAY = time(20)  # the sending hours end then


@dataclass(frozen=True, slots=True)
class Listener:
    """One caregiver and the child whom the lessons are about."""

    person_id: int
    child: Child
    facts: ChildFacts | Expectation


@dataclass(frozen=True, slots=True)
class Turn:
    """What may be sent today about one of a person's children, and where it stands among them."""

    to: Listener
    lesson: Lesson
    order: tuple[bool, float, int]  # the smallest goes


def plan_soon(conn: Connection, scene: Scene, child: Child) -> None:
    """Look at once what this child's caregivers are to hear."""
    agenda.drop_child(conn, child.id, What.LESSON)
    agenda.add(conn, child.commune_id, What.LESSON, scene.at, Subject(child_id=child.id))


def plan(conn: Connection, child_id: int, at: datetime, known: Knowledge) -> None:
    """Put what is due today into the outbox, and the day of the next lesson on the agenda."""
    agenda.drop_child(conn, child_id, What.LESSON)
    child = children.get(conn, child_id)
    carers = care.carers_of(conn, child_id)
    facts = facts_of(conn, child)
    if child.dead or child.removed or facts is None or not carers:
        return
    lessons = known.lessons if known.is_sample else signed_among(conn, known.lessons)
    nexts = [_plan_for(conn, Listener(person_id, child, facts), at, lessons, known) for person_id in carers]
    days = [day for day in nexts if day is not None]
    if days:
        agenda.add(conn, child.commune_id, What.LESSON, lesson_moment(min(days)), Subject(child_id=child_id))


def facts_of(conn: Connection, child: Child) -> ChildFacts | Expectation | None:
    """What its birth report told of a child, or the due date of one who is expected; None without either date."""
    if child.expected:
        return Expectation(child.due_on) if child.due_on else None
    if child.date_of_birth is None:
        return None
    told = reports.births_of(conn, (child.id,)).get(child.id)
    born = child.date_of_birth
    return ChildFacts(born, told.weight_g, told.place == "home") if told else ChildFacts(born)


def is_of_another_time(child: Child, lesson_id: str, lessons: Iterable[Lesson]) -> bool:
    """Whether a lesson is of the pregnancy of a child who is born, or of the life of one who is not."""
    in_pregnancy = any(lesson.id == lesson_id and lesson.weeks for lesson in lessons)
    return in_pregnancy is not child.expected


def _plan_for(conn: Connection, to: Listener, at: datetime, lessons: Sequence[Lesson], known: Knowledge) -> date | None:
    """Plan one caregiver's lesson if one is due today; gives the day on which to look again."""
    if care.consent_of(conn, to.person_id) is not Answer.YES or not _hears_lessons(conn, to.person_id, to.child):
        return None
    today = local_date(next_sending_moment(at))  # planned at night it counts for the day on which it leaves
    planned = outbox.lessons_of(conn, to.person_id)
    grief = grief_of(conn, to.person_id, known)
    found = _next_about(to, planned, grief.among(lessons, to.facts.born, today), today)
    again = grief.look_again(today)
    if found is None or found[1] > today:
        return min((day for day in (found and found[1], again) if day), default=None)
    lesson, _ = found
    turns = [_turn(to, lesson, planned)]
    for sibling in _siblings(conn, to):
        theirs = _next_about(sibling, planned, grief.among(lessons, sibling.facts.born, today), today)
        if theirs and theirs[1] <= today:
            turns.append(_turn(sibling, theirs[0], planned))
    first = min(turns, key=lambda turn: turn.order)
    sent = _sent_about(first.to, planned)
    due = next(each for each in due_lessons(first.to.facts, sent, (first.lesson,), today))
    _put(conn, first.to, due, at)
    return today + timedelta(days=1)


def _next_about(
    to: Listener, planned: Sequence[PlannedLesson], lessons: Sequence[Lesson], today: date
) -> tuple[Lesson, date] | None:
    """The next lesson about one child; what the person hears about others counts for the caps."""
    other_days = [local_date(one.due_at) for one in planned if one.child_id != to.child.id]
    return next_lesson(to.facts, _sent_about(to, planned), lessons, today, other_days)


def _sent_about(to: Listener, planned: Sequence[PlannedLesson]) -> list[SentLesson]:
    return [SentLesson(one.lesson, local_date(one.due_at)) for one in planned if one.child_id == to.child.id]


def _siblings(conn: Connection, to: Listener) -> Iterator[Listener]:
    """The other children of whom the person may hear today."""
    for child_id in care.children_of(conn, to.person_id):
        child = children.get(conn, child_id)
        facts = facts_of(conn, child)
        if child_id == to.child.id or child.dead or facts is None or holds.stands(conn, child_id):
            continue
        if _hears_lessons(conn, to.person_id, child):
            yield Listener(to.person_id, child, facts)


def _hears_lessons(conn: Connection, person_id: int, child: Child) -> bool:
    """Lessons go on after a child has moved away only where somebody wished so."""
    return not child.away or care.consent_of(conn, person_id, AWAY_SCOPE) is Answer.YES


def _turn(to: Listener, lesson: Lesson, planned: Sequence[PlannedLesson]) -> Turn:
    """Danger signs first, then the child who was not heard of for the longest: none is forgotten for a sibling."""
    heard = max((one.due_at.timestamp() for one in planned if one.child_id == to.child.id), default=0.0)
    return Turn(to, lesson, (not lesson.urgent, heard, to.child.id))


def _put(conn: Connection, to: Listener, due: DueLesson, at: datetime) -> None:
    reply = Reply(
        to.person_id,
        (line("lesson", id=due.lesson.id),),
        Priority.ROUTINE,
        child_id=to.child.id,
        lesson=due.lesson.id,
        due_at=next_sending_moment(at),
        expires_at=max(local_moment(due.last_day, END_OF_DAY), at + timedelta(days=1)),
    )
    keep(conn, [reply], at, to.child.commune_id)
