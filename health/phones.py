"""Telephone numbers of Vietnam as registers and place files write them."""

import re

_NATIONAL = re.compile(r"0[1-9]\d{8,9}", re.ASCII)
_BETWEEN = re.compile(r"[\s.()-]")


def national_number(text: str) -> str | None:
    """Ten or eleven digits that begin with 0 ("+84 213 3000 115" is "02133000115"); None if it is no such number."""
    digits = _BETWEEN.sub("", text)
    for prefix in ("+84", "0084"):
        if digits.startswith(prefix):
            digits = "0" + digits.removeprefix(prefix).removeprefix("0")
    return digits if _NATIONAL.fullmatch(digits) else None
