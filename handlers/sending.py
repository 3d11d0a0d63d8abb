"""What leaves, by which way and with which words; and what follows from how a send ended."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, time, timedelta

from handlers import mourning, reaching, reminded
from handlers.kinship import KINSHIP
from handlers.knowledge import Knowledge
from handlers.lessons import is_of_another_time
from handlers.qr import picture_for
from handlers.speech import render_for
from handlers.timing import is_sending_hour
from handlers.voice_sending import BAD_AUDIO, recording_for
from health.lessons import WEEK, has_room
from health.local_time import local_date, local_moment, next_sending_moment
from messages.envelope import Outgoing
from messages.marks import bracketed
from messages.voice import Voice
from storage import attempts, care, children, contacts, outbox, people, talks, voices
from storage.care import Answer
from storage.engine import Connection
from storage.outbox import Closing, Due, Priority
from storage.voices import Recording

FIRST_PAUSE = timedelta(seconds=10)
LONGEST_PAUSE = timedelta(minutes=30)
BAD_MESSAGE = "bad_request"  # the provider refuses the message, not the person
TRIES_A_WAY = 3  # then the person's next way is tried
ONE_DAY = timedelta(days=1)
TALK_PAUSE = timedelta(hours=1)  # nothing automatic while a person is in the middle of a talk


@dataclass(frozen=True, slots=True)
class Ready:
    """One message on its way, with all that recording its end takes."""

    outbox_id: int
    attempt_id: int
    contact_id: int
    channel: str
    outgoing: Outgoing
    attempts: int
    expires_at: datetime | None
    voice: Recording | None = None  # goes with the words; whoever sends has its bytes


@dataclass(frozen=True, slots=True)
class Failure:
    """How a send failed."""

    why: str
    retryable: bool
    retry_after: timedelta | None = None


@dataclass(frozen=True, slots=True)
class Claimed:
    """What one claim took: some of it is not to be sent after all."""

    taken: int
    ready: Sequence[Ready]


def claim(conn: Connection, now: datetime, limit: int, channels: frozenset[str], known: Knowledge) -> Claimed:
    """Claim due messages and write out each, or close or put off those whose time is not now."""
    due = outbox.claim(conn, now, limit)
    ready = [item for item in (_prepare(conn, row, now, channels, known) for row in due) if item]
    return Claimed(len(due), ready)


def _prepare(conn: Connection, due: Due, now: datetime, channels: frozenset[str], known: Knowledge) -> Ready | None:
    if due.expires_at is not None and due.expires_at <= now:
        outbox.close(conn, due.id, Closing.EXPIRED)
        return None
    if why := _without_reason(conn, due):
        outbox.close(conn, due.id, why)
        return None
    if due.lesson and due.child_id and is_of_another_time(children.get(conn, due.child_id), due.lesson, known.lessons):
        outbox.close(conn, due.id, Closing.BORN)
        return None
    if mourning.is_unfit(conn, due, now, known):
        outbox.close(conn, due.id, Closing.DEATH)
        return None
    if due.priority >= Priority.ROUTINE and (why := reminded.without_reason(conn, due, now, known)):
        outbox.close(conn, due.id, why)
        return None
    if later := _put_off(conn, due, now):
        outbox.put_off(conn, due.id, later)
        return None
    way = _way(conn, due, channels)
    if way is None:
        outbox.close(conn, due.id, Closing.UNREACHABLE)
        return None
    said = render_for(conn, due, way.channel, now, known)
    attempt = attempts.begin(conn, attempts.Try(due.id, way.id, way.channel, bracketed(said.text)), now)
    picture = picture_for(conn, due, way.channel, Voice(local_date(now)))
    outgoing = Outgoing(f"bk{due.id}", way.address, said.text, said.buttons, picture=picture)
    voice = recording_for(conn, due, way.channel, known)
    return Ready(due.id, attempt, way.id, way.channel, outgoing, due.attempts, due.expires_at, voice)


def _without_reason(conn: Connection, due: Due) -> Closing | None:
    """Why a message is not wanted any more, though it waits: it was on its way, in vain, when its reason went."""
    if due.child_id is not None:
        child = children.get(conn, due.child_id)
        if child.dead or child.removed:
            return Closing.DEATH if child.dead else Closing.WITHDRAWN
    if due.talk_id is not None and due.priority >= Priority.ALERT and talks.get_open(conn, due.talk_id) is None:
        return Closing.ANSWERED
    if due.lesson and care.consent_of(conn, due.person_id) is not Answer.YES:
        return Closing.OPTOUT
    if due.priority >= Priority.ALERT and due.talk_id is None and _has_ended(conn, due.person_id):
        return Closing.OPTOUT
    if due.lesson and due.talk_id and talks.get_open(conn, due.talk_id) is None:
        return Closing.ANSWERED
    return None


def _has_ended(conn: Connection, person_id: int) -> bool:
    """Whether a family wants to hear nothing but answers; work goes on after NGUNG. Questions are closed by it."""
    ended = care.consent_of(conn, person_id) in (Answer.WITHDRAWN, Answer.WRONG_NUMBER)
    return ended and not people.get(conn, person_id).works


def _put_off(conn: Connection, due: Due, now: datetime) -> datetime | None:
    """Until when a message of our own accord waits: for the morning, or for the end of a talk.

    Alerts reach who works at any hour; a family is not asked anything at night, even after an outage.
    """
    if due.priority < Priority.ALERT:
        return None
    if not is_sending_hour(now) and (due.priority >= Priority.ROUTINE or not people.get(conn, due.person_id).works):
        return next_sending_moment(now)
    if due.priority < Priority.ROUTINE:
        return None
    open_now = talks.open_with(conn, due.person_id)
    others = (talk for talk in open_now if talk.id != due.talk_id and talk.form != KINSHIP)  # need not be answered
    if any(talk.opened_at > now - TALK_PAUSE for talk in others):
        return now + TALK_PAUSE
    if due.lesson and not _has_room(conn, due.person_id, now):
        return next_sending_moment(local_moment(local_date(now) + ONE_DAY, time()))
    return None


def _has_room(conn: Connection, person_id: int, now: datetime) -> bool:
    """Whether the caps hold on the day on which a lesson really leaves: after an outage some leave late."""
    today = local_date(now)
    days = [local_date(one) for one in attempts.lessons_sent(conn, person_id, now - WEEK)]
    return has_room(days, today)


def _way(conn: Connection, due: Due, channels: frozenset[str]) -> contacts.Contact | None:
    """The way last heard from; after some failures the next one, and so on round."""
    ways = [way for way in contacts.of(conn, due.person_id) if way.channel in channels and not way.refused_at]
    return ways[(due.attempts - 1) // TRIES_A_WAY % len(ways)] if ways else None


def succeeded(conn: Connection, item: Ready, provider_id: str, at: datetime) -> None:
    """The channel took the message."""
    attempts.end(conn, item.attempt_id, at, None, provider_id)
    if item.voice is not None and item.voice.digest is not None:
        voices.note_sent(conn, item.attempt_id, item.voice.digest)
    outbox.mark_sent(conn, item.outbox_id)


def failed(conn: Connection, item: Ready, failure: Failure, at: datetime) -> None:
    """A send failed: try again later, try another way, or give it up."""
    attempts.end(conn, item.attempt_id, at, failure.why[:40])
    if failure.why == BAD_AUDIO:
        outbox.retry(conn, item.outbox_id, at)  # at once: the words alone
        return
    if not failure.retryable and failure.why == BAD_MESSAGE:
        outbox.close(conn, item.outbox_id, Closing.REFUSED)
        return
    if not failure.retryable:
        reaching.set_aside(conn, item.contact_id, at)
        outbox.retry(conn, item.outbox_id, at)  # at once: by another way, or closed as unreachable
        return
    again = at + (failure.retry_after or pause(item.attempts))
    if item.expires_at is not None and again >= item.expires_at:
        outbox.close(conn, item.outbox_id, Closing.EXPIRED)
    else:
        outbox.retry(conn, item.outbox_id, again)


def pause(tries: int) -> timedelta:
    """How long to wait after that many failed attempts: 10 s, doubling, half an hour at most."""
    return min(FIRST_PAUSE * float(2 ** min(tries - 1, 20)), LONGEST_PAUSE)
