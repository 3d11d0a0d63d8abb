"""Every text is said somewhere, and everything that is said has a text."""

import pytest

from messages.catalogue import LANGUAGES, SOURCE, translate
from messages.extract import sources
from messages.texts import load_texts
from tests.support.texts import (
    KEY_AT,
    families,
    form_keys,
    put_together,
    said_keys,
    sign_ids,
    written_names,
    written_strings,
)

TEXTS = load_texts()
RENDERED_LATER = {
    "lesson",
    "quiz",
    "quiz_right",
    "reminder",
    "week",
}  # lines that become others when the message leaves: see handlers/speech.py


def test_every_text_is_used() -> None:
    together = {f"{family}{member}" for family, members in families().items() for member in members}
    assert set(TEXTS) - written_strings() - form_keys() - together == set()


def test_everything_said_has_a_text() -> None:
    said = list(said_keys())
    assert [(where, key) for where, key in said if key not in TEXTS.keys() | RENDERED_LATER] == []
    assert len({key for _, key in said}) > 100  # the walk sees the program


def test_every_key_of_a_form_has_a_text() -> None:
    assert form_keys() - set(TEXTS) == set()


@pytest.mark.parametrize("family", families())
def test_a_family_is_whole(family: str) -> None:
    assert [member for member in families()[family] if f"{family}{member}" not in TEXTS] == []


def test_keys_are_put_together_in_known_families_alone() -> None:
    assert [(where, family) for where, family in put_together() if family not in families()] == []


def test_every_danger_sign_is_named() -> None:
    assert len(sign_ids()) == len(set(sign_ids())) > 20
    for sign in sign_ids():
        assert TEXTS[f"sign_{sign}"].chat


@pytest.mark.parametrize("language", [language for language in LANGUAGES if language != SOURCE])
def test_everything_said_is_said_in_each_language(language: str) -> None:
    unchanged = {
        key: message
        for key, text in TEXTS.items()
        for message in sources(text)
        if translate(message, language) == message and any(ord(letter) > 127 for letter in message)
    }
    assert unchanged == {}


def test_functions_that_say_a_key_are_still_there() -> None:
    """Renamed, they would be looked for in vain, and the tests above would see nothing."""
    assert set(KEY_AT) <= written_names()
