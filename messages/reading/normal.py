"""Cleaning what phones send: wrapping, look-alikes, decomposed letters, emoji digits; each letter keeps its place."""

import re
import unicodedata
from typing import NamedTuple

from messages.reading.wrapping import unwrapped

# Letters of other scripts and old code pages that look like ours.
LOOKALIKES = str.maketrans(
    "аеорсхукмнвтіѕјһԁАЕОРСХУКМНВТІЅЈαοινρυκΑΒΕΖΗΙΚΜΝΟΡΤΥΧıɡÐðƉ‘’ʼ´ˋ′–—−‐‒―…“”„。、❓❔❗❕⁄∕",
    "aeopcxykmhbtisjhdAEOPCXYKMHBTISJaoivpukABEZHIKMNOPTYXigĐđĐ''''`'------.\"\"\".,??!!//",
)
# Half is a word behind a unit and ,5 behind a figure; of other written fractions we make nothing.
_FRACTIONS = {"½": " rưỡi ", "⅓": " ? ", "⅔": " ? ", "¼": " ? ", "¾": " ? "}
_MADE_NOTHING = ("Mn", "Me", "Cf")  # marks with no letter, joiners, directions, soft hyphens
_MADE_SPACE = ("Cc", "Cs", "Co", "Cn", "Zs", "Zl", "Zp", "So", "Sk")  # control characters, halves of pairs, emoji
# Anything outside plain letters, composed Vietnamese and the line break needs the slow path, with the letter before it.
_PLAIN_LETTERS = r"\n -~À-ÃÈ-ÊÌÍÒ-ÕÙÚÝà-ãè-êìíò-õùúýĂăĐđĨĩŨũƠơƯưẠ-ỹ"
_ODD = re.compile(f"[^{_PLAIN_LETTERS}]")
_ODD_RUN = re.compile(f"[{_PLAIN_LETTERS}]?[^{_PLAIN_LETTERS}]+")
_TONES = "\u0300\u0301\u0303\u0309\u0323"
# "hoà" and "hòa" are one word: the tone is moved to the older place.
_TONE_PLACE = {
    late: unicodedata.normalize("NFC", pair[0] + tone + pair[1])
    for pair in ("oa", "oe", "uy")
    for tone in _TONES
    for late in (unicodedata.normalize("NFC", pair[0] + pair[1] + tone),)
}
_LATE = re.compile("|".join(_TONE_PLACE))
_PLAIN = {
    ord(letter): base
    for code in (*range(0xC0, 0x1B1), *range(0x1EA0, 0x1EFA))
    for letter in (chr(code),)
    for base in ("d" if letter in "đĐ" else unicodedata.normalize("NFD", letter)[0],)
    if base != letter and base.isascii()
}


class Clean(NamedTuple):
    """A cleaned text and where each of its characters stood."""

    text: str
    starts: tuple[int, ...] | None  # None: every character is where it was
    ends: tuple[int, ...] | None

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Offsets in the original of a non-empty slice of the cleaned text."""
        if self.starts is None or self.ends is None:
            return start, end
        return self.starts[start], self.ends[end - 1]


def clean(text: str) -> Clean:
    """The text with composed letters and plain digits, its wrapping blanked; never more than a few letters for one."""
    if not _ODD.search(text):
        return Clean(unwrapped(text, plain), None, None)
    letters: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    done, size = 0, len(text)
    for run in _ODD_RUN.finditer(text):
        at = run.start()
        letters += text[done:at]
        starts += range(done, at)
        ends += range(done + 1, at + 1)
        done = run.end()
        while at < done:
            end = at + 1
            # A run of marks belongs to its letter; a hostile run is cut so that composing stays linear.
            while end < done and end - at < 8 and unicodedata.combining(text[end]):
                end += 1
            for letter in _one(text[at:end], letters[-1] if letters else ""):
                letters.append(letter)
                starts.append(at)
                ends.append(end)
            at = end
    letters += text[done:]
    starts += range(done, size)
    ends += range(done + 1, size + 1)
    return Clean(unwrapped("".join(letters), plain), tuple(starts), tuple(ends))


def _one(cluster: str, before: str) -> str:
    """A letter with its marks as one composed letter, a space, or nothing."""
    base = cluster[0].translate(LOOKALIKES)
    if not _ODD.search(base) and len(cluster) == 1:
        return base
    if base in _FRACTIONS:
        return ",5" if base == "½" and before.isdigit() else _FRACTIONS[base]
    digit = unicodedata.digit(base, None)  # Arabic ٣, circled ③ and ❸, superscript ³
    if digit is not None:
        return str(digit)
    category = unicodedata.category(base)
    if category in _MADE_NOTHING:
        return ""
    composed = unicodedata.normalize("NFKC", base + cluster[1:])
    kept = "".join(letter for letter in composed if unicodedata.category(letter) not in _MADE_NOTHING)
    if kept == base and category in _MADE_SPACE:
        return "\n" if base in "\u2028\u2029\r\x0b\x0c" else " "
    return kept[:4]


def marked(word: str) -> str:
    """Lower case, the tone in its older place: the form in which accents are compared."""
    low = word.lower()
    return low if low.isascii() else _LATE.sub(lambda hit: _TONE_PLACE[hit[0]], low)


def plain(word: str) -> str:
    """Lower case without accents: the form in which words are looked up."""
    low = word.lower()
    return low if low.isascii() else low.translate(_PLAIN)
