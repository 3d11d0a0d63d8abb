"""The reminders that a family would hear in the coming weeks if every dose were given on its day; nothing is stored."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date, timedelta
from itertools import groupby

from handlers.cases import case_of
from handlers.knowledge import Knowledge
from handlers.reminded import family_line
from health.reminders import TO_FAMILY, Case, Moment, Notice, notices
from health.schedule import GivenDose
from messages.texts import Line
from messages.voice import Style, Voice
from storage.children import Child
from storage.engine import Connection

NOBODY = 0  # no person has this id: what a family would hear that was told nothing yet


def reminders_ahead(
    conn: Connection, child: Child, days: tuple[date, date], known: Knowledge, person_id: int = NOBODY
) -> Iterator[tuple[date, Line]]:
    """Each reminder and question of the day after, from the first day up to the second, as lines of chat."""
    case = case_of(conn, child, person_id, known)
    today, end = days
    while today < end:
        said = [one for one in notices(case, today) if one.moment in TO_FAMILY]
        for group in _messages(said):
            doses = tuple((one.subject, one.order) for one in group)
            yield today, family_line(group[0], f"TE{child.code}", doses, case, Voice(today, Style.CHAT))
        case = _after(case, said)
        today += timedelta(days=1)


def _messages(said: Sequence[Notice]) -> Iterator[list[Notice]]:
    """What is said of one moment and day goes in one message."""
    ordered = sorted(said, key=lambda one: (one.moment, one.day))
    yield from (list(those) for _, those in groupby(ordered, key=lambda one: (one.moment, one.day)))


def _after(case: Case, said: Sequence[Notice]) -> Case:
    """The case at the end of a day: what was said is said, and who was called came."""
    given = [GivenDose(one.subject, one.order, one.day) for one in said if one.moment is Moment.DAY]
    return replace(case, told=[*case.told, *said], history=(*case.history, *given))
