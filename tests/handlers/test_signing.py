"""No lesson reaches a real family before the station has signed it."""

from dataclasses import replace
from datetime import date, timedelta

from handlers import lessons, signing
from handlers.knowledge import Knowledge
from health.rights import Role
from health.shipped import load_lessons, load_loss_rules, load_schedule, load_triage, load_visits
from storage import care, children, outbox, people, places
from storage.care import Answer, Consent
from storage.children import NewChild
from storage.engine import Connection
from tests.support.moments import NOW
from tests.support.stations import Station

KNOWN = Knowledge(load_schedule(), load_lessons(), load_visits(), load_triage(), load_loss_rules())


def _family(conn: Connection) -> tuple[int, int]:
    """A person who agreed and the newborn in their care."""
    commune = places.save(conn, places.PlaceRow(0, None, None, "commune", "X", "xã X"))
    child_id = children.add(conn, NewChild(commune, None, "102748", "f", date(2026, 4, 19)), NOW)
    person_id = people.add(conn, NOW, commune)
    care.look_after(conn, person_id, child_id, NOW)
    care.record_consent(conn, person_id, Consent("messages", Answer.YES, "1", "sms", None, NOW))
    return person_id, child_id


def test_unsigned_lessons_are_not_planned(conn: Connection) -> None:
    person_id, child_id = _family(conn)
    lessons.plan(conn, child_id, NOW, KNOWN)
    assert outbox.lessons_of(conn, person_id) == ()


def test_signed_lessons_are(conn: Connection) -> None:
    person_id, child_id = _family(conn)
    assert signing.sign(conn, KNOWN.lessons, "BS Lò Văn Hải", NOW) == len(KNOWN.lessons)
    lessons.plan(conn, child_id, NOW, KNOWN)
    assert [one.child_id for one in outbox.lessons_of(conn, person_id)] == [child_id]


def test_a_new_version_is_to_be_signed_anew(conn: Connection) -> None:
    signing.sign(conn, KNOWN.lessons[:1], "BS Lò Văn Hải", NOW)
    first = KNOWN.lessons[0]
    assert signing.signed_among(conn, [first, replace(first, version="next"), KNOWN.lessons[1]]) == (first,)
    assert signing.sign(conn, KNOWN.lessons[:1], "BS Lò Văn Hải", NOW + timedelta(days=1)) == 0


def _told(station: Station, text: str = "bé 8 tháng ho, sổ mũi, vẫn bú tốt") -> str:
    """What a family of the commune hears when it tells that."""
    mother = station.person(Role.CAREGIVER)
    station.says(mother, text, NOW)
    return " ".join(station.delivered(NOW)[mother])


def test_care_at_home_is_advised_by_signed_tables_alone(conn: Connection) -> None:
    station = Station(conn)
    assert "lau sach mui" in _told(station)
    station.known = replace(station.known, is_sample=False)
    said = _told(station)
    assert "lau sach mui" not in said
    assert "NGAY" in said
    signing.sign(conn, (station.known.triage,), "BS Lò Văn Hải", NOW)
    assert "lau sach mui" in _told(station)


def test_that_a_child_must_go_needs_no_signature(conn: Connection) -> None:
    station = Station(conn)
    station.known = replace(station.known, is_sample=False)
    assert "DUA BE DEN TRAM NGAY" in _told(station, "bé co giật")
