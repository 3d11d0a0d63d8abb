"""Guided forms: a field at a time, with buttons where there are some; saved at the end like a typed report."""

import re
from collections.abc import Mapping

from handlers import asking, correcting, zeros
from handlers.asking import Question
from handlers.commands import AnswerTalk, AskToCorrect, Correct, OpenForm, PressForm
from handlers.phrases import phrase_to, report_code
from handlers.recording import record_reports
from handlers.replies import Reply, line
from handlers.scene import Scene
from handlers.typed import typed_answer
from health.events import ReportKind
from health.weeks import Week
from messages.days import week_span
from messages.formfile import choice_by_code, load_forms
from messages.forms import (
    Ask,
    Choice,
    Draft,
    Field,
    Form,
    Summary,
    accept,
    choose,
    confirm,
    from_json,
    skip,
    step,
    with_choices,
)
from messages.reading.understanding import Found, ReportReading
from messages.render import say
from messages.texts import Line
from storage import places, reports, talks
from storage.engine import Connection
from storage.talks import Talk

FORMS = ("birth", "death", "vaccination", "zero")
CARRIED = re.compile(r"f:(?P<talk>\d{1,9}):(?P<revision>\d{1,9}):(?P<choice>[^:]+)", re.ASCII)
SUMMARY = "summary"  # the field asked for while the summary is shown


def start(conn: Connection, scene: Scene, command: OpenForm) -> list[Reply]:
    """Open a form; one of the same kind that was left open goes on from where it was."""
    left = next((one for one in talks.open_with(conn, scene.person.id) if _is_guided(one, command.form)), None)
    if left:
        asking.close(conn, scene, left)
    draft = from_json(left.draft) if left else Draft()
    if scene.village and "village" not in draft.values and command.form != "zero":
        draft = Draft({**draft.values, "village": scene.village.code}, draft.unsure, draft.skipped, draft.confirmed)
    return _go_on(conn, scene, command.form, draft)


def _is_guided(talk: Talk, form: str) -> bool:
    return talk.form == form and talk.report_id is None


def answer(conn: Connection, scene: Scene, command: AnswerTalk) -> list[Reply]:
    """One answer to a guided form, typed or pressed."""
    talk = command.talk
    form, asked, draft = form_of(conn, scene, talk.form), talk.asked[0], from_json(talk.draft)
    asking.close(conn, scene, talk)
    if asked == SUMMARY:
        return _decided(conn, scene, talk.form, draft, command.choice)
    if command.choice == "skip":
        return _go_on(conn, scene, talk.form, skip(form, draft, asked))
    field = form.field(asked)
    choice = choice_by_code(field, command.choice) if field else None
    if choice is not None and choice.value is not None:
        return _go_on(conn, scene, talk.form, choose(form, draft, asked, choice))
    return _go_on(conn, scene, talk.form, accept(form, draft, asked, command.found))


def _decided(conn: Connection, scene: Scene, form: str, draft: Draft, choice: str) -> list[Reply]:
    if choice in ("save", "yes"):
        return _go_on(conn, scene, form, confirm(draft))
    return [scene.reply(line("form_dropped"))]


def _go_on(conn: Connection, scene: Scene, name: str, draft: Draft) -> list[Reply]:
    """Ask for the next field, show the summary, or save."""
    form = form_of(conn, scene, name)
    match step(form, draft):
        case Ask(field=field):
            talk_id = asking.question(conn, scene, Question(name, (field.name,), draft=draft))
            return [scene.reply(_prompt(scene, field), talk_id=talk_id)]
        case Summary(draft=known):
            talk_id = asking.question(conn, scene, Question(name, (SUMMARY,), draft=known))
            return [scene.reply(_summary(scene, name, known), talk_id=talk_id)]
        case finish:
            return _save(conn, scene, name, finish.draft)


def _save(conn: Connection, scene: Scene, name: str, draft: Draft) -> list[Reply]:
    """What was filled in becomes a report like a typed one."""
    if name == "zero":
        return zeros.record(conn, scene) if draft.values.get("nothing") else [scene.reply(line("form_dropped"))]
    fields = {key: Found(value, 0, 0, key not in draft.unsure) for key, value in draft.values.items()}
    return record_reports(conn, scene, [ReportReading(ReportKind(name), fields)])


def _prompt(scene: Scene, field: Field) -> Line:
    if field.prompt == "ask_zero" and scene.village:
        week = Week.of(scene.today)
        span = week_span(week.monday, scene.voice)
        return line("ask_zero", village=scene.village.name, week=week.number, span=span)
    return Line(field.prompt, {})


def _summary(scene: Scene, name: str, draft: Draft) -> Line:
    values: Mapping[str, object] = {key: value for key, value in draft.values.items() if key != "village"}
    words = phrase_to(scene, ReportKind(name), values, draft.unsure)
    return line("summary", form=say(f"report_{name}", scene.voice), what=words)


def form_of(conn: Connection, scene: Scene, name: str) -> Form:
    """The form, the village's choices filled in with those of the commune."""
    form = load_forms()[name]
    if scene.commune is None or form.field("village") is None:
        return form
    villages = places.villages(conn, scene.commune.id)
    return with_choices(form, "village", tuple(Choice(v.code[:8], v.name, v.code) for v in villages))


def press(conn: Connection, scene: Scene, command: PressForm) -> AnswerTalk | None:
    """The answer that a button of a question means, or None if the button is old."""
    carried = CARRIED.fullmatch(command.data)
    if carried is None:
        return None
    talk = talks.get_open(conn, int(carried["talk"]))
    if talk is None or talk.person_id != scene.person.id or talk.revision != int(carried["revision"]):
        return None
    return _pressed(conn, scene, talk, carried["choice"])


def _pressed(conn: Connection, scene: Scene, talk: Talk, code: str) -> AnswerTalk | None:
    """A choice with a value, or one that is read as if it had been typed."""
    form = form_of(conn, scene, talk.form)
    field = form.field(talk.asked[0])
    choice = choice_by_code(field, code) if field else None
    if choice is None or field is None:
        return AnswerTalk(talk, {}, choice=code)
    if choice.value is None:
        return typed_answer(conn, scene, talk, choice.said)
    return AnswerTalk(talk, {field.name: Found(choice.value, 0, 0)}, choice=code)


def ask_to_correct(conn: Connection, scene: Scene, command: AskToCorrect) -> list[Reply]:
    """The receipt's button Sửa: what is to be changed?"""
    found = correcting.find(conn, scene, command.number)
    if isinstance(found, Reply):
        return [found]
    talk_id = asking.question(conn, scene, Question("correct", ("new",), report=found))
    return [scene.reply(line("correct_how", code=report_code(found), number=found.number), talk_id=talk_id)]


def correct(conn: Connection, scene: Scene, command: AnswerTalk) -> list[Reply]:
    """The answer to "what is to be changed"."""
    assert command.talk.report_id is not None
    asking.close(conn, scene, command.talk)
    report = reports.get(conn, command.talk.report_id)
    return correcting.correct(conn, scene, Correct(report.number, command.found, command.doubts))
