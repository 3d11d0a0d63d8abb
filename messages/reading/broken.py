"""Words broken in two by a stray space or by the end of a line: put together only where no other reading is left."""

import re

from messages.reading.lexicon import Lexicon
from messages.reading.normal import marked, plain
from messages.reading.phrases import word_set
from messages.reading.syllables import is_syllable

Piece = tuple[str, int, int]  # letters, start, end in the cleaned text
_HEADS = word_set("tr ngh gh")  # never a word, nor short for one
_TAILS = word_set("i m n nh ng p")  # no word, but "i" only where no number follows
LOOSE = _HEADS | _TAILS
_LOOSE = re.compile(rf"(?<![^\W_])(?:{'|'.join(sorted(LOOSE, key=len, reverse=True))})(?![^\W_])", re.IGNORECASE)


def whole_again(pieces: list[Piece], text: str, words: Lexicon) -> list[Piece]:
    """The pieces of a text, broken words as one: 'tra m' -> 'tram'."""
    if not _LOOSE.search(text):
        return pieces
    whole: list[Piece] = []
    for at, piece in enumerate(pieces):
        gap = 1 if whole and whole[-1][0] == "\n" else 0
        head = whole[-1 - gap] if len(whole) > gap else ("", 0, 0)
        if piece[1] - head[2] == 1 and (piece[0].lower() in _TAILS or head[0].lower() in _HEADS):
            follows = pieces[at + 1][0] if at + 1 < len(pieces) else ""
            counted = follows.isdigit() and piece[0].lower() != "i"  # "tiêm m 1": the letter goes with the number
            if not counted and _is_broken(head[0], piece[0], words):
                whole[-1 - gap :] = [(head[0] + piece[0], head[1], piece[2])]
                continue
        whole.append(piece)
    return whole


def _is_broken(head: str, tail: str, words: Lexicon) -> bool:
    """Whether two runs of letters are one word: together they are listed, and one of them is nothing by itself."""
    joined = head + tail
    if not (head.isalpha() and tail.isalpha()) or plain(joined) not in words.known or not is_syllable(plain(joined)):
        return False
    if not joined.isascii() and marked(joined) not in words.accented:
        return False
    start, end = head.lower(), tail.lower()
    return start in _HEADS or end in ("i", "m") or (end in _TAILS and plain(start) not in words.known)
