"""Until when somebody is away: "30/4", "het tuan", "3 ngay". Reports never look ahead, leave always does."""

import re
from datetime import date, timedelta

from messages.sms import fold

_DAY = re.compile(r"(\d{1,2})[/.-](\d{1,2})(?:[/.-](\d{4}))?")
_SPAN = re.compile(r"(\d{1,2})\s*(ngay|hom|tuan)")
LONGEST = timedelta(days=366)


def read_last_day(text: str, today: date) -> date | None:
    """The last day of leave, or None if the words name none that lies ahead within a year."""
    plain = " ".join(fold(text).lower().split())
    found = _dated(plain, today) or _counted(plain, today) or _named(plain, today)
    return found if found and today <= found <= today + LONGEST else None


def _dated(plain: str, today: date) -> date | None:
    match = _DAY.search(plain)
    if not match:
        return None
    day, month, year = int(match[1]), int(match[2]), int(match[3] or today.year)
    try:
        found = date(year, month, day)
        return date(year + 1, month, day) if found < today and not match[3] else found
    except ValueError:
        return None


def _counted(plain: str, today: date) -> date | None:
    match = _SPAN.search(plain)
    if not match:
        return None
    days = int(match[1]) * (7 if match[2] == "tuan" else 1)
    return today + timedelta(days=days - 1)


def _named(plain: str, today: date) -> date | None:
    sunday = today + timedelta(days=6 - today.weekday())
    if "tuan sau" in plain:
        return sunday + timedelta(days=7)
    return sunday if "tuan" in plain else None
