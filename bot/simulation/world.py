"""The simulated world: its people, what they are about to say, and what is true and told."""

import heapq
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from itertools import count
from random import Random

from bot.simulation.facts import Facts, Wish
from bot.simulation.people import Carer, Commune, Kid, Phone, Village
from bot.simulation.record import Sent
from handlers.sending import Failure
from health.local_time import local_moment
from health.population import Population
from health.quizzes import Quiz
from messages.envelope import ChannelName

Say = Callable[[datetime], str | None]  # at the moment of speaking; None: it has become pointless
Hear = Callable[[Sent], None]
DAY_BEGINS, DAY_ENDS = 6, 21  # when people type
LONG_AGO = datetime.min.replace(tzinfo=UTC)
BETWEEN_ANSWERS = timedelta(minutes=20)


@dataclass(slots=True, eq=False)
class Act:
    """Something that somebody is going to say, and what they make of the answer."""

    who: Phone
    say: Say
    hear: Hear | None = None


@dataclass(slots=True)
class World:
    """Everything that is simulated."""

    random: Random
    figures: Population
    facts: Facts
    communes: list[Commune]
    quizzes: tuple[Quiz, ...]
    topics: dict[str, str]  # lesson -> topic
    down_until: datetime = LONG_AGO  # no message leaves the station
    kids: list[Kid] = field(default_factory=list)
    carers: dict[str, Carer] = field(default_factory=dict)  # by address
    counts: dict[str, int] = field(default_factory=dict)
    acts: list[tuple[datetime, int, Act]] = field(default_factory=list)
    questions: dict[str, list[Act]] = field(default_factory=dict)  # that somebody means to answer, by address
    awaited: dict[int, Act] = field(default_factory=dict)  # by the inbox id of what was said
    villages: dict[str, Village] = field(default_factory=dict)  # by their collaborator's address
    numbers: "count[int]" = field(default_factory=lambda: count(1))

    def chance(self, percent: float) -> bool:
        """Whether something that happens to so many of a hundred happens."""
        return self.random.random() * 100 < percent

    def count(self, what: str, by: int = 1) -> None:
        """One more of something, for the summary."""
        self.counts[what] = self.counts.get(what, 0) + by

    def phone(self, channel: ChannelName = ChannelName.SMS) -> Phone:
        """A new phone."""
        number = next(self.numbers)
        return Phone(f"+849{number:08}" if channel is ChannelName.SMS else f"{7_000_000 + number}", channel)

    def plan(self, who: Phone, at: datetime, say: Say, hear: Hear | None = None) -> None:
        """Somebody will say something."""
        heapq.heappush(self.acts, (at, next(self.numbers), Act(who, say, hear)))

    def answer(self, who: Phone, at: datetime, say: Say, hear: Hear | None = None) -> None:
        """Somebody means to answer a question that came just now: of several, the newest first."""
        act = Act(who, say, hear)
        self.questions.setdefault(who.address, []).append(act)
        heapq.heappush(self.acts, (at, next(self.numbers), act))

    def may_speak(self, act: Act, at: datetime) -> bool:
        """Whether it is time; an answer waits until newer questions are answered."""
        mine = self.questions.get(act.who.address, [])
        if act in mine and mine[-1] is not act:
            heapq.heappush(self.acts, (at + BETWEEN_ANSWERS, next(self.numbers), act))
            return False
        if act in mine:
            mine.remove(act)
        return True

    def some_time(self, day: date) -> datetime:
        """A moment of a day at which people type."""
        minute = self.random.randrange(DAY_BEGINS * 60, DAY_ENDS * 60)
        return local_moment(day, time(minute // 60, minute % 60)) + timedelta(seconds=self.random.randrange(60))

    def soon(self, at: datetime, most_hours: float = 5) -> datetime:
        """Some minutes or hours later, at night as by day."""
        return at + timedelta(minutes=2 + self.random.random() ** 2 * 60 * most_hours)

    def carry(self, address: str, at: datetime) -> Failure | None:
        """What the network makes of a message: most arrive, some are tried again, ended numbers take nothing."""
        carer = self.carers.get(address)
        if carer is not None and carer.phone.ended:
            return Failure("refused", retryable=False)
        if at < self.down_until or self.random.random() * 1000 < self.figures.out_of_reach:
            return Failure("network", retryable=True)
        return None

    def wants(self, carer: Carer, at: datetime) -> bool:
        """Whether a family has agreed to messages, and has not ended them."""
        return self.facts.wish_of(carer.phone.address, at) is Wish.YES
