"""What left, and what still waits: all that the invariants look at beside the facts."""

from dataclasses import dataclass
from datetime import date, datetime


@dataclass(frozen=True, slots=True)
class Named:
    """One thing that a reminder says of one child."""

    child: str  # code
    subject: str  # a vaccine, or the registration
    order: int
    moment: str  # of `health.reminders.Moment`
    day: date  # that it is about


@dataclass(frozen=True, slots=True)
class Sent:
    """One message that began to leave; `key` is what its first line says."""

    id: int  # of the outbox
    at: datetime  # UTC
    to: str  # address
    to_family: bool  # else to a collaborator or the station
    key: str
    text: str
    is_reply: bool  # answers a message of that person
    is_routine: bool  # of our own accord, no alert
    arrived: bool  # the provider took it
    expires_at: datetime | None
    child: str | None = None  # code
    lesson: str | None = None  # lesson, quiz, or another thing that counts for the caps
    named: tuple[Named, ...] = ()
    inbox: int | None = None  # that it answers
    keys: tuple[str, ...] = ()  # what all of its lines say


@dataclass(frozen=True, slots=True)
class Waiting:
    """One message that should have left or been closed by now."""

    id: int
    due_at: datetime
    expires_at: datetime | None
    child: str | None


@dataclass(frozen=True, slots=True)
class Violation:
    """What must never happen and did."""

    rule: str
    at: datetime
    ids: tuple[str, ...]  # outbox id, child's code
    what: str = ""

    def __str__(self) -> str:
        """One line for whoever looks for the cause."""
        return f"{self.at.isoformat(timespec='minutes')} {self.rule}: {' '.join(self.ids)} {self.what}".rstrip()
