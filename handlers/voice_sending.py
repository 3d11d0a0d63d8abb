"""Which recording leaves with a message, and what is said under one that is to be signed."""

from handlers.knowledge import Knowledge
from handlers.voice_texts import subject_named, subject_of
from handlers.voices import to_sign_line
from messages.envelope import ChannelName
from messages.texts import Line, lines_from_json
from messages.voice import Voice
from storage import people, places, voices
from storage.engine import Connection
from storage.outbox import Due
from storage.voices import Recording

SPEAKING = frozenset({ChannelName.TELEGRAM.value})  # the channels that send a sound
BAD_AUDIO = "bad_audio"  # the provider refuses the sound, not the person and not the words
TRIES = 3  # then the words leave alone: a slow line may never carry the sound


def recording_for(conn: Connection, due: Due, channel: str, known: Knowledge) -> Recording | None:
    """The recording that a message is sent with by this channel, or None: then the words leave alone."""
    if channel not in SPEAKING:
        return None
    lines = lines_from_json(due.lines)
    if len(lines) != 1 or lines[0].key not in ("lesson", "voice_to_sign"):
        return None
    if lines[0].key == "lesson":
        found = _spoken(conn, due, lines[0], known) if due.attempts <= TRIES else None
    else:
        found = _named(conn, lines[0])
    return found if found and _can_be_heard(conn, due, channel) else None


def rendered(conn: Connection, due: Due, channel: str, voice: Voice, known: Knowledge) -> Line:
    """The words under a recording that is to be signed, from the text as it is now."""
    one = _named(conn, lines_from_json(due.lines)[0])
    subject = subject_named(known, places.by_id(conn, one.commune_id).phone, one.subject)
    if subject is None:
        return Line("voice_old", {"number": one.id})
    return to_sign_line(one, subject, voice, heard=_can_be_heard(conn, due, channel))


def _can_be_heard(conn: Connection, due: Due, channel: str) -> bool:
    return channel in SPEAKING and not voices.failed_before(conn, due.id, BAD_AUDIO)


def _named(conn: Connection, said: Line) -> Recording:
    return voices.get(conn, int(str(said.params["number"])))


def _spoken(conn: Connection, due: Due, said: Line, known: Knowledge) -> Recording | None:
    """A lesson in the language that the person wants to hear, if their station signed it for this very text."""
    language = voices.chosen(conn, due.person_id)
    commune_id = people.get(conn, due.person_id).commune_id
    if not language or commune_id is None:
        return None
    lesson = next(one for one in known.lessons if one.id == said.params["id"])
    subject = subject_of(lesson, places.by_id(conn, commune_id).phone)
    return voices.signed(conn, commune_id, subject.name, subject.version, language)
