"""When a lesson is sent, in Vietnamese words, for whoever reads and signs it."""

from health.ages import Span
from health.lessons import Condition, Lesson, Season

_ONLY = {
    Condition.LOW_BIRTH_WEIGHT: "bé nhẹ cân",
    Condition.HOME_BIRTH: "bé sinh ở nhà",
    Condition.NOT_LOW_BIRTH_WEIGHT: "bé không nhẹ cân",
    Condition.NOT_HOME_BIRTH: "bé không sinh ở nhà",
}


def times(lesson: Lesson) -> str:
    """ "bé 2, 5, 10 tháng", "thai 20 tuần", "ngày 10/5 cho bé từ 10 tháng đến trước 60 tháng"."""
    parts = []
    if lesson.ages:
        parts.append(f"bé {', '.join(age_words(age) for age in sorted(lesson.ages))}")
    if lesson.weeks:
        parts.append(f"thai {', '.join(str(week) for week in sorted(lesson.weeks))} tuần")
    if lesson.season:
        parts.append(_season(lesson.season))
    if lesson.only:
        parts.append(f"chỉ {', '.join(words for only, words in _ONLY.items() if only in lesson.only)}")
    return "; ".join(parts)


def age_words(age: Span) -> str:
    """ "ngày đầu", "3 ngày", "2 tháng", "6 tháng 10 ngày"."""
    months = f"{age.months} tháng" if age.months else ""
    days = f"{age.days} ngày" if age.days else ""
    return f"{months} {days}".strip() or "ngày đầu"


def _season(season: Season) -> str:
    days = ", ".join(str(day) for day in season.days)
    return f"ngày {days} cho bé từ {age_words(season.from_age)} đến trước {age_words(season.until_age)}"
