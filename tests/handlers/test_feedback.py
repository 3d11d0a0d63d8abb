"""Thanks and complaints reach the staff, a few a day from one number, and never a whole name."""

from datetime import timedelta

from handlers.feedback import A_DAY
from health.rights import Role
from storage.engine import Connection
from tests.support.moments import NOW
from tests.support.stations import Station


def test_a_few_a_day_reach_the_staff_and_each_is_thanked_for(conn: Connection) -> None:
    station = Station(conn)
    staff, collaborator = station.person(Role.STAFF), station.person(Role.COLLABORATOR, "B01")
    for number in range(A_DAY + 2):
        station.says(collaborator, f"khen tram {number} lan sach", NOW + timedelta(minutes=number))
    heard = station.delivered(NOW + timedelta(hours=1))
    assert len(heard[staff]) == A_DAY
    assert len(heard[collaborator]) == A_DAY + 2


def test_who_holds_no_role_may_complain_too(conn: Connection) -> None:
    station = Station(conn)
    staff, stranger = station.person(Role.STAFF), station.person()
    station.says(stranger, "GÓP Ý: trạm đóng cửa sớm, giấu tên", NOW)
    (text,) = station.delivered(NOW)[staff]
    assert text == 'GOP Y, mot nguoi khong neu ten: "tram dong cua som"'


def test_at_night_the_staff_are_left_in_peace(conn: Connection) -> None:
    station = Station(conn)
    staff, collaborator = station.person(Role.STAFF), station.person(Role.COLLABORATOR, "B01")
    night = NOW + timedelta(hours=14)
    station.says(collaborator, "gop y so tay den cham", night)
    heard = station.delivered(night)
    assert staff not in heard
    assert len(heard[collaborator]) == 1
    assert len(station.delivered(night + timedelta(hours=10))[staff]) == 1


def test_of_names_the_given_one_is_passed_on(conn: Connection) -> None:
    station = Station(conn)
    staff, collaborator = station.person(Role.STAFF), station.person(Role.COLLABORATOR, "B01")
    station.says(collaborator, "khen chị Lò Thị Mây tận tình", NOW)
    (text,) = station.delivered(NOW)[staff]
    assert "chi May tan tinh" in text
    assert "Lo Thi" not in text
