"""What a caregiver is to the child, and how long somebody counts as young. Nobody has to tell either."""

from datetime import date
from enum import StrEnum

ADULT_AT = 18  # years


class Kin(StrEnum):
    """Who looks after the child, as they told it themselves or the village told it."""

    MOTHER = "mother"
    FATHER = "father"
    GRANDMOTHER = "grandmother"
    GRANDFATHER = "grandfather"
    GRANDPARENT = "grandparent"  # of whom it was not told which
    OTHER = "other"


PARENTS = frozenset((Kin.MOTHER, Kin.FATHER))


def young_until(age: int, told_on: date) -> date:
    """The last day on which somebody of this age in years may still be under 18; their birthday is not known."""
    year = told_on.year + ADULT_AT - age
    return date(year, 2, 28) if (told_on.month, told_on.day) == (2, 29) else told_on.replace(year=year)
