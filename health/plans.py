"""Plans that a station follows: every printed target with its source line."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from health.data_files import Entry, read_toml
from health.faults import Problem


class Comparator(StrEnum):
    """How a figure is held against the target."""

    BELOW = "<"
    AT_MOST = "<="
    ABOVE = ">"
    AT_LEAST = ">="  # also where a plan prints a bare number after "đạt"
    INCREASE_BY = "increase_by"  # over a baseline that the station gives


@dataclass(frozen=True, slots=True)
class Target:
    """One printed target."""

    id: str
    concept: str  # what is measured, the same in every plan
    label: str  # short, Vietnamese
    comparator: Comparator
    values: Mapping[int, float]  # by year; a year without a figure is left out
    unit: str  # "percent", "per_1000_live_births" ...
    numerator: str  # Vietnamese
    denominator: str
    needs: tuple[str, ...]  # what it is measured from: births, deaths, awareness_quiz ...
    line: int  # of the source document
    note: str = ""


@dataclass(frozen=True, slots=True)
class Plan:
    """One plan."""

    id: str
    version: str
    title: str
    place: str
    level: str  # commune, ward, district, city
    document: str
    follows: str  # the plan it carries out
    source: str  # the text that `line` counts in
    first_year: int
    last_year: int
    awareness_topics: tuple[str, ...]
    targets: tuple[Target, ...]

    @property
    def concepts(self) -> frozenset[str]:
        """All that it measures."""
        return frozenset(target.concept for target in self.targets)


def parse_plan(text: str, file: str) -> Plan:
    """The plan of a TOML file. Raises DataError."""
    data = read_toml(text, file, "target")
    head = data.head.only(
        "id", "version", "title", "place", "level", "document", "follows", "source", "first_year", "last_year",
        "awareness_topics",
    )  # fmt: skip
    return Plan(
        id=head.text("id"),
        version=head.text("version"),
        title=head.text("title"),
        place=head.text("place"),
        level=head.text("level"),
        document=head.text("document"),
        follows=head.text("follows"),
        source=head.text("source"),
        first_year=head.number("first_year"),
        last_year=head.number("last_year"),
        awareness_topics=head.texts("awareness_topics"),
        targets=_targets(data.entries),
    )


def _targets(entries: tuple[Entry, ...]) -> tuple[Target, ...]:
    targets: dict[str, Target] = {}
    for entry in entries:
        target = _target(entry)
        if target.id in targets:
            raise entry.error(Problem.DUPLICATE, "id", target.id)
        targets[target.id] = target
    return tuple(targets.values())


def _target(entry: Entry) -> Target:
    entry.only(
        "id", "concept", "label", "comparator", "values", "unit", "numerator", "denominator", "needs", "line", "note"
    )
    return Target(
        id=entry.text("id"),
        concept=entry.text("concept"),
        label=entry.text("label"),
        comparator=entry.choice("comparator", Comparator),
        values=entry.figures("values"),
        unit=entry.text("unit"),
        numerator=entry.text("numerator"),
        denominator=entry.text("denominator"),
        needs=entry.texts("needs"),
        line=entry.number("line"),
        note=entry.text("note", ""),
    )
