from dataclasses import fields, replace
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from health.ages import AgeGroup
from health.counts import BirthFact, DeathFact, DoseFact, WeekCounts, ZeroFact, count, recount, silent_streak
from health.events import Place, Sex
from health.weeks import Week

MONDAY = date(2026, 4, 20)
WEEK = Week.of(MONDAY)
VILLAGES = ("B01", "B02", "B03")
GIRL = BirthFact(
    village="B01", event_on=MONDAY, received_on=MONDAY, sex=Sex.FEMALE, weight_g=3100, place=Place.FACILITY
)


def on(day):
    return MONDAY + timedelta(days=day)


def counted(*facts):
    """The counts that are not nought."""
    counts = recount(facts, WEEK, VILLAGES).total
    return {f.name: getattr(counts, f.name) for f in fields(counts) if getattr(counts, f.name)}


BORN = {"births": 1, "births_female": 1, "weighed": 1}
DEATH = DeathFact(village="B01", event_on=MONDAY, received_on=MONDAY)
DOSE = DoseFact(village="B01", event_on=MONDAY, received_on=MONDAY, child=1)
TALLY = DoseFact(village="B01", event_on=MONDAY, received_on=MONDAY, count=12, message=7)


@pytest.mark.parametrize(
    ("facts", "counts"),
    [
        ([GIRL], BORN),
        ([replace(GIRL, weight_g=2499)], BORN | {"low_birth_weight": 1}),
        ([replace(GIRL, weight_g=2500)], BORN),
        ([replace(GIRL, weight_g=None)], {"births": 1, "births_female": 1}),
        ([replace(GIRL, place=Place.HOME)], BORN | {"home_births": 1}),
        ([replace(GIRL, place=Place.OTHER)], BORN),
        ([replace(GIRL, sex=None, incomplete=True)], {"births": 1, "weighed": 1, "incomplete": 1}),
        ([replace(GIRL, event_on=on(-1))], {}),  # the Sunday before
        ([replace(GIRL, event_on=on(7))], {}),
        ([replace(GIRL, event_on=on(6))], BORN),
        ([replace(GIRL, event_on=None)], BORN),  # in the week it was received
        ([replace(GIRL, event_on=None, received_on=on(8))], {}),
        ([replace(GIRL, received_on=on(7))], BORN),
        ([replace(GIRL, received_on=on(8))], BORN | {"late": 1}),
        ([replace(GIRL, village=None)], BORN),  # no village known: the commune counts it
        ([DEATH], {"deaths_under5": 1, "deaths_age_unknown": 1}),
        ([replace(DEATH, age_group=AgeGroup.EARLY_NEONATAL)], {"deaths_under5": 1, "deaths_early_neonatal": 1}),
        ([replace(DEATH, age_group=AgeGroup.LATE_NEONATAL)], {"deaths_under5": 1, "deaths_late_neonatal": 1}),
        ([replace(DEATH, age_group=AgeGroup.POST_NEONATAL)], {"deaths_under5": 1, "deaths_post_neonatal": 1}),
        ([replace(DEATH, age_group=AgeGroup.CHILD)], {"deaths_under5": 1, "deaths_child": 1}),
        ([replace(DEATH, age_group=AgeGroup.OVER_FIVE)], {}),
        ([replace(DEATH, stillbirth=True)], {"stillbirths": 1}),
        ([replace(DEATH, maternal=True)], {"maternal_deaths": 1}),
        (
            [GIRL, replace(DEATH, age_group=AgeGroup.EARLY_NEONATAL)],
            BORN | {"deaths_under5": 1, "deaths_early_neonatal": 1},
        ),
        ([DOSE], {"doses": 1, "children_vaccinated": 1}),
        ([DOSE, DOSE], {"doses": 2, "children_vaccinated": 1}),
        ([DOSE, replace(DOSE, child=2)], {"doses": 2, "children_vaccinated": 2}),
        ([TALLY], {"doses": 12, "children_vaccinated": 12}),
        ([TALLY, replace(TALLY, count=10)], {"doses": 22, "children_vaccinated": 12}),  # one message: the same children
        ([TALLY, replace(TALLY, message=8)], {"doses": 24, "children_vaccinated": 24}),
        ([replace(TALLY, message=None)] * 2, {"doses": 24, "children_vaccinated": 24}),
        ([TALLY, DOSE], {"doses": 13, "children_vaccinated": 13}),
        ([ZeroFact(village="B01", event_on=None, received_on=MONDAY)], {}),
    ],
)
def test_what_a_week_counts(facts, counts):
    assert counted(*facts) == counts


def test_who_spoke_and_who_was_silent():
    facts = [
        ZeroFact(village="B01", event_on=None, received_on=on(6)),
        replace(GIRL, village="B02", received_on=on(10)),  # of this week, told in the next
    ]
    week = recount(facts, WEEK, VILLAGES)
    assert week.reported == ("B01", "B02")
    assert week.silent == ("B03",)
    assert (week.villages_reported, week.villages_silent, week.villages_on_leave) == (2, 1, 0)
    assert recount([], WEEK, VILLAGES, on_leave={"B02"}).on_leave == ("B02",)
    assert recount(facts, WEEK, VILLAGES, on_leave={"B02"}).on_leave == ()  # reported all the same


def test_a_late_report_shows_in_the_week_of_its_event_and_its_village_spoke_in_both():
    late = replace(GIRL, received_on=on(16))
    for week, births in ((WEEK, 1), (WEEK.next(), 0), (WEEK.next().next(), 0)):
        assert recount([late], week, VILLAGES).total.births == births
    spoke = [recount([late], week, VILLAGES).reported for week in (WEEK, WEEK.next(), WEEK.next().next())]
    assert spoke == [("B01",), (), ("B01",)]


VILLAGE = st.sampled_from((*VILLAGES, None))
WHEN = st.integers(-20, 20).map(on)
COMMON = {"village": VILLAGE, "event_on": st.none() | WHEN, "received_on": WHEN, "incomplete": st.booleans()}
FACTS = st.lists(
    st.one_of(
        st.builds(
            BirthFact,
            **COMMON,
            sex=st.none() | st.sampled_from(Sex),
            weight_g=st.none() | st.integers(500, 6500),
            place=st.none() | st.sampled_from(Place),
        ),
        st.builds(DeathFact, **COMMON, age_group=st.none() | st.sampled_from(AgeGroup), stillbirth=st.booleans()),
        st.builds(
            DoseFact,
            **COMMON,
            child=st.none() | st.integers(1, 4),
            count=st.integers(1, 12),
            message=st.none() | st.integers(1, 3),
        ),
        st.builds(ZeroFact, **COMMON),
    ),
    max_size=20,
)


@settings(max_examples=80)
@given(FACTS)
def test_weeks_hold_every_fact_once(facts):
    weeks = {fact.week for fact in facts}
    for name in ("births", "deaths_under5", "stillbirths", "doses", "incomplete", "late", "home_births"):
        assert sum(getattr(recount(facts, week, VILLAGES).total, name) for week in weeks) == getattr(count(facts), name)


@settings(max_examples=80)
@given(FACTS)
def test_villages_and_sums_agree(facts):
    week = recount(facts, WEEK, VILLAGES)
    total = week.total
    placed = sum(week.villages.values(), WeekCounts())
    assert placed.births <= total.births
    assert (
        placed.children_vaccinated >= recount([f for f in facts if f.village], WEEK, VILLAGES).total.children_vaccinated
    )
    parts = ("early_neonatal", "late_neonatal", "post_neonatal", "child", "age_unknown")
    assert total.deaths_under5 == sum(getattr(total, f"deaths_{part}") for part in parts)
    assert total.births_male + total.births_female <= total.births
    assert total.low_birth_weight <= total.weighed <= total.births
    assert total.children_vaccinated <= total.doses
    assert sorted((*week.reported, *week.silent)) == sorted(VILLAGES)


@settings(max_examples=40)
@given(FACTS, st.randoms())
def test_the_order_of_facts_does_not_matter(facts, random):
    shuffled = facts[:]
    random.shuffle(shuffled)
    assert recount(shuffled, WEEK, VILLAGES) == recount(facts, WEEK, VILLAGES)


def test_silent_streak():
    before = WEEK.previous()
    long_ago = before.previous()
    assert silent_streak({WEEK}, WEEK, long_ago) == 0
    assert silent_streak({before}, WEEK, long_ago) == 1
    assert silent_streak({long_ago}, WEEK, long_ago) == 2
    assert silent_streak(set(), WEEK, long_ago) == 3  # not further back than the station's start
