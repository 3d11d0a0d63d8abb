"""Short answers: yes, no, stop, and numbers of choices."""

import re
from enum import StrEnum

from messages.reading.normal import plain
from messages.reading.phrases import word_set
from messages.reading.tokens import MARK, tokenise

_LONGEST = 200  # characters; a yes or a no is short


class YesNo(StrEnum):
    """How a yes/no question was answered."""

    YES = "yes"
    NO = "no"
    DUNG = "dung"  # unaccented "dung": either đúng (yes) or dừng (stop); must be asked


# Whole answers; typed without accents they count too, but an accent that is typed must agree ("dừng" is no "đúng").
_YES = (
    "có|đúng|đúng rồi|đúng vậy|đúng thế|ok|oke|okie|okay|okê|oki|ừ|ừm|uh|uk|um|ờ|vâng|dạ|dạ vâng|dạ có|dạ đúng|"
    "phải|phải rồi|đồng ý|yes|y|chuẩn|chính xác|có chứ|có rồi|rồi|được|được rồi|nhất trí|dạ phải|vâng đúng|"
    "vâng đúng rồi|đúng là vậy|xác nhận|ok đúng rồi|vâng có|ừ đúng|ừ đúng rồi|dạ đúng rồi|ừ có|ukm|uhm|ùa|ừa|"
    "yep|đúng thật|đúng bé đó|phải đó|dạ rồi|dạ vâng đúng|vâng phải|đúng nhé"
)
_NO = (
    "không|hông|không phải|không đúng|sai|sai rồi|chưa|chưa đúng|dạ không|không có|nhầm|nhầm rồi|no|n|đâu có|"
    "không đâu|chẳng phải|dạ sai|dạ chưa|không phải đâu|chả phải|không phải bé đó|chưa có|dạ không phải|"
    "vâng không|thôi không|không hề|khác|chưa đâu|đâu phải|không phải bé này|bé khác|sai bé|sai rồi không phải|"
    "không không|không phải cháu đó"
)
_MEANINGS: dict[str, list[tuple[tuple[str, ...], YesNo]]] = {}
for _answers, _meaning in ((_YES, YesNo.YES), (_NO, YesNo.NO)):
    for _answer in _answers.split("|"):
        _MEANINGS.setdefault(plain(_answer), []).append((tuple(_answer.split()), _meaning))
_POLITE = word_set("ạ a em chị chi anh bác bac cô co nhé nhe nha nhá bs ơi oi bạn ạh ah thế the") - {"co"}
_RANGE = re.compile(r"(\d+)\s*(?:-|–|den|đến|toi|tới)\s*(\d+)")


def read_yes_no(text: str) -> YesNo | None:
    """A yes, a no, the unaccented 'dung' that may be either; None where the text says something else."""
    words = [token for token in tokenise(text[:_LONGEST]) if token.kind != MARK]
    while len(words) > 1 and words[-1].marked in _POLITE:
        words.pop()
    if [word.marked for word in words] == ["dung"]:
        return YesNo.DUNG
    for answer, meaning in _MEANINGS.get(" ".join(word.plain for word in words), ()):
        if all(word.marked in (said, word.plain) for word, said in zip(words, answer, strict=True)):
            return meaning
    return None


def read_choices(text: str, count: int) -> tuple[int, ...]:
    """Numbers chosen from a list of `count`, ascending, each once: '1 3 4', '1,3,4', '134', '1-3', 'so 4'.

    Empty where the text is no choice: a number outside the list makes the whole unreadable.
    """
    text = text[:_LONGEST]
    spread = _RANGE.sub(lambda hit: " ".join(map(str, _between(int(hit[1][:4]), int(hit[2][:4])))), text)
    chosen: set[int] = set()
    for token in tokenise(spread):
        if token.kind == "number":
            chosen.update(_numbers(token.plain, count))
        elif token.kind == "word" and token.plain not in _AROUND:
            return ()
    return tuple(sorted(chosen)) if chosen and all(1 <= number <= count for number in chosen) else ()


_AROUND = word_set("so va cau chon y dap an muc cai dau hieu voi la em chi tra loi thu roi nhe nha ca")


def _between(first: int, last: int) -> range:
    return range(first, last + 1) if first <= last <= first + 20 else range(0)


def _numbers(digits: str, count: int) -> list[int]:
    """'134' in a list of five is 1, 3 and 4; a number of the list is itself."""
    if len(digits) > 20 or not digits.isascii():
        return [0]
    number = int(digits)
    return [number] if (number <= count and digits[0] != "0") or len(digits) == 1 else [int(digit) for digit in digits]
