"""The station's recordings: asked for, kept, listened to and signed. Nothing unsigned is ever sent to a family."""

from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import Final

from handlers.replies import Reply, keep, line
from handlers.scene import Scene, runs_station
from handlers.voice_commands import AskVoices, HearVoice, KeepVoice, SignVoice
from handlers.voice_reading import announce, close_announced
from handlers.voice_texts import Subject, subject_called, subject_named, subjects
from health.local_time import local_date, next_sending_moment
from health.rights import Role
from messages.envelope import ChannelName
from messages.recordings import MOST_BYTES, MOST_SECONDS, SUFFIXES
from messages.render import say
from messages.texts import Line
from messages.voice import Voice
from messages.voice_words import Tongue
from storage import contacts, people, voices
from storage.engine import Connection
from storage.outbox import Priority
from storage.voices import Made, Recording, Signature, State

SHOWN: Final = 5  # recordings that wait, lessons that lack one
SAYS_OGG: Final = frozenset({"audio/ogg", "audio/opus", "application/ogg", ""})  # a voice message, as phones name it
SOUNDS: Final = SAYS_OGG | set(SUFFIXES) | {"audio/mp3", "audio/x-m4a", "audio/m4a"}


def ask(conn: Connection, scene: Scene, command: AskVoices) -> list[Reply]:
    """What is recorded and waits; what lacks in one language; or the text that is to be spoken."""
    if scene.commune is None or not runs_station(conn, scene):
        return [scene.reply(line("no_right"))]
    if command.subject:
        return [_read_this(conn, scene, command)]
    found = voices.of_commune(conn, scene.commune.id)
    if command.language:
        return [scene.reply(_missing(scene, found, command.language))]
    waiting = [_about("voice_waits", one, scene.voice) for one in found if _needs_signature(one, scene)]
    counts = [_count(scene, found, tongue) for tongue in Tongue]
    return [scene.reply(*waiting[:SHOWN], *(each for each in counts if each), line("voice_how"))]


def _read_this(conn: Connection, scene: Scene, command: AskVoices) -> Reply:
    if scene.message.channel == ChannelName.SMS:
        return scene.reply(line("voice_on_telegram"))
    subject = subject_called(scene.known, scene.station, command.subject)
    if subject is None:
        return scene.reply(line("voice_unknown", subject=command.subject[:40]))
    announce(conn, scene, subject.id, command.language)
    tongue = say(f"spoken_{command.language}", scene.voice)
    return scene.reply(line("voice_read_this", tongue=tongue, seconds=MOST_SECONDS, words=subject.words))


def _count(scene: Scene, found: Sequence[Recording], tongue: Tongue) -> Line | None:
    known = {subject.name: subject.version for subject in subjects(scene.known, scene.station)}
    signed = [one for one in found if one.language == tongue and _is_current(one, known.get(one.subject))]
    return line("voice_count", tongue=say(f"spoken_{tongue}", scene.voice), count=len(signed)) if signed else None


def _missing(scene: Scene, found: Sequence[Recording], language: str) -> Line:
    known = {subject.name: subject for subject in subjects(scene.known, scene.station)}
    there = {one.subject for one in found if one.language == language and one.state in (State.WAITING, State.WANTED)}
    there |= {
        one.subject
        for one in found
        if one.language == language and one.subject in known and _is_current(one, known[one.subject].version)
    }
    left = [subject.id for name, subject in known.items() if name not in there]
    tongue = say(f"spoken_{language}", scene.voice)
    if not left:
        return line("voice_all_there", tongue=tongue)
    return line("voice_missing", tongue=tongue, count=len(left), words=", ".join(left[:SHOWN]))


def _is_current(one: Recording, version: str | None) -> bool:
    return one.state is State.SIGNED and one.version == version


def _needs_signature(one: Recording, scene: Scene) -> bool:
    """Whether somebody has to listen: not signed yet, or the text was changed since."""
    if one.state is State.WAITING:
        return True
    subject = subject_named(scene.known, scene.station, one.subject) if one.state is State.SIGNED else None
    return subject is not None and subject.version != one.version


def keep_sound(conn: Connection, scene: Scene, command: KeepVoice) -> list[Reply]:
    """Take the sound of this message as a recording, unless it cannot be one; it is fetched next."""
    sound = voices.attached(conn, scene.message.id)
    if scene.commune is None or sound is None or not runs_station(conn, scene):
        return [scene.reply(line("no_right"))]
    subject = subject_called(scene.known, scene.station, command.subject)
    if subject is None:
        return [scene.reply(line("voice_unknown", subject=command.subject[:40]))]
    if sound.mime not in SOUNDS:
        return [scene.reply(line("voice_not_sound"))]
    if sound.size > MOST_BYTES:
        return [scene.reply(line("voice_too_big"))]
    if sound.duration_s > MOST_SECONDS:
        return [scene.reply(line("voice_too_long", seconds=sound.duration_s, most=MOST_SECONDS))]
    made = Made(
        commune_id=scene.commune.id,
        subject=subject.name,
        language=command.language,
        version=subject.version,
        mime=sound.mime,
        size=sound.size,
        duration_s=sound.duration_s,
        made_by_id=scene.person.id,
        inbox_id=scene.message.id,
    )
    voices.add(conn, made, scene.at)
    close_announced(conn, scene)
    return []  # said once the bytes are here


def arrived(conn: Connection, one: Recording, at: datetime) -> None:
    """Its bytes are kept: its maker hears so, and everybody else of the station may listen and sign."""
    if one.made_by_id is None:
        return
    others = [person_id for person_id in _listeners(conn, one) if person_id != one.made_by_id]
    told = [_about("voice_kept", one, _voice_of(conn, one.made_by_id, at))]
    if not others:
        told.append(line("voice_no_second"))
    replies = [Reply(one.made_by_id, tuple(told))]
    morning = next_sending_moment(at)  # who was not spoken with is not woken
    said = (line("voice_to_sign", number=one.id),)
    replies += [Reply(other, said, Priority.ALERT, due_at=morning) for other in others]
    keep(conn, replies, at, one.commune_id)


def not_arrived(conn: Connection, one: Recording, key: str, at: datetime) -> None:
    """It could not be fetched, or is no sound: `key` says which to its maker."""
    if one.made_by_id is not None:
        said = _about(key, one, _voice_of(conn, one.made_by_id, at))
        keep(conn, [Reply(one.made_by_id, (said,))], at, one.commune_id)


def hear(conn: Connection, scene: Scene, command: HearVoice) -> list[Reply]:
    """One recording to listen to, with the text that it should say."""
    found = _found(conn, scene, command.number)
    if isinstance(found, Reply):
        return [found]
    if scene.message.channel == ChannelName.SMS:
        return [scene.reply(line("voice_on_telegram"))]
    return [scene.reply(line("voice_to_sign", number=found.id))]


def sign(conn: Connection, scene: Scene, command: SignVoice) -> list[Reply]:
    """Signed by a second person for the text as it stood under the recording; or not signed."""
    found = _found(conn, scene, command.number)
    if isinstance(found, Reply):
        return [found]
    subject = subject_named(scene.known, scene.station, found.subject)
    if subject is None or not _needs_signature(found, scene):
        return [scene.reply(line("voice_old", number=found.id))]
    if found.made_by_id == scene.person.id:
        return [scene.reply(line("voice_not_own"))]
    if not command.signs:
        voices.refuse(conn, found.id)
        return [
            scene.reply(line("voice_refused", number=found.id)),
            *_to_maker(conn, scene, found, "voice_refused_told"),
        ]
    if command.shown != subject.mark:
        return [scene.reply(line("voice_text_changed")), scene.reply(line("voice_to_sign", number=found.id))]
    voices.sign(conn, found.id, Signature(subject.version, scene.at, by_id=scene.person.id))
    done = scene.reply(_about("voice_signed", found, scene.voice))
    return [done, *_to_maker(conn, scene, found, "voice_signed_told")]


def _found(conn: Connection, scene: Scene, number: int) -> Recording | Reply:
    """A recording of the speaker's commune whose bytes are here; else what to say."""
    if scene.commune is None or not runs_station(conn, scene):
        return scene.reply(line("no_right"))
    found = voices.find(conn, number, scene.commune.id)
    if found is None or found.digest is None or found.state is State.REPLACED:
        return scene.reply(line("voice_old", number=number))
    return found


def _to_maker(conn: Connection, scene: Scene, one: Recording, key: str) -> Iterator[Reply]:
    if one.made_by_id is not None:
        said = _about(key, one, _voice_of(conn, one.made_by_id, scene.at))
        yield Reply(one.made_by_id, (said,), Priority.ALERT, due_at=next_sending_moment(scene.at))


def to_sign_line(one: Recording, subject: Subject, voice: Voice, *, heard: bool) -> Line:
    """A recording as its signer reads it, from the text as it is now; without buttons where it cannot be heard."""
    if not heard:
        return _about("voice_not_here", one, voice)
    return Line("voice_to_sign", {**_params(one, voice), "words": subject.words, "version": subject.mark})


def _about(key: str, one: Recording, voice: Voice) -> Line:
    return Line(key, _params(one, voice))


def _params(one: Recording, voice: Voice) -> dict[str, str | int | float]:
    return {
        "number": one.id,
        "subject": one.subject.partition(":")[2],
        "tongue": say(f"spoken_{one.language}", voice),
        "seconds": one.duration_s,
        "most": MOST_SECONDS,
    }


def _voice_of(conn: Connection, person_id: int, at: datetime) -> Voice:
    return Voice(local_date(at), language=people.get(conn, person_id).language)


def _listeners(conn: Connection, one: Recording) -> list[int]:
    """Staff and admins of the commune who can hear a recording: on Telegram."""
    held = [each for role in (Role.STAFF, Role.ADMIN) for each in people.holders(conn, role, one.commune_id)]
    on_telegram = (
        person_id
        for person_id in dict.fromkeys(held)
        if any(way.channel == ChannelName.TELEGRAM for way in contacts.of(conn, person_id))
    )
    return list(on_telegram)
