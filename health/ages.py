"""Ages and the age groups of child deaths (WHO: early and late neonatal, post-neonatal, child)."""

from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from health.events import Age

DAYS_IN_YEAR = 365.25


class AgeGroup(StrEnum):
    """Age at death, as deaths are counted."""

    EARLY_NEONATAL = "early_neonatal"  # 0-6 days
    LATE_NEONATAL = "late_neonatal"  # 7-27 days
    POST_NEONATAL = "post_neonatal"  # 28 days to before the first birthday
    CHILD = "child"  # 1-4 years
    OVER_FIVE = "over_five"  # none of ours


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A length of time as schedules write it: months of the calendar, then days."""

    months: int = 0
    days: int = 0

    def after(self, day: date) -> date:
        """The date this long after a day."""
        return add_months(day, self.months) + timedelta(days=self.days)


@dataclass(frozen=True, slots=True, order=True)
class YearDay:
    """A day of every year. 29 February is none."""

    month: int
    day: int

    def in_year(self, year: int) -> date:
        """Its date in one year."""
        return date(year, self.month, self.day)

    def __str__(self) -> str:
        """As people write it: 15/5."""
        return f"{self.day}/{self.month}"


def add_months(day: date, months: int) -> date:
    """The same day of a later (or earlier) month, or that month's last day: 31 January + 1 is 28 or 29 February."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def age_days(born: date, day: date) -> int:
    """Days of life on a day; 0 on the day of birth, negative before it."""
    return (day - born).days


def age_months(born: date, day: date) -> int:
    """Completed months on a day, on the terms of `add_months`; negative before the birth."""
    months = (day.year - born.year) * 12 + day.month - born.month
    return months if add_months(born, months) <= day else months - 1


def age_group(born: date, died: date) -> AgeGroup:
    """The age group of a death with both dates known; ValueError if it comes before the birth."""
    if died < born:
        raise ValueError("the death comes before the birth")
    months = age_months(born, died)
    if months >= 12:
        return _group_of_months(months)
    return _group_of_days(age_days(born, died))


def age_group_of_age(age: Age) -> AgeGroup | None:
    """The age group of a death whose age alone is told; None if the words fit two ("0 months")."""
    if age.days is not None:
        return _group_of_days(age.days)
    months = age.months if age.months is not None else (age.years or 0) * 12
    return _group_of_months(months) if months > 0 else None


def age_group_told(born: date | None, died: date | None, age: Age | None) -> AgeGroup | None:
    """The age group of a death as reported: by the two dates where they make sense, else by the age, else None."""
    if born and died and born <= died:
        return age_group(born, died)
    return age_group_of_age(age) if age else None


def _group_of_days(days: int) -> AgeGroup:
    if days < 7:
        return AgeGroup.EARLY_NEONATAL
    if days < 28:
        return AgeGroup.LATE_NEONATAL
    return _group_of_months(max(1, int(days / DAYS_IN_YEAR * 12)))


def _group_of_months(months: int) -> AgeGroup:
    if months < 12:
        return AgeGroup.POST_NEONATAL
    return AgeGroup.CHILD if months < 60 else AgeGroup.OVER_FIVE
