"""Every way of naming a danger sign is heard, with accents and without, told plainly and beside a question."""

import unicodedata

from messages.reading.lexicon import EXACT, load_words, sign_entries
from messages.reading.understand import understand
from messages.reading.understanding import Kind
from tests.messages.reading.sample import CONTEXT

SUBJECT = {"newborn": "bé 5 ngày tuổi", "child": "cháu bé", "mother": "chị Lan sau đẻ", "any": "con em"}
# Without accents and alone some say something else as well ("be bong"): heard with one word more.
HEARD_OF_ALL = 0.995


def bare(text: str) -> str:
    """Without accents."""
    kept = (letter for letter in unicodedata.normalize("NFD", text) if not unicodedata.combining(letter))
    return "".join(kept).replace("đ", "d")


def told() -> list[str]:
    """Each listed phrase in short messages."""
    who = {sign["id"]: sign["who"] for sign in load_words("danger_signs")["sign"]}
    messages = []
    for _, sign, phrase in sign_entries():
        for text in (
            f"{SUBJECT[who[sign]]} {phrase.removeprefix(EXACT)}",
            f"{SUBJECT[who[sign]]} {phrase.removeprefix(EXACT)} từ hôm qua, làm sao ạ",
        ):
            messages += [text] if phrase.startswith(EXACT) else [text, bare(text)]
    return messages


def test_every_listed_sign_is_heard() -> None:
    messages = told()
    missed = [text for text in messages if understand(text, CONTEXT).kind is not Kind.DANGER_SIGN]
    assert len(missed) <= (1 - HEARD_OF_ALL) * len(messages), missed


def test_no_sign_typed_with_its_accents_is_missed() -> None:
    missed = [text for text in told() if text != bare(text) and understand(text, CONTEXT).kind is not Kind.DANGER_SIGN]
    assert missed == []
