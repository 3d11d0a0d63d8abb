"""Who writes is shown with a number only where that was agreed to; messages, quizzes and alarms do not depend on it."""

import pytest

from handlers import alerts
from health.rights import Role
from messages.voice import Voice
from storage import care, people
from storage.care import SHARING, Answer
from storage.engine import Connection
from storage.tables import child, inbox
from tests.support.moments import NOW, TODAY
from tests.support.stations import Station

ORDINARY = ("khen co y ta", "gop y tram mo cua muon", "khi nao tiem mui tiep theo vay?", "qwrtz pxv")


@pytest.fixture
def station(sqlite_conn: Connection) -> Station:
    """A station with one child."""
    found = Station(sqlite_conn)
    worker = found.person(Role.COLLABORATOR, "B01")
    found.says(worker, "sinh be gai 3kg1 hom nay tai tram me Lo Thi May", NOW)
    found.delivered(NOW)
    return found


def mother_of(station: Station, *said: str) -> str:
    """A mother who has joined and said more; gives her number."""
    mother = station.person()
    code = station.conn.execute(child.select()).one().code
    for text in (f"be {code}", "dong y", *said):
        station.says(mother, text, NOW)
    station.delivered(NOW)
    return mother


@pytest.mark.parametrize("text", ORDINARY)
@pytest.mark.parametrize("shares", [True, False])
def test_ordinary_words_carry_the_number_only_if_shared(station: Station, text: str, shares: bool) -> None:
    staff = station.person(Role.STAFF)
    mother = mother_of(station, *(() if shares else ("khong chia se",)))
    station.says(mother, text, NOW)
    heard = " ".join(station.delivered(NOW).get(staff, []))
    number = f"0{mother.removeprefix('+84')}"
    assert (number in heard) is shares if heard else shares  # a lesson may answer, and nobody hears of it
    station.says(staff, "hop", NOW)
    station.says(staff, f"hop {_last(station)}", NOW)
    assert shares or number not in " ".join(station.delivered(NOW)[staff])


def _last(station: Station) -> int:
    return max(station.conn.execute(inbox.select()).scalars())


def test_an_alarm_carries_it_always(station: Station) -> None:
    staff = station.person(Role.STAFF)
    mother = mother_of(station, "khong chia se")
    station.says(mother, "be bo bu, tho nhanh", NOW)
    assert f"0{mother.removeprefix('+84')}" in " ".join(station.delivered(NOW)[staff])


@pytest.mark.parametrize(
    ("said", "shares"),
    [
        ((), True),
        (("khong chia se",), False),
        (("khong chia se", "ngung", "dong y"), False),  # what was ended apart comes back by its own word alone
        (("khong chia se", "chia se"), True),
        (("ngung", "dong y"), True),
        (("ngung",), False),
    ],
)
def test_it_is_given_and_ended_apart(station: Station, said: tuple[str, ...], shares: bool) -> None:
    mother = mother_of(station, *said)
    person = people.get(station.conn, station.id_of(mother))
    assert (care.consent_of(station.conn, person.id, SHARING) is Answer.YES) is shares
    shown = alerts.shown_number(station.conn, person, Voice(TODAY))
    assert (shown == f"0{mother.removeprefix('+84')}") is shares


def test_messages_and_quizzes_go_on(station: Station) -> None:
    person = station.id_of(mother_of(station, "khong chia se"))
    assert care.consent_of(station.conn, person) is Answer.YES
    assert care.consent_of(station.conn, person, "quizzes") is Answer.YES


def test_who_works_here_is_always_known(station: Station) -> None:
    worker = station.person(Role.COLLABORATOR, "B02")
    person = people.get(station.conn, station.id_of(worker))
    assert alerts.shown_number(station.conn, person, Voice(TODAY)) == f"0{worker.removeprefix('+84')}"


def test_the_consent_text_is_two_sms_at_most(station: Station) -> None:
    mother = station.person()
    code = station.conn.execute(child.select()).one().code
    station.says(mother, f"be {code}", NOW)
    (text,) = station.delivered(NOW)[mother]
    assert "KHONG CHIA SE" in text
    assert len(text) <= 306
