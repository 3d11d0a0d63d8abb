"""What is wrapped round a message and is none of its news: part numbers, quoted lines, forwarding marks, signatures."""

import re
from collections.abc import Callable

# Nothing is wrapped round a text without a mark or a word of these.
_MARK = re.compile(r"[>\[(:)]")
_WORDS = re.compile("--|sent |g[uử]i t|outlook")
# Every pattern below has one of these in it.
_LIKELY = re.compile(
    r">|[(\[] ?[1-9] ?/|[1-3]/[1-3] ?[:)]|[stvp]\d{3}|c[oò]n thi[eế]u|--|wrote|[dđ][aã] vi[eế]t|re ?:|tr[aả] l[oờ]i|fw|"
    r"forwarded|chuy[eể]n ti[eế]p|g[uử]i t[uừ]|sent from|get outlook"
)
_MACHINE = r"(?:iphone|ipad|android|samsung|galaxy|oppo|vivo|xiaomi|redmi|nokia|zalo|phone|outlook|gmail|mail|yahoo)"
_FORWARDED = r"(?:fwd?|forwarded|chuyen tiep|tin (?:nhan )?(?:duoc )?chuyen tiep(?: tu [^:\n]{1,40})?)"

# Numbers of a message cut in parts, with the line break before them; "1/4:" may be a day, so few parts count there.
_PARTS = (
    re.compile(r"(?:\A|\n)\s*[(\[] ?([1-9]) ?/ ?([1-9]) ?[)\]]", re.M),
    re.compile(r"[(\[] ?([1-9]) ?/ ?([1-9]) ?[)\]]\s*$", re.M),
    re.compile(r"\A\s*(?:phan |p|tin (?:nhan )?(?:so )?)?([1-3])/([1-3]) ?[:)]"),
)
# Patterns meet the text line by line, in small letters without accents.
_WRAPPING = (
    re.compile(r"^[ \t]*>.*$", re.M),  # a quoted line
    # Our own receipt, sent back above the new words.
    re.compile(r"^[ \t]*(?:da ghi|da du|da sua) [stvp]\d{3,}[:.,].*?(?:\bhuy \d+\.?|$)", re.M),
    re.compile(r"^[ \t]*[stvp]\d{3,}: .*\b(?:con thieu: |ma be te).*?(?:\bhuy \d+\.?|$)", re.M),
    re.compile(r"^[ \t]*con thieu: .*\b(?:vd|vi du): .*$", re.M),
    # The older message that is answered, and all that stands below.
    re.compile(r"^[ \t]*-{2,}[^\n]{0,9}(?:original|tin nhan goc|thu goc)[\s\S]*", re.M),
    re.compile(r"^[ \t]*(?:on|vao) [^\n]{4,80}(?:wrote|da viet) ?:[ \t]*$[\s\S]*", re.M),
    re.compile(r"\A\s*re ?:[^\n]*(?=\n\s*\S)"),
    # Marks before what is to be read.
    re.compile(r"^[ \t]*-{2,}[^\n]{0,9}(?:forwarded|chuyen tiep)[^\n]*$", re.M),
    re.compile(rf"\A\s*(?:(?:re|tra loi|{_FORWARDED}) ?:\s*)+"),
    re.compile(rf"^[ \t]*{_FORWARDED} ?:", re.M),
    # What a phone writes below.
    re.compile(rf"\b(?:(?:da |duoc )?gui tu|sent from)(?: my| dien thoai| thiet bi)? {_MACHINE}\b.*$", re.M),
    re.compile(r"^[ \t]*get outlook for .*$", re.M),
)


def unwrapped(text: str, fold: Callable[[str], str]) -> str:
    """The text with its wrapping as spaces, so that each word stays where it stood.

    `fold` makes small letters without accents, letter for letter."""
    low = text.lower()
    if not (_MARK.search(text) or _WORDS.search(low)) or not _LIKELY.search(low):
        return text
    folded = fold(text)
    if len(folded) != len(text):
        return text
    letters = list(text)
    for pattern in _PARTS:
        for hit in pattern.finditer(folded):
            if hit[1] <= hit[2] and hit[2] != "1":
                letters[hit.start() : hit.end()] = " " * len(hit[0])
    for pattern in _WRAPPING:
        for hit in pattern.finditer(folded):
            letters[hit.start() : hit.end()] = ("\n" if letter == "\n" else " " for letter in hit[0])
    return "".join(letters)
