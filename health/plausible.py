"""What cannot be, or is so unlikely that it must be asked before it is believed."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from health.ages import AgeGroup, Span, age_group_told, age_months
from health.events import Age

LEAST_WEIGHT_G = 500
MOST_WEIGHT_G = 6500
OLDEST = Span(months=60)  # older births, doses and deaths are none of ours


class Reason(StrEnum):
    """Why a value is doubted."""

    WEIGHT = "weight"  # outside 500-6500 g
    FUTURE = "future"
    TOO_OLD = "too_old"  # more than five years ago
    BEFORE_BIRTH = "before_birth"  # an event before the child was born
    OVER_FIVE = "over_five"  # a death at five years or more
    AGE_AGAINST_DATES = "age_against_dates"  # the age told is not the one between the dates


@dataclass(frozen=True, slots=True)
class Told:
    """The values of one report that can be doubted; what was not told is None."""

    born: date | None = None
    event_on: date | None = None  # of a death or a dose
    weight_g: int | None = None  # at birth
    age: Age | None = None  # at death


@dataclass(frozen=True, slots=True)
class Doubtful:
    """One value to ask about."""

    field: str  # a field of `Told`
    reason: Reason


def doubts(told: Told, today: date) -> tuple[Doubtful, ...]:
    """All that is doubtful about a report received on a local date; empty if nothing is."""
    found = [
        Doubtful("weight_g", Reason.WEIGHT)
        if told.weight_g is not None and not weight_is_plausible(told.weight_g)
        else None,
        _doubtful_day("born", told.born, today),
        _doubtful_day("event_on", told.event_on, today),
        *_between(told),
    ]
    return tuple(doubt for doubt in found if doubt)


def weight_is_plausible(weight_g: int) -> bool:
    """Whether a newborn can weigh this."""
    return LEAST_WEIGHT_G <= weight_g <= MOST_WEIGHT_G


def _doubtful_weight(weight_g: int | None) -> Doubtful | None:
    if weight_g is None or weight_is_plausible(weight_g):
        return None
    return Doubtful("weight_g", Reason.WEIGHT)


def _doubtful_day(field: str, day: date | None, today: date) -> Doubtful | None:
    if day is None:
        return None
    if day > today:
        return Doubtful(field, Reason.FUTURE)
    return Doubtful(field, Reason.TOO_OLD) if OLDEST.after(day) <= today else None


def _between(told: Told) -> list[Doubtful | None]:
    """What the birth, the event and the age say against each other."""
    if told.born and told.event_on and told.event_on < told.born:
        return [Doubtful("event_on", Reason.BEFORE_BIRTH)]
    doubtful: list[Doubtful | None] = []
    if told.age and age_group_told(told.born, told.event_on, told.age) is AgeGroup.OVER_FIVE:
        doubtful.append(Doubtful("age", Reason.OVER_FIVE))
    if told.age and told.born and told.event_on and not age_agrees(told.age, told.born, told.event_on):
        doubtful.append(Doubtful("age", Reason.AGE_AGAINST_DATES))
    return doubtful


def age_agrees(age: Age, born: date, day: date) -> bool:
    """Whether an age as people say it can be that of a child born then: to 2 days, 1 month, or 1 year (tuổi mụ)."""
    if age.days is not None:
        return abs((day - born).days - age.days) <= 2
    months = age_months(born, day)
    if age.months is not None:
        return abs(months - age.months) <= 1
    years = age.years or 0
    return (years - 1) * 12 <= months < (years + 2) * 12
