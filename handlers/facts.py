"""From a reading to the facts of a report: plain values, what is missing, what is unsure, what is doubted."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta

from health.ages import age_group_told
from health.events import Age, ReportKind
from health.plausible import Told, doubts
from messages.formfile import load_forms
from messages.forms import Draft, missing
from messages.marks import Part, parts_of
from messages.reading.understanding import Doubt, DoubtReason, Found, ReportReading, Value

DATE_FIELD = {
    ReportKind.BIRTH: "date_of_birth",
    ReportKind.DEATH: "date",
    ReportKind.VACCINATION: "date",
    ReportKind.PREGNANCY: "date",  # of a loss
}
WHEN = frozenset({"date_of_birth", "date", "age"})  # they can stand against each other
FACT_FIELDS = {
    ReportKind.BIRTH: ("sex", "weight_g", "place", "attendant", "mother", "name"),
    ReportKind.DEATH: ("sex", "date_of_birth", "place", "cause", "stillbirth", "maternal", "mother", "name"),
    ReportKind.VACCINATION: ("vaccine", "dose", "count", "mother", "name"),
    ReportKind.PREGNANCY: ("due_on", "weeks", "checkups", "lost", "mother"),
}


@dataclass(frozen=True, slots=True)
class Facts:
    """One report as it can be stored."""

    kind: ReportKind
    values: Mapping[str, Value]  # by the names of the reading
    unsure: frozenset[str] = frozenset()
    doubts: tuple[Doubt, ...] = ()
    parts: tuple[Part, ...] = ()  # where the message in hand says them

    def get(self, field: str) -> Value | None:
        """The value of a field, if it was given."""
        return self.values.get(field)

    def text(self, field: str) -> str | None:
        """A value that is text."""
        value = self.values.get(field)
        return str(value) if value is not None else None

    def day(self, field: str) -> date | None:
        """A value that is a date."""
        value = self.values.get(field)
        return value if isinstance(value, date) else None

    @property
    def event_on(self) -> date | None:
        """The date of the event."""
        return self.day(DATE_FIELD[self.kind])

    @property
    def age(self) -> Age | None:
        """The age told, of a death."""
        value = self.values.get("age")
        return value if isinstance(value, Age) else None


def facts_of(reading: ReportReading, kind: ReportKind, today: date) -> Facts:
    """The facts that a reading gives, without those that cannot be."""
    values = {field: _proper(field, found.value) for field, found in reading.fields.items()}
    unsure = frozenset(field for field, found in reading.fields.items() if not found.sure)
    return _without_impossible(Facts(kind, values, unsure, reading.doubts, parts_of(reading.fields)), today)


def _proper(field: str, value: Value) -> Value:
    """A name typed in small letters or capitals alone is written as names are."""
    if field not in ("mother", "name") or not isinstance(value, str):
        return value
    return value.title() if value.islower() or value.isupper() else value


def merged(facts: Facts, found: Mapping[str, Found], more: Iterable[Doubt], today: date) -> Facts:
    """The facts with values added or changed by a later message; one that cannot be leaves what was known."""
    told = {field: _proper(field, each.value) for field, each in found.items()}
    strange = _impossible(replace(facts, values={**facts.values, **told}), today)
    blamed = strange.keys() & told.keys() or (told.keys() & WHEN if strange else set())
    if blamed:
        asked = [_doubt(field, told[field], strange.get(field, DoubtReason.IMPLAUSIBLE)) for field in sorted(blamed)]
        rest = {field: each for field, each in found.items() if field not in blamed}
        return merged(facts, rest, (*more, *asked), today)
    unsure = (facts.unsure - told.keys()) | {field for field, each in found.items() if not each.sure}
    return Facts(facts.kind, {**facts.values, **told}, frozenset(unsure), tuple(more), parts_of(found))


def missing_of(facts: Facts) -> tuple[str, ...]:
    """The fields still to ask for, in the order of the kind's form."""
    return tuple(field.name for field in missing(load_forms()[facts.kind.value], Draft(facts.values)))


def columns_of(facts: Facts) -> dict[str, object]:
    """The facts by the column names of the report's kind."""
    columns: dict[str, object] = {field: facts.get(field) for field in FACT_FIELDS[facts.kind]}
    if facts.kind is ReportKind.VACCINATION:
        columns["order"] = columns.pop("dose")
        columns["count"] = facts.get("count") or 1
    if facts.kind is ReportKind.PREGNANCY:
        columns["lost"] = bool(facts.get("lost"))
    if facts.kind is ReportKind.DEATH:
        group = age_group_told(facts.day("date_of_birth"), facts.day("date"), facts.age)
        columns |= {"stillbirth": bool(facts.get("stillbirth")), "maternal": bool(facts.get("maternal"))}
        columns |= {"age_days": None, "age_months": None, "age_group": group.value if group else None}
        if facts.age:
            months = facts.age.months if facts.age.years is None else facts.age.years * 12
            columns |= {"age_days": facts.age.days, "age_months": months}
    return columns


def _without_impossible(facts: Facts, today: date) -> Facts:
    """Values that cannot be are taken out and asked about, never stored silently."""
    strange = _impossible(facts, today)
    values = {field: value for field, value in facts.values.items() if field not in strange}
    asked = tuple(_doubt(field, facts.values[field], reason) for field, reason in strange.items())
    parts = tuple(part for part in facts.parts if part.field in values)
    return replace(facts, values=values, doubts=facts.doubts + asked, parts=parts)


def _impossible(facts: Facts, today: date) -> dict[str, DoubtReason]:
    """Fields whose value cannot be, or stands against another, and why."""
    weight = facts.get("weight_g")
    told = Told(
        born=facts.day("date_of_birth"),
        event_on=None if facts.kind is ReportKind.BIRTH else facts.event_on,
        weight_g=weight if isinstance(weight, int) else None,
        age=None if facts.get("maternal") else facts.age,
    )
    strange = {_field_of(doubt.field, facts.kind): _reason(str(doubt.reason)) for doubt in doubts(told, today)}
    return {field: reason for field, reason in strange.items() if field in facts.values}


def _doubt(field: str, value: Value, reason: DoubtReason) -> Doubt:
    return Doubt(field, reason, _said(value))


def _field_of(doubted: str, kind: ReportKind) -> str:
    return {"born": "date_of_birth", "event_on": DATE_FIELD[kind]}.get(doubted, doubted)


def _reason(reason: str) -> DoubtReason:
    return DoubtReason.FUTURE if reason == "future" else DoubtReason.IMPLAUSIBLE


def _said(value: Value) -> str:
    if isinstance(value, date):
        return f"{value.day}/{value.month}/{value.year}"
    if isinstance(value, Age):
        return next(
            f"{n} {unit}"
            for n, unit in ((value.days, "ngày"), (value.months, "tháng"), (value.years, "tuổi"))
            if n is not None
        )
    return str(value)


def likely_birth(facts: Facts, received_on: date) -> date | None:
    """The date of birth of a child who died, as far as it follows from what was told."""
    born, died, age = facts.day("date_of_birth"), facts.day("date") or received_on, facts.age
    if born or not age or age.days is None:
        return born
    return died - timedelta(days=age.days)
