"""The triage tables: each row by age, signs together, and what must hold of any signs."""

from collections.abc import Collection
from importlib.resources import files

import pytest
from hypothesis import given
from hypothesis import strategies as st

from health.faults import DataError
from health.shipped import load_triage
from health.triage import Patient, Tier, Who, complaints, fast_breaths, judge
from health.triage_file import parse_triage

TABLES = load_triage()
SHIPPED = (files("health") / "data" / "triage.toml").read_text(encoding="utf-8")
BABY, YOUNG, INFANT, TODDLER, UNKNOWN = (Patient(days) for days in (10, 75, 200, 900, None))
SIGNS = st.sets(st.sampled_from(sorted(TABLES.rows)), min_size=1, max_size=5)
AGES = st.one_of(st.none(), st.integers(0, 1800))
PATIENTS = st.builds(Patient, AGES, st.booleans(), st.booleans())


@pytest.mark.parametrize(
    ("signs", "patient", "tier"),
    [
        (["fast_breathing"], BABY, Tier.NOW),
        (["fast_breathing"], INFANT, Tier.TODAY),
        (["fast_breathing"], UNKNOWN, Tier.NOW),
        (["fast_breathing", "blue_or_pale"], INFANT, Tier.NOW),
        (["warm"], BABY, Tier.NOW),
        (["warm"], YOUNG, Tier.NOW),
        (["warm"], TODDLER, Tier.HOME),
        (["warm"], UNKNOWN, Tier.NOW),
        (["warm"], Patient(900, newborn_words=True), Tier.NOW),
        (["high_fever"], TODDLER, Tier.TODAY),
        (["warm", "stiff"], TODDLER, Tier.NOW),
        (["warm", "cold"], TODDLER, Tier.NOW),
        (["cold"], TODDLER, Tier.TODAY),
        (["warm", "rash"], TODDLER, Tier.TODAY),
        (["rash"], TODDLER, Tier.HOME),
        (["jaundice"], BABY, Tier.TODAY),
        (["jaundice_palms"], BABY, Tier.NOW),
        (["pustules"], BABY, Tier.TODAY),
        (["pustules", "jaundice"], BABY, Tier.NOW),
        (["pustules", "cough"], BABY, Tier.TODAY),
        (["diarrhoea", "diarrhoea_severe"], BABY, Tier.TODAY),
        (["diarrhoea", "born_small"], BABY, Tier.NOW),
        (["diarrhoea"], TODDLER, Tier.HOME),
        (["diarrhoea", "dehydration"], TODDLER, Tier.TODAY),
        (["diarrhoea", "skin_pinch"], TODDLER, Tier.NOW),
        (["very_thin"], TODDLER, Tier.TODAY),
        (["very_thin", "high_fever"], TODDLER, Tier.NOW),
        (["very_thin", "cough"], TODDLER, Tier.TODAY),
        (["swelling", "after_injection"], INFANT, Tier.NOW),
        (["swelling"], INFANT, Tier.TODAY),
        (["burn_small"], TODDLER, Tier.TODAY),
        (["burn_small"], INFANT, Tier.NOW),
        (["fall_low"], TODDLER, Tier.HOME),
        (["fall_low"], INFANT, Tier.NOW),
        (["dog_bite"], TODDLER, Tier.TODAY),
        (["maternal_bleeding"], Patient(is_mother=True), Tier.NOW),
        (["maternal_breast"], Patient(is_mother=True), Tier.TODAY),
        (["maternal_breast", "warm"], Patient(is_mother=True), Tier.NOW),
        (["maternal_breast"], BABY, Tier.TODAY),
        (["no_such_sign"], TODDLER, Tier.NOW),
        ([], TODDLER, Tier.NOW),
        (["no_meconium"], TODDLER, Tier.HOME),
    ],
)
def test_the_tier(signs: Collection[str], patient: Patient, tier: Tier) -> None:
    assert judge(signs, patient, TABLES).tier is tier


def test_a_verdict_names_what_decided_it() -> None:
    verdict = judge(["cough", "warm", "stiff"], Patient(500), TABLES)
    assert verdict.tier is Tier.NOW
    assert verdict.sign == "stiff"
    assert judge(["pustules", "jaundice"], BABY, TABLES).rule == "any_other"


@given(SIGNS, SIGNS, PATIENTS)
def test_one_sign_more_is_never_less_urgent(signs: set[str], more: set[str], patient: Patient) -> None:
    assert judge(signs | more, patient, TABLES).tier >= judge(signs, patient, TABLES).tier


@given(SIGNS, AGES, st.booleans())
def test_knowing_less_is_never_less_urgent(signs: set[str], age: int | None, newborn: bool) -> None:
    known = judge(signs, Patient(age), TABLES).tier
    assert judge(signs, Patient(None), TABLES).tier >= known
    assert judge(signs, Patient(age, newborn), TABLES).tier >= known


def test_a_sign_is_never_less_urgent_in_a_newborn() -> None:
    both = [row for row in TABLES.rows.values() if {Who.NEWBORN, Who.CHILD} <= row.tiers.keys()]
    assert [row.id for row in both if row.tiers[Who.NEWBORN] < row.tiers[Who.CHILD]] == []


@pytest.mark.parametrize(
    ("counted", "age", "fast"),
    [(60, 30, True), (59, 30, False), (50, 200, True), (49, 200, False), (40, 900, True), (39, 900, False)],
)
def test_breaths_by_age(counted: int, age: int, fast: bool) -> None:
    assert fast_breaths(counted, age, TABLES) is fast


def test_breaths_at_an_unknown_age_go_by_the_lowest_measure() -> None:
    assert fast_breaths(40, None, TABLES)


def test_of_one_complaint_the_gravest_is_named() -> None:
    assert complaints(["warm", "high_fever", "cough"], TABLES) == ("high_fever", "cough")
    assert complaints(["unheard", "warm"], TABLES) == ("unheard", "warm")


@pytest.mark.parametrize(
    ("find", "put", "wrong"),
    [
        ('newborn = "now"', 'newborn = "soon"', "soon"),
        ('id = "convulsion"', 'id = "not_feeding"', "not_feeding"),
        ("how = 9", "how = 25", "25"),
        ('any = ["after_injection"]', 'any = ["after_lunch"]', "after_lunch"),
        ('raised = ["child"]', 'raised = ["adult"]', "adult"),
        ('family = "breathing"', 'famly = "breathing"', "famly"),
    ],
)
def test_a_mistake_in_the_file_is_told(find: str, put: str, wrong: str) -> None:
    with pytest.raises(DataError, match=wrong):
        parse_triage(SHIPPED.replace(find, put, 1), "triage.toml")
