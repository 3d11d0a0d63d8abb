"""The reading step: from a message to a command record. Nothing is changed here."""

from collections.abc import Callable, Mapping
from datetime import timedelta

from handlers import commands as do
from handlers import pregnancy_words, quiz_words
from handlers import request_commands as asked
from handlers.commands import Command
from handlers.illness import Case, case_of
from handlers.kinship import HEARD_FOR, KINSHIP, tells_who
from handlers.opening import OPENED, opened_message
from handlers.questions import lesson_for
from handlers.quiz_words import QUIZ
from handlers.scene import Scene, context_of, runs_station
from handlers.station_commands import MoveSession, SetSessions, SwitchVaccine
from handlers.told_done import reminded_of
from handlers.typed import ALL_FIELDS, is_bare_dung, typed_answer
from handlers.vaccines_on import OFF, ON
from handlers.voice_commands import ChooseVoice
from handlers.voice_reading import pressed_voice, recorded, typed_voice
from health.events import ReportKind
from health.triage import Tier
from messages.command_kinds import Command as Typed
from messages.command_kinds import CommandKind
from messages.commands import read_command, read_feedback
from messages.courtesy import is_courtesy
from messages.envelope import IncomingKind
from messages.reading.ailments import may_tell_after_injection
from messages.reading.answers import read_answer
from messages.reading.naming import values_in
from messages.reading.understand import understand
from messages.reading.understanding import NEW_REPORTS, Found, Kind, ReportReading, Understanding
from messages.session_words import read_move, read_rules
from storage import care, reports, talks
from storage.care import SHARING, Answer
from storage.engine import Connection
from storage.talks import Talk

ANSWERED_WITHIN = timedelta(days=7)
LONGEST = 2000  # characters; nobody tells of a birth in more
READ_FOR = (*NEW_REPORTS, Kind.ZERO, Kind.DANGER_SIGN)  # what the station may find in a message that it has opened
SWITCHES = {CommandKind.SWITCH_ON: ON, CommandKind.SWITCH_OFF: OFF}
YES_NO = frozenset(
    {
        "confirm_death",
        "dose_early",
        "dose_close",
        "dose_repeated",
        "dose_date",
        "birth_gap",
        "erase",
        "erase_now",
        "move_child",
        "moved_away",
        "consent",
        "caregiver_check",
        "move_session",
        "set_sessions",
        "switch_vaccine",
    }
)


def read(conn: Connection, scene: Scene) -> Command:
    """What the message asks for."""
    match scene.message.kind:
        case IncomingKind.GROUP:
            return do.InGroup()
        case IncomingKind.BUTTON:
            return _pressed(scene.message.button)
        case IncomingKind.EDITED:
            return do.Silence() if scene.is_stranger else do.Remark("edited")
        case IncomingKind.MEDIA if voice := recorded(conn, scene):
            return voice
        case IncomingKind.MEDIA if not scene.message.text.strip():
            return do.Remark("media")
    if not any(letter.isalnum() or letter == "?" for letter in scene.message.text):
        return do.Remark("empty")
    if len(scene.message.text) > LONGEST:
        return do.TooLong()
    return _text(conn, scene, scene.message.text)


def _pressed(data: str) -> Command:
    """A button carries a command, or the choice of a question."""
    word, _, rest = data.partition(":")
    if word == "f":
        return do.PressForm(data)
    if voice := pressed_voice(data):
        return voice
    if rest.isdecimal() and len(rest) < 10:
        number = int(rest)
        made: Mapping[str, Command] = {
            "sua": do.AskToCorrect(number),
            "huy": do.Undo((number,)),
            "lai": do.Restore(number),
            "hop": do.OpenWaiting(number),
            "hop_trang": do.AskTray(number),
            "hop_bo": do.CloseWaiting(number),
        }
        return made.get(word, do.Remark("old_button"))
    plain: Mapping[str, Command] = {"tap": do.Practise(True), "tro_giup": do.Help(), "roi": do.TellDone({})}
    return plain.get(data, do.Remark("old_button"))


def _text(conn: Connection, scene: Scene, text: str) -> Command:
    """Commands first, then danger, then answers to what was asked, then everything else."""
    open_talks = tuple(talk for talk in talks.open_with(conn, scene.person.id) if _is_fresh(scene, talk))
    typed = read_command(text)
    far = any(pregnancy_words.tells_how_far(conn, scene, talk, text) for talk in open_talks)
    if typed is not None and not far and not _is_talk(conn, scene, typed):
        return _command(conn, scene, typed, open_talks)
    understood = _understand(conn, scene, text)
    expected = _expected(conn, scene, text, understood)
    number = opened_message(open_talks, scene.at)
    read_for = do.ReadFor(number, text, 0) if number and understood.kind in READ_FOR else None
    by_number = quiz_words.by_number(conn, scene, open_talks, text)
    if understood.kind is Kind.DANGER_SIGN and not _tells_cause(open_talks) and not by_number:
        return read_for or do.RaiseDanger(understood._replace(reports=(*understood.reports, *expected)))
    for talk in open_talks:
        if talk.form == OPENED:
            if read_for:
                return read_for
            continue
        answer = typed_answer(conn, scene, talk, text)
        if answer is not None and not _is_news(understood, answer) and not _is_expected(expected, talk):
            return answer
    if expected and not _ailing(conn, scene, understood):
        return do.RecordReports(expected)
    unsure = next((talk for talk in open_talks if talk.form in YES_NO and is_bare_dung(text)), None)
    return do.StopOrYes(unsure) if unsure else _understood(conn, scene, understood, text)


def _understand(conn: Connection, scene: Scene, text: str) -> Understanding:
    context = context_of(conn, scene)
    return pregnancy_words.births_of_expected(conn, text, understand(text, context), context)


def _expected(conn: Connection, scene: Scene, text: str, understood: Understanding) -> tuple[ReportReading, ...]:
    """What is told of pregnancies where the text tells of no event."""
    is_read = understood.kind not in (Kind.NONE, Kind.OPTIN, Kind.DANGER_SIGN)
    return () if is_read else pregnancy_words.told_in(conn, scene, text, understood)


def _is_expected(expected: tuple[ReportReading, ...], talk: Talk) -> bool:
    """Whether a text that could answer a question tells of a pregnancy instead."""
    lost = any("lost" in one.fields for one in expected)
    return lost or (bool(expected) and talk.form != pregnancy_words.FORM)


def _is_talk(conn: Connection, scene: Scene, typed: Typed) -> bool:
    """Whether what looks like a command is everyday talk."""
    if typed.kind is CommandKind.WEEK:
        return _names_no_village(conn, scene, typed.rest)
    if typed.kind in (CommandKind.PRAISE, CommandKind.COMPLAINT):  # a child in danger goes first
        return understand(typed.rest, context_of(conn, scene)).kind is Kind.DANGER_SIGN
    if typed.kind is CommandKind.SHARING:  # "chia sẻ với chị nhé"
        return care.consent_of(conn, scene.person.id, SHARING) is Answer.YES
    if typed.kind in SWITCHES:
        return not read_answer(typed.rest, ("vaccine",), context_of(conn, scene)).whole
    if typed.kind is CommandKind.VOICE:
        return not runs_station(conn, scene)
    if typed.kind is not CommandKind.DONE:
        return False
    is_day = not typed.rest or read_answer(typed.rest, ("date",), context_of(conn, scene)).whole
    return not is_day or not reminded_of(conn, scene)


def _names_no_village(conn: Connection, scene: Scene, rest: str) -> bool:
    """ "tuan nay Tu om" is no question for counts."""
    return bool(rest) and "village" not in read_answer(rest, ("village",), context_of(conn, scene)).found


def _is_fresh(scene: Scene, talk: Talk) -> bool:
    """A question that nobody answered for a week takes no more answers; one about a death has no end."""
    if talk.form == QUIZ:  # a late answer is thanked for
        return scene.at - talk.opened_at < quiz_words.HEARD_FOR
    if talk.form == KINSHIP:
        return scene.at - talk.opened_at < HEARD_FOR
    return talk.form in ("confirm_death", "which_child") or scene.at - talk.opened_at < ANSWERED_WITHIN


def _tells_cause(open_talks: tuple[Talk, ...]) -> bool:
    """While the cause of a death is asked for, words of illness tell of the dead child."""
    return bool(open_talks) and open_talks[0].form == "cause_of_death"


def _is_news(understood: Understanding, answer: do.AnswerTalk) -> bool:
    """Whether a text that could answer a question tells more than was asked: then it is a new report."""
    if understood.kind in (Kind.CORRECT, Kind.UNDO, Kind.OPTOUT):
        return answer.choice == ""
    if understood.kind not in NEW_REPORTS:
        return False
    told = {name for report in understood.reports for name in report.fields}
    asked = {*answer.talk.asked, *answer.found}
    doubted = {doubt.field for report in understood.reports for doubt in report.doubts}
    more = (doubted - asked) | (told - asked - {"village", "date", "date_of_birth"})
    return len(understood.reports) > 1 or bool(more)


def _command(conn: Connection, scene: Scene, typed: Typed, open_talks: tuple[Talk, ...]) -> Command:
    """A typed command as what it asks for."""
    if typed.kind is CommandKind.AMBIGUOUS_DUNG:
        asked = next((talk for talk in open_talks if talk.form in YES_NO), None)
        return do.StopOrYes(asked) if asked else do.Stop()
    if typed.kind is CommandKind.CONSENT:
        asked = next((talk for talk in open_talks if talk.form in ("consent", "moved_away")), None)
        return do.AnswerTalk(asked, {}, choice="yes") if asked else do.Agree()
    if typed.kind is CommandKind.CORRECT:
        return _typed_correction(conn, scene, typed)
    if typed.kind is CommandKind.DONE:
        return _done(conn, scene, typed)
    if typed.kind in SWITCHES:
        named = read_answer(typed.rest, ("vaccine",), context_of(conn, scene)).found["vaccine"]
        return SwitchVaccine(str(named.value), SWITCHES[typed.kind])
    return _PLAIN[typed.kind](scene, typed)


def _typed_correction(conn: Connection, scene: Scene, typed: Typed) -> Command:
    """SUA 4930 and what is so: read as the report's kind is."""
    number, start = typed.numbers[0] if typed.numbers else None, _start_of(scene, typed.rest)
    report = reports.by_number(conn, number) if number else None
    if report is not None and report.kind is ReportKind.PREGNANCY:
        return do.Correct(number, _moved(pregnancy_words.corrected(conn, scene, typed.rest), start))
    answer = read_answer(typed.rest, ALL_FIELDS, context_of(conn, scene))
    return do.Correct(number, _moved(answer.found, start), answer.doubts)


def _start_of(scene: Scene, rest: str) -> int:
    """Where the words behind a command begin in the message."""
    return len(scene.message.text.rstrip()) - len(rest)


def _moved(found: Mapping[str, Found], by: int) -> dict[str, Found]:
    """Values with their places told in the whole message."""
    return {name: each._replace(start=each.start + by, end=each.end + by) for name, each in found.items()}


def _child_code(scene: Scene, typed: Typed) -> Command:
    if scene.works_here:
        return do.Remark("child_code_how")
    return do.GiveChildCode(typed.code.removeprefix("TE"))


def _enrol(scene: Scene, typed: Typed) -> Command:
    """Who names no number means the own one."""
    code = typed.code.removeprefix("TE")
    if code and not typed.rest and not scene.works_here:
        return do.GiveChildCode(code)
    return do.EnrolNumber(code, typed.rest)


def _done(conn: Connection, scene: Scene, typed: Typed) -> Command:
    answer = read_answer(typed.rest, ("date",), context_of(conn, scene))
    return do.TellDone(_moved(answer.found, _start_of(scene, typed.rest)))


def _feedback(typed: Typed) -> Command:
    words, nameless = read_feedback(typed.rest)
    return do.GiveFeedback(words, typed.kind is CommandKind.PRAISE, nameless)


def _visit(scene: Scene, typed: Typed) -> Command:
    return do.AskAtVisit(typed.code.removeprefix("TE")) if scene.works_here else do.Remark("no_right")


_PLAIN: Mapping[CommandKind, Callable[[Scene, Typed], Command]] = {
    CommandKind.START: lambda scene, _: do.Remark("join_how") if scene.is_stranger else do.Help(),
    CommandKind.JOIN: lambda _, typed: do.Join(typed.code),
    CommandKind.CHILD: _child_code,
    CommandKind.ENROL: _enrol,
    CommandKind.UNDO: lambda _, typed: do.Undo(typed.numbers),
    CommandKind.OPEN: lambda _, typed: do.OpenReport(typed.numbers[0] if typed.numbers else 0),
    CommandKind.TRAY: lambda _, typed: do.AskTray(*typed.numbers),
    CommandKind.TRAY_OPEN: lambda _, typed: do.OpenWaiting(typed.numbers[0]),
    CommandKind.TRAY_READ: lambda scene, typed: do.ReadFor(typed.numbers[0], typed.rest, _start_of(scene, typed.rest)),
    CommandKind.TRAY_ANSWER: lambda _, typed: do.AnswerSender(typed.numbers[0], typed.rest),
    CommandKind.TRAY_NOTHING: lambda _, typed: do.CloseWaiting(typed.numbers[0]),
    CommandKind.RESTORE: lambda _, typed: do.Restore(typed.numbers[0]) if typed.numbers else do.Remark("restore_which"),
    CommandKind.STOP: lambda _, __: do.Stop(),
    CommandKind.WRONG_NUMBER: lambda _, __: do.WrongNumber(),
    CommandKind.VIEW: lambda _, __: do.ShowMine(),
    CommandKind.ERASE: lambda _, __: do.EraseMine(),
    CommandKind.WEEK: lambda _, typed: do.AskWeek(typed.rest, typed.back, typed.numbers[0] if typed.numbers else None),
    CommandKind.PRACTICE: lambda _, __: do.Practise(True),
    CommandKind.PRACTICE_END: lambda _, __: do.Practise(False),
    CommandKind.HELP: lambda _, __: do.Help(),
    CommandKind.INVITE: lambda _, typed: do.Invite(typed.role, typed.rest),
    CommandKind.LEAVE: lambda _, typed: do.TakeLeave(typed.rest),
    CommandKind.LEAVE_END: lambda _, __: do.TakeLeave("", ends=True),
    CommandKind.FORM_BIRTH: lambda _, typed: do.OpenForm("birth", typed.rest),
    CommandKind.FORM_DEATH: lambda _, typed: do.OpenForm("death", typed.rest),
    CommandKind.FORM_VACCINATION: lambda _, typed: do.OpenForm("vaccination", typed.rest),
    CommandKind.FORM_ZERO: lambda _, __: do.OpenForm("zero"),
    CommandKind.REGISTERED: lambda _, typed: do.TellRegistered("".join(filter(str.isdecimal, typed.rest))),
    CommandKind.AFTER_DOSES: lambda _, __: do.AfterDoses(),
    CommandKind.MOVE_SESSION: lambda scene, typed: MoveSession(read_move(typed.rest, scene.today)),
    CommandKind.SET_SESSIONS: lambda _, typed: SetSessions(read_rules(typed.rest) or () if typed.rest else None),
    CommandKind.VACCINES: lambda _, __: SwitchVaccine(),
    CommandKind.PRAISE: lambda _, typed: _feedback(typed),
    CommandKind.COMPLAINT: lambda _, typed: _feedback(typed),
    CommandKind.LANGUAGE_VI: lambda _, __: do.SetLanguage("vi"),
    CommandKind.LANGUAGE_EN: lambda _, __: do.SetLanguage("en"),
    CommandKind.QUIZ: _visit,
    CommandKind.QR: lambda _, typed: do.AskQr(typed.code.removeprefix("TE")),
    CommandKind.NO_QUIZZES: lambda _, __: do.StopQuizzes(),
    CommandKind.VOICE: lambda _, typed: typed_voice(typed),
    CommandKind.VOICE_LANGUAGE: lambda _, typed: ChooseVoice(typed.rest),
    CommandKind.KEEP_DATA: lambda _, __: asked.KeepMine(),
    CommandKind.ERASURES: lambda _, typed: asked.AskErasures(*typed.numbers),
    CommandKind.CHILD_MOVES: lambda _, typed: asked.MoveChild(typed.code, typed.role, typed.rest),
    CommandKind.CHILD_COMES: lambda scene, typed: asked.ChildComes(typed.rest, _start_of(scene, typed.rest)),
    CommandKind.CHILD_BACK: lambda _, typed: asked.BringBack(typed.code),
    CommandKind.SHARING: lambda _, __: asked.SetSharing(shares=True),
    CommandKind.NO_SHARING: lambda _, __: asked.SetSharing(shares=False),
}


def _understood(conn: Connection, scene: Scene, understood: Understanding, text: str) -> Command:
    """What a text that is neither command nor answer asks for, by its kind."""
    match understood.kind:
        case Kind.VACCINATION if may_tell_after_injection(text) and _ill_after(conn, scene, understood):
            return do.RaiseDanger(understood)
        case Kind.BIRTH if not scene.works_here and _ill_newborn(conn, scene, understood):
            return do.RaiseDanger(understood)
        case Kind.BIRTH | Kind.DEATH | Kind.VACCINATION | Kind.MIXED:
            return do.RecordReports(understood.reports)
        case Kind.ZERO:
            return do.RecordZero()
        case Kind.COUNTS:
            return do.AskWeek(text)
        case Kind.UNDO:
            return do.Undo(())
        case Kind.CORRECT:
            return _correction(understood)
        case Kind.OPTOUT:
            return do.Stop()
        case Kind.OPTIN:
            return do.Agree()
        case Kind.QUESTION:
            return _question(conn, scene, understood, text)
        case Kind.OTHER_DEATH:
            return do.Remark("other_death")
    return _nothing_read(conn, scene, understood, text)


def _question(conn: Connection, scene: Scene, understood: Understanding, text: str) -> Command:
    """About a child who is ill, about what a lesson tells, or for a person to answer."""
    if case := _ailing(conn, scene, understood):
        return do.RaiseDanger(understood) if case.what_to_do or case.tier > Tier.HOME else do.HandOver(understood)
    lesson = lesson_for(conn, scene, text)
    return do.AnswerByLesson(lesson) if lesson else do.HandOver()


def _ailing(conn: Connection, scene: Scene, understood: Understanding) -> Case | None:
    """An illness that is no alarm by itself; who works here or is unknown must name a child."""
    if understood.kind is Kind.QUESTION and scene.works_here:
        return None  # a colleague asks, and a person answers
    case = case_of(conn, scene, understood.signs, understood.codes)
    told = case.signs and (case.of_child or not (scene.works_here or scene.is_stranger))
    return case if told else None


def _ill_after(conn: Connection, scene: Scene, understood: Understanding) -> bool:
    """'tiêm xong bé lả đi': told as a dose, and an alarm."""
    told = case_of(conn, scene, understood.signs, understood.codes)
    return "after_injection" in told.signs and told.tier is Tier.NOW


def _ill_newborn(conn: Connection, scene: Scene, understood: Understanding) -> bool:
    """'cháu mới sinh mấy hôm mà cứ hâm hấp': a family tells what ails, and the birth with it."""
    told = case_of(conn, scene, understood.signs, understood.codes)
    return bool(told.signs) and told.tier > Tier.HOME


def _correction(understood: Understanding) -> Command:
    report = understood.reports[0] if understood.reports else None
    if report is None:
        return do.Correct(None, {})
    return do.Correct(None, report.fields, report.doubts, report.kind)


def _nothing_read(conn: Connection, scene: Scene, understood: Understanding, text: str) -> Command:
    """What ails a child, a code alone, thanks, or something that nobody could read."""
    if _ailing(conn, scene, understood):
        return do.RaiseDanger(understood)
    if len(understood.codes) == 1 and not scene.works_here:
        return do.GiveChildCode(understood.codes[0])
    if tells_who(scene):
        return do.TellWho()
    if is_courtesy(text):
        return do.Silence()
    if understood.aside and scene.works_here:
        return do.Remark("not_a_report")
    return do.Unread(values_in(text, context_of(conn, scene)))
