"""A message as words, numbers and marks, each with the place where it stood in what was typed."""

import re
from functools import partial
from itertools import pairwise
from typing import NamedTuple

from messages.reading.broken import LOOSE, Piece, whole_again
from messages.reading.lexicon import Lexicon, lexicon
from messages.reading.memo import Memo
from messages.reading.normal import Clean, clean, marked, plain
from messages.reading.phrases import PIECES
from messages.reading.syllables import from_telex, from_vni, is_mong_name, is_syllable, split_glued

WORD, NUMBER, MARK = "word", "number", "mark"
LOWER, CAPITAL, UPPER = 0, 1, 2
_VNI = re.compile(r"(?<![^\W_])[A-Za-z]++(?![0-9]{4})[1-9][A-Za-z1-9]*(?![^\W_])")  # "te2345" is a code
_MAYBE_VNI = re.compile(r"[1-9](?<=[A-Za-z].)(?<![0-9][A-Za-z].)(?<![0-9][A-Za-z]{2}.)")  # not "3k2", "3kg2"
_CAMEL = re.compile(r"^[a-zđà-ỹăơư]{2,}(?=[A-ZĐ])|[A-ZĐÀ-ỸĂƠƯ][a-zđà-ỹăơư]+")
_COUNTING = frozenset(("mot", "hai", "ba", "bon", "ruoi"))
_STRAY = re.compile(r"(?<![^\W_])(sinh|de)[1345](?![^\W_]|[/.,-]\d)", re.IGNORECASE)  # a VNI key that met no vowel
_FOREIGN = frozenset(("gas", "box", "max", "mix", "fax", "tax", "sms", "plus", "gaj", "traj"))  # no Telex
_SWAPPABLE = 3  # letters of a word in which two may have changed places
_LONG_RUN = 40  # letters in which no two are tried in each other's place
_SURELY_TELEX = 2
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


_token = partial(tuple.__new__, Token)  # every word of every message becomes one: made without the detour of `Token()`


class Look(NamedTuple):
    """What one typed piece is, whatever stands around it."""

    kind: str
    plain: str
    marked: str
    case: int
    whole: bool = True  # one word, as it was typed
    typed: str = ""
    telex: str | None = None  # what it is if it was typed with Telex keys
    full: tuple[tuple[str, str], ...] = ()  # (plain, marked) of the words of an abbreviation
    cuts: tuple[int, ...] | None = None  # ends of the words glued in one


# The fields of a token that stands where its piece was typed; what the piece is, where that is not one word as typed.
Placed = tuple[str, str, int, int, str, bool, int, Look | None]


def tokenise(text: str) -> list[Token]:
    """The tokens of a message, abbreviations written out, typing residue decoded, glued words parted."""
    cleaned = clean(text)
    moved = cleaned.starts is not None
    tokens: list[Token] = []
    at = 0
    for run, pieces in _runs(cleaned.text):
        for bare, accented, first, last, kind, glued, case, look in pieces:
            start, end = at + first, at + last
            if look is not None:
                _add_words(tokens, look, (start, end, glued), cleaned)
                continue
            if moved:
                start, end = cleaned.span(start, end)
            tokens.append(_token((bare, accented, start, end, kind, glued, case)))
        at += len(run) + 1
    return tokens


def _runs(text: str) -> list[tuple[str, list[Placed]]]:
    """What is typed without a space in the cleaned text, or all of it, and the pieces it is of."""
    vni = _vni(text, lexicon())
    if not vni:
        runs: list[tuple[str, list[Placed]]] = []
        evidence = 0
        for run in text.split(" "):
            placed, telex, loose = _RUNS[run]
            if loose:
                break
            evidence += telex
            runs.append((run, placed))
        else:
            return runs if evidence < _SURELY_TELEX else [(run, _DECODED[run]) for run, _ in runs]
    pieces = whole_again(_pieces(text, vni), text, lexicon())
    looks = [_LOOKS[piece] for piece, _, _ in pieces]
    return [(text, _placed(_decoded_looks(looks) if _telex(looks) >= _SURELY_TELEX else looks, pieces))]


def _run(typed: str) -> tuple[list[Placed], int, bool]:
    """The pieces of a run of letters, how much speaks for Telex keys, and whether one may belong to a broken word."""
    cut = _cut(typed, 0, len(typed))
    looks = [_LOOKS[piece] for piece, _, _ in cut]
    return _placed(looks, cut), _telex(looks), any(look.plain in LOOSE for look in looks)


_RUNS = Memo(_run)  # mostly one word, met again and again


def _without_telex(typed: str) -> list[Placed]:
    """The pieces of what is typed without a space, in a text that is typed with Telex keys."""
    cut = _cut(typed, 0, len(typed))
    return _placed(_decoded_looks([_LOOKS[piece] for piece, _, _ in cut]), cut)


_DECODED = Memo(_without_telex)


def _placed(looks: list[Look], typed: list[Piece]) -> list[Placed]:
    """Each piece as a token; accents typed beside their letter belong to its word."""
    placed: list[Placed] = []
    last_end, last_kind = -1, MARK
    for look, (_, start, end) in zip(looks, typed, strict=True):
        kind, bare, accented, case, whole, *_ = look
        glued, last_end = start == last_end, end
        if glued and last_kind == WORD and kind == MARK and bare in _GHOSTS:
            continue
        placed.append((bare, accented, start, end, kind, glued, case, None if whole else look))
        last_kind = kind
    return placed


def _look(piece: str) -> Look:
    if piece.isdigit():
        return Look(NUMBER, piece, piece, LOWER)
    if not piece[0].isalpha():
        return Look(MARK, piece, piece, LOWER)
    telex, typed = _telex_word(piece), piece
    piece = _undoubled(piece)
    if piece != typed and telex is not None and telex.isascii():
        telex = None  # "o tarm": a slip, no Telex keys
    bare, accented = plain(piece), marked(piece)
    full = tuple((plain(part), marked(part)) for part in lexicon().aliases.get(accented, ()))
    cuts = _parts(piece)
    return Look(
        kind=WORD,
        plain=bare,
        marked=accented,
        case=UPPER if piece.isupper() and len(piece) > 1 else CAPITAL if piece[0].isupper() else LOWER,
        typed=piece,
        telex=telex,
        whole=not (full or cuts or bare == "kg"),
        full=full,
        cuts=cuts,
    )


_LOOKS = Memo(_look)


def _undoubled(piece: str) -> str:
    """'gaii', 'hôm quaaa': the last letter typed again and again; 'gaj', 'sjnh': j for i, where the word is none so."""
    known = lexicon().known
    if plain(piece) in known:
        return piece
    once = piece.rstrip(piece[-1]) + piece[-1]
    if 1 < len(once) < len(piece) and plain(once) in known:
        return once
    if _SWAPPABLE <= len(piece) < _LONG_RUN and piece.isascii() and not (is_syllable(piece) or is_mong_name(piece)):
        swapped = [f"{piece[:k]}{piece[k + 1]}{piece[k]}{piece[k + 2 :]}" for k in range(1, len(piece) - 1)]
        meant = [word for word in swapped if word in known and is_syllable(word)]
        if len(meant) == 1:
            return meant[0]  # "o tarm", "hom qau"
    dotted = piece.replace("j", "i").replace("J", "I")
    return dotted if dotted != piece and plain(dotted) in known else piece


def _pieces(text: str, vni: dict[int, tuple[int, str]]) -> list[Piece]:
    """(piece, start, end) in the cleaned text, VNI words decoded whole."""
    pieces: list[Piece] = []
    at = 0
    for start, (end, word) in vni.items():
        pieces += _cut(text, at, start)
        pieces.append((word, start, end))
        at = end
    return pieces + _cut(text, at, len(text))


def _cut(text: str, start: int, end: int) -> list[Piece]:
    return [(hit[0], *hit.span()) for hit in PIECES.finditer(text, start, end)]


def _vni(text: str, words: Lexicon) -> dict[int, tuple[int, str]]:
    """Words typed with VNI digits, where the message shows that it was typed so."""
    found: dict[int, tuple[int, str]] = {}
    if not _MAYBE_VNI.search(text):
        return found
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
    listed = word in words.accented or word in words.aliases
    return plain(word) if not listed and plain(word) in words.known else word


def _telex(looks: list[Look]) -> int:
    """How much speaks for Telex keys: a word that has no other reading more than one that is in no list."""
    words = [look.telex for look in looks if look.telex is not None]
    accented = lexicon().accented if words else ()
    return sum(2 if word.isascii() or word.lower() in accented else 1 for word in words)


def _decoded_looks(looks: list[Look]) -> list[Look]:
    return [_LOOKS[look.telex] if look.telex is not None else look for look in looks]


def _telex_word(piece: str) -> str | None:
    if not piece.isascii() or len(piece) > 9:
        return None
    low = piece.lower()
    word = None if low in _FOREIGN or low in lexicon().known or is_syllable(low) else from_telex(piece)
    return _decoded(word, piece, lexicon()) if word else None


def _add_words(tokens: list[Token], look: Look, place: tuple[int, int, bool], cleaned: Clean) -> None:
    """Append what one typed word stands for: written out if it is an abbreviation, parted if words are glued."""
    start, end, glued = place
    span = cleaned.span(start, end)
    named = look.case == CAPITAL and bool(tokens) and look.plain in lexicon().names["given"]  # "chị Hong"
    if look.full and not named and not (glued and _is_unit(look.plain, tokens)):
        for at, (bare, accented) in enumerate(look.full):
            tokens.append(Token(bare, accented, *span, WORD, glued and at == 0, look.case))
        return
    if look.cuts is None or len(look.plain) != end - start:
        bare, accented = look.plain, look.marked
        if bare == "kg" and not (tokens and (tokens[-1].kind == NUMBER or tokens[-1].plain in _COUNTING)):
            bare, accented = "khong", "không"
        tokens.append(Token(bare, accented, *span, WORD, glued, look.case))
        return
    at = 0
    for cut in look.cuts:
        _add_words(tokens, _LOOKS[look.typed[at:cut]], (start + at, start + cut, at > 0 or glued), cleaned)
        at = cut


def _is_unit(word: str, tokens: list[Token]) -> bool:
    """'3k2', '3h': touching a number these letters are units; apart ('15/4 k phải 16/4', 'mũi 2 r') they are words."""
    return word in ("k", "r", "c", "m", "h") and bool(tokens) and tokens[-1].kind == NUMBER


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
    bare, words = plain(word), lexicon()
    if bare in words.known or is_syllable(bare) or len(bare) != len(word) or is_mong_name(bare):
        return None
    cuts = split_glued(bare, words.parting)
    if not cuts or not all(_is_word(word[a:b], words) for a, b in pairwise((0, *cuts))):
        return None
    return tuple(cuts)


def _is_word(piece: str, words: Lexicon) -> bool:
    """'Toòng' is no 'to òng': what is typed with accents parts only into words that have them."""
    accented = marked(piece)
    return accented == plain(piece) or accented in words.accented or accented in words.aliases
