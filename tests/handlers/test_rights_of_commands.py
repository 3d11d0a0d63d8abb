"""Every command that a role is needed for: who is refused, by role and place, and when the role ends meanwhile."""

import pytest

from handlers import commands as do
from handlers import request_commands as asked
from handlers.commands import Command
from handlers.station_commands import MoveSession, SetSessions, SwitchVaccine
from handlers.voice_commands import AskVoices, HearVoice, KeepVoice, SignVoice
from health.rights import Role
from health.sessions import parse_session
from messages.request_words import AWAY
from storage import children, people, places, talks
from storage.children import NewChild
from storage.engine import Connection
from storage.people import Grant
from tests.support.moments import NOW
from tests.support.stations import Station

CODE = "102743"
REFUSED = {"no_right", "enrol_unknown", "move_unknown", "move_none", "question_handed", "stranger"}
WHO = ("stranger", "family", "neighbour", "village", "staff", "admin")
RUN, NAME = {"staff", "admin"}, {"village", "staff"}
COMMANDS: list[tuple[Command, set[str]]] = [
    (SetSessions(None), RUN),
    (MoveSession(None), RUN),
    (SwitchVaccine(), RUN),
    (asked.AskErasures(), RUN),
    (AskVoices(), RUN),
    (HearVoice(1), RUN),
    (KeepVoice("nb-cord", "mong"), set()),  # no sound came with it
    (SignVoice(1, signs=True), RUN),
    (do.AskQr(CODE), NAME),
    (do.EnrolNumber(CODE, "0912345678"), NAME),
    (asked.MoveChild(CODE, AWAY, ""), NAME),
    (asked.ChildComes("be gai sinh 1/4/2026 me Lo Thi May", 0), NAME | {"neighbour"}),
    (asked.BringBack(CODE), set()),  # it has not moved
]


def who(station: Station, name: str) -> str:
    """Somebody of this kind; the child lives in B01."""
    roles = {"family": (Role.CAREGIVER, "B01"), "neighbour": (Role.COLLABORATOR, "B02")}
    roles |= {"village": (Role.COLLABORATOR, "B01"), "staff": (Role.STAFF, ""), "admin": (Role.ADMIN, "")}
    return station.person(*roles[name]) if name in roles else station.person()


def a_station(conn: Connection) -> Station:
    station = Station(conn)
    village = places.by_code(conn, "B01")
    assert village is not None
    children.add(conn, NewChild(station.commune.id, village.id, CODE), NOW)
    return station


@pytest.mark.parametrize("name", WHO)
@pytest.mark.parametrize(("command", "allowed"), COMMANDS, ids=lambda one: type(one).__name__)
def test_each_command_is_for_whom_the_table_says(
    sqlite_conn: Connection, command: Command, allowed: set[str], name: str
) -> None:
    station = a_station(sqlite_conn)
    said = station.does(who(station, name), command, NOW)
    assert (said[0].lines[0].key not in REFUSED) is (name in allowed), said[0].lines


@pytest.mark.parametrize(
    "command", [SetSessions((parse_session("5"),)), SwitchVaccine("Rota", "on")], ids=lambda one: type(one).__name__
)
def test_a_yes_counts_for_nothing_once_the_role_has_ended(sqlite_conn: Connection, command: Command) -> None:
    station = a_station(sqlite_conn)
    number = who(station, "staff")
    asked_of = station.does(number, command, NOW)
    talk = talks.get_open(sqlite_conn, asked_of[0].talk_id or 0)
    assert talk is not None
    people.end_role(sqlite_conn, station.id_of(number), Grant(Role.STAFF, station.commune.id), NOW)
    said = station.does(number, do.AnswerTalk(talk, {}, choice="yes"), NOW)
    assert said[0].lines[0].key in {"session_days_kept", "switch_kept"}
