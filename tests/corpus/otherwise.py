"""The same messages as other phones and other hands send them."""

import json
import unicodedata
from collections.abc import Callable, Mapping
from functools import partial
from typing import Any

from tests.corpus import score
from tests.support.keyboards import all_words, telex, vni

Typing = Callable[[str], str]


def bare(text: str) -> str:
    """Without accents, as most phones write."""
    kept = (letter for letter in unicodedata.normalize("NFD", text) if not unicodedata.combining(letter))
    return "".join(kept).replace("đ", "d").replace("Đ", "D")


# How it is typed, and what must hold of the kinds and of the values.
TYPED_OTHERWISE: tuple[tuple[str, Typing, float, float], ...] = (
    ("in Telex", lambda text: all_words(text, telex), 0.995, 0.995),
    ("in Telex, keys at once", lambda text: all_words(text, partial(telex, tone="letter", shape="once")), 0.995, 0.995),
    ("in Telex capitals", lambda text: all_words(text, telex).upper(), 0.99, 0.985),
    ("in VNI", lambda text: all_words(text, vni), 0.995, 0.995),
    ("in VNI, keys at once", lambda text: all_words(text, partial(vni, tone="letter", shape="once")), 0.995, 0.995),
    ("each word capital", lambda text: text.title(), 0.99, 0.985),
    ("without accents", bare, 0.99, 0.985),
    ("small letters", str.lower, 0.99, 0.985),
    ("neither", lambda text: bare(text).lower(), 0.985, 0.975),
    ("capitals", str.upper, 0.99, 0.985),
    ("decomposed", lambda text: unicodedata.normalize("NFD", text), 0.995, 0.99),
    ("a polite word behind", lambda text: text + " ạ", 0.99, 0.99),
    ("lines for commas", lambda text: text.replace(", ", "\n"), 0.99, 0.99),
)


def typed_line(line: Mapping[str, Any], typed: Typing) -> dict[str, Any]:
    """A labelled line typed so; where no accents are left, none are expected."""
    text = typed(line["text"])
    expect = line["expect"]
    if not score.has_accents(text):
        expect = json.loads(bare(json.dumps(expect, ensure_ascii=False)))
    return {**line, "text": text, "expect": expect}
