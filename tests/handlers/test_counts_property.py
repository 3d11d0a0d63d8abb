"""The counts that are shown equal a plain recount of what was told, whatever was told, corrected and undone."""

import json
import re
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from sqlalchemy import select

from handlers.facts import Facts, missing_of
from handlers.weeks import commune_week
from health.ages import age_group_told
from health.counts import BirthFact, DeathFact, DoseFact, Fact, WeekCounts, ZeroFact, recount
from health.events import Age, Place, ReportKind, Sex
from health.local_time import local_date
from health.weeks import Week
from storage.changes import ChangeKind
from storage.engine import Connection, Engine
from storage.tables import change, place, report
from tests.support.histories import HISTORIES, Step, Teller
from tests.support.moments import TODAY
from tests.support.stations import Station


def tries(examples: int) -> settings:
    """A run of so many histories."""
    return settings(max_examples=examples, deadline=None, suppress_health_check=list(HealthCheck))


STATES = {  # the state of a report after a line of its trail; the others leave it as it was
    ChangeKind.CONFIRMED: "recorded",
    ChangeKind.APART: "recorded",
    ChangeKind.DENIED: "withdrawn",
    ChangeKind.JOINED: "withdrawn",
    ChangeKind.WITHDRAWN: "withdrawn",
}
_REPORTS = (
    select(report, place.c.code.label("village"))
    .outerjoin(place, place.c.id == report.c.village_id)
    .order_by(report.c.id)
)
_DAY = re.compile(r"\d{4}-\d\d-\d\d")
_AGE = re.compile(r"Age\(days=(\w+), months=(\w+), years=(\w+)\)")


def value_of(written: Any) -> Any:
    """A value as the trail writes it."""
    if isinstance(written, str) and _DAY.fullmatch(written):
        return date.fromisoformat(written)
    if isinstance(written, str) and (age := _AGE.fullmatch(written)):
        return Age(*(None if part == "None" else int(part) for part in age.groups()))
    return written


def events(conn: Connection) -> Iterator[tuple[bool, Fact]]:
    """Every report rebuilt from the lines of its trail: whether it counts, and what it says."""
    for row in conn.execute(_REPORTS).all():
        values: dict[str, Any] = {}
        state = withdrawn_from = "recorded"
        for line in conn.execute(select(change).where(change.c.report_id == row.id).order_by(change.c.id)).all():
            what = ChangeKind(line.what)
            after = {name: value_of(value) for name, value in json.loads(line.after).items()}
            told = after.pop("state", state)
            if what is ChangeKind.WITHDRAWN:
                withdrawn_from = json.loads(line.before)["state"]
            state = withdrawn_from if what is ChangeKind.RESTORED else STATES.get(what, told)
            values |= after
        yield state == "recorded", fact_of(row, {name: value for name, value in values.items() if value is not None})


def fact_of(row: Any, values: dict[str, Any]) -> Fact:
    """One report as the recount takes it."""
    kind = ReportKind(row.kind)
    own = {"village": values.get("village"), "received_on": local_date(row.received_at), "event_on": None}
    if kind is ReportKind.ZERO:
        return ZeroFact(**{**own, "village": row.village})
    own["incomplete"] = bool(missing_of(Facts(kind, values)))
    if kind is ReportKind.BIRTH:
        sex, place = values.get("sex"), values.get("place")
        own |= {"event_on": values.get("date_of_birth"), "weight_g": values.get("weight_g")}
        return BirthFact(**own, sex=Sex(sex) if sex else None, place=Place(place) if place else None)
    own["event_on"] = values.get("date")
    if kind is ReportKind.DEATH:
        group = age_group_told(values.get("date_of_birth"), values.get("date"), values.get("age"))
        flags = {name: bool(values.get(name)) for name in ("stillbirth", "maternal")}
        return DeathFact(**own, age_group=group, **flags)
    return DoseFact(**own, child=row.child_id, count=values.get("count") or 1, message=row.inbox_id)


def differences(shown: WeekCounts, plain: WeekCounts) -> dict[str, tuple[int, int]]:
    """What is shown and what a recount gives, where the two differ."""
    both = {name: (getattr(shown, name), getattr(plain, name)) for name in WeekCounts.__slots__}
    return {name: pair for name, pair in both.items() if pair[0] != pair[1]}


def check(conn: Connection, history: list[Step]) -> None:
    """Play a history and compare every week of it."""
    station = Station(conn)
    teller = Teller(station)
    teller.play(history)
    told = list(events(conn))
    counting = [fact for counts, fact in told if counts]
    week = Week.of(TODAY - timedelta(days=40))
    while week <= Week.of(teller.today):
        shown = commune_week(conn, station.commune, week)
        plain = recount(counting, week, [one.place.code for one in shown.villages])
        assert differences(shown.total, plain.total) == {}
        for one in shown.villages:
            assert differences(one.counts, plain.villages[one.place.code]) == {}
        week = week.next()


@contextmanager
def undone(conn: Connection) -> Iterator[Connection]:
    """A connection whose changes are taken back."""
    with conn.begin_nested() as savepoint:
        yield conn
        savepoint.rollback()


@tries(80)
@given(HISTORIES)
def test_counts_equal_a_recount(sqlite_conn: Connection, history: list[Step]) -> None:
    with undone(sqlite_conn):
        check(sqlite_conn, history)


@tries(15)
@given(HISTORIES)
def test_the_same_on_postgresql(shared_postgresql: Engine, history: list[Step]) -> None:
    with shared_postgresql.connect() as conn, conn.begin(), undone(conn):
        check(conn, history)


@pytest.mark.prove
@pytest.mark.timeout(3600)
@tries(5000)
@given(HISTORIES)
def test_counts_equal_a_recount_of_many(sqlite_conn: Connection, history: list[Step]) -> None:
    with undone(sqlite_conn):
        check(sqlite_conn, history)
