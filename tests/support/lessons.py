"""Lessons made for a test, written as a health worker writes them."""

from health.lesson_files import parse_lessons
from health.lessons import Lesson


def lesson_saying(
    sms: str = "Tram", chat: str = "Trạm", ages: str | None = "{months = 2}", extra: str = "", name: str = "a"
) -> Lesson:
    """One lesson of the sample plan; `extra` are further lines of its entry."""
    when = f"ages = [{ages}]\n" if ages else ""
    text = (
        f'id = "x"\nversion = "1"\ntopic = "t"\nplans = ["binh-lu-2026-2030"]\n\n[[lesson]]\nid = "{name}"\n'
        f'concept = "early_breastfeeding"\n{when}valid_days = 10\nchat = "{chat}"\nsms = "{sms}"\n'
        f'source = "s"\n{extra}'
    )
    return parse_lessons(text, "x.toml")[0]
