"""From an outbox row to the words that leave: rendered when due, in the person's language and the channel's style."""

from collections.abc import Iterable, Sequence
from datetime import datetime

from handlers import quiz_words, reminded, voice_sending
from handlers.kinship import you_to
from handlers.knowledge import Knowledge
from handlers.weeks import week_lines
from health.lessons import Lesson
from health.local_time import local_date
from messages.envelope import Button, ChannelName
from messages.formfile import load_forms
from messages.forms import Choice
from messages.render import Rendered, render, say
from messages.sms import fold
from messages.texts import Line, lines_from_json, load_texts
from messages.voice import Style, Voice
from storage import people, places, talks
from storage.engine import Connection
from storage.outbox import Due
from storage.people import Person

STYLE = {ChannelName.TELEGRAM: Style.CHAT, ChannelName.CONSOLE: Style.CHAT, ChannelName.SMS: Style.SMS}
BUTTONS_A_ROW = 2


def render_for(conn: Connection, due: Due, channel: str, now: datetime, known: Knowledge) -> Rendered:
    """The words of a message for one way of sending it."""
    person = people.get(conn, due.person_id)
    today = local_date(now)
    you = you_to(conn, person, due.child_id, today)
    voice = Voice(today, STYLE[ChannelName(channel)], person.language, you)
    lines = lines_from_json(due.lines)
    if len(lines) == 1 and lines[0].key == "lesson":
        return Rendered(_lesson(conn, str(lines[0].params["id"]), person, voice, known))
    if lines[0].key == "reminder":
        lines = reminded.lines_of(conn, due, voice, known)
    if lines[0].key == "voice_to_sign":
        lines = (voice_sending.rendered(conn, due, channel, voice, known),)
    said = render(tuple(_fresh(conn, lines, voice, known)), voice)
    if voice.style is Style.SMS or due.talk_id is None:
        return said
    choices = quiz_words.buttons(conn, due.talk_id, voice, known) or _choices(conn, due.talk_id, voice)
    return Rendered(said.text, (*said.buttons, *choices))


def _fresh(conn: Connection, lines: Iterable[Line], voice: Voice, known: Knowledge) -> Iterable[Line]:
    """Counts are taken, and a quiz put into words, when the message leaves, not when it was asked for."""
    for each in lines:
        if each.key == "week":
            yield from week_lines(conn, each.params, voice)
        elif each.key in quiz_words.RENDERED:
            yield quiz_words.rendered(conn, each, voice, known)
        else:
            yield each


def _choices(conn: Connection, talk_id: int, voice: Voice) -> Sequence[tuple[Button, ...]]:
    """The choices of the question while it is open, as rows of buttons."""
    talk = talks.get_open(conn, talk_id)
    if talk is None or len(talk.asked) != 1:
        return ()
    name = "summary" if talk.asked == ("summary",) else talk.form
    field = load_forms()[name].field("confirmed" if name == "summary" else talk.asked[0])
    if field is None:
        return ()
    choices = list(field.choices)
    if field.name == "village":
        choices = _villages(conn, talk.person_id)
    buttons = [Button(_label(one, voice), f"f:{talk.id}:{talk.revision}:{one.code}") for one in choices]
    if field.optional:
        buttons.append(Button(say("choice_skip", voice), f"f:{talk.id}:{talk.revision}:skip"))
    return tuple(tuple(buttons[i : i + BUTTONS_A_ROW]) for i in range(0, len(buttons), BUTTONS_A_ROW))


def _villages(conn: Connection, person_id: int) -> list[Choice]:
    commune_id = people.get(conn, person_id).commune_id
    found = places.villages(conn, commune_id) if commune_id else ()
    return [Choice(village.code[:8], village.name, village.code) for village in found]


def _label(choice: Choice, voice: Voice) -> str:
    """A choice's label is a text, except a village's, which is its name."""
    label = say(choice.label, voice) if choice.label in load_texts() else choice.label
    return label[:1].upper() + label[1:]


def _lesson(conn: Connection, lesson_id: str, person: Person, voice: Voice, known: Knowledge) -> str:
    """A lesson as its data file says it, with the station's number in it."""
    lesson = next(one for one in known.lessons if one.id == lesson_id)
    station = places.by_id(conn, person.commune_id).phone if person.commune_id else ""
    return lesson_words(lesson, station, voice.style)


def lesson_words(lesson: Lesson, station: str, style: Style) -> str:
    """The words of a lesson in one style, with the station's number."""
    text = lesson.sms if style is Style.SMS else lesson.chat
    filled = text.replace("{tram}", station)
    return fold(filled) if style is Style.SMS else filled
