"""A week's counts, recounted plainly from the events. What storage keeps as it goes along must equal this.

An event counts in the week of its date; while that is unknown, in the week it was received.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field, fields
from datetime import date, timedelta

from health.ages import AgeGroup
from health.events import Place, Sex
from health.weeks import Week

LOW_BIRTH_WEIGHT_G = 2500  # below this
LATE_AFTER = timedelta(days=7)  # received more than this after the event


@dataclass(frozen=True, slots=True)
class WeekCounts:
    """What one place counts in one week."""

    births: int = 0  # live births
    births_male: int = 0
    births_female: int = 0
    deaths_under5: int = 0  # neither stillbirths nor maternal deaths
    deaths_early_neonatal: int = 0  # 0-6 days
    deaths_late_neonatal: int = 0  # 7-27 days
    deaths_post_neonatal: int = 0  # 28 days to before the first birthday
    deaths_child: int = 0  # 1-4 years
    deaths_age_unknown: int = 0
    stillbirths: int = 0
    maternal_deaths: int = 0
    doses: int = 0
    children_vaccinated: int = 0  # each child once, however many doses
    low_birth_weight: int = 0  # among those weighed
    weighed: int = 0  # live births with a weight
    home_births: int = 0
    incomplete: int = 0  # reports that still lack something
    late: int = 0  # reports received more than 7 days after the event

    def __add__(self, other: "WeekCounts") -> "WeekCounts":
        """Each number added."""
        return WeekCounts(*(getattr(self, f.name) + getattr(other, f.name) for f in fields(WeekCounts)))


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """What every report has."""

    village: str | None  # code; None counts for the commune alone
    event_on: date | None
    received_on: date  # local date
    incomplete: bool = False

    @property
    def week(self) -> Week:
        """The week in which it counts."""
        return Week.of(self.event_on or self.received_on)

    @property
    def late(self) -> bool:
        """Received more than 7 days after the event."""
        return self.event_on is not None and self.received_on - self.event_on > LATE_AFTER


@dataclass(frozen=True, slots=True, kw_only=True)
class BirthFact(Fact):
    """One live birth."""

    sex: Sex | None = None
    weight_g: int | None = None
    place: Place | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class DeathFact(Fact):
    """One death: of a child, a stillbirth, or a mother's."""

    age_group: AgeGroup | None = None  # by `ages.age_group_told`
    stillbirth: bool = False
    maternal: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class DoseFact(Fact):
    """One dose of one child, or a tally ("12 children")."""

    child: int | None = None  # None for a tally
    count: int = 1
    message: int | None = None  # that told it; two tallies of a village in one message may be the same children


@dataclass(frozen=True, slots=True, kw_only=True)
class ZeroFact(Fact):
    """A week in which nothing happened; `event_on` is a day of that week if it is not the week of receipt."""


@dataclass(frozen=True, slots=True)
class CommuneWeek:
    """One commune's week: the whole, each village, and who spoke."""

    week: Week
    total: WeekCounts
    villages: Mapping[str, WeekCounts] = field(default_factory=dict)
    reported: tuple[str, ...] = ()  # village codes, in the order given
    silent: tuple[str, ...] = ()
    on_leave: tuple[str, ...] = ()  # said nothing, and nobody is there to say it

    @property
    def villages_reported(self) -> int:
        """Villages heard from, if only that nothing happened."""
        return len(self.reported)

    @property
    def villages_silent(self) -> int:
        """Villages that said nothing."""
        return len(self.silent)

    @property
    def villages_on_leave(self) -> int:
        """Silent villages whose collaborator is on leave."""
        return len(self.on_leave)


def recount(facts: Iterable[Fact], week: Week, villages: Iterable[str], on_leave: Collection[str] = ()) -> CommuneWeek:
    """The week of a commune from all that is known of it; `facts` may hold other weeks too."""
    known = tuple(facts)
    counted = [fact for fact in known if fact.week == week]
    heard = {fact.village for fact in known if week in (fact.week, Week.of(fact.received_on))}
    names = tuple(villages)
    quiet = [village for village in names if village not in heard]
    return CommuneWeek(
        week=week,
        total=count(counted),
        villages={village: count(fact for fact in counted if fact.village == village) for village in names},
        reported=tuple(village for village in names if village in heard),
        silent=tuple(village for village in quiet if village not in on_leave),
        on_leave=tuple(village for village in quiet if village in on_leave),
    )


def count(facts: Iterable[Fact]) -> WeekCounts:
    """All counts of some facts."""
    known = tuple(facts)
    children = WeekCounts(children_vaccinated=_children_vaccinated(known))
    return sum((contribution(fact) for fact in known), start=children)


def contribution(fact: Fact) -> WeekCounts:
    """What one fact adds to its week, all but `children_vaccinated`, which does not add up."""
    common = WeekCounts(incomplete=int(fact.incomplete), late=int(fact.late))
    match fact:
        case BirthFact():
            return common + _birth(fact)
        case DeathFact():
            return common + _death(fact)
        case DoseFact():
            return common + WeekCounts(doses=fact.count)
    return common


def _birth(fact: BirthFact) -> WeekCounts:
    return WeekCounts(
        births=1,
        births_male=int(fact.sex is Sex.MALE),
        births_female=int(fact.sex is Sex.FEMALE),
        weighed=int(fact.weight_g is not None),
        low_birth_weight=int(fact.weight_g is not None and fact.weight_g < LOW_BIRTH_WEIGHT_G),
        home_births=int(fact.place is Place.HOME),
    )


def _death(fact: DeathFact) -> WeekCounts:
    if fact.stillbirth or fact.maternal:  # both, where a mother died with her child unborn
        return WeekCounts(stillbirths=int(fact.stillbirth), maternal_deaths=int(fact.maternal))
    if fact.age_group is AgeGroup.OVER_FIVE:
        return WeekCounts()
    return WeekCounts(deaths_under5=1, **{f"deaths_{fact.age_group or 'age_unknown'}": 1})


def _children_vaccinated(facts: Iterable[Fact]) -> int:
    doses = [fact for fact in facts if isinstance(fact, DoseFact)]
    children = {dose.child for dose in doses if dose.child is not None}
    tallies: dict[object, int] = {}
    for dose in doses:
        if dose.child is None:
            told_in = (dose.message, dose.village) if dose.message is not None else object()
            tallies[told_in] = max(tallies.get(told_in, 0), dose.count)
    return len(children) + sum(tallies.values())


def silent_streak(weeks_reported: Collection[Week], week: Week, since: Week) -> int:
    """How many weeks in a row up to and including `week` were silent; weeks before `since` do not count."""
    streak = 0
    while week >= since and week not in weeks_reported:
        streak += 1
        week = week.previous()
    return streak
