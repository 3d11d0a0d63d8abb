"""A week's counts by village, kept right by being counted from the reports as they stand."""

from collections.abc import Iterable, Mapping
from dataclasses import fields
from datetime import date

from sqlalchemy import ColumnElement, Connection, Integer, Select, and_, bindparam, case, cast, func, or_, select, union

from health.counts import LOW_BIRTH_WEIGHT_G, WeekCounts
from health.weeks import Week
from storage import reports
from storage.tables import birth, death, dose, place, report

Village = int | None


def _count(condition: ColumnElement[bool], name: str) -> ColumnElement[int]:
    return func.coalesce(func.sum(case((condition, 1), else_=0)), 0).label(name)


_IN_WEEK = and_(
    report.c.commune_id == bindparam("commune"),
    report.c.counted_on.between(bindparam("first"), bindparam("last")),
    report.c.state == "recorded",
)
_BIRTHS = (
    select(
        report.c.village_id,
        func.count().label("births"),
        _count(birth.c.sex == "m", "births_male"),
        _count(birth.c.sex == "f", "births_female"),
        _count(birth.c.weight_g < LOW_BIRTH_WEIGHT_G, "low_birth_weight"),
        _count(birth.c.weight_g.is_not(None), "weighed"),
        _count(birth.c.place == "home", "home_births"),
    )
    .join(birth, birth.c.report_id == report.c.id)
    .where(_IN_WEEK)
    .group_by(report.c.village_id)
)
_OF_CHILD = and_(death.c.stillbirth.is_(False), death.c.maternal.is_(False))
_UNDER_FIVE = and_(_OF_CHILD, or_(death.c.age_group.is_(None), death.c.age_group != "over_five"))
_DEATHS = (
    select(
        report.c.village_id,
        _count(_UNDER_FIVE, "deaths_under5"),
        _count(and_(_OF_CHILD, death.c.age_group == "early_neonatal"), "deaths_early_neonatal"),
        _count(and_(_OF_CHILD, death.c.age_group == "late_neonatal"), "deaths_late_neonatal"),
        _count(and_(_OF_CHILD, death.c.age_group == "post_neonatal"), "deaths_post_neonatal"),
        _count(and_(_OF_CHILD, death.c.age_group == "child"), "deaths_child"),
        _count(and_(_OF_CHILD, death.c.age_group.is_(None)), "deaths_age_unknown"),
        _count(death.c.stillbirth.is_(True), "stillbirths"),
        _count(death.c.maternal.is_(True), "maternal_deaths"),
    )
    .join(death, death.c.report_id == report.c.id)
    .where(_IN_WEEK)
    .group_by(report.c.village_id)
)
_GIVEN_HERE = dose.c.flags.not_like("%elsewhere%")  # before the child came: of its series, none of this commune's
_DOSES = (
    select(
        report.c.village_id,
        func.coalesce(func.sum(dose.c.count), 0).label("doses"),
        func.count(func.distinct(report.c.child_id)).label("children_vaccinated"),
    )
    .join(dose, dose.c.report_id == report.c.id)
    .where(_IN_WEEK, _GIVEN_HERE)
    .group_by(report.c.village_id)
)
_TALLIES = (  # without names: the largest tally of a message stands for its children
    select(report.c.village_id, report.c.inbox_id, func.max(dose.c.count).label("children"))
    .join(dose, dose.c.report_id == report.c.id)
    .where(_IN_WEEK, report.c.child_id.is_(None))
    .group_by(report.c.village_id, report.c.inbox_id)
)
_vaccinated = (
    select(report.c.child_id, report.c.village_id)
    .join(dose, dose.c.report_id == report.c.id)
    .where(_IN_WEEK, _GIVEN_HERE, report.c.child_id.is_not(None))
    .distinct()
    .subquery()
)
_IN_SEVERAL = select(func.count() - func.count(func.distinct(_vaccinated.c.child_id))).select_from(_vaccinated)
_QUALITY = (
    select(
        report.c.village_id,
        _count(report.c.missing != "", "incomplete"),
        func.coalesce(func.sum(cast(report.c.late, Integer)), 0).label("late"),
    )
    .where(_IN_WEEK)
    .group_by(report.c.village_id)
)
_TOLD = and_(
    report.c.commune_id == bindparam("commune"), report.c.state != "withdrawn", report.c.village_id.is_not(None)
)
_REPORTED = union(  # an OR of the two spans would read the commune's whole history
    select(report.c.village_id).where(_TOLD, report.c.received_on.between(bindparam("first"), bindparam("last"))),
    select(report.c.village_id).where(_TOLD, report.c.counted_on.between(bindparam("first"), bindparam("last"))),
)
_LAST_OF_VILLAGE = (
    select(func.max(report.c.received_on))
    .where(report.c.village_id == place.c.id, report.c.state != "withdrawn", report.c.received_on <= bindparam("last"))
    .scalar_subquery()
)
_LAST_HEARD = select(place.c.id.label("village_id"), _LAST_OF_VILLAGE.label("day")).where(
    place.c.commune_id == bindparam("commune"), place.c.kind == "village"
)
_RECEIVED = (
    select(report.c.received_on)
    .where(
        report.c.village_id == bindparam("village"),
        report.c.state != "withdrawn",
        report.c.received_on.between(bindparam("first"), bindparam("last")),
    )
    .distinct()
    .order_by(report.c.received_on)
)
_EVENTS = (
    select(report.c.id)
    .where(
        report.c.village_id == bindparam("village"),
        report.c.state == "recorded",
        report.c.kind != "zero",
        report.c.counted_on.between(bindparam("first"), bindparam("last")),
    )
    .order_by(report.c.id)
)
_SENT_BY = (
    select(report.c.id)
    .where(
        report.c.reporter_id == bindparam("person"),
        report.c.state != "withdrawn",
        report.c.received_on.between(bindparam("first"), bindparam("last")),
    )
    .order_by(report.c.id)
)


def _span(week: Week) -> dict[str, date]:
    return {"first": week.monday, "last": week.sunday}


def counts(conn: Connection, commune_id: int, week: Week) -> dict[Village, WeekCounts]:
    """The counts of each village that had anything; under None what belongs to no village."""
    at = {"commune": commune_id, **_span(week)}
    rows: dict[Village, dict[str, int]] = {}
    for query in (_BIRTHS, _DEATHS, _DOSES, _QUALITY):
        _gather(rows, _read(conn, query, at))
    for row in conn.execute(_TALLIES, at):
        village = rows.setdefault(row.village_id, {})
        village["children_vaccinated"] = village.get("children_vaccinated", 0) + row.children
    return {village: WeekCounts(**numbers) for village, numbers in rows.items()}


def vaccinated_in_several(conn: Connection, commune_id: int, week: Week) -> int:
    """How often a child is vaccinated in one more village: the commune counts each child once."""
    return int(conn.execute(_IN_SEVERAL, {"commune": commune_id, **_span(week)}).scalar_one())


def _read(conn: Connection, query: Select[tuple[object, ...]], at: Mapping[str, object]) -> Iterable[Mapping[str, int]]:
    return [dict(row._mapping) for row in conn.execute(query, dict(at))]


def _gather(rows: dict[Village, dict[str, int]], found: Iterable[Mapping[str, int]]) -> None:
    names = {field.name for field in fields(WeekCounts)}
    for row in found:
        numbers = rows.setdefault(row["village_id"], {})
        numbers.update({name: int(value) for name, value in row.items() if name in names})


def villages_heard(conn: Connection, commune_id: int, week: Week) -> frozenset[int]:
    """Villages about which something was received in the week, or happened in it."""
    return frozenset(conn.execute(_REPORTED, {"commune": commune_id, **_span(week)}).scalars())


def last_heard(conn: Connection, commune_id: int, week: Week) -> dict[int, date]:
    """For each village ever heard of, the last local date of a report up to the end of the week."""
    rows = conn.execute(_LAST_HEARD, {"commune": commune_id, "last": week.sunday})
    return {row.village_id: row.day for row in rows if row.day}


def days_received(conn: Connection, village_id: int, week: Week) -> tuple[date, ...]:
    """The days of the week on which something about the village was received."""
    return tuple(conn.execute(_RECEIVED, {"village": village_id, **_span(week)}).scalars())


def events_of_village(conn: Connection, village_id: int, week: Week) -> tuple[reports.Report, ...]:
    """Births, deaths and doses of a village that count in the week."""
    found = conn.execute(_EVENTS, {"village": village_id, **_span(week)}).scalars().all()
    return tuple(reports.get(conn, report_id) for report_id in found)


def sent_by(conn: Connection, person_id: int, week: Week) -> tuple[reports.Report, ...]:
    """What a person sent in the week, quiet weeks included."""
    found = conn.execute(_SENT_BY, {"person": person_id, **_span(week)}).scalars().all()
    return tuple(reports.get(conn, report_id) for report_id in found)
