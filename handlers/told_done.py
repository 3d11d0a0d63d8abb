"""ROI and DA KHAI SINH: a family says that what it was reminded of is done."""

from datetime import date

from handlers import alerts, asking
from handlers.asking import Question
from handlers.cases import case_of, own_children
from handlers.commands import AnswerTalk, TellDone, TellRegistered
from handlers.recording import record_reports
from handlers.reminded import Doses, doses_phrase
from handlers.replies import Reply, line
from handlers.scene import Scene
from health.events import ReportKind
from health.reminders import NAMES_DAY, REGISTRATION, Moment, open_doses
from messages.forms import Draft, from_json
from messages.reading.understanding import Doubt, DoubtReason, Found, ReportReading
from messages.render import say
from messages.texts import Line
from storage import children, losses, reminders
from storage.children import Child
from storage.engine import Connection
from storage.reminders import Said

ASKED_OF = (*NAMES_DAY, Moment.MISSED)


def reminded_of(conn: Connection, scene: Scene) -> dict[Child, Doses]:
    """What the speaker was reminded of and nobody has reported, by child."""
    found = {}
    for child in own_children(conn, scene.person.id):
        case = case_of(conn, child, scene.person.id, scene.known)
        said = {(one.subject, one.order) for one in case.told if one.moment in ASKED_OF}
        due = [(one.dose.vaccine, one.dose.order) for one in open_doses(case, scene.today)]
        if mine := tuple(dose for dose in due if dose in said):
            found[child] = mine
    return found


def tell(conn: Connection, scene: Scene, command: TellDone) -> list[Reply]:
    """Recorded at once if the day was said, else the day is asked."""
    reminded = reminded_of(conn, scene)
    if not reminded:
        return [scene.reply(line("told_done_nothing"))]
    if "date" in command.found:
        return _record(conn, scene, reminded, command.found["date"])
    draft = Draft({"doses": ";".join(_written(child, doses) for child, doses in reminded.items())})
    talk_id = asking.question(conn, scene, Question("dose_told", ("date",), draft=draft))
    codes = ", ".join(f"TE{child.code}" for child in reminded)
    every = tuple(dict.fromkeys(dose for doses in reminded.values() for dose in doses))
    what = doses_phrase(every, scene.known.schedule, scene.voice)
    return [scene.reply(line("ask_told_date", child=codes, vaccines=what), talk_id=talk_id)]


def set_date(conn: Connection, scene: Scene, command: AnswerTalk) -> list[Reply]:
    """The day on which the doses were given, as the family says."""
    if "date" not in command.found:
        return [scene.reply(*(_odd(one, scene) for one in command.doubts))]
    asking.close(conn, scene, command.talk)
    asked = _read(conn, str(from_json(command.talk.draft).values["doses"]))
    now = reminded_of(conn, scene)
    left = {child: tuple(dose for dose in doses if dose in now.get(child, ())) for child, doses in asked.items()}
    return _record(conn, scene, {child: doses for child, doses in left.items() if doses}, command.found["date"])


def _odd(doubt: Doubt, scene: Scene) -> Line:
    if doubt.reason is DoubtReason.FUTURE:
        return line("odd_future", said=doubt.said[:40])
    field, example = say("field_date", scene.voice), say("example_date", scene.voice)
    return line("odd_unclear", said=doubt.said[:40], field=field, example=example)


def _record(conn: Connection, scene: Scene, doses: dict[Child, Doses], given: Found) -> list[Reply]:
    """As if the family had reported each: judged, echoed, open to SUA and HUY; the village is asked to look."""
    readings = [_reading(child, dose, given) for child, those in doses.items() for dose in those]
    if not readings:
        return [scene.reply(line("told_done_thanks"))]
    told = record_reports(conn, scene, readings)
    for child, those in doses.items():
        words = doses_phrase(those, scene.known.schedule, scene.voice)
        said = line("told_by_family", child=f"TE{child.code}", vaccines=words, date=_day(given))
        village = alerts.to_collaborators(conn, child.village_id, (said,), scene.person.id)
        told += village or alerts.to_station(conn, child.commune_id, (said,))
    return told


def _reading(child: Child, dose: tuple[str, int], given: Found) -> ReportReading:
    """The dose number is left to be inferred: one given earlier than its turn is judged as any other."""
    vaccine, _ = dose
    fields = {
        "child_code": Found(f"TE{child.code}", 0, 0),
        "vaccine": Found(vaccine, 0, 0),
        "date": given,
    }
    return ReportReading(ReportKind.VACCINATION, fields)


def _day(given: Found) -> date:
    assert isinstance(given.value, date)
    return given.value


def _written(child: Child, doses: Doses) -> str:
    return f"{child.id}:" + ",".join(f"{vaccine}/{order}" for vaccine, order in doses)


def _read(conn: Connection, written: str) -> dict[Child, Doses]:
    found = {}
    for part in written.split(";"):
        child_id, _, doses = part.partition(":")
        pairs = (dose.rpartition("/") for dose in doses.split(","))
        found[children.get(conn, int(child_id))] = tuple((vaccine, int(order)) for vaccine, _, order in pairs)
    return found


def registered(conn: Connection, scene: Scene, command: TellRegistered) -> list[Reply]:
    """The birth of each of the speaker's children, or of the one named, is registered: no more of that."""
    own = own_children(conn, scene.person.id)
    meant = [child for child in own if not command.code or child.code == command.code]
    for child in meant:
        assert child.date_of_birth is not None
        done = (REGISTRATION, 0, Moment.DONE.value, child.date_of_birth, scene.today)
        reminders.add(conn, [Said(child.id, scene.person.id, None, *done)])
    if not meant:
        return [scene.reply(line("told_done_thanks"))]
    mourns = losses.of_person(conn, scene.person.id)
    return [scene.reply(line("registered_plain" if mourns else "registered"))]
