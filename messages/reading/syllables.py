"""Vietnamese syllables: what can be one, what Telex and VNI typing left undecoded, where glued words part."""

import re
import unicodedata
from collections.abc import Container, Iterator
from functools import lru_cache

from messages.reading.normal import marked, plain

_ONSETS = "ngh ng nh ch gh gi kh ph qu th tr b c d g h k l m n p r s t v x"
_RIMES = (
    "a ac ach ai am an ang anh ao ap at au ay e ec ech em en eng enh eo ep et eu i ia ich iec iem ien ieng iep iet ieu "
    "im in inh ip it iu o oa oac oach oai oam oan oang oanh oao oap oat oay oc oe oen oeo oet oi om on ong "
    "op ot u ua uan uang uat uay uc ue uech uen uenh ui um un ung uo uoc uoi uom uon uong uop uot uou up "
    "ut uu uy uya uych uyen uyet uyn uynh uyt uyu y yem yen yet yeu ynh yt"
)
_SYLLABLE = re.compile(f"(?:{'|'.join(_ONSETS.split())})?(?:{'|'.join(sorted(_RIMES.split(), key=len, reverse=True))})")
_TONES = {"s": "\u0301", "f": "\u0300", "r": "\u0309", "x": "\u0303", "j": "\u0323"}
_VNI_TONES = dict(zip("12345", "sfrxj", strict=True))
_VNI_SHAPES = {"6": "aeo", "7": "uo", "8": "a"}
_HAT, _HORN, _BREVE = "\u0302", "\u031b", "\u0306"
_MONG_ONSETS = frozenset(("bl", "pl", "kl", "tl", "cl"))
_VOWELS = "aeiouy"
_HORNED_AFTER_U = ("o", "u", "a")  # dương, cứu, chưa: one key serves both, or the first alone
_BENT = {"o": _HORN, "u": _HORN, "a": _BREVE}
_ABBREVIATED = frozenset(("dc", "dk", "dt"))  # đc, đk, đt: no syllables, and typed all the same
LONGEST_WORD = 7  # no syllable is longer ("nghiêng")
_LONG = 7  # letters; in longer runs a first 'k' is 'không': "kcogibaocao"
_COST = {"o": 1.2}  # "onhachongdo", "otram": the word before a place is likelier than any other of one letter
LONGEST_GLUED = 200  # longer runs are noise, not words


@lru_cache(maxsize=16384)
def is_syllable(word: str) -> bool:
    """Whether an unaccented word could be a Vietnamese syllable."""
    return len(word) <= LONGEST_WORD and _SYLLABLE.fullmatch(word) is not None


def is_mong_name(word: str) -> bool:
    """'Blia', 'Plua': a beginning that only names of the Mông have."""
    return word[:2] in _MONG_ONSETS and len(word) < LONGEST_WORD and is_syllable(word[1:])


def from_telex(word: str) -> str | None:
    """'Vangf' -> 'vàng'; None where the letters do not decode to an accented syllable."""
    letters: list[str] = []
    tone = ""
    for key in word.lower():
        last = letters[-1] if letters else ""
        if key in _TONES and any(letter[0] in _VOWELS for letter in letters):
            tone = _TONES[key]
        elif key == "d" and letters and letters[0] == "d":
            letters[0] = "đ"
        elif key in "aeo" and key in letters and not (key == "o" and last and last in "ae"):  # "ngoáo" has two
            letters[letters.index(key)] = key + _HAT
        elif key == "w":
            _bend(letters)
        else:
            letters.append(key)
    return _settled(letters, tone, word)


def from_vni(word: str) -> str | None:
    """'ta5i' -> 'tại'; None where the digits do not decode to an accented syllable."""
    letters: list[str] = []
    tone = ""
    for key in word.lower():
        if key in _VNI_TONES and letters:
            if tone:
                return None  # a number: "te2345"
            tone = _TONES[_VNI_TONES[key]]
        elif key == "9" and letters and letters[0] == "d":
            letters[0] = "đ"
        elif key == "7":
            _bend(letters)
        elif key in _VNI_SHAPES:
            at = next((at for at in reversed(range(len(letters))) if letters[at] in _VNI_SHAPES[key]), None)
            if at is None:
                return None
            letters[at] += _BREVE if key == "8" else _HAT
        elif key.isdigit():
            return None
        else:
            letters.append(key)
    return _settled(letters, tone, word)


def _bend(letters: list[str]) -> None:
    """Put the horn or the breve that 'w' (VNI '7') stands for."""
    for at in range(1, len(letters)):
        pair = (letters[at - 1], letters[at])
        if pair[0] == "u" and (pair[1] in _HORNED_AFTER_U) and letters[:2] != ["q", "u"]:
            letters[at - 1] += _HORN
            letters[at] += _HORN if pair[1] == "o" else ""
            return
    for at in range(len(letters) - 1, -1, -1):
        if letters[at] in _BENT:
            letters[at] += _BENT[letters[at]]
            return
    letters.append("u" + _HORN)


def _settled(letters: list[str], tone: str, typed: str) -> str | None:
    """The syllable with its tone on the right vowel, if it is one and differs from what was typed."""
    bare = "".join(letter[0] for letter in letters)
    if not is_syllable(plain(bare)) and (tone or plain(bare) not in _ABBREVIATED):
        return None
    if letters[-2:] == ["u" + _HORN, "o" + _HORN]:
        letters[-2] = "u"  # "thuở": only before another letter are both bent
    if tone:
        seat = _tone_seat(letters)
        letters[seat] += tone
    word = marked(unicodedata.normalize("NFC", "".join(letters)))
    return word if word != typed.lower() else None


def _tone_seat(letters: list[str]) -> int:
    """Index of the vowel that carries the tone."""
    vowels = [at for at, letter in enumerate(letters) if letter[0] in _VOWELS]
    if len(vowels) > 1 and vowels[0] > 0 and "".join(letters[:2]) in ("qu", "gi"):
        vowels = vowels[1:]
    shaped = [at for at in vowels if len(letters[at]) > 1]
    if shaped:
        return shaped[-1]
    if len(vowels) == 1:
        return vowels[0]
    closed = vowels[-1] < len(letters) - 1
    return vowels[1] if closed or len(vowels) == 3 else vowels[0]


def split_glued(word: str, known: Container[str]) -> list[int] | None:
    """Where a run of unaccented letters parts into known words: the end of each; None if it does not part."""
    if not 4 <= len(word) <= LONGEST_GLUED:
        return None
    best: list[tuple[float, int]] = [(0.0, 0)] + [(float("inf"), 0)] * len(word)
    for end in range(1, len(word) + 1):
        for cost, start in _pieces(word, end, known, best):
            if cost < best[end][0]:
                best[end] = (cost, start)
    if best[-1][0] == float("inf"):
        return None
    ends, at = [], len(word)
    while at:
        ends.append(at)
        at = best[at][1]
    return ends[::-1] if len(ends) > 1 else None


def _pieces(word: str, end: int, known: Container[str], best: list[tuple[float, int]]) -> Iterator[tuple[float, int]]:
    """(cost so far, start) of each known word that could end here; short words cost more."""
    for start in range(max(0, end - LONGEST_WORD), end):
        piece = word[start:end]
        if piece in known and (len(piece) > 1 or piece in "oy" or (piece == "k" and start == 0 and len(word) > _LONG)):
            yield best[start][0] + _COST.get(piece, 2.5 if len(piece) == 1 else 1.4 if len(piece) == 2 else 1), start
