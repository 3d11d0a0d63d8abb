"""Days go by: what people say and what falls due, moment after moment; then the day is held against the invariants."""

import heapq
from dataclasses import dataclass, field, replace
from datetime import date, datetime, time, timedelta

from bot.simulation import answers
from bot.simulation.exchange import Exchange
from bot.simulation.happenings import happen
from bot.simulation.invariants import ASKS_ONCE, Days, check, left_behind
from bot.simulation.record import Sent, Violation
from bot.simulation.world import World
from health.local_time import local_moment
from storage import sent as storage_sent
from storage.engine import Connection

ONE_DAY = timedelta(days=1)
RETRIED_FOR = timedelta(hours=1)  # what follows a message that is tried again waits for it


@dataclass(slots=True)
class Diary:
    """What left so far, as far as later days are judged by it."""

    by_address: dict[str, list[Sent]] = field(default_factory=dict)
    kinds: dict[str, int] = field(default_factory=dict)  # how many arrived, by what they said
    days: int = 0

    def keep(self, today: list[Sent]) -> None:
        """The day is over."""
        self.days += 1
        for one in (one for one in today if one.arrived):
            kind = kind_of(one)
            self.kinds[kind] = self.kinds.get(kind, 0) + 1
            if one.lesson or one.named or one.key in ASKS_ONCE:
                self.by_address.setdefault(one.to, []).append(replace(one, text=""))

    def before(self, today: list[Sent]) -> list[Sent]:
        """What the people of today's messages had before."""
        return [one for address in dict.fromkeys(one.to for one in today) for one in self.by_address.get(address, ())]


def kind_of(one: Sent) -> str:
    """Which kind of message it counts as."""
    if one.is_reply:
        return "replies"
    if one.named:
        return one.key
    return one.key if one.lesson is None or one.key == "quiz" else "lesson"


def live_day(conn: Connection, world: World, exchange: Exchange, diary: Diary, today: date) -> list[Violation]:
    """One day; gives what was wrong with it."""
    happen(world, today)
    now, end = local_moment(today, time()), local_moment(today + ONE_DAY, time())
    left: list[Sent] = []
    while (ahead := _ahead(conn, world, exchange, now)) is not None and ahead < end:
        now = ahead
        _speak(conn, world, exchange, now)
        for one in exchange.settle(conn, now):
            left.append(one)
            _hear(world, one)
    wrong = check(Days(left, diary.before(left), world.facts, exchange.known.lessons))
    last = end - RETRIED_FOR
    if world.down_until < last:
        wrong += left_behind(exchange.waiting(conn, last), world.facts, last)
    if storage_sent.undone(conn, last):
        wrong.append(Violation("not_looked_at", last, ()))
    diary.keep(left)
    return wrong


def _ahead(conn: Connection, world: World, exchange: Exchange, now: datetime) -> datetime | None:
    """The next moment at which anything happens."""
    due = exchange.next_due(conn, now)
    said = world.acts[0][0] if world.acts else None
    return min((moment for moment in (due, said) if moment is not None), default=None)


def _speak(conn: Connection, world: World, exchange: Exchange, now: datetime) -> None:
    """Everybody whose moment has come says what they have to say."""
    while world.acts and world.acts[0][0] <= now:
        _, _, act = heapq.heappop(world.acts)
        if not world.may_speak(act, now):
            continue
        text = act.say(now)
        if text is None:
            continue
        world.count("messages_in")
        message_id = exchange.hear(conn, act.who.address, act.who.channel, text, now)
        if act.hear is not None:
            world.awaited[message_id] = act


def _hear(world: World, one: Sent) -> None:
    """A message reached somebody."""
    if not one.arrived:
        return
    act = world.awaited.pop(one.inbox, None) if one.inbox is not None and one.is_reply else None
    if act is not None and act.hear is not None and act.who.address == one.to:
        act.hear(one)
    answers.heard(world, one)
