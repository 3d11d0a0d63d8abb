"""Phrases for a pregnancy, as `messages/describe.py` has them for what was born."""

from collections.abc import Collection, Mapping
from datetime import date

from messages.days import month, short_day
from messages.render import say
from messages.voice import Voice


def pregnancy_phrase(fields: Mapping[str, object], unsure: Collection[str], voice: Voice) -> str:
    """ "chị Lò Thị Mây, thai khoảng 24 tuần, dự sinh 8/2026, đã khám thai 3 lần, Bản Pa Pe"."""
    lost = fields.get("lost")
    parts = (
        _of(fields, unsure, "mother", "pregnant_woman", voice),
        say("pregnancy_lost", voice) if lost else _of(fields, unsure, "weeks", "pregnancy_weeks", voice),
        "" if lost else _due(fields, unsure, voice),
        "" if lost else _of(fields, unsure, "checkups", "pregnancy_checkups", voice),
        str(fields.get("village") or ""),
    )
    return ", ".join(part for part in parts if part) or say("pregnancy_unnamed", voice)


def expected_phrase(due_on: date | None, voice: Voice) -> str:
    """ "thai, dự sinh 8/2026": a child who is not born yet, as its family is told of it."""
    due = say("due_on", voice, {"due": month(due_on, voice)}) if due_on else ""
    return ", ".join(part for part in (say("pregnancy_unnamed", voice), due) if part)


def _due(fields: Mapping[str, object], unsure: Collection[str], voice: Voice) -> str:
    """The day where the day was told, the month where it follows from the weeks."""
    due = fields.get("due_on")
    if not isinstance(due, date):
        return ""
    shown = month(due, voice) if fields.get("weeks") is not None else short_day(due, voice)
    return say("due_on", voice, {"due": shown}) + ("?" if "due_on" in unsure else "")


def _of(fields: Mapping[str, object], unsure: Collection[str], name: str, key: str, voice: Voice) -> str:
    if fields.get(name) is None:
        return ""
    return say(key, voice, {name: str(fields[name])}) + ("?" if name in unsure else "")
