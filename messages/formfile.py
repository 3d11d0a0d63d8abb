"""Forms as data: reads `messages/data/forms/*.toml`, and the answer a typed text is to a field's choices."""

import re
import tomllib
import unicodedata
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from types import MappingProxyType
from typing import Any, Final

from messages.forms import Choice, Field, Form, When
from messages.sms import fold
from messages.texts import text_of

MAX_CODE: Final = 8  # a button carries 64 bytes at most, most of them for the talk
_WORDS: Final = re.compile(r"\w+")
_EDGE: Final = re.compile(r"^[\W_]+|[\W_]+$")
_POLITE: Final = re.compile(r"(?: (?:a|ah|nhe|nha|em|em a|chi|anh|roi))+$")  # "có ạ", "không em ạ"


@cache
def load_forms() -> Mapping[str, Form]:
    """All forms by name. Raises `KeyError` or `ValueError` for a file that lacks something."""
    folder = files("messages") / "data" / "forms"
    found = [
        _form(tomllib.loads(path.read_text(encoding="utf-8")))
        for path in folder.iterdir()
        if path.name.endswith(".toml")
    ]
    return MappingProxyType({form.name: form for form in found})


def choice_by_code(field: Field, code: str) -> Choice | None:
    """The choice whose button was pressed, if this version still has it."""
    return next((choice for choice in field.choices if choice.code == code), None)


def choice_by_text(field: Field, text: str) -> Choice | None:
    """The choice a typed answer names: its number, its label or one of its words; None if it is none of them."""
    typed = _EDGE.sub("", unicodedata.normalize("NFC", text).casefold())
    plain = _POLITE.sub("", " ".join(fold(typed).split()))
    if plain.isdecimal():
        inside = field.numbered and len(plain) <= 2 and 1 <= int(plain) <= len(field.choices)
        return field.choices[int(plain) - 1] if inside else None
    return next((choice for choice in field.choices if _names(choice, typed, plain)), None)


def choice_inside(field: Field, text: str) -> Choice | None:
    """The last choice of which two words or more stand in a longer answer; "chua khoe" hides the "khoe hon" in it."""
    said = f" {' '.join(_WORDS.findall(fold(text).lower()))} "
    found = None
    for choice in reversed(field.choices if field.inside else ()):
        for word in sorted(choice.words, key=len, reverse=True):
            if " " in word and f" {word} " in said:
                found = found or choice
                said = said.replace(f" {word} ", " | ")
    return found


def _names(choice: Choice, typed: str, plain: str) -> bool:
    """A word with accents must be typed with them ("đúng", as "dung" also means stop); others in any way."""
    exact = (typed.removeprefix(word) in _TAILS for word in choice.words if not word.isascii() and word in typed)
    folded = {fold(label).lower() for label in (choice.said, text_of(choice.label).chat)}
    return any(exact) or plain in folded - {""} or plain in choice.words


_TAILS: Final = ("", " ạ", " a", " rồi", " rồi ạ", " nhé", " nha", " em", " em ạ")


def _form(table: Mapping[str, Any]) -> Form:
    return Form(
        name=table["name"],
        version=table["version"],
        fields=tuple(_field(entry) for entry in table["fields"]),
        keeps=frozenset(table.get("keeps", ())),
        summary=table.get("summary", False),
    )


def _field(entry: Mapping[str, Any]) -> Field:
    return Field(
        name=entry["name"],
        prompt=text_of(entry["prompt"]).key,
        reader=entry["reader"],
        label=entry.get("label", ""),
        example=entry.get("example", ""),
        choices=tuple(_choice(choice) for choice in entry.get("choices", ())),
        numbered=entry.get("numbered", False),
        when=tuple(When(w["field"], tuple(w.get("among", ())), w.get("absent", False)) for w in entry.get("when", ())),
        inside=entry.get("inside", False),
        optional=entry.get("optional", False),
    )


def _choice(entry: Mapping[str, Any]) -> Choice:
    if len(entry["code"]) > MAX_CODE:
        raise ValueError(f"{entry['code']}: a choice's code has {MAX_CODE} characters at most")
    said, words = entry.get("said", ""), tuple(entry.get("words", ()))
    return Choice(entry["code"], text_of(entry["label"]).key, entry.get("value"), said, words)
