"""Danger signs to tiers: go now, go today, or care at home; in doubt the more urgent (clinical tables as data).

A sign of the newborn's table counts for who is under two months, or of unknown age; words of a newborn add that table.
"""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from enum import IntEnum, StrEnum

NEWBORN_BELOW_DAYS = 61  # under two months, the longer way of counting them
MOTHERS = "maternal"  # how the ids of a mother's signs begin


class Tier(IntEnum):
    """What to do; the greater is the more urgent."""

    HOME = 0  # care at home, with the signs to watch
    TODAY = 1  # go to the station today
    NOW = 2


class Who(StrEnum):
    """The table that is looked into."""

    NEWBORN = "newborn"
    CHILD = "child"
    MOTHER = "mother"


@dataclass(frozen=True, slots=True)
class Row:
    """One sign. In a table for which it has no tier it does not count."""

    id: str
    family: str  # signs of one family are one complaint: two of them are not two signs
    tiers: Mapping[Who, Tier]
    below_days: int  # younger than so many days: now, whatever the table says; 0 if age changes nothing
    raised: frozenset[Who]  # tables in which any other sign beside it means now


@dataclass(frozen=True, slots=True)
class Together:
    """Signs that mean more together: one of `any` beside one of `beside`."""

    id: str
    any: frozenset[str]
    beside: frozenset[str]
    who: frozenset[Who]
    tier: Tier


@dataclass(frozen=True, slots=True)
class Pace:
    """When the bot asks after an alarm; hours are local."""

    arrived_after: int  # hours
    arrived_last: int  # hour of the day; asked no later on the day of the alarm
    how: int  # hour of the next day
    how_late: int  # hour of the next day, if whether the child arrived was asked on that same day


@dataclass(frozen=True, slots=True)
class Triage:
    """The tables of the station; what is told by them is signed with them."""

    id: str
    version: str
    signed_off: str  # who and when; empty until the station has signed
    rows: Mapping[str, Row]
    together: tuple[Together, ...]
    breaths: tuple[tuple[int, int], ...]  # (below this age in days, so many breaths a minute are fast)
    pace: Pace


@dataclass(frozen=True, slots=True)
class Patient:
    """What is known of whom the signs are of."""

    age_days: int | None = None
    newborn_words: bool = False
    is_mother: bool = False


@dataclass(frozen=True, slots=True)
class Verdict:
    """A tier, and what decided it."""

    tier: Tier
    sign: str  # id of the sign; empty if no sign was known
    rule: str = ""  # id of the signs that mean more together


def judge(signs: Collection[str], patient: Patient, tables: Triage) -> Verdict:
    """The tier of these signs together. Nothing known of them is now."""
    tables_of = _tables(patient, signs)
    known = [tables.rows[sign] for sign in signs if sign in tables.rows]
    if len(known) < len(signs) or not signs:
        return Verdict(Tier.NOW, next((sign for sign in signs if sign not in tables.rows), ""))
    verdicts = [verdict for who in tables_of for verdict in _in_table(who, known, patient, tables)]
    return max(verdicts, key=lambda verdict: verdict.tier, default=Verdict(Tier.HOME, known[0].id))


def complaints(signs: Collection[str], tables: Triage) -> tuple[str, ...]:
    """The signs in the order told, of each family the gravest alone."""
    gravest: dict[str, str] = {}
    for sign in signs:
        row = tables.rows.get(sign)
        family = row.family if row else sign
        known = tables.rows.get(gravest.get(family, ""))
        if row is None or known is None or _weight(row) > _weight(known):
            gravest[family] = sign
    return tuple(sign for sign in dict.fromkeys(signs) if sign in gravest.values())


def _weight(row: Row) -> int:
    return sum(row.tiers.values())


def on_first_day(signs: Collection[str], age_days: int | None) -> tuple[str, ...]:
    """Jaundice of a child born today or yesterday is that of the first 24 hours."""
    first = age_days is not None and age_days <= 1
    return tuple("jaundice_first_day" if first and sign == "jaundice" else sign for sign in signs)


def fast_breaths(counted: int, age_days: int | None, tables: Triage) -> bool:
    """Whether so many breaths a minute are fast at this age; at an unknown one by the oldest's measure."""
    limits = [limit for below, limit in tables.breaths if age_days is None or age_days < below]
    return counted >= (limits[-1] if age_days is None else limits[0]) if limits else False


def _tables(patient: Patient, signs: Collection[str]) -> tuple[Who, ...]:
    if patient.is_mother:
        return (Who.MOTHER,)
    hers = (Who.MOTHER,) if any(sign.startswith(MOTHERS) for sign in signs) else ()
    if patient.age_days is None:
        return (*hers, Who.NEWBORN) if patient.newborn_words else (*hers, Who.NEWBORN, Who.CHILD)
    by_age = Who.NEWBORN if patient.age_days < NEWBORN_BELOW_DAYS else Who.CHILD
    return tuple(dict.fromkeys((*hers, by_age, *((Who.NEWBORN,) if patient.newborn_words else ()))))


def _in_table(who: Who, signs: list[Row], patient: Patient, tables: Triage) -> Iterator[Verdict]:
    """What one table says, the signs alone and together."""
    here = [row for row in signs if who in row.tiers]
    for row in here:
        yield Verdict(_alone(row, who, patient), row.id)
    for row in here:
        others = (one for one in here if one.family != row.family and _alone(one, who, patient) >= Tier.TODAY)
        if who in row.raised and any(others):
            yield Verdict(Tier.NOW, row.id, "any_other")
    named = {row.id for row in signs}
    for rule in tables.together:
        if who in rule.who and (found := named & rule.any) and (named - found) & rule.beside:
            yield Verdict(rule.tier, min(found), rule.id)


def _alone(row: Row, who: Who, patient: Patient) -> Tier:
    young = patient.age_days is None or patient.age_days < row.below_days
    return Tier.NOW if row.below_days and young and who is not Who.MOTHER else row.tiers[who]
