"""After an outage: the caps hold on the days on which lessons leave, families rest at night, nobody is held up."""

from datetime import datetime, timedelta

import pytest

from handlers import sending
from handlers.replies import Reply, keep, line
from handlers.sending import Failure
from health.local_time import VIETNAM, local_date
from health.rights import Role
from storage import care
from storage.care import Answer, Consent
from storage.engine import Connection
from storage.outbox import Priority
from tests.support.stations import CHANNELS, Station, knowledge

TEN = datetime(2026, 4, 20, 10, 0, tzinfo=VIETNAM)
NIGHT = TEN.replace(hour=22)


def lesson(conn: Connection, person_id: int, which: str, priority: Priority = Priority.ROUTINE) -> None:
    """A lesson that falls due at ten and is useful for a month."""
    ends = TEN + timedelta(days=30)
    due = Reply(person_id, (line("lesson", id=which),), priority, lesson=which, due_at=TEN, expires_at=ends)
    keep(conn, [due], TEN, None)


def mother(station: Station) -> tuple[str, int]:
    """Somebody who has agreed."""
    number = station.person()
    person_id = station.id_of(number)
    message_id = station.hears(number, "dong y", TEN)
    care.record_consent(station.conn, person_id, Consent("messages", Answer.YES, "2", "sms", message_id, TEN))
    return number, person_id


def test_lessons_kept_back_by_an_outage_leave_one_a_day_and_three_a_week(conn: Connection) -> None:
    station = Station(conn)
    number, person_id = mother(station)
    for which in ("nb-cord", "nb-visit", "nb-hands", "vax-why"):
        lesson(conn, person_id, which)
    days = []
    for day in range(12):
        now = TEN + timedelta(days=day)
        days += [local_date(now) for _ in station.delivered(now).get(number, ())]
    assert [(day - local_date(TEN)).days for day in days] == [0, 1, 2, 7]


def test_what_is_put_off_holds_up_nothing(conn: Connection) -> None:
    """A lesson that failed once finds no room today; what else the person is told leaves all the same."""
    station = Station(conn)
    number, person_id = mother(station)
    lesson(conn, person_id, "nb-cord")
    (tried,) = sending.claim(conn, TEN, 9, CHANNELS, knowledge()).ready
    sending.failed(conn, tried, Failure("network", retryable=True), TEN)
    lesson(conn, person_id, "nb-visit", Priority.ALERT)
    later = TEN + timedelta(minutes=1)
    assert len(station.delivered(later)[number]) == 1
    keep(conn, [Reply(person_id, (line("consent_noted"),), Priority.ROUTINE)], later, None)
    assert len(station.delivered(later)[number]) == 1
    assert len(station.delivered(TEN + timedelta(days=1))[number]) == 1


@pytest.mark.parametrize(("role", "count"), [(None, 0), (Role.CAREGIVER, 0), (Role.COLLABORATOR, 1), (Role.STAFF, 1)])
def test_an_alert_at_night_reaches_workers_alone(conn: Connection, role: Role | None, count: int) -> None:
    station = Station(conn)
    number = station.person(role, "B01" if role in (Role.CAREGIVER, Role.COLLABORATOR) else "")
    keep(conn, [Reply(station.id_of(number), (line("consent_noted"),), Priority.ALERT)], NIGHT, None)
    assert len(station.delivered(NIGHT).get(number, ())) == count
    assert len(station.delivered(NIGHT + timedelta(hours=10)).get(number, ())) == 1 - count
