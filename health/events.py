"""What happens in a village, as records: births, deaths, doses, and weeks in which nothing happened."""

from dataclasses import dataclass
from enum import StrEnum


class Sex(StrEnum):
    """Sex at birth."""

    MALE = "m"
    FEMALE = "f"


class Place(StrEnum):
    """Where a birth or a death happened."""

    FACILITY = "facility"  # station, clinic, hospital
    HOME = "home"  # anyone's house
    OTHER = "other"  # on the way, a field hut, water


class Attendant(StrEnum):
    """Who delivered."""

    SKILLED = "skilled"  # doctor, assistant doctor, midwife, nurse, trained village midwife
    UNSKILLED = "unskilled"  # relative, traditional midwife, nobody


class Cause(StrEnum):
    """Cause of death as the community tells it."""

    PNEUMONIA = "pneumonia"
    DIARRHOEA = "diarrhoea"
    DROWNING = "drowning"
    INJURY = "injury"
    PRETERM = "preterm"
    ASPHYXIA = "asphyxia"
    CONGENITAL = "congenital"
    INFECTION = "infection"
    OTHER = "other"
    UNKNOWN = "unknown"  # only when somebody said that nobody knows


class ReportKind(StrEnum):
    """What a report is about."""

    BIRTH = "birth"
    DEATH = "death"
    VACCINATION = "vaccination"
    ZERO = "zero"  # a week in which nothing happened
    PREGNANCY = "pregnancy"  # a woman expects a child


@dataclass(frozen=True, slots=True)
class Age:
    """An age as people say it: in days, in months or in years; exactly one is given."""

    days: int | None = None
    months: int | None = None
    years: int | None = None
