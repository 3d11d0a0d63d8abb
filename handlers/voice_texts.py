"""The texts that can be spoken, each by a name of its own, with the version that a recording belongs to."""

from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import blake2s
from typing import Final

from handlers.knowledge import Knowledge
from health.lessons import Lesson

_LESSON: Final = "lesson:"


@dataclass(frozen=True, slots=True)
class Subject:
    """One text that somebody can say in another language."""

    name: str  # "lesson:nb-cord": other kinds of text may follow
    id: str  # as the station types it
    words: str  # in Vietnamese, as families of this station read them
    version: str  # of the file, and a mark of these very words: either one's change makes a recording stale

    @property
    def mark(self) -> str:
        """What a button can carry of the version."""
        return self.version.rpartition(" ")[2]


def subject_of(lesson: Lesson, station: str) -> Subject:
    """A lesson as something that can be spoken; the station's number is part of its words."""
    words = lesson.chat.replace("{tram}", station)
    mark = blake2s(words.encode(), key=lesson.version.encode()[:32], digest_size=6).hexdigest()
    return Subject(_LESSON + lesson.id, lesson.id, words, f"{lesson.version} {mark}")


def subjects(known: Knowledge, station: str) -> Iterator[Subject]:
    """Everything that can be spoken at a station with this number."""
    return (subject_of(lesson, station) for lesson in known.lessons)


def subject_called(known: Knowledge, station: str, typed: str) -> Subject | None:
    """The subject with this id, in whatever case it was typed."""
    return next((one for one in subjects(known, station) if one.id == typed.lower()), None)


def subject_named(known: Knowledge, station: str, name: str) -> Subject | None:
    """The subject with this name; None if no such text is there any more."""
    found = next((lesson for lesson in known.lessons if _LESSON + lesson.id == name), None)
    return subject_of(found, station) if found else None
