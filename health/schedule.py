"""The vaccine schedule: which dose comes next and when, and what is odd about a dose told.

A series is never restarted, intervals run from the last dose given, and nothing is due early.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from enum import StrEnum
from functools import lru_cache, partial
from typing import NamedTuple

from health.ages import Span
from health.data_files import Entry, read_toml
from health.faults import Problem

BIRTH_DATES = 4_096  # remembered at once: more than eleven years of them
GRACE = timedelta(days=4)  # a dose early by no more still counts (general practice; the station confirms)
REPEAT_AFTER = timedelta(days=28)  # a dose that did not count is given again no sooner, unless its row says longer


class DoseFlag(StrEnum):
    """What is odd about a dose as told; it is kept all the same."""

    EARLY = "early"  # by up to four days, in age or interval: counts
    TOO_EARLY = "too_early"  # before the minimum age: does not count
    TOO_CLOSE = "too_close"  # to the dose before: does not count
    REPEATED = "repeated"  # given already, or beyond the series: does not count
    PAST_MAX_AGE = "past_max_age"  # counts; the station decides what follows
    ELSEWHERE = "elsewhere"  # before the child came to this commune: counts for its series, not for the commune
    BEFORE_BIRTH = "before_birth"  # one of the dates is wrong


VOID = frozenset({DoseFlag.TOO_EARLY, DoseFlag.TOO_CLOSE, DoseFlag.REPEATED, DoseFlag.BEFORE_BIRTH})


@dataclass(frozen=True, slots=True)
class ScheduledDose:
    """One row of the schedule."""

    vaccine: str  # code, e.g. "DTP-HB-Hib"
    order: int  # 1 for the first; DPT4 begins with 4
    name: str  # everyday Vietnamese name
    antigen: str
    due_age: Span
    min_age: Span | None  # None: by the row before and the interval
    min_interval_days: int | None  # from the dose before, or from `after`
    after: tuple[str, int] | None  # a dose of another series that must come first: (vaccine, order)
    max_age: Span | None  # ends the reminders
    core: bool  # part of "fully immunised under 1" (its first-year doses)
    on: bool  # given here; the station switches it
    source: str


@dataclass(frozen=True, slots=True)
class Schedule:
    """A dated version of the schedule; for demonstrations only until it is signed off."""

    version: str
    in_force_from: date
    status: str  # "draft" or "signed"
    sources: tuple[str, ...]
    doses: tuple[ScheduledDose, ...]
    given_here: tuple[str, ...] = field(init=False, repr=False, compare=False)  # vaccines with a dose switched on
    days_of: "DaysOf" = field(init=False, repr=False, compare=False)  # the days of each dose by the date of birth
    _series: Mapping[str, tuple[ScheduledDose, ...]] = field(init=False, repr=False, compare=False)
    _by_order: Mapping[tuple[str, int], ScheduledDose] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        """Sort out once what is asked for at every child."""
        ordered = sorted(self.doses, key=lambda dose: dose.order)
        series = {one.vaccine: tuple(dose for dose in ordered if dose.vaccine == one.vaccine) for one in self.doses}
        put = object.__setattr__
        put(self, "_series", series)
        put(self, "_by_order", {(dose.vaccine, dose.order): dose for dose in self.doses})
        put(self, "given_here", tuple(dict.fromkeys(dose.vaccine for dose in self.doses if dose.on)))
        put(self, "days_of", lru_cache(BIRTH_DATES)(partial(_days_of, self)))

    def series(self, vaccine: str) -> tuple[ScheduledDose, ...]:
        """The doses of one vaccine in order; empty if it is not of this schedule."""
        return self._series.get(vaccine, ())

    def find(self, vaccine: str, order: int) -> ScheduledDose | None:
        """One dose, if the schedule has it."""
        return self._by_order.get((vaccine, order))

    def after(self, vaccine: str, order: int | None) -> ScheduledDose | None:
        """The dose of a series after one, after None the first."""
        if order is None:
            return next(iter(self.series(vaccine)), None)
        return self.find(vaccine, order + 1)


class GivenDose(NamedTuple):
    """One dose that a child has had. A tuple: there are so many."""

    vaccine: str
    order: int
    given_on: date
    flags: frozenset[DoseFlag] = frozenset()

    @property
    def counts(self) -> bool:
        """Whether it moves the series on."""
        return not self.flags or self.flags.isdisjoint(VOID)


@dataclass(frozen=True, slots=True)
class DoseDays:
    """One dose for children born on a day, by their age alone."""

    due_on: date
    first: date  # neither before it is due, nor before it could be right
    last: date | None


class DueDose(NamedTuple):
    """The next dose of a series."""

    dose: ScheduledDose
    due_on: date
    last_day: date | None  # past the maximum age the station decides


History = tuple[GivenDose, ...]
Days = Mapping[tuple[str, int], "DoseDays"]  # (vaccine, order) -> the days of that dose
DaysOf = Callable[[date], Days]


def switched(schedule: Schedule, to: Mapping[str, bool]) -> Schedule:
    """The schedule with some vaccines, by code, switched on or off, whatever the file says."""
    return replace(schedule, doses=tuple(replace(dose, on=to.get(dose.vaccine, dose.on)) for dose in schedule.doses))


def infer_order(vaccine: str, given_on: date, history: History, schedule: Schedule) -> int:
    """Which dose of the series one given on that date must be; after the last it stays the last ("repeated").

    The same vaccine on the same day is the same dose told again. 1 for a vaccine that the schedule lacks.
    """
    series = schedule.series(vaccine)
    mine = [dose for dose in history if dose.vaccine == vaccine and dose.given_on <= given_on]
    same_day = next((dose.order for dose in mine if dose.given_on == given_on), None)
    if same_day is not None or not series:
        return same_day or 1
    return min(_next_order(series, mine), series[-1].order)


def judge_dose(
    vaccine: str, order: int, given_on: date, born: date | None, history: History, schedule: Schedule
) -> frozenset[DoseFlag]:
    """What is odd about a dose, beside the doses known already (the judged one is not among them)."""
    if born and given_on < born:
        return frozenset({DoseFlag.BEFORE_BIRTH})
    dose = schedule.find(vaccine, order)
    if dose is None:
        return frozenset({DoseFlag.REPEATED}) if schedule.series(vaccine) else frozenset()
    flags = {_by_age(dose, given_on, born, schedule), _by_interval(dose, given_on, history)}
    if any(d.vaccine == vaccine and d.order == order and d.counts for d in history):
        flags.add(DoseFlag.REPEATED)
    return frozenset(flag for flag in flags if flag)


def due_doses(born: date, history: History, schedule: Schedule, today: date) -> tuple[DueDose, ...]:
    """The next dose of each series that is switched on, soonest first; none past its maximum age."""
    given: dict[str, list[GivenDose]] = {}
    reached: dict[str, int] = {}  # the highest told, not the number told: one given elsewhere is not asked for again
    for one in history:
        given.setdefault(one.vaccine, []).append(one)
        if one.counts:
            reached[one.vaccine] = max(one.order, reached.get(one.vaccine, one.order))
    following = [schedule.after(vaccine, reached.get(vaccine)) for vaccine in schedule.given_here]
    nexts = [_due(dose, born, given, schedule) for dose in following if dose and dose.on]
    due = [dose for dose in nexts if dose and (dose.last_day is None or max(today, dose.due_on) <= dose.last_day)]
    return tuple(sorted(due, key=lambda each: each.due_on))


def next_due_dose(born: date, history: History, schedule: Schedule, today: date) -> DueDose | None:
    """The soonest of `due_doses`."""
    return next(iter(due_doses(born, history, schedule, today)), None)


def earliest_day(dose: ScheduledDose, born: date, schedule: Schedule) -> date:
    """The first day of life on which a dose could be right: its minimum age, or one interval after the dose before."""
    if dose.min_age:
        return dose.min_age.after(born)
    before = schedule.find(dose.vaccine, dose.order - 1)
    start = earliest_day(before, born, schedule) if before else born
    return start + timedelta(days=dose.min_interval_days or 0)


def _next_order(series: tuple[ScheduledDose, ...], history: Iterable[GivenDose]) -> int:
    # The highest told, not the number told: a dose given elsewhere is not asked for again.
    return max((dose.order + 1 for dose in history if dose.counts), default=series[0].order)


def _due(
    dose: ScheduledDose, born: date, given: Mapping[str, Sequence[GivenDose]], schedule: Schedule
) -> DueDose | None:
    """When a dose is due, by those given of each vaccine; None while one that must come first was not given."""
    history = given.get(dose.vaccine, ())
    if dose.after:
        history = (*history, *given.get(dose.after[0], ()))
        if not _given(dose.after, history):
            return None
    days = schedule.days_of(born)[dose.vaccine, dose.order]
    waits = [day + interval for day, interval in _intervals(dose, history)]
    return DueDose(dose, max((days.first, *waits)), days.last)


def _days_of(schedule: Schedule, born: date) -> Days:
    return {
        (dose.vaccine, dose.order): DoseDays(
            due_on := dose.due_age.after(born),
            max(due_on, earliest_day(dose, born, schedule)),
            dose.max_age.after(born) if dose.max_age else None,
        )
        for dose in schedule.doses
    }


def _given(which: tuple[str, int], history: Iterable[GivenDose]) -> bool:
    return any((dose.vaccine, dose.order) == which and dose.counts for dose in history)


def _intervals(dose: ScheduledDose, history: Iterable[GivenDose]) -> list[tuple[date, timedelta]]:
    """What must lie between a dose and earlier ones: (date given, how long) of each that matters."""
    own = timedelta(days=dose.min_interval_days or 0)
    waits = []
    for given in history:
        if given.vaccine == dose.vaccine and DoseFlag.BEFORE_BIRTH not in given.flags:
            anew = given.flags & {DoseFlag.TOO_EARLY, DoseFlag.TOO_CLOSE}
            waits.append((given.given_on, max(own, REPEAT_AFTER) if anew else own))
        elif dose.after and given.vaccine == dose.after[0]:
            waits.append((given.given_on, own))
    return waits


def _by_age(dose: ScheduledDose, given_on: date, born: date | None, schedule: Schedule) -> DoseFlag | None:
    if born is None:
        return None
    if dose.max_age and given_on > dose.max_age.after(born):
        return DoseFlag.PAST_MAX_AGE
    earliest = earliest_day(dose, born, schedule)
    if given_on < earliest - GRACE:
        return DoseFlag.TOO_EARLY
    return DoseFlag.EARLY if given_on < earliest else None


def _by_interval(dose: ScheduledDose, given_on: date, history: History) -> DoseFlag | None:
    # The same vaccine on the same day is the same dose told twice; another one that day can be too close.
    before = [other for other in history if other.given_on < given_on]
    that_day = [other for other in history if other.given_on == given_on and other.vaccine != dose.vaccine]
    earlier = (*before, *that_day)
    ready = [given + interval for given, interval in _intervals(dose, earlier)]
    if not ready or given_on >= max(ready):
        return None
    return DoseFlag.EARLY if given_on >= max(ready) - GRACE else DoseFlag.TOO_CLOSE


def parse_schedule(text: str, file: str = "schedule") -> Schedule:
    """The schedule of a TOML file; DataError names the line that is wrong."""
    data = read_toml(text, file, "dose")
    head = data.head.only("id", "version", "in_force_from", "status", "sources")
    doses = tuple(map(_scheduled, data.entries))
    seen = set()
    for entry, dose in zip(data.entries, doses, strict=True):
        if (dose.vaccine, dose.order) in seen:
            raise entry.error(Problem.DUPLICATE, "vaccine", f"{dose.vaccine} {dose.order}")
        seen.add((dose.vaccine, dose.order))
    return Schedule(head.text("version"), head.day("in_force_from"), head.text("status"), head.texts("sources"), doses)


def _scheduled(entry: Entry) -> ScheduledDose:
    entry.only(
        "vaccine", "order", "name", "antigen", "due_age", "min_age", "min_interval_days",
        "after_vaccine", "after_order", "max_age", "core", "on", "source",
    )  # fmt: skip
    due_age = entry.span("due_age")
    if due_age is None:
        raise entry.error(Problem.MISSING, "due_age")
    after = entry.text("after_vaccine", "")
    return ScheduledDose(
        vaccine=entry.text("vaccine"),
        order=entry.number("order"),
        name=entry.text("name"),
        antigen=entry.text("antigen"),
        due_age=due_age,
        min_age=entry.span("min_age"),
        min_interval_days=entry.optional_number("min_interval_days"),
        after=(after, entry.number("after_order")) if after else None,
        max_age=entry.span("max_age"),
        core=entry.flag("core", False),
        on=entry.flag("on", True),
        source=entry.text("source"),
    )
