"""What the station recorded of its texts, in which language and who signed; who wants to hear which language."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, bindparam, delete, func, insert, literal_column, select, update

from messages.envelope import Attachment
from storage.belonging import commune_of
from storage.tables import attachment, attempt, person, recording, spoken, voice_choice


class State(StrEnum):
    """How far a recording has come."""

    WANTED = "wanted"  # still at its provider
    WAITING = "waiting"  # kept; somebody has to listen and sign
    SIGNED = "signed"  # sent, while the text is as it was signed for
    REFUSED = "refused"  # listened to, not signed
    REPLACED = "replaced"  # a newer one of the same text and language stands
    LOST = "lost"  # could not be fetched, or is no sound


@dataclass(frozen=True, slots=True)
class Recording:
    """One text spoken in one language."""

    id: int
    commune_id: int
    subject: str
    language: str
    version: str  # of the text
    state: State
    digest: str | None  # of the bytes; none until they were fetched
    mime: str
    size: int
    duration_s: int
    made_by_id: int | None
    made_by: str | None  # as an operator named them
    made_at: datetime
    signed_by_id: int | None
    signed_by: str | None
    signed_at: datetime | None


@dataclass(frozen=True, slots=True)
class Made:
    """A recording as it begins."""

    commune_id: int
    subject: str
    language: str
    version: str
    mime: str
    size: int
    duration_s: int
    made_by_id: int | None = None
    made_by: str | None = None
    inbox_id: int | None = None
    digest: str | None = None  # where the bytes are here already


@dataclass(frozen=True, slots=True)
class Wanted:
    """A recording that is still at its provider."""

    id: int
    file_id: str
    tries: int


@dataclass(frozen=True, slots=True)
class Kept:
    """What was fetched."""

    digest: str
    mime: str
    size: int  # bytes
    duration_s: int | None  # None where the bytes do not tell it


@dataclass(frozen=True, slots=True)
class Signature:
    """Who listened and signed, and which version of the text they had before them."""

    version: str
    at: datetime
    by_id: int | None = None
    by: str | None = None


_WANTED: ColumnElement[str] = literal_column("'wanted'")  # as a bound value it would hide the partial index
_COLUMNS = tuple(recording.c[name] for name in Recording.__slots__)
_ATTACH = insert(attachment)
_ATTACHED = select(attachment.c.file_id, attachment.c.mime, attachment.c.size, attachment.c.duration_s).where(
    attachment.c.inbox_id == bindparam("inbox")
)
_ADD = insert(recording).returning(recording.c.id)
_GET = select(*_COLUMNS).where(recording.c.id == bindparam("number"))
_ALL = select(*_COLUMNS).where(recording.c.commune_id == bindparam("commune")).order_by(recording.c.id)
_SIGNED = (
    select(*_COLUMNS)
    .where(
        recording.c.commune_id == bindparam("commune"),
        recording.c.subject == bindparam("about"),
        recording.c.language == bindparam("spoken"),
        recording.c.version == bindparam("text"),
        recording.c.state == State.SIGNED.value,
    )
    .order_by(recording.c.id.desc())
    .limit(1)
)
_DUE = (
    select(recording.c.id, attachment.c.file_id, recording.c.tries)
    .join(attachment, attachment.c.inbox_id == recording.c.inbox_id)
    .where(recording.c.state == _WANTED, recording.c.fetch_at <= bindparam("now"))
    .order_by(recording.c.id)
    .limit(bindparam("most"))
    .with_for_update(skip_locked=True, of=recording)
)
_NEXT = select(func.min(recording.c.fetch_at)).where(
    recording.c.state == _WANTED, recording.c.fetch_at > bindparam("now")
)
_SET = update(recording).where(recording.c.id == bindparam("row"))
_REPLACE = (
    update(recording)
    .where(
        recording.c.commune_id == bindparam("commune"),
        recording.c.subject == bindparam("about"),
        recording.c.language == bindparam("spoken"),
        recording.c.state == bindparam("was"),
        recording.c.id != bindparam("stays"),
    )
    .values(state=State.REPLACED.value)
)
_CHOSEN = select(voice_choice.c.language).where(voice_choice.c.person_id == bindparam("who"))
_FORGET = delete(voice_choice).where(voice_choice.c.person_id == bindparam("who"))
_CHOOSE = insert(voice_choice).values(commune_id=commune_of(person))
_SENT = insert(spoken).values(commune_id=commune_of(attempt))
_FAILED = select(func.count()).where(attempt.c.outbox_id == bindparam("outbox"), attempt.c.error == bindparam("why"))


def attach(conn: Connection, inbox_id: int, sound: Attachment) -> None:
    """The sound of a message."""
    conn.execute(
        _ATTACH,
        {
            "inbox_id": inbox_id,
            "file_id": sound.file_id,
            "mime": sound.mime,
            "size": sound.size,
            "duration_s": sound.duration_s,
        },
    )


def attached(conn: Connection, inbox_id: int) -> Attachment | None:
    """The sound that came with a message, or None."""
    row = conn.execute(_ATTACHED, {"inbox": inbox_id}).one_or_none()
    return Attachment(**row._asdict()) if row else None


def add(conn: Connection, made: Made, at: datetime) -> int:
    """A new recording: to be fetched at once, or waiting for a signature where its bytes are here. Gives its number."""
    here = made.digest is not None
    row = {name: getattr(made, name) for name in Made.__slots__}
    state = State.WAITING if here else State.WANTED
    number = int(
        conn.execute(_ADD, {**row, "state": state.value, "made_at": at, "fetch_at": None if here else at}).scalar_one()
    )
    if here:
        _supersede(conn, get(conn, number), State.WAITING)
    return number


def get(conn: Connection, number: int) -> Recording:
    """The recording with this number."""
    return _recording(conn.execute(_GET, {"number": number}).one())


def find(conn: Connection, number: int, commune_id: int) -> Recording | None:
    """The recording with this number if it is of this commune."""
    row = conn.execute(_GET, {"number": number}).one_or_none()
    return _recording(row) if row is not None and row.commune_id == commune_id else None


def of_commune(conn: Connection, commune_id: int) -> Sequence[Recording]:
    """Every recording of a commune, oldest first."""
    return [_recording(row) for row in conn.execute(_ALL, {"commune": commune_id})]


def signed(conn: Connection, commune_id: int, subject: str, version: str, language: str) -> Recording | None:
    """What may be sent of this version of a text, or None."""
    wanted = {"commune": commune_id, "about": subject, "text": version, "spoken": language}
    row = conn.execute(_SIGNED, wanted).one_or_none()
    return _recording(row) if row is not None else None


def claim_wanted(conn: Connection, now: datetime, most: int, again: timedelta) -> tuple[Wanted, ...]:
    """What is to be fetched now; what is not heard of is tried anew after `again`, doubled with each try."""
    rows = conn.execute(_DUE, {"now": now, "most": most}).all()
    for row in rows:
        conn.execute(_SET, {"row": row.id, "tries": row.tries + 1, "fetch_at": now + again * 2**row.tries})
    return tuple(Wanted(row.id, row.file_id, row.tries + 1) for row in rows)


def next_wanted(conn: Connection, now: datetime) -> datetime | None:
    """The first moment after now at which something is to be fetched."""
    moment: datetime | None = conn.execute(_NEXT, {"now": now}).scalar_one()
    return moment


def fetch_later(conn: Connection, number: int, at: datetime) -> None:
    """Fetch it at this moment."""
    conn.execute(_SET, {"row": number, "fetch_at": at})


def kept(conn: Connection, number: int, it: Kept) -> Recording | None:
    """Its bytes are here: it waits for a signature, in place of any other that did. None if it was done with before."""
    found = get(conn, number)
    if found.state is not State.WANTED:
        return None
    values = {"digest": it.digest, "mime": it.mime, "size": it.size, "duration_s": it.duration_s or found.duration_s}
    conn.execute(_SET, {"row": number, "state": State.WAITING.value, "fetch_at": None, **values})
    _supersede(conn, found, State.WAITING)
    return get(conn, number)


def lost(conn: Connection, number: int, duration_s: int | None = None) -> Recording | None:
    """It cannot be had, or kept as it turned out to be. None if it was done with before."""
    found = get(conn, number)
    if found.state is not State.WANTED:
        return None
    values = {"state": State.LOST.value, "fetch_at": None, "duration_s": duration_s or found.duration_s}
    conn.execute(_SET, {"row": number, **values})
    return get(conn, number)


def sign(conn: Connection, number: int, by: Signature) -> None:
    """Signed: it stands in place of any other of the same text and language."""
    values = {"state": State.SIGNED.value, "version": by.version, "signed_at": by.at}
    conn.execute(_SET, {"row": number, **values, "signed_by_id": by.by_id, "signed_by": by.by})
    _supersede(conn, get(conn, number), State.SIGNED)


def refuse(conn: Connection, number: int) -> None:
    """Listened to, and not signed."""
    conn.execute(_SET, {"row": number, "state": State.REFUSED.value})


def chosen(conn: Connection, person_id: int) -> str | None:
    """The language that a person wants to hear; empty if they were asked and have not chosen, None if never asked."""
    language: str | None = conn.execute(_CHOSEN, {"who": person_id}).scalar_one_or_none()
    return language


def choose(conn: Connection, person_id: int, language: str, at: datetime) -> None:
    """The person wants to hear this language; empty for none."""
    conn.execute(_FORGET, {"who": person_id})
    conn.execute(_CHOOSE, {"owner": person_id, "person_id": person_id, "language": language, "at": at})


def forget_choice(conn: Connection, person_id: int) -> None:
    """The person chose nothing and was asked nothing."""
    conn.execute(_FORGET, {"who": person_id})


def note_sent(conn: Connection, attempt_id: int, digest: str) -> None:
    """An attempt sent this recording."""
    conn.execute(_SENT, {"owner": attempt_id, "attempt_id": attempt_id, "digest": digest})


def failed_before(conn: Connection, outbox_id: int, why: str) -> bool:
    """Whether an attempt to send a message failed for this reason."""
    return bool(conn.execute(_FAILED, {"outbox": outbox_id, "why": why}).scalar_one())


def _supersede(conn: Connection, stays: Recording, was: State) -> None:
    keys = {"commune": stays.commune_id, "about": stays.subject, "spoken": stays.language}
    conn.execute(_REPLACE, {**keys, "was": was.value, "stays": stays.id})


def _recording(row: Row[Any]) -> Recording:
    return Recording(**{**row._asdict(), "state": State(row.state)})
