"""What the staff of a station ask for about its immunisation days and its vaccines."""

from dataclasses import dataclass
from datetime import date

from health.sessions import SessionRule


@dataclass(frozen=True, slots=True)
class MoveSession:
    """DOI NGAY TIEM: from which day to which; None if the message names no two days."""

    moved: tuple[date, date] | None


@dataclass(frozen=True, slots=True)
class SetSessions:
    """NGAY TIEM: the rules of the station's immunisation days; None to hear of them, empty for words that name none."""

    rules: tuple[SessionRule, ...] | None


@dataclass(frozen=True, slots=True)
class SwitchVaccine:
    """BAT, TAT and VAC XIN: remind of a vaccine or not; none named shows how it is."""

    vaccine: str = ""  # code of the schedule
    to: str = ""  # on, off


StationCommand = MoveSession | SetSessions | SwitchVaccine
