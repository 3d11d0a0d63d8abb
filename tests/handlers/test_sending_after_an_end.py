"""Who ended messages, or is gone altogether, hears nothing more that waited or was on its way."""

import pytest

from handlers import commands as do
from handlers import sending
from handlers.replies import Reply, keep, line
from handlers.sending import Failure
from health.rights import Role
from messages.forms import Draft, to_json
from storage import wiping
from storage.engine import Connection
from storage.outbox import Priority
from tests.support.moments import NOW
from tests.support.stations import CHANNELS, Station, knowledge

GONE = [Failure("network", retryable=True), Failure("unreachable", retryable=False)]


def told(station: Station, number: str, priority: Priority) -> None:
    """Something that no talk and no lesson is behind: the new station of a child who moved, the words after a loss."""
    keep(station.conn, [Reply(station.id_of(number), (line("consent_noted"),), priority)], NOW, None)


@pytest.mark.parametrize("end", [do.Stop(), do.WrongNumber()])
@pytest.mark.parametrize("priority", [Priority.ALERT, Priority.ROUTINE])
def test_what_waits_for_a_family_is_closed(conn: Connection, end: object, priority: Priority) -> None:
    station = Station(conn)
    number = station.person(Role.CAREGIVER, "B01")
    told(station, number, priority)
    station.does(number, end, NOW)  # type: ignore[arg-type]
    assert len(station.delivered(NOW)[number]) == 1  # the confirmation


def test_what_was_on_its_way_is_not_tried_again(conn: Connection) -> None:
    station = Station(conn)
    number = station.person(Role.CAREGIVER, "B01")
    told(station, number, Priority.ALERT)
    (item,) = sending.claim(conn, NOW, 9, CHANNELS, knowledge()).ready
    station.does(number, do.Stop(), NOW)
    sending.failed(conn, item, GONE[0], NOW)
    assert len(station.delivered(NOW + sending.LONGEST_PAUSE)[number]) == 1


def test_work_goes_on(conn: Connection) -> None:
    station = Station(conn)
    number = station.person(Role.COLLABORATOR, "B01")
    told(station, number, Priority.ALERT)
    station.does(number, do.Stop(), NOW)
    assert len(station.delivered(NOW)[number]) == 2


@pytest.mark.parametrize("failure", GONE, ids=lambda failure: failure.why)
def test_a_send_that_fails_after_the_erasure_of_its_person_ends_there(conn: Connection, failure: Failure) -> None:
    station = Station(conn)
    number = station.person()
    told(station, number, Priority.ALERT)
    (item,) = sending.claim(conn, NOW, 9, CHANNELS, knowledge()).ready
    wiping.wipe_person(conn, station.id_of(number), to_json(Draft()), NOW)
    sending.failed(conn, item, failure, NOW)
    assert station.delivered(NOW + sending.LONGEST_PAUSE) == {}
