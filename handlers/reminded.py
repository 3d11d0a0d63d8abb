"""A reminder on its way: whether it is still true when it leaves, and its words, made from what is so then."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime

from handlers.cases import case_of, may_be_spoken_of, notice_of
from handlers.knowledge import Knowledge
from handlers.phrases import village_name
from handlers.reminders_due import look_again
from handlers.replies import line
from handlers.timing import next_morning
from health.local_time import local_date
from health.reminders import (
    REGISTRATION,
    REGISTRATION_WITHIN,
    TO_FAMILY,
    Case,
    Moment,
    Notice,
    open_doses,
    session_for,
    stands,
)
from health.schedule import Schedule
from messages.describe import vaccine_name
from messages.render import say
from messages.texts import Line
from messages.voice import Voice
from storage import care, children, holds, reminders
from storage.care import Answer
from storage.children import Child
from storage.engine import Connection
from storage.outbox import Closing, Due
from storage.reminders import Said

Doses = tuple[tuple[str, int], ...]  # (vaccine, order)


def without_reason(conn: Connection, due: Due, now: datetime, known: Knowledge) -> Closing | None:
    """Why a reminder is not wanted any more; a message that is no reminder has its reason."""
    said = reminders.of_message(conn, due.id)
    if not said:
        return None
    if said[0].moment in TO_FAMILY and care.consent_of(conn, due.person_id) is not Answer.YES:
        return Closing.OPTOUT
    for child_id in {one.child_id for one in said}:
        if holds.stands(conn, child_id):  # its brother or sister may be spoken of; it is looked at again
            reminders.drop(conn, due.id, child_id)
            look_again(conn, children.get(conn, child_id).commune_id, child_id, next_morning(now))
    return None if standing(conn, said, known, local_date(now)) else Closing.WITHDRAWN


def standing(conn: Connection, said: Sequence[Said], known: Knowledge, today: date) -> dict[Child, list[Said]]:
    """What is still true of what a message was to say, by child."""
    found: dict[Child, list[Said]] = {}
    for child_id in dict.fromkeys(one.child_id for one in said):
        child = children.get(conn, child_id)
        person_id = said[0].person_id
        is_own = said[0].moment not in TO_FAMILY or child_id in care.children_of(conn, person_id)
        if is_own and may_be_spoken_of(conn, child):
            case = case_of(conn, child, person_id, known)
            mine = [one for one in said if one.child_id == child_id and stands(notice_of(one), case, today)]
            found |= {child: mine} if mine else {}
    return found


def lines_of(conn: Connection, due: Due, voice: Voice, known: Knowledge) -> tuple[Line, ...]:
    """The words of a reminder on the day on which it leaves: one line for children of whom the same is said."""
    said = reminders.of_message(conn, due.id)
    alike: dict[Doses, list[Child]] = {}
    for child, mine in standing(conn, said, known, voice.today).items():
        alike.setdefault(tuple((one.subject, one.order) for one in mine), []).append(child)
    return tuple(_line(conn, said[0], those, doses, voice, known) for doses, those in alike.items())


def _line(
    conn: Connection,
    said: Said,
    those: Sequence[Child],
    doses: Doses,
    voice: Voice,
    known: Knowledge,
) -> Line:
    first = those[0]
    codes = ", ".join(f"TE{child.code}" for child in those)
    match said.moment:
        case Moment.ENDED:
            what = doses_phrase(doses, known.schedule, voice)
            return line("vax_ended", child=codes, vaccines=what, village=village_name(conn, first.village_id))
        case Moment.UNTOLD:
            return line("vax_untold", child=codes, vaccines=doses_phrase(doses, known.schedule, voice))
    return family_line(notice_of(said), codes, doses, case_of(conn, first, said.person_id, known), voice)


def family_line(said: Notice, codes: str, doses: Doses, case: Case, voice: Voice) -> Line:
    """What a family hears of one or several children of whom the same is to be said."""
    if said.subject == REGISTRATION:
        return line("birth_registration", child=codes, until=said.day + REGISTRATION_WITHIN)
    what = doses_phrase(doses, case.schedule, voice)
    if said.moment is Moment.AFTER:
        return line("ask_after_dose", child=codes, vaccines=what, date=said.day)
    open_now = [one for one in open_doses(case, voice.today) if (one.dose.vaccine, one.dose.order) in doses]
    if said.moment is Moment.MISSED:
        session = max(day for one in open_now if (day := session_for(one, case.sessions, voice.today)))
        return line("vax_missed", child=codes, vaccines=what, session=session)
    due_on = max(one.due_on for one in open_now)
    key = {Moment.BEFORE: "vax_due", Moment.DAY: "vax_today", Moment.MOVED: "vax_moved"}[said.moment]
    return line(key, child=codes, vaccines=what, due=due_on, session=said.day)


def doses_phrase(doses: Iterable[tuple[str, int]], schedule: Schedule, voice: Voice) -> str:
    """ "5 trong 1 mũi 2, sởi": the order only where there are several."""
    return ", ".join(
        say("dose_order", voice, {"vaccine": vaccine_name(vaccine, voice), "dose": order})
        if len(schedule.series(vaccine)) > 1
        else vaccine_name(vaccine, voice)
        for vaccine, order in doses
    )
