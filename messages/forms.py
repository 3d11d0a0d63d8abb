"""One engine for every talk that fills in fields: guided forms, what is missing, yes/no and choice questions.

A form is data (`messages/data/forms`), a draft is what is known so far; each function is pure and gives a new draft.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

import msgspec

from messages.packing import pack, unpack
from messages.reading.understanding import Found, Value


@dataclass(frozen=True, slots=True)
class Choice:
    """One answer offered as a button or a number."""

    code: str  # in the button's data, 8 characters at most
    label: str  # text key
    value: Value | None = None  # the field's value; None: `said` is read as if it had been typed
    said: str = ""
    words: tuple[str, ...] = ()  # other ways to type it; a word with accents counts only when typed so


@dataclass(frozen=True, slots=True)
class When:
    """A condition on another field: its value is among these, or (`absent`) nothing is known of it."""

    field: str
    among: tuple[Value, ...] = ()
    absent: bool = False

    def holds(self, values: Mapping[str, Value]) -> bool:
        """Whether the condition is met by what is known."""
        if self.absent:
            return self.field not in values
        return values.get(self.field) in self.among


@dataclass(frozen=True, slots=True)
class Field:
    """One thing a form wants to know; its name is the corpus protocol's."""

    name: str
    prompt: str  # text key of the question
    reader: str  # which reader takes a typed answer: date, weight, sex, place ...
    label: str = ""  # text key: its name in "còn thiếu"
    example: str = ""  # text key: an answer, as people type it
    choices: tuple[Choice, ...] = ()
    numbered: bool = False  # the SMS form of the question numbers the choices, so "2" is an answer
    when: tuple[When, ...] = ()  # asked only if all hold
    inside: bool = False  # a choice may stand inside a longer answer; of several the last counts
    optional: bool = False  # asked by the guided form, may be skipped, never missing


@dataclass(frozen=True, slots=True)
class Form:
    """Fields in the order in which they are asked."""

    name: str
    version: int
    fields: tuple[Field, ...]
    keeps: frozenset[str] = frozenset()  # further values it carries along but never asks for
    summary: bool = False  # shown and confirmed before it is saved

    def field(self, name: str) -> Field | None:
        """The field of that name, if this version has it."""
        return next((one for one in self.fields if one.name == name), None)


@dataclass(frozen=True, slots=True)
class Draft:
    """What is known so far."""

    values: Mapping[str, Value] = field(default_factory=dict)
    unsure: frozenset[str] = frozenset()  # fields to be echoed with a question mark
    skipped: frozenset[str] = frozenset()  # optional fields passed over
    confirmed: bool = False  # the summary was agreed to


@dataclass(frozen=True, slots=True)
class Ask:
    """Ask for this field."""

    field: Field


@dataclass(frozen=True, slots=True)
class Summary:
    """Show what is known and ask whether to save it."""

    draft: Draft


@dataclass(frozen=True, slots=True)
class Finish:
    """All is known: save it."""

    draft: Draft


Step = Ask | Summary | Finish


def step(form: Form, draft: Draft) -> Step:
    """What the talk does next: ask for a field, show the summary, or finish."""
    known = current(form, draft)
    for one in form.fields:
        if one.name not in known.skipped and _wanted(one, known):
            return Ask(one)
    if form.summary and not known.confirmed:
        return Summary(known)
    return Finish(known)


def missing(form: Form, draft: Draft) -> tuple[Field, ...]:
    """Required fields that nothing is known of, in the order they are asked."""
    known = current(form, draft)
    return tuple(one for one in form.fields if not one.optional and _wanted(one, known))


def current(form: Form, draft: Draft) -> Draft:
    """The draft without what this version of the form does not know."""
    names = form.keeps | {one.name for one in form.fields}
    return replace(
        draft,
        values={name: value for name, value in draft.values.items() if name in names},
        unsure=draft.unsure & names,
        skipped=draft.skipped & names,
    )


def accept(form: Form, draft: Draft, asked: str | None, found: Mapping[str, Found]) -> Draft:
    """The draft with what an answer gave, in any order; `asked` is the field the question was about.

    A value read under its reader's name ("date") is taken for the asked field. What is said later wins, but a value
    the reader is unsure of replaces a sure one only where it was asked for.
    """
    known = current(form, draft)
    values, unsure = dict(known.values), set(known.unsure)
    for name, one in _named(form, asked, found).items():
        if not one.sure and name != asked and name in values and name not in unsure:
            continue
        values[name] = one.value
        (unsure.discard if one.sure else unsure.add)(name)
    return replace(known, values=values, unsure=frozenset(unsure), skipped=known.skipped - set(values))


def choose(form: Form, draft: Draft, asked: str, choice: Choice) -> Draft:
    """The draft with the value of a choice. A choice that is read as typed goes through its reader and `accept`."""
    if choice.value is None:
        raise ValueError(f"{choice.code}: read {choice.said!r} instead")
    return accept(form, draft, asked, {asked: Found(choice.value, 0, 0)})


def skip(form: Form, draft: Draft, asked: str) -> Draft:
    """The draft with an optional field passed over; a required one is not."""
    one = form.field(asked)
    return replace(draft, skipped=draft.skipped | {asked}) if one and one.optional else draft


def confirm(draft: Draft) -> Draft:
    """The draft after its summary was agreed to."""
    return replace(draft, confirmed=True)


def with_choices(form: Form, name: str, choices: tuple[Choice, ...]) -> Form:
    """The form with the choices of one field known only now, such as the villages of the commune."""
    fields = tuple(replace(one, choices=choices) if one.name == name else one for one in form.fields)
    return replace(form, fields=fields)


def to_json(draft: Draft) -> str:
    """The draft as JSON, the same for equal drafts."""
    plain = {
        "values": {name: pack(value) for name, value in sorted(draft.values.items())},
        "unsure": sorted(draft.unsure),
        "skipped": sorted(draft.skipped),
        "confirmed": draft.confirmed,
    }
    return msgspec.json.encode(plain).decode()


def from_json(text: str) -> Draft:
    """The draft that `to_json` wrote. Raises `msgspec.DecodeError` for a text it did not write."""
    plain = msgspec.json.decode(text, type=dict[str, Any])
    return Draft(
        values={name: unpack(value) for name, value in plain.get("values", {}).items()},
        unsure=frozenset(plain.get("unsure", ())),
        skipped=frozenset(plain.get("skipped", ())),
        confirmed=bool(plain.get("confirmed", False)),
    )


def _wanted(one: Field, known: Draft) -> bool:
    return one.name not in known.values and all(when.holds(known.values) for when in one.when)


def _named(form: Form, asked: str | None, found: Mapping[str, Found]) -> dict[str, Found]:
    """What was found by the form's own names."""
    names = form.keeps | {one.name for one in form.fields}
    named = {name: one for name, one in found.items() if name in names}
    field_asked = form.field(asked) if asked else None
    if field_asked and field_asked.name not in named and field_asked.reader in found:
        named[field_asked.name] = found[field_asked.reader]
        if field_asked.reader not in {one.name for one in form.fields}:
            named.pop(field_asked.reader, None)
    return named
