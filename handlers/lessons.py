"""Lessons by the child's age: planned for each caregiver who agreed, closed when their reason has gone."""

from collections.abc import Sequence
from datetime import date, datetime, time, timedelta

from handlers.knowledge import Knowledge
from handlers.replies import Reply, keep, line
from handlers.scene import Scene
from handlers.signing import is_signed
from handlers.timing import lesson_moment
from health.lessons import DueLesson, Lesson, SentLesson, due_lessons, next_lesson
from health.local_time import local_date, local_moment, next_sending_moment
from storage import agenda, care, children, outbox
from storage.agenda import Subject, What
from storage.care import Answer
from storage.children import Child
from storage.engine import Connection
from storage.outbox import Priority

END_OF_DAY = time(20)  # the sending hours end then


def plan_soon(conn: Connection, scene: Scene, child: Child) -> None:
    """Look at once what this child's caregivers are to hear."""
    agenda.drop_child(conn, child.id, What.LESSON)
    agenda.add(conn, child.commune_id, What.LESSON, scene.at, Subject(child_id=child.id))


def plan(conn: Connection, child_id: int, at: datetime, known: Knowledge) -> None:
    """Put what is due today into the outbox, and the day of the next lesson on the agenda."""
    child = children.get(conn, child_id)
    if child.dead or child.removed or child.date_of_birth is None:
        return
    lessons = [lesson for lesson in known.lessons if known.is_sample or is_signed(conn, lesson)]
    nexts = [_plan_for(conn, person_id, child, at, lessons) for person_id in care.carers_of(conn, child_id)]
    days = [day for day in nexts if day is not None]
    if days:
        agenda.add(conn, child.commune_id, What.LESSON, lesson_moment(min(days)), Subject(child_id=child_id))


def _plan_for(conn: Connection, person_id: int, child: Child, at: datetime, lessons: Sequence[Lesson]) -> date | None:
    """Plan one caregiver's lesson if one is due today; gives the day on which to look again."""
    if care.consent_of(conn, person_id) is not Answer.YES or child.date_of_birth is None:
        return None
    today = local_date(at)
    planned = outbox.lessons_of(conn, person_id)
    sent = [SentLesson(one.lesson, local_date(one.due_at)) for one in planned if one.child_id == child.id]
    other_days = [local_date(one.due_at) for one in planned if one.child_id != child.id]
    found = next_lesson(child.date_of_birth, sent, lessons, today, other_days)
    if found is None:
        return None
    lesson, day = found
    if day > today:
        return day
    due = next(each for each in due_lessons(child.date_of_birth, sent, (lesson,), today))
    _put(conn, person_id, child, due, at)
    return today + timedelta(days=1)


def _put(conn: Connection, person_id: int, child: Child, due: DueLesson, at: datetime) -> None:
    reply = Reply(
        person_id,
        (line("lesson", id=due.lesson.id),),
        Priority.ROUTINE,
        child_id=child.id,
        lesson=due.lesson.id,
        due_at=next_sending_moment(at),
        expires_at=max(local_moment(due.last_day, END_OF_DAY), at + timedelta(days=1)),
    )
    keep(conn, [reply], at, child.commune_id)
