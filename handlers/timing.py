"""When the bot speaks of its own accord: mornings, Sunday evening, sending hours."""

from datetime import date, datetime, time, timedelta

from health.local_time import local_date, local_moment, next_sending_moment
from health.weeks import Week

OPENING = time(7)
MORNING = time(7, 30)
EVENING = time(18)


def next_morning(at: datetime) -> datetime:
    """Half past seven on the next local day."""
    return local_moment(local_date(at) + timedelta(days=1), MORNING)


def lesson_moment(day: date) -> datetime:
    """The moment at which a lesson due on a day leaves."""
    return local_moment(day, MORNING)


def quiz_moment(day: date) -> datetime:
    """The moment at which a quiz due on a day is asked: before that day's lesson is looked for."""
    return local_moment(day, OPENING)


def next_sunday_evening(after: datetime) -> datetime:
    """The next Sunday, 18:00."""
    moment = local_moment(Week.of(local_date(after)).sunday, EVENING)
    return moment if moment > after else moment + timedelta(days=7)


def next_monday_morning(after: datetime) -> datetime:
    """The next Monday, 7:30."""
    moment = local_moment(Week.of(local_date(after)).monday, MORNING)
    return moment if moment > after else moment + timedelta(days=7)


def is_sending_hour(at: datetime) -> bool:
    """Whether the bot may speak of its own accord now."""
    return next_sending_moment(at) == at
