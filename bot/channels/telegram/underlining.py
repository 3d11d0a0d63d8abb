"""Marked parts of a text as Telegram underlines them: offsets in UTF-16 units beside a text without marks."""

from telegram import MessageEntity

from messages.marks import taken_out


def underlined(marked: str) -> tuple[str, list[MessageEntity] | None]:
    """The text as it is shown, and what of it is underlined; None if nothing is."""
    text, parts = taken_out(marked)
    entities = [
        MessageEntity(MessageEntity.UNDERLINE, offset=_units(text[:start]), length=_units(text[start:end]))
        for start, end in parts
    ]
    return text, entities or None


def _units(text: str) -> int:
    return len(text.encode("utf-16-le")) // 2
