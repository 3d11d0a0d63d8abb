"""The form engine, and the forms themselves."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from health.events import Age
from messages.formfile import choice_by_code, choice_by_text, load_forms
from messages.forms import (
    Ask,
    Choice,
    Draft,
    Field,
    Finish,
    Form,
    Summary,
    accept,
    choose,
    confirm,
    from_json,
    missing,
    skip,
    step,
    to_json,
    with_choices,
)
from messages.reading.understanding import Found
from messages.sms import fold
from messages.texts import text_of

FORMS = load_forms()
BIRTH = FORMS["birth"]
FULL = {
    "sex": "f",
    "weight_g": 3100,
    "date_of_birth": date(2026, 4, 19),
    "place": "facility",
    "mother": "Lò Thị Mây",
    "village": "B01",
}


def found(**values: object) -> dict[str, Found]:
    return {name: Found(value, 0, 1) for name, value in values.items()}  # type: ignore[arg-type]


def asked(form: Form, draft: Draft) -> list[str]:
    """Every field the guided form asks for, were each answered or passed over."""
    names = []
    while isinstance(now := step(form, draft), Ask):
        names.append(now.field.name)
        value = now.field.choices[0].value if now.field.choices else None
        draft = accept(form, draft, now.field.name, found(**{now.field.name: value or "x"}))
    return names


def test_the_guided_form_asks_in_order_and_nobody_who_delivered_at_a_facility() -> None:
    assert asked(BIRTH, Draft()) == ["sex", "weight_g", "date_of_birth", "place", "mother", "village"]


@pytest.mark.parametrize("place", ["home", "other"])
def test_who_delivered_is_asked_elsewhere(place: str) -> None:
    assert [one.name for one in missing(BIRTH, Draft({**FULL, "place": place}))] == ["attendant"]


def test_nothing_is_missing_in_a_full_report() -> None:
    assert missing(BIRTH, Draft(FULL)) == ()
    assert step(BIRTH, Draft(FULL)) == Finish(Draft(FULL))


def test_an_optional_field_is_never_missing_and_may_be_passed_over() -> None:
    draft = Draft({name: value for name, value in FULL.items() if name != "mother"})
    assert missing(BIRTH, draft) == ()
    assert step(BIRTH, draft) == Ask(BIRTH.fields[5])
    assert isinstance(step(BIRTH, skip(BIRTH, draft, "mother")), Finish)


def test_a_required_field_is_not_passed_over() -> None:
    assert skip(BIRTH, Draft(), "sex") == skip(BIRTH, Draft(), "nope") == Draft()


def test_an_answer_in_any_order_fills_what_it_can() -> None:
    draft = accept(BIRTH, Draft(), "sex", found(weight_g=2300, place="home", shoe_size=3))
    assert draft.values == {"weight_g": 2300, "place": "home"}


def test_a_value_under_its_readers_name_answers_the_field_asked_for() -> None:
    draft = accept(BIRTH, Draft(), "date_of_birth", found(date=date(2026, 4, 18)))
    assert draft.values == {"date_of_birth": date(2026, 4, 18)}
    death = accept(FORMS["death"], Draft(), "child", found(date=date(2026, 4, 18)))
    assert death.values == {"date": date(2026, 4, 18)}


def test_what_is_said_later_wins() -> None:
    draft = accept(BIRTH, Draft({"weight_g": 2300}), None, found(weight_g=2700))
    assert draft.values == {"weight_g": 2700}


def test_an_unsure_value_replaces_a_sure_one_only_where_it_was_asked_for() -> None:
    unsure = {"mother": Found("Pao", 0, 3, sure=False)}
    known = Draft({"mother": "May"})
    assert accept(BIRTH, known, None, unsure) == known
    assert accept(BIRTH, known, "mother", unsure) == Draft({"mother": "Pao"}, frozenset({"mother"}))
    sure_again = accept(BIRTH, Draft({"mother": "Pao"}, frozenset({"mother"})), None, found(mother="May"))
    assert sure_again == Draft({"mother": "May"})


def test_a_field_passed_over_may_be_told_later() -> None:
    draft = accept(BIRTH, skip(BIRTH, Draft(), "mother"), None, found(mother="May"))
    assert draft == Draft({"mother": "May"})


def test_a_summary_waits_for_consent() -> None:
    form = replace(BIRTH, summary=True)
    assert step(form, Draft(FULL)) == Summary(Draft(FULL))
    assert isinstance(step(form, confirm(Draft(FULL))), Finish)


def test_a_draft_of_an_older_version_goes_on_without_what_is_gone() -> None:
    old = Draft({**FULL, "midwife_grade": 3}, frozenset({"midwife_grade", "sex"}), frozenset({"midwife_grade"}))
    assert step(BIRTH, old) == Finish(Draft(FULL, frozenset({"sex"})))


AGE_NOT_ASKED = ({"date_of_birth": date(2026, 4, 1)}, {"stillbirth": True}, {"maternal": True})


@pytest.mark.parametrize("told", AGE_NOT_ASKED)
def test_the_age_at_death_is_not_asked_where_it_is_known_or_has_no_meaning(told: dict[str, object]) -> None:
    values = {"date": date(2026, 4, 19), "village": "B01"}
    assert [one.name for one in missing(FORMS["death"], Draft(values))] == ["age"]
    assert missing(FORMS["death"], Draft({**values, **told})) == ()  # type: ignore[dict-item]


@pytest.mark.parametrize("who", [{"name": "Lu"}, {"mother": "May"}, {"child_code": "TE102748"}, {"count": 12}])
def test_a_vaccination_needs_a_child_or_a_count(who: dict[str, str | int]) -> None:
    values = {"vaccine": "OPV", "date": date(2026, 4, 19), "village": "B01"}
    assert [one.name for one in missing(FORMS["vaccination"], Draft(values))] == ["child"]
    assert missing(FORMS["vaccination"], Draft({**values, **who})) == ()


def test_choices_known_only_now() -> None:
    villages = (Choice("B01", "choice_home", "B01"), Choice("B02", "choice_home", "B02"))
    form = with_choices(BIRTH, "village", villages)
    assert form.field("village").choices == villages  # type: ignore[union-attr]
    assert form.field("sex") == BIRTH.field("sex")


def test_choosing() -> None:
    draft = choose(BIRTH, Draft(), "sex", BIRTH.fields[0].choices[1])
    assert draft == Draft({"sex": "m"})
    with pytest.raises(ValueError, match="hôm nay"):
        choose(BIRTH, Draft(), "date_of_birth", BIRTH.field("date_of_birth").choices[0])  # type: ignore[union-attr]


VALUES = st.one_of(
    st.text(max_size=20),
    st.integers(min_value=-(2**53), max_value=2**53),
    st.booleans(),
    st.dates(),
    st.builds(Age, days=st.integers(0, 2000)),
    st.builds(Age, years=st.integers(0, 5)),
)
NAMES = st.sampled_from(("sex", "date", "age", "mother", "weight_g"))


@given(st.builds(Draft, st.dictionaries(NAMES, VALUES), st.frozensets(NAMES), st.frozensets(NAMES), st.booleans()))
def test_a_draft_keeps_through_json(draft: Draft) -> None:
    assert from_json(to_json(draft)) == draft
    assert to_json(from_json(to_json(draft))) == to_json(draft)


def test_a_draft_written_before_a_field_was_added_is_read() -> None:
    assert from_json('{"values": {"sex": "f"}}') == Draft({"sex": "f"})


TYPED = (
    ("confirm_death", "CO", "yes"),
    ("confirm_death", "có ạ", "yes"),
    ("confirm_death", "Vâng em ạ.", "yes"),
    ("confirm_death", "đúng rồi ạ", "yes"),
    ("confirm_death", "dung", None),  # may be "dừng": never an answer
    ("confirm_death", "dung roi", None),
    ("confirm_death", "KHÔNG", "no"),
    ("confirm_death", "khong phai", "no"),
    ("confirm_death", "có nhưng nhầm", None),
    ("confirm_death", "1", None),  # this question numbers nothing
    ("confirm_death", "", None),
    ("cause_of_death", "4", "preterm"),
    ("cause_of_death", "4.", "preterm"),
    ("cause_of_death", "viêm phổi", "pneumo"),
    ("cause_of_death", "0", None),
    ("cause_of_death", "7", None),
    ("cause_of_death", "đuối nước", None),  # its reader knows more causes than the list
    ("consent", "đồng ý", "yes"),
    ("consent", "DONG Y", "yes"),
    ("consent", "khong dong y", "no"),
    ("consent", "dung", None),
    ("dung", "1", "true"),
    ("dung", "2", "stop"),
    ("dung", "dừng", "stop"),
    ("dung", "đúng", "true"),
    ("dung", "dung", None),
    ("same_birth", "2", "other"),
    ("same_birth", "sinh đôi", "other"),
    ("same_birth", "cùng một bé", "same"),
    ("summary", "ghi", "save"),
    ("dose_date", "co", "yes"),
    ("dose_date", "18/4", None),
    ("zero", "phải", "yes"),
)


@pytest.mark.parametrize(("form", "text", "code"), TYPED)
def test_an_answer_typed(form: str, text: str, code: str | None) -> None:
    choice = choice_by_text(FORMS[form].fields[0], text)
    assert (choice.code if choice else None) == code


def test_a_number_answers_only_a_question_that_numbers_its_choices() -> None:
    born = BIRTH.field("date_of_birth")
    assert born is not None
    assert choice_by_text(born, "1") is None
    assert choice_by_text(born, "hom qua") == born.choices[1]


def test_a_button_of_a_choice_that_is_gone() -> None:
    assert choice_by_code(BIRTH.fields[0], "f") == BIRTH.fields[0].choices[0]
    assert choice_by_code(BIRTH.fields[0], "x") is None


FIELDS = [(form, one) for form in FORMS.values() for one in form.fields]


@pytest.mark.parametrize(("form", "one"), FIELDS, ids=[f"{form.name}.{one.name}" for form, one in FIELDS])
def test_the_forms_are_sound(form: Form, one: Field) -> None:
    names = [other.name for other in form.fields]
    assert len(set(names)) == len(names)
    assert {when.field for when in one.when} <= {*names[: names.index(one.name)], *form.keeps}
    codes = [choice.code for choice in one.choices]
    assert len(set(codes)) == len(codes)
    for choice in one.choices:
        assert (choice.value is None) == bool(choice.said)
        assert text_of(choice.label).chat
        assert all(word == fold(word).lower() or not word.isascii() for word in choice.words)
    prompt = text_of(one.prompt).sms or ""
    assert one.numbered == ("1 " in prompt), "numbered choices are numbered in the SMS question, and only they"
    if one.numbered:
        assert all(f"{number} " in prompt for number in range(1, len(one.choices) + 1))


@pytest.mark.parametrize("name", ["birth", "death", "vaccination", "zero"])
def test_what_is_missing_can_be_named(name: str) -> None:
    for one in FORMS[name].fields:
        if not one.optional and name != "zero":
            assert text_of(one.label).chat
            assert text_of(one.example).chat
    assert text_of(f"report_{name}").chat
