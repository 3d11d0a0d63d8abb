"""Telex and VNI as `bogo` decodes them: every accented word of the lists, names included, in every order of keys."""

from functools import partial

import pytest
from bogo.core import get_telex_definition, get_vni_definition, process_sequence

from messages.reading.lexicon import entries, load_words, sign_entries
from messages.reading.normal import marked
from messages.reading.phrases import words_of
from messages.reading.syllables import from_telex, from_vni
from tests.support.keyboards import telex, vni

PHRASES = [phrase for _, _, phrase in (*entries(), *sign_entries())] + list(load_words("aliases")["words"].values())
WORDS = sorted({word.lower() for phrase in PHRASES for word in words_of(phrase) if not word.isascii()})
# Bogo takes no word of two syllables, nor a stroke that comes after the consonant.
BEYOND_BOGO = {"vắcxin", "đc", "đk", "đt"}
METHODS = {
    "telex": (telex, from_telex, get_telex_definition()),
    "vni": (vni, from_vni, {**get_vni_definition(), "w": []}),
}
ORDERS = [(tone, shape) for tone in ("letter", "end") for shape in ("letter", "end", "once")]


def test_there_are_many_words() -> None:
    assert len(WORDS) > 1000


@pytest.mark.parametrize("method", METHODS)
@pytest.mark.parametrize(("tone", "shape"), ORDERS)
def test_decoded_as_bogo_does(method: str, tone: str, shape: str) -> None:
    keys, decode, rules = METHODS[method]
    press = partial(keys, tone=tone, shape=shape)
    differs = []
    for word in WORDS:
        if word in BEYOND_BOGO:
            continue
        theirs = process_sequence(press(word), rules)
        assert marked(theirs) == marked(word), "the keys are wrong"
        if decode(press(word)) != marked(theirs):
            differs.append((word, press(word), decode(press(word))))
    assert differs == []
