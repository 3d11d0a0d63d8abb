"""BAT and TAT: the station's staff choose which vaccines families are reminded of; VAC XIN shows them."""

from collections.abc import Iterable

from handlers import asking, vaccines_on
from handlers.asking import Question
from handlers.commands import AnswerTalk
from handlers.reminders_due import look_at_all
from handlers.replies import Reply, line
from handlers.scene import Scene, runs_station
from handlers.station_commands import SwitchVaccine
from handlers.vaccines_on import ON, schedule_of
from messages.describe import vaccine_name
from messages.forms import Draft, from_json
from messages.texts import Line
from storage.engine import Connection


def ask(conn: Connection, scene: Scene, command: SwitchVaccine) -> list[Reply]:
    """Say back what will be; without a vaccine that the schedule knows, say how it is."""
    if scene.commune is None or not runs_station(conn, scene):
        return [scene.reply(line("no_right"))]
    if not scene.known.schedule.series(command.vaccine):
        return [scene.reply(_state(conn, scene, scene.commune.id))]
    draft = Draft({"vaccine": command.vaccine, "to": command.to})
    talk_id = asking.question(conn, scene, Question("switch_vaccine", ("confirmed",), draft=draft))
    key = "switch_on" if command.to == ON else "switch_off"
    return [scene.reply(line(key, vaccine=vaccine_name(command.vaccine, scene.voice)), talk_id=talk_id)]


def answer(conn: Connection, scene: Scene, command: AnswerTalk) -> list[Reply]:
    """CO: it is so from now on, and every family's reminders are looked at anew."""
    asking.close(conn, scene, command.talk)
    if command.choice != "yes" or scene.commune is None or not runs_station(conn, scene):
        return [scene.reply(line("switch_kept"))]
    values = from_json(command.talk.draft).values
    vaccine, to = str(values["vaccine"]), str(values["to"])
    vaccines_on.switch(conn, scene.commune.id, vaccine, to)
    look_at_all(conn, scene.commune.id, scene.at)
    key = "switched_on" if to == ON else "switched_off"
    return [scene.reply(line(key, vaccine=vaccine_name(vaccine, scene.voice)))]


def _state(conn: Connection, scene: Scene, commune_id: int) -> Line:
    doses = schedule_of(conn, commune_id, scene.known.schedule).doses
    on, off = (_names((one.vaccine for one in doses if one.on == state), scene) for state in (True, False))
    return line("vaccines_on_off", on=on, off=off) if off else line("vaccines_on", on=on)


def _names(vaccines: Iterable[str], scene: Scene) -> str:
    return ", ".join(vaccine_name(one, scene.voice) for one in dict.fromkeys(vaccines))
