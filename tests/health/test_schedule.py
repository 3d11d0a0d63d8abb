from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from health.faults import DataError
from health.schedule import (
    DoseFlag,
    GivenDose,
    due_doses,
    earliest_day,
    infer_order,
    judge_dose,
    next_due_dose,
    parse_schedule,
)
from health.shipped import load_schedule

SCHEDULE = load_schedule()
ALL_ON = replace(SCHEDULE, doses=tuple(replace(dose, on=True) for dose in SCHEDULE.doses))
BORN = date(2026, 4, 19)
BIRTHS = st.dates(date(2024, 1, 1), date(2027, 12, 31))


def gave(vaccine, order, day, *flags):
    return GivenDose(vaccine, order, date.fromisoformat(day), frozenset(flags))


def day(text):
    return date.fromisoformat(text)


FIVE_1 = gave("DTP-HB-Hib", 1, "2026-06-19")
FIVE_2 = gave("DTP-HB-Hib", 2, "2026-07-19")
FIVE_3 = gave("DTP-HB-Hib", 3, "2026-08-19")


@pytest.mark.parametrize(
    ("vaccine", "given_on", "history", "order"),
    [
        ("DTP-HB-Hib", "2026-06-19", (), 1),
        ("DTP-HB-Hib", "2026-07-20", (FIVE_1,), 2),
        ("DTP-HB-Hib", "2026-06-19", (FIVE_1,), 1),  # the same day: told twice
        ("DTP-HB-Hib", "2026-09-30", (FIVE_1, FIVE_2, FIVE_3), 3),  # a fourth there is not
        ("DTP-HB-Hib", "2026-09-19", (FIVE_3,), 3),
        ("DTP-HB-Hib", "2026-06-19", (FIVE_2,), 1),  # told late, given before the second
        ("DPT4", "2027-10-19", (FIVE_1, FIVE_2, FIVE_3), 4),
        ("MR", "2027-10-19", (gave("measles", 1, "2027-01-19"),), 1),
        ("measles", "2027-01-19", (gave("measles", 1, "2026-11-01", DoseFlag.TOO_EARLY),), 1),  # a campaign's
        ("6in1", "2026-06-19", (), 1),
    ],
)
def test_infer_order(vaccine, given_on, history, order):
    assert infer_order(vaccine, day(given_on), history, SCHEDULE) == order


@pytest.mark.parametrize(
    ("vaccine", "order", "given_on", "history", "flags"),
    [
        ("DTP-HB-Hib", 1, "2026-06-19", (), set()),
        ("DTP-HB-Hib", 1, "2026-06-15", (), {DoseFlag.EARLY}),
        ("DTP-HB-Hib", 1, "2026-06-14", (), {DoseFlag.TOO_EARLY}),
        ("DTP-HB-Hib", 2, "2026-07-17", (FIVE_1,), set()),  # 28 days
        ("DTP-HB-Hib", 2, "2026-07-13", (FIVE_1,), {DoseFlag.EARLY}),
        ("DTP-HB-Hib", 2, "2026-07-12", (FIVE_1,), {DoseFlag.TOO_EARLY, DoseFlag.TOO_CLOSE}),
        ("DTP-HB-Hib", 3, "2026-08-01", (FIVE_1, FIVE_2), {DoseFlag.TOO_CLOSE, DoseFlag.TOO_EARLY}),
        ("DTP-HB-Hib", 1, "2026-06-19", (FIVE_1,), {DoseFlag.REPEATED}),
        ("DTP-HB-Hib", 4, "2027-06-19", (FIVE_1, FIVE_2, FIVE_3), {DoseFlag.REPEATED}),
        ("DTP-HB-Hib", 3, "2028-05-01", (FIVE_1, FIVE_2), {DoseFlag.PAST_MAX_AGE}),
        ("measles", 1, "2026-12-20", (), {DoseFlag.TOO_EARLY}),  # 8 months
        ("measles", 1, "2026-04-18", (), {DoseFlag.BEFORE_BIRTH}),
        ("MR", 1, "2027-10-19", (gave("measles", 1, "2027-10-19"),), {DoseFlag.TOO_CLOSE}),
        ("MR", 1, "2027-10-19", (gave("measles", 1, "2027-09-20"),), set()),
        ("DPT4", 4, "2027-10-19", (FIVE_3,), set()),
        ("HepB0", 1, "2026-04-27", (), {DoseFlag.PAST_MAX_AGE}),
        ("6in1", 1, "2026-06-19", (), set()),
    ],
)
def test_judge_dose(vaccine, order, given_on, history, flags):
    assert judge_dose(vaccine, order, day(given_on), BORN, history, SCHEDULE) == flags


def test_a_child_without_a_date_of_birth_is_judged_by_intervals_alone():
    assert judge_dose("DTP-HB-Hib", 1, BORN, None, (), SCHEDULE) == frozenset()
    assert judge_dose("DTP-HB-Hib", 2, day("2026-06-29"), None, (FIVE_1,), SCHEDULE) == {DoseFlag.TOO_CLOSE}


def due(history, today):
    return {
        (each.dose.vaccine, each.dose.order): each.due_on for each in due_doses(BORN, history, SCHEDULE, day(today))
    }


def test_a_newborn():
    doses = due((), "2026-04-19")
    assert doses[("HepB0", 1)] == BORN
    assert doses[("DTP-HB-Hib", 1)] == day("2026-06-19")
    assert ("DTP-HB-Hib", 2) not in doses
    assert not {"Rota", "PCV"} & {vaccine for vaccine, _ in doses}  # off until the station switches them on
    assert ("HepB0", 1) in due((), "2026-04-26")  # its last day
    assert ("HepB0", 1) not in due((), "2026-04-27")


def test_a_late_series_is_picked_up_and_not_restarted():
    late = gave("DTP-HB-Hib", 1, "2026-11-01")
    assert due((late,), "2026-11-02")[("DTP-HB-Hib", 2)] == day("2026-11-29")
    assert due((FIVE_1,), "2027-04-01")[("DTP-HB-Hib", 2)] == day("2026-07-19")  # overdue, and still the second
    assert due((FIVE_2,), "2026-08-01")[("DTP-HB-Hib", 3)] == day("2026-08-19")  # the first was given elsewhere


def test_a_dose_that_does_not_count_is_given_again_no_sooner_than_28_days_later():
    campaign = gave("measles", 1, "2027-01-10", DoseFlag.TOO_EARLY)
    assert due((campaign,), "2027-01-11")[("measles", 1)] == day("2027-02-07")
    close = gave("DTP-HB-Hib", 2, "2026-07-05", DoseFlag.TOO_CLOSE)
    assert due((FIVE_1, close), "2026-07-06")[("DTP-HB-Hib", 2)] == day("2026-08-02")


def test_a_dose_that_follows_another_series_waits_for_it():
    assert ("MR", 1) not in due((), "2027-11-01")
    assert due((gave("measles", 1, "2027-10-10"),), "2027-11-01")[("MR", 1)] == day("2027-11-07")
    assert ("DPT4", 4) not in due((FIVE_1, FIVE_2), "2027-11-01")
    assert due((FIVE_3,), "2027-11-01")[("DPT4", 4)] == day("2027-10-19")


def test_next_due_dose_is_the_soonest():
    dose = next_due_dose(BORN, (gave("HepB0", 1, "2026-04-19"),), SCHEDULE, day("2026-04-20"))
    assert dose.dose.vaccine == "BCG"
    assert next_due_dose(BORN, (), SCHEDULE, day("2040-01-01")) is None


@settings(max_examples=40)
@given(BIRTHS, st.lists(st.integers(0, 120), min_size=60, max_size=60))
def test_never_early_never_restarted_each_dose_once(born, delays):
    """A childhood in which each due dose is given on its day or some days late."""
    history, today = (), born
    for delay in delays:
        coming = next_due_dose(born, history, ALL_ON, today)
        if coming is None:
            break
        dose = coming.dose
        given_on = max(coming.due_on, today) + timedelta(days=delay if delay > 90 else 0)
        assert coming.due_on >= dose.due_age.after(born)
        assert coming.due_on >= earliest_day(dose, born, ALL_ON)
        same = [each for each in history if each.vaccine == dose.vaccine]
        for each in same:
            assert coming.due_on - each.given_on >= timedelta(days=dose.min_interval_days or 0)
        assert dose.order == (max(each.order for each in same) + 1 if same else ALL_ON.series(dose.vaccine)[0].order)
        assert infer_order(dose.vaccine, given_on, history, ALL_ON) == dose.order
        flags = judge_dose(dose.vaccine, dose.order, given_on, born, history, ALL_ON)
        assert flags <= {DoseFlag.PAST_MAX_AGE}
        history += (GivenDose(dose.vaccine, dose.order, given_on, flags),)
        today = given_on
    told = [(each.vaccine, each.order) for each in history]
    assert len(told) == len(set(told))


@settings(max_examples=60)
@given(BIRTHS, st.data())
def test_whatever_was_told_nothing_is_due_early_or_past_its_end(born, data):
    """Any history, with doses at odd times, judged as it grows."""
    history = ()
    rows = data.draw(st.lists(st.sampled_from(ALL_ON.doses), max_size=12))
    for dose in rows:
        given_on = born + timedelta(days=data.draw(st.integers(-5, 900)))
        order = infer_order(dose.vaccine, given_on, history, ALL_ON)
        flags = judge_dose(dose.vaccine, order, given_on, born, history, ALL_ON)
        history += (GivenDose(dose.vaccine, order, given_on, flags),)
    today = born + timedelta(days=data.draw(st.integers(0, 2000)))
    for each in due_doses(born, history, ALL_ON, today):
        assert each.due_on >= each.dose.due_age.after(born)
        assert each.last_day is None or max(each.due_on, today) <= each.last_day
        counted = [d for d in history if d.vaccine == each.dose.vaccine and d.counts]
        assert all(each.dose.order > d.order for d in counted)
        assert all(each.due_on - d.given_on >= timedelta(days=each.dose.min_interval_days or 0) for d in counted)


def test_the_shipped_schedule_is_a_draft_of_eleven_vaccines():
    assert SCHEDULE.status == "draft"
    assert {dose.vaccine for dose in SCHEDULE.doses} == {
        "HepB0", "BCG", "DTP-HB-Hib", "OPV", "IPV", "measles", "MR", "DPT4", "JE", "Rota", "PCV",
    }  # fmt: skip
    assert {dose.vaccine for dose in SCHEDULE.doses if dose.core} == {"BCG", "DTP-HB-Hib", "OPV", "measles"}


ROW = """version = "1"
in_force_from = 2026-07-01
status = "draft"
sources = ["x"]

[[dose]]
vaccine = "A"
order = 1
name = "a"
antigen = "a"
due_age = {months = 2}
source = "s"
"""


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("order = 1", 'order = "1"', "line 8: order '1' is not a whole number"),
        ("due_age = {months = 2}", "", "line 6: due_age is missing"),
        ("{months = 2}", "{weeks = 2}", "line 11: due_age"),
        ("{months = 2}", "{months = -2}", "line 11: due_age"),
        ('name = "a"', 'nam = "a"', "line 9: nam 'nam' is no known name"),
        ('source = "s"', 'source = "s"\n' + ROW[ROW.index("[[") :], "line 14: vaccine 'A 1' stands here twice"),
        ('source = "s"', "source = ", "line 12: file this cannot be read"),
        ("2026-07-01", '"soon"', "line 2: in_force_from"),
    ],
)
def test_a_wrong_schedule_is_told_with_its_line(old, new, told):
    with pytest.raises(DataError, match=r"^schedule.toml, ") as error:
        parse_schedule(ROW.replace(old, new), "schedule.toml")
    assert told in str(error.value)
