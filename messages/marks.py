"""Parts of a text that were read, shown within it.

Between its making and its leaving a text carries two private characters around each part; every channel turns them into
a form of its own: underlining on Telegram, brackets on SMS and at the terminal. What people type never holds them.
"""

import re
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Final

from messages.reading.understanding import Found

OPEN: Final = "\ue000"
CLOSE: Final = "\ue001"
CUT: Final = "…"  # stands where nothing of a part may be shown
_STRANGE: Final = str.maketrans({OPEN: "\ufffd", CLOSE: "\ufffd"})
_BRACKETS: Final = str.maketrans({OPEN: "[", CLOSE: "]"})
_TYPED_BRACKETS: Final = str.maketrans("[]", "()")
_WRITTEN: Final = re.compile(r"(\w+):(\d+)-(\d+)(\??)")
LONGEST: Final = 400  # characters of parts written out


@dataclass(frozen=True, slots=True)
class Part:
    """One part of a text, and the field that was read there."""

    field: str
    start: int
    end: int
    sure: bool = True

    def __str__(self) -> str:
        """ "mother:10-22", "mother:10-22?" where it was unsure."""
        return f"{self.field}:{self.start}-{self.end}{'' if self.sure else '?'}"


Range = tuple[int, int]


def parts_of(found: Mapping[str, Found], shift: int = 0) -> tuple[Part, ...]:
    """Where values were found; what stands nowhere in the text (a default, a pressed button) has no part."""
    told = ((field, each) for field, each in found.items() if each.end > each.start)
    return tuple(Part(field, each.start + shift, each.end + shift, each.sure) for field, each in told)


def write_parts(parts: Iterable[Part]) -> str:
    """Parts as one short line, for a column."""
    line = " ".join(str(part) for part in parts)
    return line if len(line) <= LONGEST else line[:LONGEST].rpartition(" ")[0]


def read_parts(line: str) -> tuple[Part, ...]:
    """The parts that `write_parts` wrote."""
    found = (_WRITTEN.fullmatch(word) for word in line.split())
    return tuple(Part(one[1], int(one[2]), int(one[3]), not one[4]) for one in found if one)


def without_marks(text: str) -> str:
    """A text from outside: what looks like a mark of ours is replaced, letter for letter."""
    return text.translate(_STRANGE)


def bracketed(text: str) -> str:
    """ "[be gai] [3kg1]": the form for channels that show letters alone."""
    return text.translate(_BRACKETS)


def mark(text: str, parts: Iterable[Part], hidden: Collection[Range] = ()) -> str:
    """The text with each part between marks, a question mark behind an unsure one; `hidden` ranges are left out."""
    text = without_marks(text).translate(_TYPED_BRACKETS)
    shown = [True] * len(text)
    for start, end in hidden:
        shown[start:end] = [False] * len(shown[start:end])
    said, at = [], 0
    for part in _apart(parts, len(text)):
        inside = _seen(text, shown, part.start, part.end) or CUT
        said += [_seen(text, shown, at, part.start), OPEN, inside, CLOSE, "" if part.sure else "?"]
        at = part.end
    return "".join([*said, _seen(text, shown, at, len(text))])


def _seen(text: str, shown: list[bool], start: int, end: int) -> str:
    return "".join(text[at] for at in range(start, end) if shown[at])


def _apart(parts: Iterable[Part], size: int) -> Iterable[Part]:
    """The parts in order, those that overlap as one."""
    inside = (part for part in parts if part.start < part.end <= size)
    merged: list[Part] = []
    for part in sorted(inside, key=lambda part: (part.start, part.end)):
        last = merged[-1] if merged else None
        if last is None or last.end <= part.start:
            merged.append(part)
        else:
            merged[-1] = replace(last, end=max(last.end, part.end), sure=last.sure and part.sure)
    return merged


def taken_out(text: str) -> tuple[str, tuple[Range, ...]]:
    """The text without marks, and (start, end) of each part that stood between them."""
    plain: list[str] = []
    found: list[Range] = []
    start = 0
    for letter in text:
        if letter == OPEN:
            start = len(plain)
        elif letter == CLOSE:
            found.append((start, len(plain)))
        else:
            plain.append(letter)
    return "".join(plain), tuple(found)
