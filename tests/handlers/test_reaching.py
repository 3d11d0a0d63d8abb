"""A number that takes nothing: when it is set aside, who hears of it, and what makes it good again."""

from datetime import timedelta
from itertools import count

import pytest
from sqlalchemy import select

from handlers import reaching, sending
from handlers.replies import Reply, keep, line
from handlers.sending import Failure
from health.rights import Role
from storage import contacts
from storage.engine import Connection
from storage.outbox import Priority
from storage.tables import child
from tests.support.moments import NOW
from tests.support.stations import CHANNELS, Station, knowledge

DAY = timedelta(days=1)
IDS = count(1)
TOLD = "khong nhan duoc tin"


@pytest.fixture
def station(conn: Connection) -> Station:
    return Station(conn)


def family(station: Station) -> tuple[str, str]:
    """Numbers of a collaborator and of a mother whom they named."""
    collaborator, mother = station.person(Role.COLLABORATOR, "B01"), station.person()
    station.says(collaborator, "sinh be gai 3kg1 hom qua tai tram me Lo Thi May", NOW)
    code = station.conn.execute(select(child.c.code)).scalars().one()
    station.says(collaborator, f"dang ky {code} 0{mother.removeprefix('+84')}", NOW)
    station.delivered(NOW)
    return collaborator, mother


def lost(station: Station, to: str, day: int, word: str = "failed") -> dict[str, list[str]]:
    """A message leaves for a number on a day, and this is the gateway's word on it; what anybody hears then."""
    at, theirs = NOW + day * DAY, f"gw{next(IDS)}"
    keep(station.conn, [Reply(station.id_of(to), (line("language_set"),), Priority.ALERT)], at, station.commune.id)
    for item in sending.claim(station.conn, at, 256, CHANNELS, knowledge()).ready:
        sending.succeeded(station.conn, item, theirs, at)
    reaching.note_delivery(station.conn, "sms", theirs, word, at)
    return station.delivered(at)


def is_set_aside(station: Station, number: str) -> bool:
    return all(way.refused_at for way in contacts.of(station.conn, station.id_of(number)))


def test_three_days_on_which_nothing_arrives_set_a_number_aside(station: Station) -> None:
    collaborator, mother = family(station)
    heard = [lost(station, mother, day) for day in (1, 1, 2, 3)]
    assert heard[:3] == [{}, {}, {}]
    assert [TOLD in text for text in heard[3][collaborator]] == [True]
    assert "DANG KY TE" in heard[3][collaborator][0]
    assert is_set_aside(station, mother)


def test_one_that_arrives_in_between_makes_it_good(station: Station) -> None:
    _, mother = family(station)
    for day, word in ((1, "failed"), (2, "DELIVRD"), (3, "UNDELIV"), (4, "failed")):
        assert lost(station, mother, day, word) == {}
    assert not is_set_aside(station, mother)


def test_a_word_that_says_nothing_yet_is_no_loss(station: Station) -> None:
    _, mother = family(station)
    assert [lost(station, mother, day, "buffered") for day in range(1, 6)] == [{}] * 5


def test_who_writes_again_is_reached_again(station: Station) -> None:
    _, mother = family(station)
    for day in (1, 2, 3):
        lost(station, mother, day)
    station.says(mother, "xem", NOW + 5 * DAY)
    assert not is_set_aside(station, mother)
    assert mother in station.delivered(NOW + 5 * DAY)
    assert lost(station, mother, 6) == {}
    assert not is_set_aside(station, mother)


def test_a_number_that_is_refused_is_told_of_once(station: Station) -> None:
    collaborator, mother = family(station)
    keep(station.conn, [Reply(station.id_of(mother), (line("language_set"),))], NOW, station.commune.id)
    [item] = sending.claim(station.conn, NOW, 256, CHANNELS, knowledge()).ready
    sending.failed(station.conn, item, Failure("bad_number", retryable=False), NOW)
    reaching.set_aside(station.conn, item.contact_id, NOW)
    assert [TOLD in text for text in station.delivered(NOW)[collaborator]] == [True]
