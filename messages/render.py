"""From lines to what leaves: one text and its buttons, in the person's language and the channel's style."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from babel.numbers import format_decimal

from messages.address import addressed
from messages.catalogue import translate
from messages.days import day
from messages.envelope import Button
from messages.sms import fold
from messages.texts import ButtonText, Line, MissingParam, Param, text_of
from messages.voice import Style, Voice

CLOSED: Final = (".", "!", "?", ":", ")")  # a line that ends so needs no full stop before the next


@dataclass(frozen=True, slots=True)
class Rendered:
    """A text ready to leave, with the rows of its buttons (none on SMS)."""

    text: str
    buttons: tuple[tuple[Button, ...], ...] = ()


def render(lines: Sequence[Line], voice: Voice) -> Rendered:
    """One message made of the lines. Raises a `TextError` for an unknown key or a placeholder without a value."""
    said = [text for text in (_line(line, voice) for line in lines) if text]
    if voice.style is Style.SMS:
        return Rendered(fold(_run_on(said)))
    rows = [_button_row(row, line, voice) for line in lines for row in text_of(line.key).buttons]
    return Rendered("\n".join(said), tuple(rows))


def say(key: str, voice: Voice, params: Mapping[str, Param] | None = None) -> str:
    """One phrase of the texts, with accents, to be put into a line."""
    return _fill(key, text_of(key).chat, params or {}, voice)


def _line(line: Line, voice: Voice) -> str:
    """One line in the style's form, a capital at the head of each paragraph."""
    text = text_of(line.key)
    form = text.sms if voice.style is Style.SMS and text.sms is not None else text.chat
    filled = _fill(line.key, form, line.params, voice)
    return "\n".join(part[:1].upper() + part[1:] for part in filled.split("\n"))


def _run_on(said: Sequence[str]) -> str:
    """Lines and paragraphs behind one another, a full stop between those that have no end of their own."""
    parts = [part.strip() for text in said for part in text.splitlines() if part.strip()]
    ended = [part if part.endswith(CLOSED) else f"{part}." for part in parts[:-1]]
    return " ".join([*ended, *parts[-1:]])


def _button_row(row: Sequence[ButtonText], line: Line, voice: Voice) -> tuple[Button, ...]:
    """Labels in the person's language; data as they are, for a program to read."""
    return tuple(
        Button(
            _fill(line.key, button.label, line.params, voice),
            _put(line.key, button.data, {name: str(value) for name, value in line.params.items()}),
        )
        for button in row
    )


def _fill(key: str, form: str, params: Mapping[str, Param], voice: Voice) -> str:
    """A form in the person's language with its placeholders filled."""
    values = {name: _shown(value, voice) for name, value in params.items()}
    return _put(key, addressed(translate(form, voice.language), voice.you), values) if form else ""


def _put(key: str, form: str, values: Mapping[str, str]) -> str:
    try:
        return form.format_map(values)
    except KeyError as error:
        raise MissingParam(f"{key}: {error.args[0]}") from error


def _shown(value: Param, voice: Voice) -> str:
    """Whole numbers are shown bare: most are codes. Dates and fractions as the language writes them."""
    if isinstance(value, date):
        return day(value, voice)
    if isinstance(value, float):
        return format_decimal(value, locale=voice.language)
    return str(value)
