"""What a text becomes on SMS: Vietnamese folded to GSM-7 without accents, and the segments it costs.

GSM-7 and its extension table: 3GPP TS 23.038, section 6.2.1. A part of a long message loses six octets to its header.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator

from messages.marks import CLOSE, OPEN

BASIC = frozenset(
    "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?"
    "¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà"
)
EXTENSION = frozenset("^{}\\[~]|€")  # an escape goes before each: two units
ONE_GSM7, PART_GSM7 = 160, 153  # septets in a single message, in a part of a long one
ONE_UCS2, PART_UCS2 = 70, 67  # UTF-16 units, likewise

_SPELLED = str.maketrans(
    {
        **dict.fromkeys("đð", "d"),
        **dict.fromkeys("ĐÐ", "D"),
        **dict.fromkeys("“”„‟«»″", '"'),
        **dict.fromkeys("‘’‚‛‹›′`´ʼ", "'"),
        **dict.fromkeys("‐‑‒–—―−•·", "-"),
        "…": "...",
        "→": "->",
        "⇒": "->",
        "←": "<-",
        "×": "x",
        "≥": ">=",
        "≤": "<=",
        "⁄": "/",
        "₫": "d",
        "\t": " ",
        "\x0b": "\n",
        "\x0c": "\n",
        "\x85": "\n",
        "\u2028": "\n",
        "\u2029": "\n",
        OPEN: "[",
        CLOSE: "]",
    }
)
_SPACES = re.compile(r" {2,}")
_SPACES_AT_BREAK = re.compile(r" *\n *")


def fold(text: str) -> str:
    """The text without accents, in GSM-7 alone; what has no GSM-7 form (emoji, other scripts) is dropped."""
    plain = unicodedata.normalize("NFKD", text.translate(_SPELLED)).translate(_SPELLED)
    plain = plain.replace("\r\n", "\n").replace("\r", "\n")
    kept = "".join(letter for letter in plain if letter in BASIC or letter in EXTENSION)
    return _SPACES_AT_BREAK.sub("\n", _SPACES.sub(" ", kept)).strip()


def is_gsm7(text: str) -> bool:
    """Whether every character is in the GSM-7 alphabet or its extension."""
    return all(letter in BASIC or letter in EXTENSION for letter in text)


def segments(text: str) -> int:
    """How many messages an SMS gateway charges for the text; 0 for an empty one."""
    return _packed(text)[0]


def units_left(text: str) -> int:
    """Septets (GSM-7) or UTF-16 units (UCS-2) still free in the last segment."""
    return _packed(text)[1]


def _packed(text: str) -> tuple[int, int]:
    """Segments and free units in the last; an escape pair or a surrogate pair is never split."""
    gsm = is_gsm7(text)
    one, part = (ONE_GSM7, PART_GSM7) if gsm else (ONE_UCS2, PART_UCS2)
    costs = list(_gsm_costs(text) if gsm else _utf16_costs(text))
    total = sum(costs)
    if total <= one:
        return int(bool(costs)), one - total
    return _parts(costs, part)


def _parts(costs: Iterable[int], part: int) -> tuple[int, int]:
    """Characters poured into parts in order: how many parts, and the room left in the last."""
    count, left = 1, part
    for cost in costs:
        if cost > left:
            count, left = count + 1, part
        left -= cost
    return count, left


def _gsm_costs(text: str) -> Iterator[int]:
    return (2 if letter in EXTENSION else 1 for letter in text)


def _utf16_costs(text: str) -> Iterator[int]:
    return (2 if ord(letter) > 0xFFFF else 1 for letter in text)
