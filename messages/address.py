"""How a caregiver is addressed: by what they are to the child, neutrally where that is not known.

Our texts say "anh/chị" where a form of address stands: that is the place which is filled here.
"""

import tomllib
from collections.abc import Collection, Mapping
from functools import cache
from importlib.resources import files
from typing import Any

from health.kin import PARENTS, Kin
from messages.sms import fold


@cache
def address_words() -> Mapping[str, Any]:
    """The data on forms of address, as its file has it."""
    return tomllib.loads((files("messages") / "data" / "address.toml").read_text(encoding="utf-8"))


def form_of_address(kins: Collection[Kin], *, young: bool = False) -> str:
    """ "chị", "anh", "bà": for somebody who is this to the children spoken of; empty where it is not one thing.

    `young`: a parent under 18.
    """
    data = address_words()
    if young and PARENTS.issuperset(kins):
        return str(data["young"])
    forms = {str(data["form"][kin]) for kin in kins}
    form = forms.pop() if len(forms) == 1 else ""
    return "" if form == data["neutral"] else form


def addressed(text: str, form: str) -> str:
    """A text of ours, in either style, with the form of address in its place; an empty form leaves it neutral."""
    if not form:
        return text
    neutral = str(address_words()["neutral"])
    for place, filled in ((neutral, form), (fold(neutral), fold(form))):
        text = text.replace(place, filled).replace(_capital(place), _capital(filled))
    return text


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]
