"""A message as words, numbers and marks, each with the place where it stood in what was typed."""

import re
from functools import lru_cache
from typing import NamedTuple

from messages.reading.broken import whole_again
from messages.reading.lexicon import Lexicon, lexicon
from messages.reading.normal import Clean, clean, marked, plain
from messages.reading.phrases import PIECES
from messages.reading.syllables import from_telex, from_vni, is_syllable, split_glued

WORD, NUMBER, MARK = "word", "number", "mark"
LOWER, CAPITAL, UPPER = 0, 1, 2
_VNI = re.compile(r"(?<![^\W_])[A-Za-z]+[1-9][A-Za-z1-9]*(?![^\W_])")
_CAMEL = re.compile(r"[A-ZĐÀ-ỸĂƠƯ][a-zđà-ỹăơư]+")
_COUNTING = frozenset(("mot", "hai", "ba", "bon", "ruoi"))
_STRAY = re.compile(r"(?<![^\W_])(sinh|de)[1345](?![^\W_]|[/.,-]\d)", re.IGNORECASE)  # a VNI key that met no vowel
_FOREIGN = frozenset(("bus", "gas", "box", "max", "mix", "fax", "tax", "sms", "plus"))  # no Telex
_GHOSTS = "'`^~\""  # accents typed beside the letter: "be' gai'"


class Token(NamedTuple):
    """One word, number or mark."""

    plain: str  # lower case, no accents, abbreviations written out
    marked: str  # lower case with the accents that were typed
    start: int  # offsets in the original text
    end: int
    kind: str
    glued: bool  # nothing stands between this and the token before
    case: int


def tokenise(text: str) -> list[Token]:
    """The tokens of a message, abbreviations written out, typing residue decoded, glued words parted."""
    cleaned = clean(text)
    words = lexicon()
    pieces = whole_again(_pieces(cleaned.text, words), words)
    telex = _telex(pieces, words)
    tokens: list[Token] = []
    last_end = -1
    for piece, start, end in pieces:
        glued = start == last_end
        last_end = end
        if piece.isdigit():
            tokens.append(Token(piece, piece, *cleaned.span(start, end), NUMBER, glued, LOWER))
        elif not piece[0].isalpha():
            if piece in _GHOSTS and glued and tokens and tokens[-1].kind == WORD:
                continue
            tokens.append(Token(piece, piece, *cleaned.span(start, end), MARK, glued, LOWER))
        else:
            _add_word(tokens, telex.get(piece, piece), (start, end, glued), cleaned, words)
    return tokens


def _pieces(text: str, words: Lexicon) -> list[tuple[str, int, int]]:
    """(piece, start, end) in the cleaned text, VNI words decoded whole."""
    vni = _vni(text, words)
    if not vni:
        return [(hit[0], hit.start(), hit.end()) for hit in PIECES.finditer(text)]
    pieces: list[tuple[str, int, int]] = []
    at = 0
    for start, (end, word) in vni.items():
        pieces += [(hit[0], hit.start(), hit.end()) for hit in PIECES.finditer(text, at, start)]
        pieces.append((word, start, end))
        at = end
    return pieces + [(hit[0], hit.start(), hit.end()) for hit in PIECES.finditer(text, at)]


def _vni(text: str, words: Lexicon) -> dict[int, tuple[int, str]]:
    """Words typed with VNI digits, where the message shows that it was typed so."""
    found: dict[int, tuple[int, str]] = {}
    sure = 0
    for hit in _VNI.finditer(text):
        word = from_vni(hit[0]) if len(hit[0]) < 10 else None
        if word is not None:
            found[hit.start()] = (hit.end(), _decoded(word, hit[0], words))
            sure += (word in words.accented) + (sum(map(str.isdigit, hit[0])) > 1 or not hit[0][-1].isdigit())
    return found if sure >= 2 else {hit.start(): (hit.end(), hit[1]) for hit in _STRAY.finditer(text)}


def _decoded(word: str, typed: str, words: Lexicon) -> str:
    """A decoded word in the capitals it was typed in; in small letters a listed word loses an unlisted accent: suwa."""
    if typed[0].isupper():
        return word.upper() if typed.isupper() and len(typed) > 1 else word.capitalize()
    return plain(word) if word not in words.accented and plain(word) in words.known else word


def _telex(pieces: list[tuple[str, int, int]], words: Lexicon) -> dict[str, str]:
    """Words typed with Telex keys: undecoded only where no other reading of the letters exists."""
    decoded: dict[str, str] = {}
    sure = 0
    for piece, _, _ in pieces:
        word = _telex_word(piece) if piece.isalpha() else None
        if word is not None:
            decoded[piece] = _decoded(word, piece, words)
            sure += 2 if word in words.accented or decoded[piece].isascii() else 1
    return decoded if sure >= 2 else {}


@lru_cache(maxsize=8192)
def _telex_word(piece: str) -> str | None:
    if not piece.isascii() or len(piece) > 9:
        return None
    low = piece.lower()
    return None if low in _FOREIGN or low in lexicon().known or is_syllable(low) else from_telex(piece)


@lru_cache(maxsize=16384)
def _forms(word: str) -> tuple[str, str, int]:
    """(plain, marked, case) of a word."""
    case = UPPER if word.isupper() and len(word) > 1 else CAPITAL if word[0].isupper() else LOWER
    return plain(word), marked(word), case


def _add_word(tokens: list[Token], word: str, place: tuple[int, int, bool], cleaned: Clean, words: Lexicon) -> None:
    """Append one typed word: written out if it is an abbreviation, parted if words are glued, else as it is."""
    start, end, glued = place
    bare, accented, case = _forms(word)
    span = cleaned.span(start, end)
    full = words.aliases.get(accented)
    named = case == CAPITAL and bool(tokens) and bare in words.names["given"]  # "chị Hong"
    if full is not None and not named and not _is_unit(bare, tokens):
        for at, part in enumerate(full):
            tokens.append(Token(plain(part), marked(part), *span, WORD, glued and at == 0, case))
        return
    cuts = _parts(word) if len(bare) == end - start else None
    if cuts is None:
        if bare == "kg" and not (tokens and (tokens[-1].kind == NUMBER or tokens[-1].plain in _COUNTING)):
            bare, accented = "khong", "không"
        tokens.append(Token(bare, accented, *span, WORD, glued, case))
        return
    at = 0
    for cut in cuts:
        piece = word[at:cut]
        _add_word(tokens, piece, (start + at, start + cut, at > 0 or glued), cleaned, words)
        at = cut


def _is_unit(word: str, tokens: list[Token]) -> bool:
    """'3k2', '3h': after a number these letters are units, not words."""
    return word in ("k", "r", "c", "m") and bool(tokens) and tokens[-1].kind == NUMBER


@lru_cache(maxsize=8192)
def _parts(word: str) -> tuple[int, ...] | None:
    """Ends of the words glued in one; None if it is one word."""
    if len(word) < 4:
        return None
    camel = _CAMEL.findall(word)
    if len(camel) > 1 and sum(map(len, camel)) == len(word):
        ends, at = [], 0
        for part in camel:
            at += len(part)
            ends.append(at)
        return tuple(ends)
    bare, known = plain(word), lexicon().known
    if bare in known or is_syllable(bare) or len(bare) != len(word):
        return None
    cuts = split_glued(bare, known)
    return tuple(cuts) if cuts else None
