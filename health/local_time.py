"""Local dates and moments of Vietnam, and the hours in which the bot may speak first."""

from datetime import UTC, date, datetime, time, timedelta, timezone

# A fixed offset: Vietnam has had no summer time since 1975, and a small machine may lack the zone database.
VIETNAM = timezone(timedelta(hours=7), "Asia/Ho_Chi_Minh")
SENDING_HOURS = (time(7), time(20))  # from, up to but not including; local


def local_date(moment: datetime) -> date:
    """The local date at a moment (aware); ValueError for a naive one."""
    return _local(moment).date()


def local_moment(day: date, at: time) -> datetime:
    """The moment (UTC) of a local date and time of day."""
    return datetime.combine(day, at, VIETNAM).astimezone(UTC)


def next_sending_moment(moment: datetime) -> datetime:
    """The moment itself (UTC) within the sending hours, else the next time they begin."""
    local = _local(moment)
    opens, closes = SENDING_HOURS
    if local.time() < opens:
        return local_moment(local.date(), opens)
    if local.time() >= closes:
        return local_moment(local.date() + timedelta(days=1), opens)
    return moment.astimezone(UTC)


def _local(moment: datetime) -> datetime:
    if moment.tzinfo is None:
        raise ValueError("a moment without a zone means a different hour on every machine")
    return moment.astimezone(VIETNAM)
