"""Carrying commands out: one table from command to handler; chat, command line and pages call the same."""

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

from handlers import (
    after_doses,
    answering,
    child_arrives,
    child_moves,
    commands,
    correcting,
    danger,
    enrolling,
    erasing,
    erasures_asked,
    feedback,
    guided,
    joining,
    kinship,
    moving,
    naming,
    opened,
    practice,
    qr,
    questions,
    quiz_visits,
    quizzes,
    request_commands,
    resting,
    setting_days,
    sharing,
    station_commands,
    stopping,
    switching,
    told_done,
    tray,
    tray_reading,
    unread,
    voice_choice,
    voice_commands,
    voices,
    weeks,
    zeros,
)
from handlers.commands import Command
from handlers.recording import record_reports
from handlers.replies import Reply, line
from handlers.scene import Scene, is_allowed, may_report
from health.rights import Action, Role, Target
from storage import invitations
from storage.engine import Connection

EVER = datetime(2000, 1, 1, tzinfo=UTC)
Carry = Callable[[Connection, Scene, Any], list[Reply]]


def carry_out(conn: Connection, scene: Scene, command: Command) -> list[Reply]:
    """Do what the command asks for; gives what is to be said."""
    return _CARRY[type(command)](conn, scene, command)


def _record(conn: Connection, scene: Scene, command: commands.RecordReports) -> list[Reply]:
    if not may_report(conn, scene):
        return _not_here(conn, scene)
    return record_reports(conn, scene, command.reports)


def _danger(conn: Connection, scene: Scene, command: commands.RaiseDanger) -> list[Reply]:
    after_doses.note_danger(conn, scene)
    return danger.raise_alarm(conn, scene, command)


def _zero(conn: Connection, scene: Scene, command: commands.RecordZero) -> list[Reply]:
    return zeros.record(conn, scene) if may_report(conn, scene) else _not_here(conn, scene)


def _not_here(conn: Connection, scene: Scene) -> list[Reply]:
    """A report of somebody who is not known is shown to the station, not counted."""
    if scene.is_stranger:
        return [scene.reply(line("stranger")), *unread.to_station(conn, scene)]
    return [scene.reply(line("no_right"))]


def _hand_over(conn: Connection, scene: Scene, command: commands.HandOver) -> list[Reply]:
    """A question for a person; what it tells of an illness is answered at once."""
    if command.ailing is None:
        return unread.hand_over(conn, scene)
    advice = danger.raise_alarm(conn, scene, commands.RaiseDanger(command.ailing))
    return [*advice, *unread.hand_over(conn, scene)] if danger.advises_care(conn, scene) else advice


def _help(conn: Connection, scene: Scene, command: commands.Help) -> list[Reply]:
    for role, key in ((Role.STAFF, "help_staff"), (Role.ADMIN, "help_staff"), (Role.COLLABORATOR, "help_collaborator")):
        if scene.person.holds(role):
            return [scene.reply(line(key, station=scene.station))]
    if scene.person.holds(Role.CAREGIVER):
        return [scene.reply(line("help_caregiver", station=scene.station))]
    return [scene.reply(line("stranger"))]


def _remark(conn: Connection, scene: Scene, command: commands.Remark) -> list[Reply]:
    return [scene.reply(line(command.key))]


def _in_group(conn: Connection, scene: Scene, command: commands.InGroup) -> list[Reply]:
    """Once a group, ever."""
    if invitations.tries_since(conn, scene.message.digest, "group", EVER):
        return []
    invitations.count_try(conn, scene.message.digest, "group", scene.at)
    return [scene.reply(line("group_once"))]


def _practise(conn: Connection, scene: Scene, command: commands.Practise) -> list[Reply]:
    if not is_allowed(conn, scene.person, Action.PRACTISE, Target(is_self=True)):
        return [scene.reply(line("no_right"))]
    return practice.begin(conn, scene) if command.begin else practice.end(conn, scene)


def _press(conn: Connection, scene: Scene, command: commands.PressForm) -> list[Reply]:
    answer = guided.press(conn, scene, command)
    return answering.answer(conn, scene, answer) if answer else [scene.reply(line("old_button"))]


def _form(conn: Connection, scene: Scene, command: commands.OpenForm) -> list[Reply]:
    return guided.start(conn, scene, command) if may_report(conn, scene) else _not_here(conn, scene)


_CARRY: dict[type, Carry] = {
    commands.RecordReports: _record,
    commands.RecordZero: _zero,
    commands.RaiseDanger: _danger,
    commands.AnswerByLesson: questions.answer,
    commands.AnswerTalk: answering.answer,
    commands.Correct: correcting.correct,
    commands.Undo: correcting.undo,
    commands.Restore: correcting.restore,
    commands.AskWeek: weeks.ask,
    commands.Join: joining.join,
    commands.Invite: joining.invite,
    commands.GiveChildCode: enrolling.give_code,
    commands.EnrolNumber: naming.enrol,
    commands.Agree: lambda conn, scene, _: enrolling.agree_again(conn, scene),
    commands.Stop: lambda conn, scene, _: stopping.stop(conn, scene),
    commands.StopOrYes: stopping.ask_stop_or_yes,
    commands.WrongNumber: lambda conn, scene, _: stopping.wrong_number(conn, scene),
    commands.ShowMine: lambda conn, scene, _: stopping.show(conn, scene),
    commands.EraseMine: lambda conn, scene, _: erasing.ask(conn, scene),
    commands.Practise: _practise,
    commands.TakeLeave: resting.take_leave,
    commands.Help: _help,
    commands.OpenForm: _form,
    commands.SetLanguage: voice_choice.set_language,
    commands.PressForm: _press,
    commands.AskToCorrect: guided.ask_to_correct,
    commands.HandOver: _hand_over,
    commands.OpenReport: opened.show,
    commands.AskTray: tray.show,
    commands.OpenWaiting: tray.open_one,
    commands.AnswerSender: tray.answer,
    commands.CloseWaiting: tray.close,
    commands.ReadFor: tray_reading.read_for,
    commands.TellDone: told_done.tell,
    commands.TellRegistered: told_done.registered,
    commands.AfterDoses: after_doses.show,
    station_commands.MoveSession: moving.ask,
    station_commands.SetSessions: setting_days.ask,
    station_commands.SwitchVaccine: switching.ask,
    commands.GiveFeedback: feedback.give,
    commands.TooLong: unread.too_long,
    commands.InGroup: _in_group,
    commands.Remark: _remark,
    commands.Silence: lambda *_: [],
    commands.Unread: unread.answer,
    commands.AskAtVisit: quiz_visits.visit,
    commands.AskQr: qr.show,
    commands.TellWho: kinship.thank,
    commands.StopQuizzes: lambda conn, scene, _: quizzes.stop(conn, scene),
    voice_commands.ChooseVoice: voice_choice.choose,
    voice_commands.AskVoices: voices.ask,
    voice_commands.KeepVoice: voices.keep_sound,
    voice_commands.HearVoice: voices.hear,
    voice_commands.SignVoice: voices.sign,
    request_commands.KeepMine: lambda conn, scene, _: erasing.take_back(conn, scene),
    request_commands.SetSharing: sharing.choose,
    request_commands.AskErasures: erasures_asked.show,
    request_commands.MoveChild: child_moves.ask,
    request_commands.ChildComes: child_arrives.come,
    request_commands.BringBack: child_moves.bring_back,
}
