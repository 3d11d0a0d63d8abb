"""Whether a message is about voices: typed, pressed, or a sound with or after the word GIONG."""

from collections.abc import Mapping
from datetime import timedelta
from typing import Final

from handlers.scene import Scene, runs_station
from handlers.voice_commands import AskVoices, ChooseVoice, HearVoice, KeepVoice, SignVoice, VoiceCommand
from messages.command_kinds import Command as Typed
from messages.command_kinds import CommandKind
from messages.commands import read_command
from messages.formfile import load_forms
from messages.forms import Draft, from_json, to_json
from messages.voice_words import Tongue
from storage import talks, voices
from storage.engine import Connection
from storage.talks import NewTalk

RECORDING: Final = "voice"  # the form of the talk
OPEN_FOR: Final = timedelta(minutes=30)


def typed_voice(typed: Typed) -> AskVoices | HearVoice:
    """GIONG, as it was typed."""
    if typed.rest.isdecimal():
        return HearVoice(int(typed.rest))
    subject, _, language = typed.rest.rpartition(" ")
    return AskVoices(subject, language)


def pressed_voice(data: str) -> VoiceCommand | None:
    """A button about voices, or None."""
    word, _, rest = data.partition(":")
    first, _, shown = rest.partition(":")
    if word == "tieng" and first in set(Tongue):
        return ChooseVoice(first)
    if not first.isdecimal() or len(first) > 9:
        return None
    number = int(first)
    made: Mapping[str, VoiceCommand] = {
        "giong": HearVoice(number),
        "giong_ky": SignVoice(number, True, shown),
        "giong_khong": SignVoice(number, False),
    }
    return made.get(word)


def recorded(conn: Connection, scene: Scene) -> KeepVoice | None:
    """What the sound of a message is, if its caption says so or it was announced before; else None."""
    if voices.attached(conn, scene.message.id) is None or not runs_station(conn, scene):
        return None
    typed = read_command(scene.message.text)
    if typed is not None and typed.kind is CommandKind.VOICE:
        asked = typed_voice(typed)
        return KeepVoice(asked.subject, asked.language) if isinstance(asked, AskVoices) and asked.subject else None
    return None if scene.message.text.strip() else _announced(conn, scene)


def announce(conn: Connection, scene: Scene, subject: str, language: str) -> None:
    """The speaker's next sound is this text in this language, for half an hour."""
    close_announced(conn, scene)
    draft = to_json(Draft({"subject": subject, "language": language}))
    new = NewTalk(scene.person.id, RECORDING, load_forms()[RECORDING].version, ("sound",), draft)
    talks.begin(conn, new, scene.at)


def close_announced(conn: Connection, scene: Scene) -> None:
    """Nothing is announced."""
    for talk in talks.open_with(conn, scene.person.id):
        if talk.form == RECORDING:
            talks.close(conn, talk.id, scene.at)


def _announced(conn: Connection, scene: Scene) -> KeepVoice | None:
    for talk in talks.open_with(conn, scene.person.id):
        if talk.form == RECORDING and scene.at - talk.opened_at <= OPEN_FOR:
            values = from_json(talk.draft).values
            return KeepVoice(str(values["subject"]), str(values["language"]))
    return None
