"""Awareness quizzes as asked: to whom, in which round, in which order, and what came of it."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import Connection, Row, and_, bindparam, case, func, insert, or_, select, update

from storage.belonging import commune_of
from storage.tables import child, outbox, quiz


@dataclass(frozen=True, slots=True)
class NewQuiz:
    """A quiz about to be asked."""

    person_id: int | None  # who answers; none for a family without a phone
    child_id: int
    village_id: int | None
    asker_id: int | None  # the collaborator who asks at a visit
    talk_id: int
    topic: str
    version: str
    round: str
    seed: int  # of the order of the choices
    asked_at: datetime
    asked_on: date  # local


@dataclass(frozen=True, slots=True)
class QuizRow:
    """One quiz as asked."""

    id: int
    person_id: int | None
    child_id: int
    asker_id: int | None
    talk_id: int
    topic: str
    round: str
    seed: int
    asked_at: datetime
    asked_on: date
    answer: tuple[str, ...]  # ids of the choices picked so far


@dataclass(frozen=True, slots=True)
class Tally:
    """How many were asked, answered and passed in one round of one topic."""

    topic: str
    round: str
    asked: int
    answered: int
    passed: int


@dataclass(frozen=True, slots=True)
class Among:
    """Which askings are counted; both days included, None for no bound."""

    commune_id: int
    village_id: int | None = None
    first: date | None = None
    last: date | None = None


_COLUMNS = (
    quiz.c.id,
    quiz.c.person_id,
    quiz.c.child_id,
    quiz.c.asker_id,
    quiz.c.talk_id,
    quiz.c.topic,
    quiz.c.round,
    quiz.c.seed,
    quiz.c.asked_at,
    quiz.c.asked_on,
    quiz.c.answer,
)
_INSERT = insert(quiz).values(commune_id=commune_of(child)).returning(quiz.c.id)
_OF_TALK = select(*_COLUMNS).where(quiz.c.talk_id == bindparam("talk"))
_OF_PERSON = select(*_COLUMNS).where(quiz.c.person_id == bindparam("person")).order_by(quiz.c.id)
_OF_FAMILY = select(*_COLUMNS).where(quiz.c.child_id == bindparam("child"), quiz.c.person_id.is_(None))
_PICK = update(quiz).where(quiz.c.id == bindparam("row")).values(answer=bindparam("picked"))
_ANSWER = (
    update(quiz)
    .where(quiz.c.id == bindparam("row"), quiz.c.answered_at.is_(None))
    .values(answer=bindparam("picked"), answered_at=bindparam("at"), passed=bindparam("is_passed"))
)
_SENT = select(outbox.c.talk_id).where(outbox.c.talk_id.is_not(None), outbox.c.state == "sent")
# Asked is what left, and what was answered; a question that a death cut short asks nobody.
_COUNTS = or_(
    quiz.c.answered_at.is_not(None),
    and_(quiz.c.talk_id.in_(_SENT), child.c.dead.is_(False), child.c.removed.is_(False)),
)
_TALLIES = (
    select(
        quiz.c.topic,
        quiz.c.round,
        func.count().label("asked"),
        func.count(quiz.c.answered_at).label("answered"),
        func.coalesce(func.sum(case((quiz.c.passed, 1), else_=0)), 0).label("passed"),
    )
    .join(child, child.c.id == quiz.c.child_id)
    .where(
        quiz.c.commune_id == bindparam("commune"),
        quiz.c.asked_on.between(bindparam("first"), bindparam("last")),
        _COUNTS,
    )
    .group_by(quiz.c.topic, quiz.c.round)
)
_TALLIES_OF_VILLAGE = _TALLIES.where(quiz.c.village_id == bindparam("village"))


def _record(row: Row[*tuple[Any, ...]]) -> QuizRow:
    return QuizRow(**{**row._asdict(), "answer": tuple(row.answer.split())})


def add(conn: Connection, new: NewQuiz) -> int:
    """Keep that a quiz is asked; gives its id."""
    row = {name: getattr(new, name) for name in NewQuiz.__slots__}
    return int(conn.execute(_INSERT, {**row, "owner": new.child_id}).scalar_one())


def of_talk(conn: Connection, talk_id: int) -> QuizRow | None:
    """The quiz that a talk asks."""
    row = conn.execute(_OF_TALK, {"talk": talk_id}).one_or_none()
    return _record(row) if row else None


def asked_of(conn: Connection, person_id: int | None, child_id: int) -> tuple[QuizRow, ...]:
    """All that a person was ever asked; of a family without a phone, what was asked about the child."""
    found = (
        conn.execute(_OF_FAMILY, {"child": child_id})
        if person_id is None
        else conn.execute(_OF_PERSON, {"person": person_id})
    )
    return tuple(_record(row) for row in found)


def pick(conn: Connection, quiz_id: int, picked: tuple[str, ...]) -> None:
    """Keep what is picked so far."""
    conn.execute(_PICK, {"row": quiz_id, "picked": " ".join(picked)})


def answer(conn: Connection, quiz_id: int, picked: tuple[str, ...], passed: bool, at: datetime) -> None:
    """Keep the answer; the first one holds."""
    conn.execute(_ANSWER, {"row": quiz_id, "picked": " ".join(picked), "is_passed": passed, "at": at})


def tallies(conn: Connection, among: Among) -> tuple[Tally, ...]:
    """Counts by topic and round; those of which none was asked are left out."""
    first, last = among.first or date.min, among.last or date.max
    at = {"commune": among.commune_id, "first": first, "last": last}
    rows = (
        conn.execute(_TALLIES, at)
        if among.village_id is None
        else conn.execute(_TALLIES_OF_VILLAGE, {**at, "village": among.village_id})
    )
    return tuple(Tally(row.topic, row.round, row.asked, row.answered, int(row.passed)) for row in rows)
