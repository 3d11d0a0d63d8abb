"""What a family is reminded of, and when: doses by the station's immunisation days, the day after, the registration.

Never early, never past the maximum age, each moment once; a missed series is picked up where it stands.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import NamedTuple

from health.schedule import DoseFlag, DueDose, History, Schedule, due_doses
from health.sessions import Sessions

BEFORE_DAYS = timedelta(days=3)
MISSED_AFTER = timedelta(days=7)
NEWS_FOR = timedelta(days=30)  # so long it is news to the station that a dose was not given in time
SHORTEST_WINDOW = timedelta(days=28)  # a dose that must be given sooner is given where the child is born
AFTER_FOR = timedelta(days=2)  # "how is the child" is asked on the day after, or at latest so many days later
REGISTRATION = "registration"
REGISTRATION_WITHIN = timedelta(days=60)  # of the birth
REGISTRATION_FOR = timedelta(days=7)


class Moment(StrEnum):
    """What a message about a child is for."""

    BEFORE = "before"  # three days before the immunisation day
    DAY = "day"  # on it
    MISSED = "missed"  # a week after it, if no dose was reported
    MOVED = "moved"  # the station moved the day that the family was told of
    UNTOLD = "untold"  # to the collaborator: the family was reminded, and no dose was reported
    ENDED = "ended"  # to the station: no immunisation day is left before the maximum age
    AFTER = "after"  # the day after a vaccination
    FIRST = "first"  # the birth's registration, on day 30
    SECOND = "second"  # on day 50
    DONE = "done"  # the family's word that it is registered


TO_FAMILY = frozenset(Moment) - {Moment.UNTOLD, Moment.ENDED}  # the others are told those who work here
NAMES_DAY = (Moment.BEFORE, Moment.DAY, Moment.MOVED)  # they name a day that the family then counts on
REGISTRATION_DAYS = ((Moment.FIRST, timedelta(days=30)), (Moment.SECOND, timedelta(days=50)))


class Notice(NamedTuple):
    """One thing to say about a child, or said. A tuple: there are so many."""

    subject: str  # a vaccine of the schedule, or REGISTRATION
    order: int  # of the dose; 0 for a registration
    moment: Moment
    day: date  # the immunisation day, the day of the dose, or of the birth
    said_on: date  # local


@dataclass(frozen=True, slots=True)
class Case:
    """All that decides what one person hears about one child."""

    born: date
    history: History
    schedule: Schedule
    sessions: Sessions
    told: Sequence[Notice] = ()  # to this person about this child, the oldest first
    agreed_on: date | None = None  # who agrees on an immunisation day is not sent there at once


def notices(case: Case, today: date) -> tuple[Notice, ...]:
    """What is to be said today and was not said yet."""
    return tuple(_notices(case, open_doses(case, today), today))


def next_day(case: Case, today: date) -> date | None:
    """The next day after today on which something may be to say; None if there is none to be seen."""
    return min((day for day in _days(case, open_doses(case, today), today) if day > today), default=None)


def day_to_look(case: Case, today: date) -> date | None:
    """Today if something is to be said, else the next day on which something may be."""
    doses = open_doses(case, today)
    if any(True for _ in _notices(case, doses, today)):
        return today
    return min((day for day in _days(case, doses, today) if day > today), default=None)


def open_doses(case: Case, today: date) -> tuple[DueDose, ...]:
    """Doses that this station reminds of: the next of each series, also those whose time ended a short while ago."""
    due = due_doses(case.born, case.history, case.schedule, today - NEWS_FOR)
    return tuple(each for each in due if not _is_of_birth(each, case))


def session_for(due: DueDose, sessions: Sessions, today: date) -> date | None:
    """The first immunisation day from today on at which a dose is neither early nor past its maximum age."""
    day = sessions.next(max(due.due_on, today))
    return None if day is None or (due.last_day and day > due.last_day) else day


def stands(notice: Notice, case: Case, today: date) -> bool:
    """Whether what was to be said is still true when it leaves."""
    match notice.moment:
        case Moment.AFTER:
            return any((dose.vaccine, dose.given_on) == (notice.subject, notice.day) for dose in case.history)
        case Moment.FIRST | Moment.SECOND:
            return today <= case.born + REGISTRATION_WITHIN and not any(one.moment is Moment.DONE for one in case.told)
    dose = (notice.subject, notice.order)
    due = next((one for one in open_doses(case, today) if (one.dose.vaccine, one.dose.order) == dose), None)
    if due is None:
        return False
    if notice.moment in NAMES_DAY:
        return max(today, due.due_on) <= notice.day and case.sessions.on(notice.day)
    return notice.moment is not Moment.MISSED or session_for(due, case.sessions, today) is not None


def _is_of_birth(due: DueDose, case: Case) -> bool:
    due_on = case.schedule.days_of(case.born)[due.dose.vaccine, due.dose.order].due_on
    return due.last_day is not None and due.last_day - due_on < SHORTEST_WINDOW


def _notices(case: Case, doses: Sequence[DueDose], today: date) -> Iterator[Notice]:
    yield from _of_doses(case, doses, today)
    yield from _after(case, today)
    yield from _registration(case, today)


def _of_doses(case: Case, doses: Sequence[DueDose], today: date) -> Iterator[Notice]:
    for due in doses:
        moment, day = _moment(due, case, today)
        if moment and day:
            yield Notice(due.dose.vaccine, due.dose.order, moment, day, today)


def _moment(due: DueDose, case: Case, today: date) -> tuple[Moment | None, date | None]:
    """What is to be said about one dose today, and the immunisation day that it is about."""
    said = _said(due, case)
    following = session_for(due, case.sessions, today)
    counted_on = _counted_on(due, said)
    if counted_on and today < counted_on + MISSED_AFTER and case.sessions.on(counted_on):
        return _around(counted_on, case, said, today), counted_on
    if any(each.moment is Moment.MISSED and each.day == counted_on for each in said):
        return (None, None) if following else _ended(due, case, said, today)
    if following is None:
        return _ended(due, case, said, today)
    if counted_on is None:
        return _around(following, case, said, today), following
    if case.sessions.on(counted_on):
        return Moment.MISSED, counted_on
    return (Moment.MOVED, following) if counted_on >= today else (_around(following, case, said, today), following)


def _said(due: DueDose, case: Case) -> list[Notice]:
    return [each for each in case.told if (each.subject, each.order) == (due.dose.vaccine, due.dose.order)]


def _counted_on(due: DueDose, said: Sequence[Notice]) -> date | None:
    """The immunisation day that the family was told of last; none if the dose is due later than was thought."""
    named = [each.day for each in said if each.moment in NAMES_DAY]
    return named[-1] if named and named[-1] >= due.due_on else None


def _around(day: date, case: Case, said: Sequence[Notice], today: date) -> Moment | None:
    """The moment of an immunisation day that is today, or ahead."""
    had = {each.moment for each in said if each.day == day}
    had |= {Moment.BEFORE for each in said if each.moment is Moment.MOVED and each.said_on >= day - BEFORE_DAYS}
    if today == day and Moment.DAY not in had and case.agreed_on != today:
        return Moment.DAY
    return Moment.BEFORE if day - BEFORE_DAYS <= today < day and Moment.BEFORE not in had else None


def _ended(due: DueDose, case: Case, said: Sequence[Notice], today: date) -> tuple[Moment | None, date | None]:
    """No immunisation day is left: the station decides, and is told once."""
    told = any(each.moment is Moment.ENDED for each in said)
    has_days = case.sessions.next(today) is not None
    return (Moment.ENDED, due.last_day) if has_days and today >= due.due_on and not told else (None, None)


def _after(case: Case, today: date) -> Iterator[Notice]:
    """Each dose given yesterday, or a day or two before if it was told late."""
    asked = {(each.subject, each.day) for each in case.told if each.moment is Moment.AFTER}
    for dose in case.history:
        fresh = timedelta(days=1) <= today - dose.given_on <= timedelta(days=1) + AFTER_FOR
        if fresh and (dose.vaccine, dose.given_on) not in asked and DoseFlag.BEFORE_BIRTH not in dose.flags:
            asked.add((dose.vaccine, dose.given_on))
            yield Notice(dose.vaccine, dose.order, Moment.AFTER, dose.given_on, today)


def _registration(case: Case, today: date) -> Iterator[Notice]:
    had = {each.moment for each in case.told if each.subject == REGISTRATION}
    for moment, wait in REGISTRATION_DAYS:
        if wait <= today - case.born < wait + REGISTRATION_FOR and not had & {moment, Moment.DONE}:
            yield Notice(REGISTRATION, 0, moment, case.born, today)


def _days(case: Case, doses: Sequence[DueDose], today: date) -> Iterator[date]:
    yield from (case.born + wait for _, wait in REGISTRATION_DAYS)
    yield from (dose.given_on + timedelta(days=1) for dose in case.history)
    for due in doses:
        counted_on = _counted_on(due, _said(due, case))
        following = session_for(due, case.sessions, today + timedelta(days=1))
        if day := counted_on or following:
            yield from (day - BEFORE_DAYS, day, day + MISSED_AFTER)
        if counted_on and following:
            yield following + timedelta(days=1)  # it may have been the last one before the maximum age
        if due.last_day:
            yield due.last_day + timedelta(days=1)
