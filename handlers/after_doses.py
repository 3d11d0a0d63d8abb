"""The day after a vaccination: what the family answers, and what the station sees of it by vaccine and day."""

from collections.abc import Sequence
from datetime import date, timedelta

from handlers import alerts, asking
from handlers.cases import may_be_spoken_of
from handlers.commands import AfterDoses, AnswerTalk
from handlers.phrases import village_name
from handlers.reminders import AFTER_FORM
from handlers.replies import Reply, line
from handlers.scene import Scene, is_allowed
from health.after_doses import NORMAL, count_after
from health.ages import age_months
from health.rights import Action, Target
from messages.describe import vaccine_name
from messages.forms import from_json
from messages.render import say
from messages.texts import Line
from storage import children, places, reminders, talks
from storage.children import Child
from storage.engine import Connection
from storage.reminders import AfterDose
from storage.talks import Talk

YOUNG_MONTHS = 3  # any fever of a younger child is a danger sign
SHOWN_DAYS = timedelta(days=30)
MOST_LINES = 6
DANGER = "danger"


def answer(conn: Connection, scene: Scene, command: AnswerTalk) -> list[Reply]:
    """1, 2 or 3: counted, and answered with the signs that mean go."""
    those = _keep(conn, scene, command.talk, command.choice)
    if not those:
        return [scene.reply(line("nothing_open"))]
    said = scene.reply(line(_answer_key(those, command.choice, scene.today), station=scene.station))
    others = [] if command.choice in ("normal", "mild") else _alerts(conn, scene, command.talk, those)
    return [said, *others]


def note_danger(conn: Connection, scene: Scene) -> None:
    """A danger sign told while the question is open is its answer; the alarm is given as for any other."""
    for talk in talks.open_with(conn, scene.person.id):
        if talk.form == AFTER_FORM:
            _keep(conn, scene, talk, DANGER)


def _keep(conn: Connection, scene: Scene, talk: Talk, choice: str) -> list[Child]:
    """Keep an answer for each child and dose that was asked about; gives the children of whom one may speak."""
    asking.close(conn, scene, talk)
    values = from_json(talk.draft).values
    found = [children.get(conn, int(word)) for word in str(values["children"]).split()]
    those = [child for child in found if may_be_spoken_of(conn, child)]
    given_on = values["date"]
    assert isinstance(given_on, date)
    for child in those:
        for vaccine in str(values["vaccines"]).split():
            given = AfterDose(child.id, scene.person.id, vaccine, given_on, choice)
            reminders.keep_answer(conn, given, scene.at)
    return those


def _answer_key(those: Sequence[Child], choice: str, today: date) -> str:
    if choice != "mild":
        return "after_normal" if choice == NORMAL else "after_other"
    young = any(child.date_of_birth and age_months(child.date_of_birth, today) < YOUNG_MONTHS for child in those)
    return "after_mild_young" if young else "after_mild"


def _alerts(conn: Connection, scene: Scene, talk: Talk, those: Sequence[Child]) -> list[Reply]:
    """Something that was neither normal nor mild: a person asks what it is."""
    vaccines = str(from_json(talk.draft).values["vaccines"]).split()
    words = ", ".join(vaccine_name(one, scene.voice) for one in vaccines)
    phone = alerts.phone_of(conn, scene.person.id) or say("tail_telegram", scene.voice)
    told: list[Reply] = []
    for child in those:
        where = village_name(conn, child.village_id)
        said = line("alert_after_dose", vaccines=words, child=f"TE{child.code}", village=where, phone=phone)
        told += alerts.to_station(conn, child.commune_id, (said,))
        told += alerts.to_collaborators(conn, child.village_id, (said,), scene.person.id)
    return told


def show(conn: Connection, scene: Scene, command: AfterDoses) -> list[Reply]:
    """SAU TIEM: how many were asked, how many answered, and what, by vaccine and day, the newest first."""
    place = tuple(places.path(conn, scene.commune.id)) if scene.commune else ()
    if scene.commune is None or not is_allowed(conn, scene.person, Action.RUN_STATION, Target(place)):
        return [scene.reply(line("no_right"))]
    return [scene.reply(*counted_lines(conn, scene.commune.id, scene.today - SHOWN_DAYS, scene.today, scene))]


def counted_lines(conn: Connection, commune_id: int, first: date, last: date, scene: Scene) -> tuple[Line, ...]:
    """The counts of a span of days."""
    asked = reminders.asked_after(conn, commune_id, first, last)
    counts = count_after((one.child_id, one.vaccine, one.given_on, one.answer) for one in asked)
    if not counts:
        return (line("after_doses_none", first=first),)
    total = sum(one.asked for one in counts)
    head = line("after_doses", first=first, asked=total, answered=total - sum(one.silent for one in counts))
    return (
        head,
        *(
            line(
                "after_doses_line",
                vaccine=vaccine_name(one.vaccine, scene.voice),
                date=one.given_on,
                normal=one.normal,
                mild=one.mild,
                other=one.other,
                danger=one.danger,
                silent=one.silent,
            )
            for one in counts[:MOST_LINES]
        ),
    )
