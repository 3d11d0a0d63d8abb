"""Whether a typed text answers an open question, and what it says."""

from handlers import pregnancy_words, quiz_words
from handlers.commands import AnswerTalk
from handlers.quiz_words import QUIZ
from handlers.scene import Scene, context_of
from messages.command_kinds import CommandKind
from messages.commands import read_command
from messages.courtesy import is_courtesy
from messages.formfile import choice_by_text, choice_inside, load_forms
from messages.forms import Field
from messages.reading.answers import Answer, read_answer
from messages.reading.understanding import Found
from messages.reading.yesno import YesNo, read_yes_no
from messages.speaker import Speaker, read_speaker
from storage.engine import Connection
from storage.talks import Talk

ALL_FIELDS = (  # what a correction may be about
    "date_of_birth",
    "date",
    "sex",
    "weight_g",
    "place",
    "attendant",
    "mother",
    "name",
    "village",
    "vaccine",
    "dose",
    "cause",
    "age",
)
READS = {  # what the reader of a field looks for
    "date": ("date",),
    "date_or_yes": ("date",),
    "weight": ("weight_g",),
    "name": ("mother", "name"),
    "child": ("child_code", "mother", "name"),
    "all": ALL_FIELDS,
}
CONSENT = "consent"
BREAKS = (",", ".", ";", "\n", "!")
SKIP = frozenset({"bo", "bỏ", "bo qua", "bỏ qua"})


def typed_answer(conn: Connection, scene: Scene, talk: Talk, text: str) -> AnswerTalk | None:
    """The answer that a text is to this question, or None if it is none."""
    if talk.form == QUIZ:
        return quiz_words.typed(conn, scene, talk, text)
    if talk.form == pregnancy_words.FORM:
        return pregnancy_words.answer_to(conn, scene, talk, text)
    if talk.form == CONSENT and _agrees_first(text):
        return AnswerTalk(talk, {}, choice="yes")
    form = load_forms()[talk.form]
    fields = [field for name in talk.asked if (field := form.field(name))]
    if talk.asked == ("summary",):
        fields = [load_forms()["summary"].fields[0]]
    if len(fields) == 1:
        return _single(conn, scene, talk, fields[0], text)
    wanted = tuple(dict.fromkeys(name for field in fields for name in _wanted(field)))
    answer = read_answer(text, wanted, context_of(conn, scene))
    return AnswerTalk(talk, answer.found, answer.doubts) if answer.found or answer.doubts else None


def _agrees_first(text: str) -> bool:
    """ "dong y, toi la bo chau": an agreement, and behind it who agrees or a word of thanks."""
    head, _, rest = text.partition(next(filter(text.__contains__, BREAKS), BREAKS[0]))
    command = read_command(head)
    agrees = command is not None and command.kind is CommandKind.CONSENT
    return agrees and bool(rest.strip()) and (read_speaker(rest) != Speaker() or is_courtesy(rest))


def is_bare_dung(text: str) -> bool:
    """ "dung roi" without accents: yes, or stop, and only its writer knows."""
    return read_yes_no(text) is YesNo.YES and text.split(maxsplit=1)[0].lower() == "dung"


def _single(conn: Connection, scene: Scene, talk: Talk, field: Field, text: str) -> AnswerTalk | None:
    choice = choice_by_text(field, text) or choice_inside(field, text)
    if choice is not None and choice.value is not None:
        return AnswerTalk(talk, {field.name: Found(choice.value, 0, len(text))}, choice=choice.code)
    if field.optional and text.strip().lower() in SKIP:
        return AnswerTalk(talk, {}, choice="skip")
    if talk.form == "which_child":
        return _number(talk, text)
    said = choice.said if choice else text
    wanted = _wanted(field)
    if not wanted:
        return None
    answer = read_answer(said, wanted, context_of(conn, scene))
    found = _renamed(answer, field)
    return AnswerTalk(talk, found, answer.doubts) if found or answer.doubts else None


def _wanted(field: Field) -> tuple[str, ...]:
    if field.choices and field.reader not in ("date_or_yes", "date") and field.reader not in ALL_FIELDS:
        return READS.get(field.reader, ())
    if field.reader == "name":
        return (field.name,)
    return READS.get(field.reader, (field.reader,) if field.reader in ALL_FIELDS else ())


def _renamed(answer: Answer, field: Field) -> dict[str, Found]:
    """A date is the date that was asked for."""
    found = dict(answer.found)
    if field.reader == "date" and field.name != "date":
        for other in ("date", "date_of_birth"):
            if other in found and field.name not in found:
                found[field.name] = found.pop(other)
    return found


def _number(talk: Talk, text: str) -> AnswerTalk | None:
    digits = text.strip().rstrip(".)")
    return AnswerTalk(talk, {}, choice=digits) if digits.isdecimal() and 1 <= int(digits) <= 9 else None
