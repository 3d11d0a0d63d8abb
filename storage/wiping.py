"""What an erasure takes away: a person's traces, the names of children, and names and numbers within other texts.

Nothing that counts is touched: reports, their dates, places, weights and doses stay as they are.
"""

import json
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Column, Connection, Integer, Table, bindparam, delete, func, or_, select, update

from storage.columns import Moment
from storage.tables import (
    agenda,
    attachment,
    attempt,
    birth,
    care,
    change,
    child,
    code_try,
    consent,
    contact,
    death,
    dose,
    inbox,
    kinship,
    leave,
    outbox,
    person,
    person_role,
    pregnancy,
    quiz,
    recording,
    report,
    talk,
    voice_choice,
    young_carer,
)
from storage.voices import State

Redact = Callable[[str], str]
NAMES = ("mother", "name")  # fields of a child's, a report's and a draft's
NOTHING_SAID = "[]"  # no lines
FREE_TEXT: tuple[tuple[Table, str], ...] = ((inbox, "text"), (outbox, "lines"), (attempt, "text"), (talk, "draft"))


@dataclass(frozen=True, slots=True)
class Wiped:
    """How many rows lost what."""

    contacts: int
    messages: int  # that the person sent
    answers: int  # to the person, or because of those


_P = bindparam("person_row", type_=Integer)
_MESSAGES = select(inbox.c.id).where(inbox.c.person_id == _P)
_OWN_OUT = or_(outbox.c.person_id == _P, outbox.c.inbox_id.in_(_MESSAGES))
_OVER = outbox.c.state.in_(("sent", "closed"))
_BLANK_ATTEMPTS = (
    update(attempt).where(attempt.c.outbox_id.in_(select(outbox.c.id).where(_OWN_OUT, _OVER))).values(text="")
)
_BLANK_OUT = update(outbox).where(_OWN_OUT, _OVER).values(lines=NOTHING_SAID)
_CLOSE_OUT = (
    update(outbox)
    .where(outbox.c.person_id == _P, outbox.c.state.in_(("waiting", "sending")))
    .values(state="closed", closed_why="optout")
)
_BLANK_IN = (
    update(inbox)
    .where(inbox.c.person_id == _P)
    .values(
        sender="",
        text="",
        digest="",
        button="",
        settled_at=func.coalesce(inbox.c.settled_at, bindparam("at", type_=Moment)),
    )
)
_CONTACTS = select(contact.c.id).where(contact.c.person_id == _P)
_PERSON_STEPS = (
    update(attempt).where(attempt.c.contact_id.in_(_CONTACTS)).values(contact_id=None),
    update(recording)  # its sound cannot be found any more
    .where(recording.c.inbox_id.in_(_MESSAGES), recording.c.state == State.WANTED.value)
    .values(state=State.LOST.value, fetch_at=None),
    delete(attachment).where(attachment.c.inbox_id.in_(_MESSAGES)),
    delete(agenda).where(agenda.c.talk_id.in_(select(talk.c.id).where(talk.c.person_id == _P))),
    update(consent).where(consent.c.person_id == _P).values(inbox_id=None),
    update(quiz).where(quiz.c.person_id == _P).values(person_id=None),
    delete(care).where(care.c.person_id == _P),
    delete(leave).where(leave.c.person_id == _P),
    delete(kinship).where(kinship.c.person_id == _P),
    delete(young_carer).where(young_carer.c.person_id == _P),
    delete(voice_choice).where(voice_choice.c.person_id == _P),
    update(person).where(person.c.id == _P).values(name=None, practice_since=None, practised_at=None, unread=0),
)
_END_TALKS = (
    update(talk)
    .where(talk.c.person_id == _P)
    .values(draft=bindparam("empty"), closed_at=func.coalesce(talk.c.closed_at, bindparam("at")))
)
_END_ROLES = (
    update(person_role)
    .where(person_role.c.person_id == _P, person_role.c.until.is_(None))
    .values(until=bindparam("at"))
)
_DIGESTS = select(contact.c.digest).where(contact.c.person_id == _P)
_TRIES = delete(code_try).where(code_try.c.digest.in_(_DIGESTS))
_NO_CONTACT = delete(contact).where(contact.c.person_id == _P)
_KIDS = bindparam("kids", type_=Integer, expanding=True)
_REPORTS = select(report.c.id).where(report.c.child_id.in_(_KIDS))
_BEHIND = (
    select(report.c.inbox_id)
    .where(report.c.child_id.in_(_KIDS), report.c.inbox_id.is_not(None))
    .union(select(change.c.inbox_id).where(change.c.report_id.in_(_REPORTS), change.c.inbox_id.is_not(None)))
)
_ABOUT_OTHERS = select(report.c.inbox_id).where(
    report.c.inbox_id.in_(bindparam("ids", type_=Integer, expanding=True)),
    or_(report.c.child_id.is_(None), report.c.child_id.not_in(_KIDS)),
)
_NAMELESS = (
    *(
        update(table).where(table.c.report_id.in_(_REPORTS)).values(mother=None, name=None)
        for table in (birth, death, dose)
    ),
    update(pregnancy).where(pregnancy.c.report_id.in_(_REPORTS)).values(mother=None),
)
_NAMES_GONE = (
    update(child)
    .where(child.c.id.in_(_KIDS))
    .values(mother=None, name=None, mother_key=None, mother_given_key=None, name_key=None)
)
_TRAIL = select(change.c.id, change.c.before, change.c.after).where(change.c.report_id.in_(_REPORTS))
_SET_TRAIL = update(change).where(change.c.id == bindparam("row"))
_DRAFTS = select(talk.c.id, talk.c.draft).where(or_(talk.c.report_id.in_(_REPORTS), talk.c.child_id.in_(_KIDS)))
_SET_DRAFT = update(talk).where(talk.c.id == bindparam("row"))
_ids = bindparam("ids", type_=Integer, expanding=True)
_BLANK_BEHIND = update(inbox).where(inbox.c.id.in_(_ids)).values(text="")
_TO_ANSWER = select(outbox.c.id).where(outbox.c.inbox_id.in_(_ids), _OVER)
_BLANK_ANSWERS = update(outbox).where(outbox.c.inbox_id.in_(_ids), _OVER).values(lines=NOTHING_SAID)
_BLANK_SAID = update(attempt).where(attempt.c.outbox_id.in_(_TO_ANSWER)).values(text="")


@contextmanager
def thoroughly(conn: Connection) -> Iterator[None]:
    """SQLite writes zeros where a value stood, instead of leaving it in the file until the place is needed."""
    is_file = conn.dialect.name == "sqlite"
    if is_file:
        conn.exec_driver_sql("PRAGMA secure_delete=ON")
    try:
        yield
    finally:
        if is_file:
            conn.exec_driver_sql("PRAGMA secure_delete=OFF")


def wipe_person(conn: Connection, person_id: int, empty_draft: str, at: datetime) -> Wiped:
    """Take away all that tells of a person; the row itself stays, without a name and without a way to it."""
    who = {"person_row": person_id}
    conn.execute(_CLOSE_OUT, who)
    conn.execute(_BLANK_ATTEMPTS, who)
    answers = conn.execute(_BLANK_OUT, who).rowcount
    messages = conn.execute(_BLANK_IN, {**who, "at": at}).rowcount
    conn.execute(_END_TALKS, {**who, "empty": empty_draft, "at": at})
    conn.execute(_END_ROLES, {**who, "at": at})
    for step in _PERSON_STEPS:
        conn.execute(step, who)
    conn.execute(_TRIES, who)
    return Wiped(conn.execute(_NO_CONTACT, who).rowcount, messages, answers)


def wipe_children(conn: Connection, child_ids: Sequence[int]) -> None:
    """Take the names of children and of their mothers away, with the messages that told of nobody else."""
    kids = {"kids": list(child_ids)}
    behind = set(conn.execute(_BEHIND, kids).scalars())
    shared = behind & set(conn.execute(_ABOUT_OTHERS, {**kids, "ids": sorted(behind)}).scalars())
    conn.execute(_BLANK_BEHIND, {"ids": sorted(behind - shared)})
    conn.execute(_BLANK_SAID, {"ids": sorted(behind)})
    conn.execute(_BLANK_ANSWERS, {"ids": sorted(behind)})
    for row in conn.execute(_TRAIL, kids).all():
        conn.execute(_SET_TRAIL, {"row": row.id, "before": _nameless(row.before), "after": _nameless(row.after)})
    for talk_id, draft in conn.execute(_DRAFTS, kids).all():
        conn.execute(_SET_DRAFT, {"row": talk_id, "draft": _nameless(draft)})
    for step in (*_NAMELESS, _NAMES_GONE):
        conn.execute(step, kids)


def _nameless(written: str | None) -> str | None:
    """A record of the trail, or a draft, without names."""
    told = json.loads(written) if written else None
    if not isinstance(told, dict):
        return written
    inside = told.get("values")
    values = inside if isinstance(inside, dict) else told
    for name in NAMES:
        values.pop(name, None)
    return json.dumps(told, ensure_ascii=False)


def redact_texts(conn: Connection, commune_id: int | None, redact: Redact) -> int:
    """Take names and numbers out of whatever was written in a commune, or by strangers; gives how many rows changed.

    Sealed text cannot be searched: every row of the commune is opened.
    """
    return sum(_redact_column(conn, table.c[name], commune_id, redact) for table, name in FREE_TEXT)


def _redact_column(conn: Connection, column: "Column[str]", commune_id: int | None, redact: Redact) -> int:
    table = column.table
    rows = select(table.c.id, column).where(or_(table.c.commune_id == commune_id, table.c.commune_id.is_(None)))
    changed = [(row_id, left) for row_id, text in conn.execute(rows) if (left := redact(text)) != text]
    for row_id, left in changed:
        conn.execute(update(table).where(table.c.id == row_id).values({column.name: left}))
    return len(changed)
