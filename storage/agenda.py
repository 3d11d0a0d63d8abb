"""Due moments that are not messages yet: a lesson to plan, a question to ask again. Committed with their cause."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from sqlalchemy import Connection, bindparam, delete, func, insert, select, update

from storage.tables import agenda


class What(StrEnum):
    """What falls due."""

    LESSON = "lesson"  # look whether a child's caregivers are to hear a lesson
    ASK_AGAIN = "ask_again"  # an open question, once, the next morning
    NUDGE = "nudge"  # Sunday evening: ask the villages that said nothing
    VISIT = "visit"  # a newborn's first home visits
    VISITS = "visits"  # Monday morning: each village's home visits of the week
    SILENCE = "silence"  # Monday morning: tell the station who stayed silent
    REMINDER = "reminder"  # look whether a child's family is to be reminded, or asked, of something
    FOLLOW_UP = "follow_up"  # after an alarm: has the child arrived, and the next day how it is
    BORN_YET = "born_yet"  # two weeks past the due date: ask the village whether a child was born
    CONDOLENCE = "condolence"  # a visit to a family that lost a child
    LOSS_WORDS = "loss_words"  # the morning after a pregnancy was lost: the station's words, if it chose any
    ERASE = "erase"  # a request for erasure that nobody has carried out, or its last word to take away
    QUIZ = "quiz"  # look whether a child's caregivers are to be asked something


@dataclass(frozen=True, slots=True)
class Entry:
    """One due moment."""

    id: int
    commune_id: int
    what: What
    due_at: datetime
    child_id: int | None
    talk_id: int | None
    report_id: int | None


_INSERT = insert(agenda)
_DUE = (
    select(agenda)
    .where(agenda.c.due_at <= bindparam("now"))
    .order_by(agenda.c.due_at, agenda.c.id)
    .limit(bindparam("limit"))
    .with_for_update(skip_locked=True)
)
_DONE = delete(agenda).where(agenda.c.id == bindparam("row"))
_DROP_CHILD = delete(agenda).where(agenda.c.child_id == bindparam("child"), agenda.c.what == bindparam("kind"))
_HASTEN = (
    update(agenda)
    .where(agenda.c.commune_id == bindparam("commune"), agenda.c.what == bindparam("kind"))
    .where(agenda.c.due_at.between(bindparam("now"), bindparam("until")))
    .values(due_at=bindparam("now"))
)
_DROP_TALK = delete(agenda).where(agenda.c.talk_id == bindparam("talk"))
_NEXT = select(func.min(agenda.c.due_at)).where(agenda.c.due_at > bindparam("now"))
_PLANNED = (
    select(func.count())
    .select_from(agenda)
    .where(agenda.c.commune_id == bindparam("commune"), agenda.c.what == bindparam("kind"))
)


@dataclass(frozen=True, slots=True)
class Subject:
    """What a due moment is about; at most one is given."""

    child_id: int | None = None
    talk_id: int | None = None
    report_id: int | None = None


def add(conn: Connection, commune_id: int, what: What, due_at: datetime, about: Subject = Subject()) -> None:
    """Put a due moment on the agenda."""
    row = {"commune_id": commune_id, "what": what.value, "due_at": due_at}
    conn.execute(_INSERT, {**row, "child_id": about.child_id, "talk_id": about.talk_id, "report_id": about.report_id})


def due(conn: Connection, now: datetime, limit: int) -> tuple[Entry, ...]:
    """What has fallen due, the oldest first."""
    rows = conn.execute(_DUE, {"now": now, "limit": limit})
    return tuple(Entry(**{**row._asdict(), "what": What(row.what)}) for row in rows)


def done(conn: Connection, entry_id: int) -> None:
    """Take a due moment off the agenda."""
    conn.execute(_DONE, {"row": entry_id})


def drop_child(conn: Connection, child_id: int, what: What) -> None:
    """Take every moment of one kind about a child off the agenda."""
    conn.execute(_DROP_CHILD, {"child": child_id, "kind": what.value})


def hasten(conn: Connection, commune_id: int, what: What, now: datetime, until: datetime) -> None:
    """What would fall due in a commune up to a moment falls due now."""
    conn.execute(_HASTEN, {"commune": commune_id, "kind": what.value, "now": now, "until": until})


def drop_talk(conn: Connection, talk_id: int) -> None:
    """Take every moment about a talk off the agenda."""
    conn.execute(_DROP_TALK, {"talk": talk_id})


def is_planned(conn: Connection, commune_id: int, what: What) -> bool:
    """Whether a moment of this kind stands for a commune."""
    return bool(conn.execute(_PLANNED, {"commune": commune_id, "kind": what.value}).scalar_one())


def next_due(conn: Connection, now: datetime) -> datetime | None:
    """The first moment after now at which something falls due."""
    moment: datetime | None = conn.execute(_NEXT, {"now": now}).scalar_one()
    return moment
