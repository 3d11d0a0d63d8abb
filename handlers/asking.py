"""Opening questions: what is missing, what must be confirmed. Each is a row; asked once more the next morning."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from handlers.facts import Facts, missing_of
from handlers.replies import line
from handlers.scene import Scene
from handlers.timing import next_morning
from messages.describe import missing_phrases
from messages.formfile import load_forms
from messages.forms import Draft, Field, to_json
from messages.reading.understanding import Doubt, DoubtReason
from messages.render import say
from messages.texts import Line
from storage import agenda, talks
from storage.agenda import Subject, What
from storage.engine import Connection
from storage.reports import Report
from storage.talks import NewTalk, Talk

EMPTY = Draft()
_ODD = {  # which text asks about a value that cannot be
    ("weight_g", DoubtReason.IMPLAUSIBLE): "odd_weight",
    ("age", DoubtReason.IMPLAUSIBLE): "odd_age",
    ("village", DoubtReason.UNLISTED): "odd_village",
    ("vaccine", DoubtReason.UNLISTED): "vaccine_unlisted",
}


@dataclass(frozen=True, slots=True)
class Question:
    """One question that waits for an answer."""

    form: str
    asked: tuple[str, ...]  # fields of the form
    draft: Draft = EMPTY  # what is known already
    report: Report | None = None  # the report that it is about
    to: int | None = None  # the person asked; None for the speaker


def question(conn: Connection, scene: Scene, new: Question) -> int:
    """Open a question; gives the talk's id."""
    talk = NewTalk(
        person_id=new.to or scene.person.id,
        form=new.form,
        version=load_forms()[new.form].version,
        asked=new.asked,
        draft=to_json(new.draft),
        report_id=new.report.id if new.report else None,
        child_id=new.report.child_id if new.report else None,
    )
    talk_id = talks.begin(conn, talk, scene.at)
    if scene.commune:
        agenda.add(conn, scene.commune.id, What.ASK_AGAIN, next_morning(scene.at), Subject(talk_id=talk_id))
    return talk_id


def close(conn: Connection, scene: Scene, talk: Talk) -> None:
    """The question is answered."""
    talks.close(conn, talk.id, scene.at)
    agenda.drop_talk(conn, talk.id)


def close_forms(conn: Connection, person_id: int, forms: Collection[str], at: datetime) -> None:
    """Every question of these forms that a person was asked is over."""
    for talk in talks.open_with(conn, person_id):
        if talk.form in forms:
            talks.close(conn, talk.id, at)
            agenda.drop_talk(conn, talk.id)


def close_about(conn: Connection, scene: Scene, report: Report) -> None:
    """Every question about a report falls away."""
    for talk in talks.about_report(conn, report.id):
        close(conn, scene, talk)


def missing_lines(scene: Scene, facts: Facts) -> tuple[Line, ...]:
    """The words that ask for what is missing, each doubt by its own."""
    odd = {doubt.field: doubt for doubt in facts.doubts}
    missing = missing_of(facts)
    asked = [field for field in load_forms()[facts.kind.value].fields if field.name in missing]
    plain = [field for field in asked if field.name not in odd]
    lines = [_odd_line(scene, field, odd[field.name]) for field in asked if field.name in odd]
    if plain:
        village = scene.village.name if scene.village else "Pa Pe"
        lines.append(line("missing", **missing_phrases(plain, scene.voice, village)))
    return tuple(lines)


def _odd_line(scene: Scene, field: Field, doubt: Doubt) -> Line:
    key = "odd_future" if doubt.reason is DoubtReason.FUTURE else _ODD.get((doubt.field, doubt.reason), "odd_unclear")
    return line(
        key,
        said=doubt.said[:40],
        field=say(field.label, scene.voice),
        example=say(field.example, scene.voice, {"village": "Pa Pe"}),
    )
