"""Which vaccines a station reminds of is its own choice."""

import pytest

from handlers import vaccines_on
from handlers.vaccines_on import OFF, ON, schedule_of
from health.rights import Role
from health.schedule import Schedule
from health.shipped import load_schedule
from storage import places
from storage.engine import Connection
from tests.support.moments import NOW
from tests.support.stations import Station

SHIPPED = load_schedule()


def _on(schedule: Schedule) -> set[str]:
    return {dose.vaccine for dose in schedule.doses if dose.on}


def test_each_station_has_its_own_and_the_last_word_holds(conn: Connection) -> None:
    here, there = (places.save(conn, places.PlaceRow(0, None, None, "commune", code, code)) for code in "XY")
    vaccines_on.switch(conn, here, "Rota", ON)
    vaccines_on.switch(conn, here, "PCV", ON)
    vaccines_on.switch(conn, here, "PCV", OFF)
    vaccines_on.switch(conn, here, "JE", OFF)
    assert _on(schedule_of(conn, here, SHIPPED)) == (_on(SHIPPED) | {"Rota"}) - {"JE"}
    assert schedule_of(conn, there, SHIPPED) == SHIPPED


@pytest.mark.parametrize(
    "text", ["bat dau tiem rota tu thang sau", "tat dien tu 8h", "bat tivi", "tat may roi", "bat ca"]
)
def test_everyday_words_switch_nothing(conn: Connection, text: str) -> None:
    station = Station(conn)
    staff = station.person(Role.STAFF)
    station.says(staff, text, NOW)
    assert not any("Phai khong" in said for said in station.delivered(NOW).get(staff, []))


@pytest.mark.parametrize(
    ("text", "named"),
    [("bật phế cầu", "phe cau"), ("TAT SOI", "soi"), ("bat nhac rota nhe", "Rota"), ("tắt 5in1", "5 trong 1")],
)
def test_a_vaccine_by_any_of_its_names(conn: Connection, text: str, named: str) -> None:
    station = Station(conn)
    staff = station.person(Role.STAFF)
    station.says(staff, text, NOW)
    (said,) = station.delivered(NOW)[staff]
    assert named in said
    assert "Phai khong" in said
