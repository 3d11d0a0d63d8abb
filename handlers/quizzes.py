"""Awareness quizzes to families: looked for with the lessons, asked by consent, ended by KHONG KT, NGUNG or a death."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from zlib import crc32

from handlers import kinship, quiz_words
from handlers.asking import close_forms
from handlers.enrolling import record_for
from handlers.knowledge import Knowledge
from handlers.quiz_words import QUIZ
from handlers.replies import Reply, keep, line
from handlers.scene import Scene
from handlers.signing import signed_among
from handlers.timing import quiz_moment
from health.lessons import Lesson
from health.local_time import local_date, next_sending_moment
from health.quiz_days import AskedQuiz, Learner, kept_days, look_again, next_quiz, urgent_windows
from health.quizzes import Quiz, QuizKind, Round
from messages.formfile import load_forms
from messages.forms import Draft, to_json
from storage import agenda, care, children, holds, outbox, quizzes, talks
from storage.agenda import Subject, What
from storage.care import Answer
from storage.children import Child
from storage.engine import Connection
from storage.outbox import Priority
from storage.quizzes import NewQuiz
from storage.talks import NewTalk

SCOPE = "quizzes"  # of consent
LONG_AGO = datetime.min.replace(tzinfo=UTC)
ONE_AT_A_TIME = timedelta(days=2)  # after another question that waits for an answer
LEAVES_WITHIN = timedelta(days=2)  # then another day is found


@dataclass(frozen=True, slots=True)
class Asking:
    """One quiz to be asked now."""

    quiz: Quiz
    round: Round
    child: Child
    person_id: int | None  # who answers; none for a family without a phone
    asker_id: int | None = None  # who asks it at a visit, and is spoken with


def plan(conn: Connection, child_id: int, at: datetime, known: Knowledge) -> None:
    """Ask each caregiver what is due today, and put the day to look again on the agenda."""
    agenda.drop_child(conn, child_id, What.QUIZ)
    child = children.get(conn, child_id)
    if child.dead or child.removed or child.away or child.date_of_birth is None:
        return
    signed = signed_quizzes(conn, known)
    nexts = [_plan_for(conn, person_id, child, at, known, signed) for person_id in care.carers_of(conn, child_id)]
    days = [day for day in nexts if day is not None]
    if days:
        agenda.add(conn, child.commune_id, What.QUIZ, quiz_moment(min(days)), Subject(child_id=child_id))


def signed_quizzes(conn: Connection, known: Knowledge) -> tuple[Quiz, ...]:
    """The quizzes that may be asked here."""
    return tuple(known.quizzes) if known.is_sample else signed_among(conn, known.quizzes)


def _plan_for(
    conn: Connection, person_id: int, child: Child, at: datetime, known: Knowledge, signed: Sequence[Quiz]
) -> date | None:
    """Ask one caregiver if something is due today; gives the day on which to look again."""
    if not _agreed(conn, person_id) or child.date_of_birth is None:
        return None
    today = local_date(next_sending_moment(at))  # planned at night it counts for the day on which it leaves
    asked = [talk for talk in talks.open_with(conn, person_id) if talk.form != kinship.KINSHIP]  # need not be answered
    if any(talk.opened_at > at - ONE_AT_A_TIME for talk in asked):
        return today + timedelta(days=1)  # "1" answers what was asked before
    due = _due_of_siblings(conn, person_id, today, known, signed)
    if due:
        _send(conn, due[0], at)
    mine = _for_person(conn, person_id, child, signed)
    return look_again(learner_of(conn, person_id, child, known.lessons, today), mine, known.lessons, today)


def _due_of_siblings(
    conn: Connection, person_id: int, today: date, known: Knowledge, signed: Sequence[Quiz]
) -> tuple[Asking, ...]:
    """What may be asked of a person today, first about the child of whom they have heard least lately.

    A family that lost a child, or of whose child a death is being told, is asked nothing.
    """
    own = [children.get(conn, child_id) for child_id in care.children_of(conn, person_id)]
    if any(child.dead or holds.stands(conn, child.id) for child in own):
        return ()
    heard = {one.child_id: one.due_at for one in outbox.lessons_of(conn, person_id)}
    found = []
    for child in own:
        if child.date_of_birth is None or child.away:
            continue
        mine = _for_person(conn, person_id, child, signed)
        coming = next_quiz(learner_of(conn, person_id, child, known.lessons, today), mine, today)
        if coming and coming.day == today:
            found.append(Asking(coming.quiz, coming.round, child, person_id))
    return tuple(sorted(found, key=lambda one: heard.get(one.child.id, LONG_AGO)))


def _for_person(conn: Connection, person_id: int, child: Child, quizzes_: Sequence[Quiz]) -> Sequence[Quiz]:
    """How a child is fed is asked of its mother, where she listens."""
    if kinship.answers_recalls(conn, person_id, child.id):
        return quizzes_
    return [quiz for quiz in quizzes_ if quiz.kind is not QuizKind.RECALL]


def _agreed(conn: Connection, person_id: int) -> bool:
    """Messages and quizzes are agreed to apart."""
    return all(care.consent_of(conn, person_id, scope) is Answer.YES for scope in ("messages", SCOPE))


def learner_of(
    conn: Connection, person_id: int | None, child: Child, lessons: Sequence[Lesson], today: date
) -> Learner:
    """What was asked of and said to a person, or to a family without a phone."""
    assert child.date_of_birth is not None
    sent = outbox.lessons_of(conn, person_id) if person_id is not None else ()
    joined = care.first_agreed_at(conn, person_id) if person_id is not None else None
    concepts = {lesson.id: lesson.concept for lesson in lessons}
    days = [(concepts.get(one.lesson, ""), local_date(one.due_at)) for one in sent]
    asked = quizzes.asked_of(conn, person_id, child.id)
    planned = [(one.lesson, local_date(one.due_at)) for one in sent]
    return Learner(
        born=child.date_of_birth,
        joined_on=local_date(joined) if joined else today,
        asked=tuple(AskedQuiz(row.topic, Round(row.round), row.asked_on) for row in asked),
        taught=dict(sorted(days, key=lambda one: one[1])),
        busy=(*(day for _, day in days), *kept_days(urgent_windows(child.date_of_birth, lessons), planned, today)),
    )


def _send(conn: Connection, asking: Asking, at: datetime) -> None:
    assert asking.person_id is not None
    talk_id = open_talk(conn, asking, at)
    due_at = next_sending_moment(at)
    reply = Reply(
        asking.person_id,
        (quiz_words.line_of(talk_id),),
        Priority.ROUTINE,
        child_id=asking.child.id,
        lesson=asking.quiz.id,  # it counts for the caps as a lesson does, and ends with them
        talk_id=talk_id,
        due_at=due_at,
        expires_at=due_at + LEAVES_WITHIN,
    )
    keep(conn, [reply], at, asking.child.commune_id)


def open_talk(conn: Connection, asking: Asking, at: datetime) -> int:
    """Open the question and keep that it is asked; gives the talk's id. An older one with that person is over."""
    speaks_with = asking.asker_id or asking.person_id
    assert speaks_with is not None
    close_forms(conn, speaks_with, (QUIZ,), at)
    form = load_forms()[QUIZ]
    new = NewTalk(speaks_with, QUIZ, form.version, ("picked",), to_json(Draft()), child_id=asking.child.id)
    talk_id = talks.begin(conn, new, at)
    today = local_date(at)
    quizzes.add(
        conn,
        NewQuiz(
            person_id=asking.person_id,
            child_id=asking.child.id,
            village_id=asking.child.village_id,
            asker_id=asking.asker_id,
            talk_id=talk_id,
            topic=asking.quiz.topic,
            version=asking.quiz.version,
            round=asking.round.value,
            seed=crc32(f"{talk_id} {asking.quiz.id} {today}".encode()) >> 1,
            asked_at=at,
            asked_on=today,
        ),
    )
    return talk_id


def stop(conn: Connection, scene: Scene) -> list[Reply]:
    """KHONG KT: quizzes end, messages go on; one that waits to leave is closed with its question."""
    if scene.is_stranger and not care.children_of(conn, scene.person.id):
        return [scene.reply(line("stranger"))]
    record_for(conn, scene, SCOPE, Answer.WITHDRAWN)
    close_forms(conn, scene.person.id, (QUIZ,), scene.at)
    return [scene.reply(line("quizzes_stopped"))]
