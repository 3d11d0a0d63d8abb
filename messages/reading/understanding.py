"""What a reading of one message yields. Every value carries where in the text it came from and how sure it is."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import NamedTuple

from health.events import Age, ReportKind


class Kind(StrEnum):
    """What a message is, as a closed set."""

    BIRTH = "birth"
    DEATH = "death"
    VACCINATION = "vaccination"
    MIXED = "mixed"  # new reports of two or three kinds
    ZERO = "zero"
    COUNTS = "counts"
    UNDO = "undo"
    CORRECT = "correct"
    OPTOUT = "optout"
    OPTIN = "optin"
    DANGER_SIGN = "danger_sign"
    QUESTION = "question"
    OTHER_DEATH = "other_death"
    NONE = "none"


NEW_REPORTS = (Kind.BIRTH, Kind.DEATH, Kind.VACCINATION, Kind.MIXED)

Value = str | int | bool | date | Age


class Found(NamedTuple):
    """One value read from the text."""

    value: Value
    start: int  # offsets in the original text
    end: int
    sure: bool = True  # an unsure value is echoed with a question mark


class DoubtReason(StrEnum):
    """Why something said was not taken as a value."""

    IMPLAUSIBLE = "implausible"  # a weight of 9 kg, 300 g
    FUTURE = "future"  # a date that lies ahead
    AMBIGUOUS = "ambiguous"  # two readings are possible
    UNLISTED = "unlisted"  # a vaccine outside the schedule, a village outside the commune


@dataclass(frozen=True, slots=True)
class Doubt:
    """Something said about a field that must be asked, not stored."""

    field: str
    reason: DoubtReason
    said: str  # the words as typed


class ReportReading(NamedTuple):
    """One report as read. `fields` uses the names of the corpus protocol: sex, date_of_birth, weight_g, mother ..."""

    kind: ReportKind | None  # None only inside a correction whose kind is not said
    fields: Mapping[str, Found]
    missing: frozenset[str] = frozenset()
    doubts: tuple[Doubt, ...] = ()


class Understanding(NamedTuple):
    """One whole message as read."""

    kind: Kind
    reports: tuple[ReportReading, ...] = ()
    signs: tuple[str, ...] = ()  # danger signs named, codes of the sign list
    codes: tuple[str, ...] = ()  # child codes typed anywhere in the message, digits alone
    aside: str = ""  # why an event it speaks of is no report: "denied", "planned", "past" ...

    @property
    def missing(self) -> frozenset[str]:
        """Required fields that no report of the message gives."""
        return frozenset().union(*(report.missing for report in self.reports))


class VillageName(NamedTuple):
    """A village as people may name it."""

    code: str  # "B01"
    names: tuple[str, ...]  # name, short name, former names


@dataclass(frozen=True, slots=True)
class Context:
    """What a reader may know beside the text: nothing of earlier messages."""

    today: date  # local date of receipt
    village: str | None = None  # the sender's village, a code
    villages: tuple[VillageName, ...] = field(default=())
