"""What stands in a text that is no report as a whole: values where they are plain to see, and the people it names."""

from collections.abc import Mapping
from typing import Final

from messages.reading.parts import Parts, take_apart
from messages.reading.understanding import Context, Found

PEOPLE: Final = ("mother", "woman", "child", "bare", "young", "skip", "attendant_name")  # as `read_people` says
_LONGEST: Final = 2_000  # characters looked at
_FIELDS: Final[Mapping[str, str]] = {  # which field an item would be the value of
    **{name: name for name in ("sex", "weight_g", "place", "attendant", "village", "vaccine", "dose", "cause", "age")},
    **{name: name for name in ("date", "child_code", "mother")},
    **dict.fromkeys(("woman", "young", "bare"), "mother"),
    "child": "name",
}


def values_in(text: str, context: Context) -> dict[str, Found]:
    """The first value of each field; nothing that only a question would make a value."""
    parts = take_apart(text[:_LONGEST], context)
    found: dict[str, Found] = {}
    for item in parts.of(*_FIELDS):
        if item.value is not None:
            start, end = _place(parts, item.start, item.end)
            found.setdefault(_FIELDS[item.what], Found(item.value, start, end, item.sure))
    return found


def names_in(text: str, context: Context) -> tuple[tuple[int, int], ...]:
    """(start, end) of every name, without the titles before it."""
    parts = take_apart(text[:_LONGEST], context)
    return tuple(_place(parts, item.start, item.end) for item in parts.of(*PEOPLE))


def _place(parts: Parts, start: int, end: int) -> tuple[int, int]:
    """Tokens as offsets."""
    return parts.scene.tokens[start].start, parts.scene.tokens[end - 1].end
