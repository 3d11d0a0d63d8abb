"""Families choose which language they hear; what cannot be heard stays written Vietnamese."""

from handlers.commands import SetLanguage
from handlers.replies import Reply, line
from handlers.scene import Scene
from handlers.voice_commands import ChooseVoice
from handlers.voice_texts import subjects
from messages.envelope import ChannelName
from messages.render import say
from messages.texts import Line
from messages.voice_words import Tongue
from storage import contacts, people, places, voices
from storage.engine import Connection
from storage.voices import State


def choose(conn: Connection, scene: Scene, command: ChooseVoice) -> list[Reply]:
    """Keep the choice, and say honestly what will be heard."""
    voices.choose(conn, scene.person.id, command.language, scene.at)
    tongue = say(f"spoken_{command.language}", scene.voice)
    ways = {way.channel for way in contacts.of(conn, scene.person.id)}
    if ChannelName.TELEGRAM not in ways:
        return [scene.reply(line("voice_sms_only", tongue=tongue))]
    heard = command.language in spoken_at(conn, scene)
    return [scene.reply(line("voice_chosen" if heard else "voice_none_yet", tongue=tongue))]


def set_language(conn: Connection, scene: Scene, command: SetLanguage) -> list[Reply]:
    """The language that the bot writes in; who asks for Vietnamese wants to hear no other."""
    people.set_language(conn, scene.person.id, command.language)
    if command.language == "vi" and voices.chosen(conn, scene.person.id):
        voices.choose(conn, scene.person.id, "", scene.at)
    return [scene.reply(line("language_set"))]


def offer(conn: Connection, scene: Scene) -> list[Reply]:
    """After the consent, on Telegram, once: the languages in which the station has something to hear."""
    if not scene.on_telegram or voices.chosen(conn, scene.person.id) is not None:
        return []
    lines = [_offered(scene, tongue) for tongue in spoken_at(conn, scene)]
    if not lines:
        return []
    voices.choose(conn, scene.person.id, "", scene.at)
    return [scene.reply(*lines)]


def spoken_at(conn: Connection, scene: Scene) -> tuple[Tongue, ...]:
    """The languages in which the speaker's station, for a stranger the only one there is, has signed recordings."""
    commune = scene.commune or next(iter(places.communes(conn)), None)
    if commune is None:
        return ()
    known = {subject.name: subject.version for subject in subjects(scene.known, commune.phone)}
    found = {
        one.language
        for one in voices.of_commune(conn, commune.id)
        if one.state is State.SIGNED and known.get(one.subject) == one.version
    }
    return tuple(tongue for tongue in Tongue if tongue in found)


def _offered(scene: Scene, tongue: Tongue) -> Line:
    name = say(f"spoken_{tongue}", scene.voice)
    return line("voice_offer", tongue=name, code=tongue.value, words=f"TIENG {tongue.upper()}")
