"""What does not fit between the words of illness, the triage tables and the lessons, told with what to do."""

from collections.abc import Collection, Iterator
from typing import NamedTuple

from health.triage import Tier, Triage, Who
from messages.reading.asked import known_lessons
from messages.reading.lexicon import load_words
from messages.texts import load_texts

_TABLE = "health/data/triage.toml"
_WORDS = "messages/reading/words"


class TriageFault(NamedTuple):
    """One thing to mend."""

    file: str
    entry: str  # the sign or the lesson
    what: str  # in Vietnamese, for the one who edits the file


def lint_triage(tables: Triage, lessons: Collection[str]) -> Iterator[TriageFault]:
    """Faults in the order of the files; `lessons` are the ids that there are."""
    signs = load_words("danger_signs")["sign"]
    finer = load_words("ailments")["sign"]
    named = {sign["id"] for sign in (*signs, *finer)}
    for sign in dict.fromkeys(sign for one in (*signs, *finer) for sign in (one["id"], *one.get("refines", ()))):
        if sign not in tables.rows:
            yield TriageFault(_TABLE, sign, "chưa có mức: thêm một mục [[sign]] với newborn, child hoặc mother")
        if f"sign_{sign}" not in load_texts():
            yield TriageFault("messages/data/phrases.toml", sign, f"chưa có tên gọi: thêm sign_{sign}")
    for sign in signs:
        yield from _too_low(tables, sign["id"], sign["who"], Tier[sign["tier"].upper()])
    for sign in tables.rows.keys() - named:
        yield TriageFault(f"{_WORDS}/ailments.toml", sign, "có mức mà không có lời kể nào: thêm lời hoặc bỏ mục đó")
    for lesson in sorted(known_lessons() - set(lessons)):
        yield TriageFault(f"{_WORDS}/lesson_words.toml", lesson, "không có bài này: sửa mã bài hoặc bỏ mục đó")


def _too_low(tables: Triage, sign: str, who: str, told: Tier) -> Iterator[TriageFault]:
    """The reading's own list says how urgent a sign is at least."""
    row = tables.rows.get(sign)
    asked = (Who.NEWBORN, Who.CHILD) if who == "any" else (Who(who),)
    for table in asked:
        if row is not None and row.tiers.get(table, Tier.HOME) < told:
            yield TriageFault(_TABLE, sign, f"{table.value} thấp hơn mức {told.name.lower()} của danger_signs.toml")
