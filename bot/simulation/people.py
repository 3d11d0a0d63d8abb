"""Who lives in the simulated communes, and what each of them knows and will do."""

from dataclasses import dataclass, field
from datetime import date

from health.schedule import GivenDose
from messages.envelope import ChannelName


@dataclass(slots=True, eq=False)
class Phone:
    """Where somebody is reached and speaks from."""

    address: str  # E.164, or a chat id
    channel: ChannelName = ChannelName.SMS
    ended: bool = False  # the number takes nothing any more, for good


@dataclass(slots=True, eq=False)
class Village:
    """A village with its collaborator."""

    code: str
    name: str
    phone: Phone
    commune: "Commune"
    silent_until: date = date.min
    told_on: date = date.min  # of its last report


@dataclass(slots=True, eq=False)
class Commune:
    """A commune with the nurse of its station."""

    code: str
    phone: Phone
    sessions: tuple[int, ...]  # days of the month
    villages: list[Village] = field(default_factory=list)


@dataclass(slots=True, eq=False)
class Carer:
    """Somebody who looks after children, at a phone."""

    phone: Phone
    village: Village
    children: list["Kid"] = field(default_factory=list)
    asked: bool = False  # for consent
    taught: set[str] = field(default_factory=set)  # topics of lessons heard


@dataclass(slots=True, eq=False)
class Kid:
    """A child as it is, whatever was told of it."""

    village: Village
    born: date
    sex: str  # "gái" or "trai"
    weight_g: int
    at_home: bool
    mother: str
    dies_on: date | None
    refuses: bool = False  # its family wants no vaccination
    code: str = ""  # once its birth is told and complete
    report: str = ""  # number of the birth report
    due_on: date | None = None  # as told; until the birth is told the child is expected
    expected: bool = False
    carer: Carer | None = None
    given: tuple[GivenDose, ...] = ()  # told or not
    death_told: bool = False
    withdrawn: bool = False

    def lives(self, on: date) -> bool:
        """Whether it is alive on a day."""
        return self.dies_on is None or on < self.dies_on

    def is_known(self, on: date) -> bool:
        """Alive, on record under its code, and nobody told otherwise."""
        return self.is_on_record(on) and not self.expected

    def is_on_record(self, on: date) -> bool:
        """The same, or expected still."""
        return bool(self.code) and self.lives(on) and not self.death_told and not self.withdrawn
