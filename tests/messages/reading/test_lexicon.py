"""The word lists: well formed, without clashes; accents are evidence."""

from collections import Counter

import pytest

from messages.reading.lexicon import FILES, entries, load_words, sign_entries
from messages.reading.normal import plain
from messages.reading.parts import take_apart
from tests.messages.reading.sample import CONTEXT

FAMILIES_WITH_SEVERAL_MEANINGS = {"surname", "middle", "given", "function"}


@pytest.mark.parametrize("name", [*FILES, "aliases", "danger_signs", "villages_sample"])
def test_every_list_says_what_it_is(name: str) -> None:
    words = load_words(name)
    assert words["id"] == name
    assert words["source"]
    assert words["version"] >= 1


def test_no_phrase_means_two_things_in_one_list() -> None:
    seen = Counter((family, phrase) for family, _, phrase in {*entries(), *sign_entries()})
    clashes = [f"{family}: '{phrase}' stands in two places; keep one" for (family, phrase), n in seen.items() if n > 1]
    assert clashes == []


def test_every_sign_has_a_tier_and_says_whose_it_is() -> None:
    for sign in load_words("danger_signs")["sign"]:
        assert sign["tier"] in ("now", "today", "home"), sign["id"]
        assert sign["who"] in ("newborn", "child", "mother", "any"), sign["id"]
        assert sign["phrases"], sign["id"]


def test_an_abbreviation_is_one_word() -> None:
    assert [key for key in load_words("aliases")["words"] if not key.isalpha()] == []


@pytest.mark.parametrize(
    ("text", "family", "found"),
    [
        ("bé chết", "death", True),
        ("be chet", "death", True),
        ("bé chẹt", "death", False),
        ("mẹ", "title", True),
        ("me", "title", True),
        ("mè", "title", False),
        ("chó con", "animal", True),
        ("em chết máy", "death", False),
    ],
)
def test_accents_are_evidence(text: str, family: str, found: bool) -> None:
    assert take_apart(text, CONTEXT).scene.has(family) is found


def test_folding_is_the_same_for_lists_and_texts() -> None:
    assert plain("Đẻ") == "de"
