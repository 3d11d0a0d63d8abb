"""The word lists: well formed, without clashes; accents are evidence."""

import pytest

from messages.reading.lexicon import load_words
from messages.reading.normal import plain
from messages.reading.parts import take_apart
from messages.reading.word_lint import lint_words
from tests.messages.reading.sample import CONTEXT


def test_no_word_clashes() -> None:
    """What `bekhoe lint` tells a health worker who added one."""
    assert lint_words() == []


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
