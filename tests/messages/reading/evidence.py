"""Every value that a reading gives stands in the text: what would be invented, told as faults."""

from collections.abc import Container, Iterable, Iterator
from datetime import date

from messages.reading.normal import clean, plain
from messages.reading.numerals import NUMERALS
from messages.reading.tokens import Token, tokenise
from messages.reading.understanding import Context, Found, Understanding

_HALF = ("ruoi", "ruoii", "nua")


def faults(text: str, found: Understanding, context: Context) -> list[str]:
    """What the reading says that the text does not; empty if it invents nothing."""
    tokens = tokenise(text)
    return [
        f"{name} = {value.value!r}: {why}"
        for report in found.reports
        for name, value in report.fields.items()
        for why in _faults(name, value, text, tokens, context)
    ]


def _faults(name: str, found: Found, text: str, tokens: list[Token], context: Context) -> Iterator[str]:
    if not 0 <= found.start <= found.end <= len(text):
        yield "the span is outside the text"
        return
    if found.start == found.end:
        if not (name == "village" and found.value == context.village):
            yield "no place in the text, and no default"
        return
    here = [token for token in tokens if found.start <= token.start and token.end <= found.end]
    said = [token.plain for token in here]
    if not said:
        yield "the span holds no word"
    if isinstance(found.value, date) and found.value > context.today:
        yield "a day ahead of today"
    # "Vàng Thị C" is no "chị": a word counts as read, and as typed.
    either = [{token.plain, plain(clean(text[token.start : token.end]).text)} for token in here]
    if name in ("name", "mother") and not _in_order(plain(str(found.value)).split(), either):
        yield f"not the words of {said}"
    if name == "weight_g" and not _in_order(str(found.value).rstrip("0"), _digits(here)):
        yield f"not the figures of {said}"
    if name in ("dose", "count", "child_code") and not _in_order(_figures(found.value), _digits(here)):
        yield f"not the figures of {said}"


def _in_order(wanted: Iterable[str], there: Iterable[Container[str]]) -> bool:
    """Whether everything wanted stands there, in that order."""
    left = iter(there)
    return all(any(one in other for other in left) for one in wanted)


def _figures(value: object) -> str:
    return "".join(filter(str.isdigit, str(value)))


def _digits(tokens: list[Token]) -> str:
    """The figures of some words, those written as words among them."""
    told = ""
    for token in tokens:
        word = NUMERALS.get(token.marked, "")
        told += token.plain if token.plain.isdigit() else "5" if token.plain in _HALF else str(word)
    return told
