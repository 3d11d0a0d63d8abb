from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from health.events import Age, Sex
from health.matching import (
    Birth,
    Candidates,
    Certainty,
    Child,
    Match,
    MatchKind,
    Phrase,
    candidates,
    compare_births,
    match_birth,
)

TODAY = date(2026, 4, 20)
KNOWN = Birth(
    id=1, message=10, told_on=TODAY, village="B01", mother="Lò Thị May",
    born=date(2026, 4, 19), sex=Sex.FEMALE, weight_g=3100,
)  # fmt: skip
NEW = replace(KNOWN, id=2, message=11)


@pytest.mark.parametrize(
    ("new", "known", "kind"),
    [
        (NEW, KNOWN, MatchKind.SAME),
        (replace(NEW, mother="lo thi may"), KNOWN, MatchKind.SAME),
        (replace(NEW, mother="May", weight_g=None), KNOWN, MatchKind.SAME),
        (replace(NEW, mother="Lò Thị Mây"), replace(KNOWN, mother="Lò Thị Mấy"), MatchKind.NEW),
        (replace(NEW, mother="Vàng Thị Dí"), KNOWN, MatchKind.NEW),
        (replace(NEW, born=date(2026, 4, 16)), KNOWN, MatchKind.SAME),  # a date told wrongly
        (replace(NEW, born=None), KNOWN, MatchKind.SAME),
        (replace(NEW, born=None, told_on=date(2026, 9, 1)), KNOWN, MatchKind.NEW),
        (replace(NEW, born=date(2026, 4, 15)), KNOWN, MatchKind.IMPOSSIBLE_INTERVAL),
        (replace(NEW, born=date(2026, 7, 19)), KNOWN, MatchKind.IMPOSSIBLE_INTERVAL),
        (replace(NEW, born=date(2026, 10, 15)), KNOWN, MatchKind.IMPOSSIBLE_INTERVAL),  # 179 days
        (replace(NEW, born=date(2026, 10, 16)), KNOWN, MatchKind.NEW),  # 180 days
        (replace(NEW, born=date(2025, 4, 19)), KNOWN, MatchKind.NEW),
        (replace(NEW, message=10), KNOWN, MatchKind.TWIN),  # one message, even if all is alike
        (replace(NEW, message=10, mother=None, twins_said=True), replace(KNOWN, mother=None), MatchKind.TWIN),
        (
            replace(NEW, message=10, mother=None),
            replace(KNOWN, mother=None),
            MatchKind.NEW,
        ),  # no mothers told
        (replace(NEW, message=10, mother="Vàng Thị Dí"), KNOWN, MatchKind.NEW),
        (replace(NEW, message=10, born=date(2026, 1, 19)), KNOWN, MatchKind.IMPOSSIBLE_INTERVAL),
        (replace(NEW, sex=Sex.MALE), KNOWN, MatchKind.SAME),  # a twin or a slip: ask
        (replace(NEW, sex=Sex.MALE, twins_said=True), KNOWN, MatchKind.TWIN),
        (replace(NEW, weight_g=2400, twins_said=True), KNOWN, MatchKind.TWIN),
        (replace(NEW, weight_g=3150, twins_said=True), KNOWN, MatchKind.SAME),  # the twins told again
        (replace(NEW, village="B02"), KNOWN, MatchKind.SAME),  # gave birth at her parents'
        (replace(NEW, village="B02", sex=Sex.MALE), KNOWN, MatchKind.NEW),
        (replace(NEW, village="B02", mother="May"), KNOWN, MatchKind.NEW),
        (replace(NEW, mother=None), KNOWN, MatchKind.SAME),  # all else is the same
        (replace(NEW, mother=None, weight_g=None), KNOWN, MatchKind.NEW),
        (replace(NEW, mother=None, village=None), KNOWN, MatchKind.NEW),
    ],
)
def test_match_birth(new, known, kind):
    assert match_birth(new, [known]) == Match(kind, () if kind is MatchKind.NEW else (1,))
    assert compare_births(known, new) is kind  # whichever was told first


def test_twins_told_again_match_each_its_own():
    boy = replace(KNOWN, id=3, sex=Sex.MALE, weight_g=2900, twins_said=True)
    known = [replace(KNOWN, twins_said=True), boy]
    assert match_birth(replace(NEW, twins_said=True), known) == Match(MatchKind.SAME, (1,))
    assert match_birth(replace(boy, id=4, message=11), known) == Match(MatchKind.SAME, (3,))


NAMES = st.sampled_from(["Lò Thị May", "Lo Thi May", "May", "Mấy", "Vàng Thị Dí", None])
BIRTHS = st.builds(
    Birth,
    id=st.integers(1, 10**6),
    message=st.integers(1, 3),
    told_on=st.integers(0, 300).map(lambda days: TODAY + timedelta(days=days)),
    village=st.sampled_from(["B01", "B02", None]),
    mother=NAMES,
    born=st.none() | st.integers(0, 300).map(lambda days: TODAY + timedelta(days=days)),
    sex=st.none() | st.sampled_from(Sex),
    weight_g=st.none() | st.integers(20, 40).map(lambda n: n * 100),
    twins_said=st.booleans(),
)


@settings(max_examples=200)
@given(BIRTHS, BIRTHS)
def test_comparing_is_symmetric(a, b):
    assert compare_births(a, b) is compare_births(b, a)


@settings(max_examples=150)
@given(BIRTHS, st.sampled_from(Sex), st.integers(0, 3), st.lists(BIRTHS, max_size=4))
def test_twins_of_one_message_are_two_children(first, sex, days, others):
    """The second is never taken for the first, and whatever it is taken for names an older message's birth."""
    first = replace(first, mother=first.mother or "Lò Thị May", id=0)
    second = replace(first, id=-1, sex=sex, born=first.born and first.born + timedelta(days=days))
    assert match_birth(second, [first]) == Match(MatchKind.TWIN, (0,))
    match = match_birth(second, [first, *others])
    assert match.kind is not MatchKind.NEW
    assert match.kind is not MatchKind.SAME or 0 not in match.ids


@settings(max_examples=150)
@given(BIRTHS, st.lists(BIRTHS, max_size=5))
def test_a_birth_told_again_word_for_word_is_never_silently_doubled(birth, others):
    birth = replace(birth, id=0, mother=birth.mother or "Lò Thị May")
    again = replace(birth, id=-1, message=birth.message + 10)
    match = match_birth(again, [birth, *others])
    assert match.kind is MatchKind.SAME
    assert 0 in match.ids


MAY = Child(id=1, village="B01", mother="Lò Thị May", born=date(2026, 4, 8), sex=Sex.FEMALE)
OTHER = Child(id=2, village="B01", name="Giàng A Pó", mother="Vàng Thị Dí", born=date(2025, 6, 1), sex=Sex.MALE)
MAY_TOO = Child(id=3, village="B01", mother="Vàng Thị May", born=date(2026, 2, 1), sex=Sex.MALE)
FAR = Child(id=4, village="B02", mother="Sùng Thị Chu", born=date(2026, 3, 1), sex=Sex.FEMALE)
TWIN = replace(MAY, id=5)
CHILDREN = (MAY, OTHER, MAY_TOO, FAR)
SAYS = Phrase(today=TODAY, village="B01")


@pytest.mark.parametrize(
    ("phrase", "ids"),
    [
        (replace(SAYS, mother="Lo Thi May"), (1,)),
        (replace(SAYS, mother="May"), (1, 3)),
        (replace(SAYS, mother="May", age=Age(days=12)), (1,)),
        (replace(SAYS, mother="May", age=Age(days=11)), (1,)),
        (replace(SAYS, mother="May", sex=Sex.MALE), (3,)),
        (replace(SAYS, mother="May", born=date(2026, 2, 1)), (3,)),
        (replace(SAYS, mother="May", village="B02"), ()),  # a given name alone, in another village
        (replace(SAYS, mother="Sung Thi Chu"), (4,)),  # in another village: asked about
        (replace(SAYS, name="po"), (2,)),
        (replace(SAYS, name="Giàng A Pò"), ()),  # accents against accents
        (replace(SAYS, mother="Lò Thị Máy"), (1,)),  # "May" has none to hold against it
        (replace(SAYS, age=Age(months=10)), (2,)),
        (replace(SAYS, age=Age(years=1)), ()),  # fits too many to mean one
        (replace(SAYS, name="Pó", age=Age(years=1)), (2,)),  # not yet one, but so counted
        (replace(SAYS, name="Pó", age=Age(years=3)), ()),
        (replace(SAYS, sex=Sex.FEMALE), ()),  # a sex and a village mean nobody
        (SAYS, ()),
        (replace(SAYS, village=None, mother="Chu"), (4,)),
    ],
)
def test_candidates(phrase, ids):
    found = candidates(phrase, CHILDREN)
    assert found.ids == ids
    asked = len(ids) > 1 or phrase.mother == "Sung Thi Chu"
    assert found.certainty is (Certainty.AMBIGUOUS if asked else Certainty.EXACT if ids else Certainty.NONE)


def test_twins_are_both_candidates():
    assert candidates(replace(SAYS, mother="Lo Thi May"), (*CHILDREN, TWIN)) == Candidates(Certainty.AMBIGUOUS, (1, 5))


@settings(max_examples=60)
@given(st.permutations(CHILDREN), st.sampled_from(["May", "Lo Thi May", "Di", "Chu"]))
def test_the_order_of_children_does_not_matter(children, mother):
    found = candidates(replace(SAYS, mother=mother), children)
    assert set(found.ids) == set(candidates(replace(SAYS, mother=mother), CHILDREN).ids)
