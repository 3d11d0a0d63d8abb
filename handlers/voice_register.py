"""The register of recordings for whoever runs the machine: what there is, loading files, signing by name."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from handlers.knowledge import Knowledge
from handlers.voice_texts import subject_named, subjects
from messages.recordings import OPUS
from storage import voices
from storage.engine import Connection
from storage.places import PlaceRow
from storage.voices import Made, Recording, Signature, State


class Standing(StrEnum):
    """What a recording is good for."""

    SIGNED = "signed"  # sent to whoever wants to hear its language
    WAITING = "waiting"  # somebody has to listen and sign
    STALE = "stale"  # signed, but the text was changed since: to be heard and signed again
    FETCHING = "fetching"  # still at Telegram


@dataclass(frozen=True, slots=True)
class Entry:
    """One recording that stands."""

    id: str  # of the text, as the station types it
    standing: Standing
    recording: Recording


@dataclass(frozen=True, slots=True)
class Loaded:
    """One file that an operator brings; its bytes are in the home already."""

    id: str  # of the text
    language: str
    by: str  # whose voice it is
    digest: str
    size: int
    duration_s: int


class NotSigned(Exception):
    """The message says why, in the station's language."""


def register(conn: Connection, commune: PlaceRow, known: Knowledge) -> tuple[Entry, ...]:
    """Every recording that stands, in the order of the texts."""
    return tuple(_entries(conn, commune, known))


def _entries(conn: Connection, commune: PlaceRow, known: Knowledge) -> Iterator[Entry]:
    found = voices.of_commune(conn, commune.id)
    for subject in subjects(known, commune.phone):
        for one in found:
            if one.subject == subject.name and (standing := _standing(one, subject.version)):
                yield Entry(subject.id, standing, one)


def _standing(one: Recording, version: str) -> Standing | None:
    match one.state:
        case State.SIGNED:
            return Standing.SIGNED if one.version == version else Standing.STALE
        case State.WAITING:
            return Standing.WAITING
        case State.WANTED:
            return Standing.FETCHING
    return None


def load(conn: Connection, commune: PlaceRow, known: Knowledge, files: Sequence[Loaded], at: datetime) -> int:
    """Enter files as recordings that wait for a signature; gives how many were not there before."""
    there = {(one.id, one.recording.language, one.recording.digest) for one in register(conn, commune, known)}
    by_id = {subject.id: subject for subject in subjects(known, commune.phone)}
    new = [file for file in files if (file.id, file.language, file.digest) not in there]
    for file in new:
        subject = by_id[file.id]
        made = Made(
            commune_id=commune.id,
            subject=subject.name,
            language=file.language,
            version=subject.version,
            mime=OPUS,
            size=file.size,
            duration_s=file.duration_s,
            made_by=" ".join(file.by.split()),
            digest=file.digest,
        )
        voices.add(conn, made, at)
    return len(new)


def sign_as(conn: Connection, commune: PlaceRow, known: Knowledge, number: int, by: str, at: datetime) -> None:
    """Sign a recording in the name of somebody who heard it. Raises `NotSigned`."""
    one = voices.find(conn, number, commune.id)
    subject = subject_named(known, commune.phone, one.subject) if one else None
    standing = _standing(one, subject.version) if one and subject else None
    if one is None or subject is None or standing not in (Standing.WAITING, Standing.STALE):
        raise NotSigned(f"bản nói số {number} không đợi ký")
    who = " ".join(by.split())
    if one.made_by is not None and one.made_by.casefold() == who.casefold():
        raise NotSigned(f"bản nói số {number} do chính người này thu: người khác nghe và ký")
    voices.sign(conn, number, Signature(subject.version, at, by=who))
