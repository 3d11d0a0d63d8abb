"""When the bot asks after an alarm: the same day whether the child arrived, the next day how it is."""

from datetime import datetime, time, timedelta

from health.local_time import local_date, local_moment, next_sending_moment
from health.triage import Pace


def arrived_at(told_at: datetime, pace: Pace) -> datetime:
    """Some hours later, in the sending hours of that day; at once if it is late, in the morning if it is night."""
    last = local_moment(local_date(told_at), time(pace.arrived_last))
    wanted = told_at + timedelta(hours=pace.arrived_after)
    return next_sending_moment(wanted if wanted <= last else max(told_at, last))


def course_at(told_at: datetime, pace: Pace) -> datetime:
    """The next day; later on it if whether the child arrived is asked on that day too."""
    day = local_date(told_at) + timedelta(days=1)
    same_day = local_date(arrived_at(told_at, pace)) == day
    return local_moment(day, time(pace.how_late if same_day else pace.how))
