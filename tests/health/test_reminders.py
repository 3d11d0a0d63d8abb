"""What a family hears of doses, the day after them and the registration, day by day."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from health.reminders import NAMES_DAY, REGISTRATION, Case, Moment, Notice, next_day, notices, stands
from health.schedule import DoseFlag, GivenDose, judge_dose
from health.sessions import Sessions, parse_session
from health.shipped import load_schedule

SCHEDULE = load_schedule()
ALL_ON = replace(SCHEDULE, doses=tuple(replace(dose, on=True) for dose in SCHEDULE.doses))
DAYS = Sessions(tuple(map(parse_session, ("5", "20"))))
BORN = date(2026, 3, 10)
WRONG_TIME = {DoseFlag.EARLY, DoseFlag.TOO_EARLY, DoseFlag.TOO_CLOSE, DoseFlag.PAST_MAX_AGE}


def on(text: str) -> date:
    return date.fromisoformat(text)


def gave(vaccine: str, order: int, day: str) -> GivenDose:
    return GivenDose(vaccine, order, on(day))


BCG = gave("BCG", 1, "2026-03-20")


def lived(case: Case, until: date, since: date | None = None) -> list[Notice]:
    """Everything that is said on the days from one to another, looked at on each."""
    told: list[Notice] = list(case.told)
    day = since or case.born
    while day < until:
        told += notices(replace(case, told=told), day)
        day += timedelta(days=1)
    return told


def about(vaccine: str, told: Iterable[Notice]) -> list[tuple[str, str, str]]:
    return [(str(one.said_on), one.moment.value, str(one.day)) for one in told if one.subject == vaccine]


FIVE = "DTP-HB-Hib"


def test_a_dose_is_spoken_of_three_times_and_no_more() -> None:
    told = lived(Case(BORN, (BCG,), SCHEDULE, DAYS), on("2026-09-01"))
    assert about(FIVE, told) == [
        ("2026-05-17", "before", "2026-05-20"),
        ("2026-05-20", "day", "2026-05-20"),
        ("2026-05-27", "missed", "2026-05-20"),
    ]


def test_after_a_dose_the_next_is_counted_from_it() -> None:
    late = gave(FIVE, 1, "2026-06-20")
    told = lived(Case(BORN, (BCG, late), SCHEDULE, DAYS), on("2026-08-01"), on("2026-06-21"))
    assert about(FIVE, told)[:3] == [
        ("2026-06-21", "after", "2026-06-20"),
        ("2026-07-17", "before", "2026-07-20"),
        ("2026-07-20", "day", "2026-07-20"),
    ]
    assert {one.order for one in told if one.subject == FIVE and one.moment in NAMES_DAY} == {2}


@pytest.mark.parametrize(
    ("since", "heard"),
    [
        ("2026-05-18", [("2026-05-18", "before"), ("2026-05-20", "day")]),  # late, and still of use
        ("2026-05-20", [("2026-05-20", "day"), ("2026-05-27", "missed")]),
        ("2026-05-21", [("2026-06-02", "before"), ("2026-06-05", "day")]),  # the series is picked up
    ],
)
def test_who_is_looked_at_late_hears_what_is_still_of_use(since: str, heard: list[tuple[str, str]]) -> None:
    told = lived(Case(BORN, (BCG,), SCHEDULE, DAYS), on("2026-06-06"), on(since))
    assert [each[:2] for each in about(FIVE, told)][:2] == heard


def test_who_agrees_on_an_immunisation_day_is_not_sent_there_at_once() -> None:
    case = Case(BORN, (BCG,), SCHEDULE, DAYS, agreed_on=on("2026-05-20"))
    assert [one.subject for one in notices(case, on("2026-05-20"))] == []


def test_whoever_was_told_of_a_day_hears_that_it_was_moved() -> None:
    told = lived(Case(BORN, (BCG,), SCHEDULE, DAYS), on("2026-05-18"))
    moved = replace(DAYS, moves=((on("2026-05-20"), on("2026-05-25")),))
    after = lived(Case(BORN, (BCG,), SCHEDULE, moved, told), on("2026-06-10"), on("2026-05-18"))
    assert about(FIVE, after)[1:] == [
        ("2026-05-18", "moved", "2026-05-25"),
        ("2026-05-22", "before", "2026-05-25"),
        ("2026-05-25", "day", "2026-05-25"),
        ("2026-06-01", "missed", "2026-05-25"),
    ]


def test_a_day_moved_before_the_dose_is_due_gives_way_to_the_next() -> None:
    told = lived(Case(BORN, (BCG,), SCHEDULE, DAYS), on("2026-05-18"))
    born_later = on("2026-03-19")  # corrected since: due from 19 May
    moved = replace(DAYS, moves=((on("2026-05-20"), on("2026-05-18")),))
    after = notices(Case(born_later, (BCG,), SCHEDULE, moved, told), on("2026-05-18"))
    assert [(one.moment, one.day) for one in after if one.subject == FIVE] == [(Moment.MOVED, on("2026-06-05"))]


def test_past_the_maximum_age_the_station_is_told_once() -> None:
    told = lived(Case(BORN, (), SCHEDULE, DAYS), on("2027-06-01"), on("2027-02-01"))
    assert about("BCG", told) == [
        ("2027-02-02", "before", "2027-02-05"),
        ("2027-02-05", "day", "2027-02-05"),
        ("2027-02-12", "missed", "2027-02-05"),
        ("2027-03-06", "ended", "2027-03-10"),  # no immunisation day is left before it
    ]


def test_what_ended_long_ago_is_no_news() -> None:
    assert about("BCG", notices(Case(BORN, (), SCHEDULE, DAYS), on("2027-04-20"))) == []


def test_doses_of_birth_and_vaccines_switched_off_are_silent() -> None:
    told = {one.subject for one in lived(Case(BORN, (), SCHEDULE, DAYS), on("2028-01-01"))}
    assert not told & {"HepB0", "Rota", "PCV"}
    assert {"Rota", "PCV"} <= {one.subject for one in lived(Case(BORN, (), ALL_ON, DAYS), on("2026-08-01"))}


def test_a_station_without_days_reminds_of_none() -> None:
    told = lived(Case(BORN, (), SCHEDULE, Sessions(())), on("2027-06-01"))
    assert {one.subject for one in told} == {REGISTRATION}


@pytest.mark.parametrize(
    ("given_on", "asked"),
    [("2026-06-05", True), ("2026-06-04", True), ("2026-06-03", True), ("2026-06-02", False), ("2026-06-06", False)],
)
def test_the_day_after_is_asked_about_for_three_days(given_on: str, asked: bool) -> None:
    case = Case(BORN, (gave("OPV", 1, given_on),), SCHEDULE, DAYS)
    found = [one for one in notices(case, on("2026-06-06")) if one.moment is Moment.AFTER]
    assert [one.day for one in found] == ([on(given_on)] if asked else [])
    assert not [one for one in notices(replace(case, told=found), on("2026-06-06")) if one.moment is Moment.AFTER]


def test_the_registration_is_spoken_of_twice_unless_it_is_done() -> None:
    case = Case(BORN, (), SCHEDULE, Sessions(()))
    assert about(REGISTRATION, lived(case, on("2026-07-01"))) == [
        ("2026-04-09", "first", "2026-03-10"),
        ("2026-04-29", "second", "2026-03-10"),
    ]
    done = Notice(REGISTRATION, 0, Moment.DONE, BORN, on("2026-04-10"))
    assert len(about(REGISTRATION, lived(replace(case, told=(done,)), on("2026-07-01")))) == 1


@pytest.mark.parametrize(
    ("notice", "today", "true"),
    [
        (Notice(FIVE, 1, Moment.BEFORE, on("2026-05-20"), on("2026-05-17")), "2026-05-19", True),
        (Notice(FIVE, 1, Moment.BEFORE, on("2026-05-20"), on("2026-05-17")), "2026-05-21", False),  # gone by
        (Notice(FIVE, 1, Moment.BEFORE, on("2026-05-19"), on("2026-05-17")), "2026-05-18", False),  # moved away
        (Notice("BCG", 1, Moment.DAY, on("2026-05-20"), on("2026-05-20")), "2026-05-20", False),  # given
        (Notice(FIVE, 1, Moment.MISSED, on("2026-05-20"), on("2026-05-27")), "2026-05-28", True),
        (Notice(FIVE, 2, Moment.MISSED, on("2026-05-20"), on("2026-05-27")), "2026-05-28", False),
        (Notice("BCG", 1, Moment.AFTER, on("2026-03-20"), on("2026-03-21")), "2026-03-21", True),
        (Notice("OPV", 1, Moment.AFTER, on("2026-03-20"), on("2026-03-21")), "2026-03-21", False),  # taken back
        (Notice(REGISTRATION, 0, Moment.SECOND, BORN, on("2026-04-29")), "2026-05-09", True),
        (Notice(REGISTRATION, 0, Moment.SECOND, BORN, on("2026-04-29")), "2026-05-10", False),  # 61 days
    ],
)
def test_what_is_still_true_when_it_leaves(notice: Notice, today: str, true: bool) -> None:
    assert stands(notice, Case(BORN, (BCG,), SCHEDULE, DAYS), on(today)) is true


@given(
    born=st.dates(date(2025, 1, 1), date(2026, 12, 31)),
    rules=st.sets(st.sampled_from(("5", "20", "31", "thứ 4", "thứ 6 tuần 1")), min_size=1),
    waits=st.lists(st.tuples(st.sampled_from((FIVE, "OPV", "BCG", "JE")), st.integers(0, 200)), max_size=6),
    since=st.integers(0, 400),
)
@example(born=date(2025, 1, 1), rules={"5"}, waits=[], since=280)  # the last day before a maximum age goes by unused
def test_days_that_are_named_are_right_for_the_dose(
    born: date, rules: set[str], waits: list[tuple[str, int]], since: int
) -> None:
    """Never early, never past the maximum age, each moment once; and the day on which to look is never too late."""
    orders = dict.fromkeys((vaccine for vaccine, _ in waits), 0)
    history = []
    for vaccine, wait in sorted(waits, key=lambda each: each[1]):
        orders[vaccine] += 1
        history.append(GivenDose(vaccine, orders[vaccine], born + timedelta(days=wait)))
    days = Sessions(tuple(map(parse_session, sorted(rules))))
    start = born + timedelta(days=since)
    case = Case(born, tuple(history), SCHEDULE, days)
    told = lived(case, start + timedelta(days=60), start)
    assert len({(one.subject, one.order, one.moment, one.day) for one in told}) == len(told)
    for one in told:
        if one.moment in NAMES_DAY:
            assert not judge_dose(one.subject, one.order, one.day, born, tuple(history), SCHEDULE) & WRONG_TIME
            assert days.on(one.day)
    assert _looked_at_when_planned(case, start) == told


def _looked_at_when_planned(case: Case, start: date) -> list[Notice]:
    told: list[Notice] = []
    day: date | None = start
    while day and day < start + timedelta(days=60):
        told += notices(replace(case, told=told), day)
        day = next_day(replace(case, told=told), day)
    return told
