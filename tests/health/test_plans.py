import pytest

from health.faults import DataError
from health.plans import Comparator, parse_plan
from health.shipped import load_plans

PLAN = {plan.id: plan for plan in load_plans()}["binh-lu-2026-2030"]

# The table of the plan as printed: concept, comparator, figure for 2030, line of the source.
PRINTED = [
    ("neonatal_mortality_rate", "<", 4.1, 32),
    ("infant_mortality_rate", "<", 7.3, 35),
    ("under5_mortality_rate", "<", 12, 36),
    ("skilled_birth_attendance", ">=", 98.5, 37),
    ("low_birth_weight", "<", 3.5, 38),
    ("early_essential_newborn_care", ">=", 98, 39),
    ("full_immunization", ">=", 95.94, 40),
    ("pneumonia_antibiotics", ">=", 95, 41),
    ("injury_mortality_rate", "<", 0.08, 42),
    ("caregiver_knows_newborn_danger_signs", ">=", 70, 43),
    ("early_breastfeeding", ">=", 80, 44),
    ("exclusive_breastfeeding_6m", "increase_by", 15, 45),
    ("breastfeeding_24m", "increase_by", 5, 46),
    ("caregiver_knows_pneumonia_signs", ">=", 75, 47),
    ("caregiver_knows_diarrhoea_signs", ">=", 75, 48),
    ("caregiver_knows_injury_prevention", ">=", 75, 49),
]


def test_binh_lu_holds_its_sixteen_printed_targets():
    told = [(target.concept, target.comparator.value, target.values[2030], target.line) for target in PLAN.targets]
    assert told == PRINTED
    assert (PLAN.first_year, PLAN.last_year, PLAN.level) == (2026, 2030, "commune")
    assert set(PLAN.awareness_topics) <= PLAN.concepts


HEAD = (
    'id = "p"\nversion = "1"\ntitle = "t"\nplace = "p"\nlevel = "commune"\ndocument = "d"\nfollows = "f"\n'
    'source = "s"\nfirst_year = 2026\nlast_year = 2030\nawareness_topics = []\n'
)
TARGET = (
    '\n[[target]]\nid = "a"\nconcept = "a"\nlabel = "a"\ncomparator = "<"\nvalues = {2030 = 4.1}\nunit = "percent"\n'
    'numerator = "n"\ndenominator = "d"\nneeds = ["births"]\nline = 3\n'
)


def test_a_plan_of_ones_own():
    (target,) = parse_plan(HEAD + TARGET, "p.toml").targets
    assert (target.comparator, target.values, target.needs) == (Comparator.BELOW, {2030: 4.1}, ("births",))


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ('comparator = "<"', 'comparator = "less"', "line 17: comparator 'less' is not one of the words"),
        ("{2030 = 4.1}", '{2030 = "4,1"}', "line 18: values"),
        ("{2030 = 4.1}", "4.1", "line 18: values '4.1' is no table of figures"),
        ("first_year = 2026\n", "", "line 1: first_year is missing"),
        (TARGET, TARGET + TARGET, "line 26: id 'a' stands here twice"),
        (TARGET, "", "[[target]] nothing here"),
    ],
)
def test_a_wrong_plan_is_told_with_its_line(old, new, told):
    with pytest.raises(DataError, match=r"p\.toml") as error:
        parse_plan((HEAD + TARGET).replace(old, new), "p.toml")
    assert told in str(error.value)
