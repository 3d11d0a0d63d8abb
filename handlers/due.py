"""What is done when a moment on the agenda has come."""

from collections.abc import Callable
from datetime import datetime, timedelta

from handlers import (
    alerts,
    born_yet,
    erasing,
    follow_up,
    lessons,
    loss_words,
    mourning,
    quizzes,
    reminders,
    visits,
)
from handlers.knowledge import Knowledge
from handlers.phrases import discreet, phrase, report_code, report_fields
from handlers.replies import Reply, keep, line
from handlers.timing import next_monday_morning, next_sunday_evening
from handlers.weeks import commune_week, silent_words
from health.local_time import local_date
from health.rights import Role
from health.weeks import Week
from messages.days import week_span
from messages.describe import missing_phrases
from messages.formfile import load_forms
from messages.render import say
from messages.texts import Line, Param
from messages.voice import Voice
from storage import agenda, care, people, places, reports, talks
from storage.agenda import Entry, What
from storage.care import Answer
from storage.engine import Connection
from storage.outbox import Priority
from storage.talks import Talk

Do = Callable[[Connection, Entry, datetime, Knowledge], None]

BATCH = 50
ABOUT_DATA = ("erase", "erase_child", "erase_now", "moved_away", "move_child", "move_where")
ASKED_ONCE = frozenset({"consent", "caregiver_check", "cause_of_death", "dung", *ABOUT_DATA})  # silence is an answer
REPORT_FORMS = frozenset({"birth", "death", "vaccination", "zero"})
QUIET_AFTER = timedelta(hours=16)  # a nudge or a re-asking that could not leave by then no longer makes sense


def do_due(conn: Connection, now: datetime, known: Knowledge) -> int:
    """Do what has fallen due, the oldest first; gives how much."""
    entries = agenda.due(conn, now, BATCH)
    for entry in entries:
        agenda.done(conn, entry.id)
        _DO[entry.what](conn, entry, now, known)
    return len(entries)


def start_weeks(conn: Connection, commune_id: int, now: datetime) -> None:
    """Put the weekly moments of a commune on the agenda, once."""
    monday = next_monday_morning(now)
    for what, moment in ((What.NUDGE, next_sunday_evening(now)), (What.SILENCE, monday), (What.VISITS, monday)):
        if not agenda.is_planned(conn, commune_id, what):
            agenda.add(conn, commune_id, what, moment)


def _ask_again(conn: Connection, entry: Entry, now: datetime, known: Knowledge) -> None:
    """An open question is asked once more, and never a third time."""
    talk = talks.get_open(conn, entry.talk_id or 0)
    if talk is None or talk.asked_again_at is not None:
        return
    talks.mark_asked_again(conn, talk.id, now)
    person = people.get(conn, talk.person_id)
    words = _again(conn, talk, Voice(local_date(now), language=person.language))
    if words:
        reply = Reply(talk.person_id, words, Priority.ALERT, talk_id=talk.id, expires_at=now + QUIET_AFTER)
        keep(conn, [reply], now, entry.commune_id)


def _again(conn: Connection, talk: Talk, voice: Voice) -> tuple[Line, ...]:
    """The question in the words of a second time."""
    if talk.form in ASKED_ONCE:
        return ()
    if talk.report_id is None:
        return (line("form_unfinished", form=say(f"report_{talk.form}", voice)),) if talk.form in REPORT_FORMS else ()
    report = reports.get(conn, talk.report_id)
    fields = {name: value for name, value in discreet(report_fields(conn, report)).items() if name != "village"}
    words = phrase(report.kind, fields, report.unsure, voice)
    if talk.form == "confirm_death":
        return (line("confirm_death_again", what=words),)
    if talk.form == report.kind.value:
        form = load_forms()[talk.form]
        asked = [field for field in form.fields if field.name in report.missing]
        if not asked:
            return ()  # what is not missing was asked once
        return (line("ask_again", code=report_code(report), what=words, **missing_phrases(asked, voice, "Pa Pe")),)
    return (line("question_waits", code=report_code(report), what=words),)


def _nudge(conn: Connection, entry: Entry, now: datetime, known: Knowledge) -> None:
    """Sunday evening: collaborators of villages that said nothing this week are asked, once."""
    agenda.add(conn, entry.commune_id, What.NUDGE, next_sunday_evening(now))
    commune, week = places.by_id(conn, entry.commune_id), Week.of(local_date(now))
    for village in commune_week(conn, commune, week).silent:
        for person_id in people.holders(conn, Role.COLLABORATOR, village.place.id):
            if care.consent_of(conn, person_id) is Answer.WITHDRAWN:
                continue
            voice = Voice(local_date(now), language=people.get(conn, person_id).language)
            params: dict[str, Param] = {
                "week": week.number,
                "span": week_span(week.monday, voice),
                "village": village.place.name,
            }
            words = (line("sunday_nudge", **params),)
            keep(conn, [Reply(person_id, words, Priority.ROUTINE, expires_at=now + QUIET_AFTER)], now, commune.id)


def _silence(conn: Connection, entry: Entry, now: datetime, known: Knowledge) -> None:
    """Monday morning: the station sees who stayed silent last week, and for how many weeks."""
    agenda.add(conn, entry.commune_id, What.SILENCE, next_monday_morning(now))
    commune, week = places.by_id(conn, entry.commune_id), Week.of(local_date(now)).previous()
    whole = commune_week(conn, commune, week)
    if whole.silent:
        said = line("monday_silent", week=week.number, silent=silent_words(whole.silent, Voice(local_date(now))))
    else:
        said = line("monday_all_reported", week=week.number, villages=len(whole.villages))
    keep(conn, alerts.to_station(conn, commune.id, (said,)), now, commune.id)


def _teach(conn: Connection, child_id: int, now: datetime, known: Knowledge) -> None:
    """A question that is due goes before the day's lesson."""
    quizzes.plan(conn, child_id, now, known)
    lessons.plan(conn, child_id, now, known)


def _about_child(plan: Callable[[Connection, int, datetime, Knowledge], None]) -> Do:
    """What looks at the child of an entry."""

    def look(conn: Connection, entry: Entry, now: datetime, known: Knowledge) -> None:
        assert entry.child_id is not None
        plan(conn, entry.child_id, now, known)

    return look


_DO: dict[What, Do] = {
    What.LESSON: _about_child(_teach),
    What.ASK_AGAIN: _ask_again,
    What.NUDGE: _nudge,
    What.SILENCE: _silence,
    What.VISIT: visits.newborn,
    What.VISITS: visits.week,
    What.REMINDER: _about_child(reminders.plan),
    What.FOLLOW_UP: follow_up.ask,
    What.CONDOLENCE: mourning.tell_visit,
    What.ERASE: erasing.fall_due,
    What.QUIZ: _about_child(quizzes.plan),
    What.LOSS_WORDS: _about_child(loss_words.say),
    What.BORN_YET: _about_child(born_yet.ask),
}
