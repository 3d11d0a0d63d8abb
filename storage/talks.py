"""Open questions and forms. Each is a row with its form's name and version, so that a restart loses nothing."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, bindparam, insert, select, update

from storage.belonging import commune_of
from storage.tables import person, report, talk


@dataclass(frozen=True, slots=True)
class NewTalk:
    """A question or a form that begins."""

    person_id: int
    form: str
    version: int
    asked: tuple[str, ...]  # the fields asked for
    draft: str  # values so far, as the form engine writes them
    report_id: int | None = None
    child_id: int | None = None


@dataclass(frozen=True, slots=True)
class Talk:
    """One open talk."""

    id: int
    person_id: int
    form: str
    version: int
    revision: int  # goes up with every change: a button of an older revision is an old button
    asked: tuple[str, ...]
    draft: str
    report_id: int | None
    child_id: int | None
    opened_at: datetime
    asked_again_at: datetime | None


_COLUMNS = (
    talk.c.id,
    talk.c.person_id,
    talk.c.form,
    talk.c.version,
    talk.c.revision,
    talk.c.asked,
    talk.c.draft,
    talk.c.report_id,
    talk.c.child_id,
    talk.c.opened_at,
    talk.c.asked_again_at,
)
_INSERT = insert(talk).values(commune_id=commune_of(person)).returning(talk.c.id)
_OPEN = (
    select(*_COLUMNS)
    .where(talk.c.person_id == bindparam("person"), talk.c.closed_at.is_(None))
    .order_by(talk.c.id.desc())
)
_EVER = select(talk.c.id).where(talk.c.person_id == bindparam("person"), talk.c.form == bindparam("form")).limit(1)
_GET = select(*_COLUMNS).where(talk.c.id == bindparam("id"), talk.c.closed_at.is_(None))
_OF_REPORT = select(*_COLUMNS).where(talk.c.report_id == bindparam("report"), talk.c.closed_at.is_(None))
_SET = (
    update(talk)
    .where(talk.c.id == bindparam("row"), talk.c.closed_at.is_(None))
    .values(revision=talk.c.revision + 1, asked=bindparam("fields"), draft=bindparam("state"))
)
_AGAIN = update(talk).where(talk.c.id == bindparam("row")).values(asked_again_at=bindparam("at"))
_HAND_OVER = (
    update(talk)
    .where(
        talk.c.person_id == bindparam("old"),
        talk.c.closed_at.is_(None),
        talk.c.report_id.in_(select(report.c.id).where(report.c.village_id == bindparam("village"))),
    )
    .values(person_id=bindparam("new"), asked_again_at=None)
    .returning(talk.c.id)
)
_CLOSE = update(talk).where(talk.c.id == bindparam("row"), talk.c.closed_at.is_(None)).values(closed_at=bindparam("at"))
_CLOSE_PERSON = (
    update(talk)
    .where(talk.c.person_id == bindparam("who"), talk.c.closed_at.is_(None))
    .values(closed_at=bindparam("at"))
)


def _record(row: Row[*tuple[Any, ...]]) -> Talk:
    fields = row._asdict()
    return Talk(**{**fields, "asked": tuple(row.asked.split())})


def begin(conn: Connection, new: NewTalk, at: datetime) -> int:
    """Open a talk; gives its id."""
    row = {
        "owner": new.person_id,
        "person_id": new.person_id,
        "form": new.form,
        "version": new.version,
        "asked": " ".join(new.asked),
        "draft": new.draft,
        "report_id": new.report_id,
        "child_id": new.child_id,
        "opened_at": at,
    }
    return int(conn.execute(_INSERT, row).scalar_one())


def open_with(conn: Connection, person_id: int) -> tuple[Talk, ...]:
    """Every open talk with a person, the newest first."""
    return tuple(_record(row) for row in conn.execute(_OPEN, {"person": person_id}))


def was_asked(conn: Connection, person_id: int, form: str) -> bool:
    """Whether a person was ever asked a question of this form."""
    return conn.execute(_EVER, {"person": person_id, "form": form}).scalar_one_or_none() is not None


def get_open(conn: Connection, talk_id: int) -> Talk | None:
    """The talk with this id while it is open."""
    row = conn.execute(_GET, {"id": talk_id}).one_or_none()
    return _record(row) if row else None


def about_report(conn: Connection, report_id: int) -> tuple[Talk, ...]:
    """Open talks about a report."""
    return tuple(_record(row) for row in conn.execute(_OF_REPORT, {"report": report_id}))


def keep(conn: Connection, talk_id: int, asked: tuple[str, ...], draft: str) -> None:
    """The talk went a step further."""
    conn.execute(_SET, {"row": talk_id, "fields": " ".join(asked), "state": draft})


def mark_asked_again(conn: Connection, talk_id: int, at: datetime) -> None:
    """The question was asked a second time; there is no third."""
    conn.execute(_AGAIN, {"row": talk_id, "at": at})


def close(conn: Connection, talk_id: int, at: datetime) -> None:
    """The talk is over."""
    conn.execute(_CLOSE, {"row": talk_id, "at": at})


def hand_over(conn: Connection, old_id: int, new_id: int, village_id: int) -> tuple[int, ...]:
    """Open questions about a village's reports pass from one person to another; gives their ids."""
    moved = {"old": old_id, "new": new_id, "village": village_id}
    return tuple(conn.execute(_HAND_OVER, moved).scalars())


def close_with(conn: Connection, person_id: int, at: datetime) -> None:
    """Every open talk with a person is over."""
    conn.execute(_CLOSE_PERSON, {"who": person_id, "at": at})
