"""The station's sign-off: no lesson leaves to a real family before somebody there has read it and signed."""

from collections.abc import Iterable
from datetime import datetime
from typing import Protocol, TypeVar

from health.local_time import local_date
from storage import settings
from storage.engine import Connection

KEPT = "signed_lessons"  # setting: a line for each signed version of a lesson, who and when behind it


class Content(Protocol):
    """What the station signs: a lesson, a quiz, the triage tables."""

    @property
    def id(self) -> str:
        """Its name, of one thing alone."""
        ...

    @property
    def version(self) -> str:
        """The version of its file."""
        ...

    @property
    def signed_off(self) -> str:
        """Who signed it in its file; empty for nobody."""
        ...


Signed = TypeVar("Signed", bound=Content)


def signed_among(conn: Connection, content: Iterable[Signed]) -> tuple[Signed, ...]:
    """Those of some lessons or quizzes that were signed in this version, in their file or at the station."""
    known = signed(conn)
    return tuple(one for one in content if one.signed_off or _mark(one) in known)


def signed(conn: Connection) -> frozenset[str]:
    """What the station has signed, as id@version."""
    lines = (settings.get(conn, KEPT) or "").splitlines()
    return frozenset(line.split("\t")[0] for line in lines)


def sign(conn: Connection, lessons: Iterable[Content], by: str, at: datetime) -> int:
    """Sign lessons; gives how many were not signed before. Families who wait for them: `handlers.replanning`."""
    before = signed(conn)
    new = [lesson for lesson in lessons if not lesson.signed_off and _mark(lesson) not in before]
    who = " ".join(by.split())
    lines = [f"{_mark(lesson)}\t{who}\t{local_date(at).isoformat()}" for lesson in new]
    settings.put(conn, KEPT, "\n".join([*(settings.get(conn, KEPT) or "").splitlines(), *lines]))
    return len(new)


def _mark(lesson: Content) -> str:
    return f"{lesson.id}@{lesson.version}"
