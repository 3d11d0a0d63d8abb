"""What is true in the simulated world and was told to the bot, and since when. The bot's tables are not asked."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum

from health.lessons import ChildFacts
from health.schedule import GivenDose, History, Schedule, infer_order, judge_dose


class Wish(StrEnum):
    """What a family's number last said about messages."""

    SILENT = "silent"  # nothing yet
    YES = "yes"
    NO = "no"
    STOPPED = "stopped"
    WRONG_NUMBER = "wrong_number"


@dataclass(frozen=True, slots=True)
class ToldDose:
    """One dose that somebody reported."""

    vaccine: str
    given_on: date
    told_at: datetime


@dataclass(slots=True)
class Facts:
    """Everything by the moment from which the bot was told of it."""

    schedule: Schedule
    born: dict[str, ChildFacts] = field(default_factory=dict)  # by child's code, as told
    quiet: dict[str, list[list[datetime]]] = field(default_factory=lambda: defaultdict(list))  # [from] or [from, until)
    wishes: dict[str, list[tuple[datetime, Wish]]] = field(default_factory=lambda: defaultdict(list))  # by address
    doses: dict[str, list[ToldDose]] = field(default_factory=lambda: defaultdict(list))  # by child's code

    due: dict[str, list[tuple[datetime, date | None]]] = field(default_factory=lambda: defaultdict(list))

    def expect(self, child: str, due_on: date | None, at: datetime) -> None:
        """Who is expected is so until that day; None: is born."""
        self.due[child].append((at, due_on))

    def due_on(self, child: str, at: datetime) -> date | None:
        """The day on which a child is expected that was not told to be born yet."""
        told = [day for since, day in self.due.get(child, ()) if since <= at]
        return told[-1] if told else None

    def hush(self, child: str, at: datetime) -> None:
        """A death of the child was told, or its birth withdrawn."""
        if not self.is_quiet(child, at):
            self.quiet[child].append([at])

    def unhush(self, child: str, at: datetime) -> None:
        """It lives after all."""
        if self.is_quiet(child, at):
            self.quiet[child][-1].append(at)

    def is_quiet(self, child: str, at: datetime) -> bool:
        """Whether nothing may be said of the child."""
        return any(span[0] <= at and (len(span) == 1 or at < span[1]) for span in self.quiet.get(child, ()))

    def wish(self, address: str, wish: Wish, at: datetime) -> None:
        """A number said what it wants."""
        self.wishes[address].append((at, wish))

    def wish_of(self, address: str, at: datetime) -> Wish:
        """What a number wants."""
        said = [wish for since, wish in self.wishes.get(address, ()) if since <= at]
        return said[-1] if said else Wish.SILENT

    def history(self, child: str, at: datetime) -> History:
        """The doses reported by a moment, numbered and judged in the order in which they were told."""
        return judged(self.born[child].born, self.doses.get(child, ()), self.schedule, at)


def judged(born: date, told: Sequence[ToldDose], schedule: Schedule, at: datetime) -> History:
    """Doses as the schedule counts them."""
    found: History = ()
    for one in told:
        if one.told_at <= at:
            order = infer_order(one.vaccine, one.given_on, found, schedule)
            flags = judge_dose(one.vaccine, order, one.given_on, born, found, schedule)
            found += (GivenDose(one.vaccine, order, one.given_on, flags),)
    return found
