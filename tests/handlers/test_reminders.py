"""Reminders beside what else goes on: several children, a hold between planning and leaving, caps, sign-off."""

from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

import pytest
from sqlalchemy import select

from handlers import due, reminders, schedule_signing
from handlers.replanning import plan_of, replan_some
from health.reminders import REGISTRATION
from health.rights import Role
from messages.sms import segments
from storage import care, children, holds, outbox, people
from storage.care import Answer, Consent
from storage.children import NewChild
from storage.engine import Connection
from storage.outbox import Closing, Parcel
from storage.people import Grant
from storage.places import PlaceRow
from storage.tables import outbox as messages
from tests.support.moments import NOW
from tests.support.stations import Station, knowledge

BEFORE = datetime(2026, 5, 2, 0, 15, tzinfo=NOW.tzinfo)  # 7:15 in Bình Lư, three days before
BORN = date(2026, 3, 1)
CODES = ("102748", "102756")


@dataclass
class Home:
    """A mother of twins, two months old, who agreed; one collaborator in the village."""

    station: Station
    commune: PlaceRow
    mother: str
    collaborator: str
    twins: tuple[int, ...]

    def hears(self, at: datetime) -> list[str]:
        """What reaches her by a moment at which all that is due is done."""
        while due.do_due(self.station.conn, at, knowledge()):
            pass
        return self.station.delivered(at).get(self.mother, [])


@pytest.fixture
def home(conn: Connection) -> Home:
    station = Station(conn)
    collaborator = station.person(Role.COLLABORATOR, "B01")
    mother = station.person()
    place = people.get(conn, station.id_of(collaborator)).grants[0].place_id
    people.grant(conn, station.id_of(mother), Grant(Role.CAREGIVER, place), station.commune.id, NOW)
    twins = tuple(
        children.add(conn, NewChild(station.commune.id, place, code, "f", BORN, register_key=code), NOW)
        for code in CODES
    )
    agreed = Consent("messages", Answer.YES, "1", "sms", None, NOW - timedelta(days=1))
    care.record_consent(conn, station.id_of(mother), agreed)
    for child in twins:
        care.look_after(conn, station.id_of(mother), child, NOW)
        reminders.look_again(conn, station.commune.id, child, BEFORE)
    return Home(station, station.commune, mother, collaborator, twins)


def reminding(texts: list[str]) -> list[str]:
    return [text for text in texts if "tiem" in text and "ROI" in text]


def test_twins_are_named_in_one_message(home: Home) -> None:
    (text,) = reminding(home.hears(BEFORE))
    assert text.startswith("Be TE102748, TE102756 den lich tiem lao, 5 trong 1 mui 1, bai liet uong mui 1 tu T6 1/5.")
    assert "T3 5/5" in text


def test_all_that_twins_can_lack_fits_two_sms(home: Home) -> None:
    for child in home.twins:
        children.change(home.station.conn, child, {"date_of_birth": date(2024, 10, 1)})
    (text,) = reminding(home.hears(BEFORE))
    assert text.count("mui 1") >= 4
    assert segments(text) == 2


def test_a_twin_whose_death_is_told_in_between_is_not_named(home: Home) -> None:
    conn = home.station.conn
    while due.do_due(conn, BEFORE, knowledge()):
        pass
    home.station.says(home.collaborator, "be 102748 mat sang nay", BEFORE)
    assert holds.stands(conn, home.twins[0])
    (text,) = reminding(home.station.delivered(BEFORE)[home.mother])
    assert "102756" in text
    assert "102748" not in text
    home.station.says(home.collaborator, "khong", BEFORE + timedelta(minutes=1))  # it lives: it is not forgotten
    (text,) = reminding(home.hears(BEFORE + timedelta(days=1, hours=1)))
    assert "102748" in text
    assert "102756" not in text


def test_a_dose_told_in_between_is_not_spoken_of(home: Home) -> None:
    conn = home.station.conn
    while due.do_due(conn, BEFORE, knowledge()):
        pass
    for code in CODES:
        home.station.says(home.collaborator, f"tiem 5in1 hom nay {code}", BEFORE)
    (text,) = reminding(home.station.delivered(BEFORE)[home.mother])
    assert "lao, bai liet uong mui 1" in text
    assert "5 trong 1" not in text


def test_after_ngung_nothing_leaves_and_after_dong_y_it_goes_on(home: Home) -> None:
    conn = home.station.conn
    while due.do_due(conn, BEFORE, knowledge()):
        pass
    home.station.says(home.mother, "NGUNG", BEFORE)
    assert reminding(home.hears(BEFORE + timedelta(hours=1))) == []
    home.station.says(home.mother, "DONG Y", BEFORE + timedelta(hours=2))
    assert len(reminding(home.hears(BEFORE + timedelta(hours=2)))) == 1


def test_a_dose_withdrawn_is_reminded_of_again(home: Home) -> None:
    told = [text for day in range(12) for text in reminding(home.hears(BEFORE + timedelta(days=day)))]
    assert len(told) == 3  # before, on the day, a week after
    home.station.delivered(BEFORE + timedelta(days=12))
    home.station.says(home.collaborator, "tiem lao hom nay 102748", BEFORE + timedelta(days=12))
    said = home.station.delivered(BEFORE + timedelta(days=12))[home.collaborator]
    code = next(word for text in said for word in text.replace(":", " ").split() if word.startswith("V1"))
    home.station.says(home.collaborator, f"huy {code}", BEFORE + timedelta(days=12))
    again = [text for day in range(13, 18) for text in reminding(home.hears(BEFORE + timedelta(days=day)))]
    assert [text.partition(" tu ")[0] for text in again] == ["Be TE102748 den lich tiem lao"]


def test_the_village_hears_once_of_a_dose_that_was_not_given(home: Home) -> None:
    heard: list[str] = []
    for day in range(40):
        while due.do_due(home.station.conn, BEFORE + timedelta(days=day), knowledge()):
            pass
        heard += home.station.delivered(BEFORE + timedelta(days=day)).get(home.collaborator, [])
    told = [text for text in heard if "da nhac nha" in text]
    assert len(told) == 2  # once for each twin
    assert all("lao, 5 trong 1 mui 1, bai liet uong mui 1" in text for text in told)


def test_the_registration_counts_for_the_caps_and_doses_do_not(home: Home) -> None:
    conn, person_id = home.station.conn, home.station.id_of(home.mother)
    day_30 = datetime(2026, 3, 31, 0, 15, tzinfo=NOW.tzinfo)
    for days in (0, 2, 4):  # three lessons in seven days
        at = day_30 - timedelta(days=days)
        outbox.add(conn, Parcel(person_id, "[]", at, lesson="some"), at)
    reminders.plan(conn, home.twins[0], day_30, knowledge())
    assert REGISTRATION not in [one.lesson for one in outbox.lessons_of(conn, person_id)]
    reminders.plan(conn, home.twins[0], day_30 + timedelta(days=3), knowledge())
    planned = [one for one in outbox.lessons_of(conn, person_id) if one.lesson == REGISTRATION]
    assert len(planned) == 1


def test_nobody_is_reminded_by_a_schedule_that_nobody_signed(home: Home) -> None:
    conn = home.station.conn
    unsigned = replace(knowledge(), lessons=(), is_sample=False)
    for child in home.twins:
        reminders.plan(conn, child, BEFORE, unsigned)
    assert _waiting(conn) == 0
    schedule_signing.sign(conn, unsigned.schedule, "BS Lò Văn Hải, trưởng trạm", BEFORE)
    assert schedule_signing.who_signed(conn, unsigned.schedule) == "BS Lò Văn Hải, trưởng trạm, 2026-05-02"
    assert not schedule_signing.is_signed(conn, replace(unsigned, schedule=replace(unsigned.schedule, version="next")))
    replan_some(conn, plan_of(conn, BEFORE, unsigned))
    due.do_due(conn, BEFORE, unsigned)
    assert _waiting(conn) == 1


def test_what_an_end_closed_was_not_said(home: Home) -> None:
    conn = home.station.conn
    while due.do_due(conn, BEFORE, knowledge()):
        pass
    home.station.says(home.mother, "NGUNG", BEFORE)
    home.station.delivered(BEFORE)
    closed = select(messages.c.closed_why).where(messages.c.closed_why.is_not(None))
    assert set(conn.execute(closed).scalars()) == {Closing.OPTOUT.value}


def _waiting(conn: Connection) -> int:
    return len(conn.execute(select(messages.c.id).where(messages.c.state == "waiting")).all())
