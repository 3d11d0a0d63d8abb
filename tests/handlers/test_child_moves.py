"""A child who moves: in one commune at a time, its series unchanged, births counted once where they happened."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import func, select

from handlers import due
from handlers.doses import history_of
from handlers.settling import save_places
from handlers.weeks import commune_week
from health.local_time import local_date
from health.places import PlaceKind, PlaceRecord
from health.rights import Role
from health.sessions import parse_session
from health.weeks import Week
from storage import care, children, contacts, people, places
from storage.care import AWAY_SCOPE
from storage.engine import Connection, Engine
from storage.people import Grant
from storage.tables import agenda, child, hold, outbox, report
from storage.tables import care as cared
from tests.support.moments import NOW
from tests.support.stations import Station, knowledge

THEIR_PHONE = "02133999888"
WEEKS = [Week.of(local_date(NOW) + timedelta(days=7 * n)) for n in range(-2, 3)]


@dataclass
class City:
    """The sample commune and a neighbour, each with its people, and a family in the sample's first village."""

    station: Station
    now: datetime = NOW
    codes: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        """Two children are born in Bản Pa Pe; their mother has agreed."""
        save_places(
            self.conn,
            [
                PlaceRecord(
                    PlaceKind.COMMUNE,
                    "KHUNHA",
                    "Khun Há",
                    station_name="Trạm y tế Khun Há",
                    phone=THEIR_PHONE,
                    sessions=(parse_session("12"),),
                ),
                PlaceRecord(PlaceKind.VILLAGE, "K01", "Lao Chải", "KHUNHA"),
                PlaceRecord(PlaceKind.VILLAGE, "K02", "Nà San", "KHUNHA"),
            ],
        )
        self.worker, self.staff = self.station.person(Role.COLLABORATOR, "B01"), self.station.person(Role.STAFF)
        self.their_worker, self.their_staff = self.theirs(Role.COLLABORATOR, "K01"), self.theirs(Role.STAFF, "KHUNHA")
        self.mother = self.station.person()
        for words in ("gai 3kg1", "trai 2kg9"):
            self.says(self.worker, f"sinh be {words} hom nay tai tram me Lo Thi {'May' if 'gai' in words else 'Dua'}")
        self.codes = list(self.conn.execute(select(child.c.code).order_by(child.c.id)).scalars())
        for text in (f"be {self.codes[0]}", "dong y"):
            self.says(self.mother, text)
        self.heard()

    @property
    def conn(self) -> Connection:
        """The database."""
        return self.station.conn

    def theirs(self, role: Role, code: str) -> str:
        """Somebody who works in the neighbour commune."""
        number, home = self.station.person(), places.by_code(self.conn, code)
        assert home is not None
        people.grant(self.conn, self.station.id_of(number), Grant(role, home.id), home.commune_id or home.id, NOW)
        return number

    def says(self, who: str, text: str) -> None:
        """Somebody says something, a minute later."""
        self.now += timedelta(minutes=1)
        self.station.says(who, text, self.now)

    def heard(self) -> dict[str, list[str]]:
        """What falls due is done, and all that waits leaves."""
        while due.do_due(self.conn, self.now, knowledge()):
            pass
        return self.station.delivered(self.now)

    def commune(self, code: str) -> int:
        """The id of a place."""
        found = places.by_code(self.conn, code)
        assert found is not None
        return found.id

    def births(self) -> list[int]:
        """Births over all weeks, commune by commune."""
        return [
            sum(commune_week(self.conn, one, week).total.births for week in WEEKS) for one in places.communes(self.conn)
        ]


@pytest.fixture
def city(sqlite_conn: Connection) -> City:
    """Two communes."""
    return City(Station(sqlite_conn))


def test_to_another_commune_after_a_yes(conn: Connection) -> None:
    city = City(Station(conn))
    code = city.codes[0]
    city.says(city.staff, f"chuyen {code} ve Lao Chai xa Khun Ha")
    assert "Chuyen be" in city.heard()[city.staff][0]
    known = children.by_code(city.conn, code)
    assert known is not None
    assert known.commune_id == city.station.commune.id
    city.says(city.staff, "co")
    heard = city.heard()
    known = children.get(city.conn, known.id)
    assert (known.commune_id, known.village_id) == (city.commune("KHUNHA"), city.commune("K01"))
    assert any("nay o Lao Chai, Khun Ha" in text for text in heard[city.staff])
    assert any("da chuyen ve" in text for text in heard[city.worker])
    assert any("chuyen ve Lao Chai" in text for text in heard[city.their_worker])
    assert any("chuyen ve Lao Chai" in text for text in heard[city.their_staff])
    assert any("Tram y te Khun Ha" in text and THEIR_PHONE in text for text in heard[city.mother])
    assert city.births() == [2, 0]
    mother = people.get(city.conn, city.station.id_of(city.mother))
    assert mother.commune_id == city.commune("KHUNHA")
    assert mother.grants == (Grant(Role.CAREGIVER, city.commune("K01")),)
    for table in (cared, hold, agenda):
        homes = set(city.conn.execute(select(table.c.commune_id).where(table.c.child_id == known.id)).scalars())
        assert homes <= {city.commune("KHUNHA")}


def test_names_are_seen_where_the_child_lives(city: City) -> None:
    code = city.codes[0]
    number = city.conn.execute(select(report.c.number).order_by(report.c.id)).scalars().first()
    city.says(city.staff, f"chuyen {code} ve Lao Chai xa Khun Ha")
    city.says(city.staff, "co")
    city.heard()
    city.says(city.staff, f"mo {number}")
    city.says(city.their_staff, f"mo {number}")
    city.says(city.their_worker, f"mo {number}")
    heard = city.heard()
    assert "van duoc tinh o day" in heard[city.staff][0]
    assert "May" not in heard[city.staff][0]
    assert "May" in heard[city.their_staff][0]
    assert "May" in heard[city.their_worker][0]
    city.says(city.staff, f"sua {number} 3kg2")
    assert "May" not in " ".join(city.heard()[city.staff])
    moved = children.by_code(city.conn, code)
    assert moved is not None
    assert moved.village_id == city.commune("K01")  # a corrected birth does not bring the child back


def test_the_new_station_may_claim_a_child_by_its_code(city: City) -> None:
    code = city.codes[0]
    city.says(city.their_worker, f"be {code} chuyen den tu xa khac")
    city.says(city.their_worker, "co")
    heard = city.heard()
    assert any("da chuyen ve Lao Chai" in text for text in heard[city.staff])
    city.says(city.staff, f"huy chuyen {code}")  # the station that it left may say that it did not
    assert any("lai o Ban Pa Pe" in text for text in city.heard()[city.staff])
    assert city.births() == [2, 0]


def test_nobody_else_moves_it_or_learns_of_it(city: City) -> None:
    code = city.codes[0]
    other = city.station.person(Role.COLLABORATOR, "B03")
    for text in (f"chuyen {code} ve Na Don", f"be {code} chuyen di noi khac", f"huy chuyen {code}"):
        city.says(other, text)
    city.says(city.their_staff, f"be {code} chuyen di noi khac")
    city.says(city.mother, f"be {code} chuyen di noi khac")
    city.says(city.station.person(), f"be {code} chuyen di noi khac")
    heard = city.heard()
    assert all("Khong tim thay" in text or "khong co lan chuyen" in text for text in heard[other])
    assert "Khong tim thay" in heard[city.their_staff][0]
    assert any("HOP" in text for text in heard[city.staff])  # a family's own word is for the station to read
    child_row = children.by_code(city.conn, code)
    assert child_row is not None
    assert not child_row.away


def test_a_village_of_the_same_name_here_goes_first(city: City) -> None:
    city.says(city.staff, f"chuyen {city.codes[0]} ve ban Na San")
    assert "nay o Na San, xa Binh Lu" in city.heard()[city.staff][0]


def test_reminders_follow_the_new_stations_days(city: City) -> None:
    code = city.codes[0]
    city.says(city.staff, f"chuyen {code} ve Lao Chai xa Khun Ha")
    city.says(city.staff, "co")
    city.heard()
    heard = []
    for day in range(1, 70):
        city.now = NOW + timedelta(days=day)
        heard += city.heard().get(city.mother, [])
    doses = [text for text in heard if "tiem" in text and f"TE{code}" in text]
    assert doses
    assert any("12/6" in text for text in doses)
    assert not any("20/6" in text or "5/6" in text for text in doses)
    assert not any(city.station.commune.phone in text for text in heard)


def test_away_the_family_chooses_at_once(city: City) -> None:
    code = city.codes[0]
    city.says(city.worker, f"be {code} chuyen di noi khac")
    assert any("Muon nhan tiep bai nuoi con" in text for text in city.heard()[city.mother])
    city.says(city.mother, "dong y")
    assert any("van nhan bai nuoi con" in text for text in city.heard()[city.mother])
    assert care.consent_of(city.conn, city.station.id_of(city.mother), AWAY_SCOPE) == "yes"
    heard = []
    for day in range(1, 80):
        city.now = NOW + timedelta(days=day)
        heard += city.heard().get(city.mother, [])
    assert heard
    assert not any(f"TE{code}" in text for text in heard)  # lessons name no code, reminders do


def test_away_and_silent_hears_nothing_more(city: City) -> None:
    city.says(city.worker, f"be {city.codes[0]} chuyen di noi khac")
    city.heard()
    city.says(city.mother, "khong")
    assert any("thoi gui bai" in text for text in city.heard()[city.mother])
    for day in range(1, 80):
        city.now = NOW + timedelta(days=day)
        assert not city.heard().get(city.mother)


def test_doses_told_after_the_move_count_for_the_series_alone(city: City) -> None:
    code = city.codes[0]
    city.now = NOW + timedelta(days=3)
    city.says(city.staff, f"chuyen {code} ve Lao Chai xa Khun Ha")
    city.says(city.staff, "co")
    city.says(city.their_worker, f"tiem {code} lao hom kia")
    city.says(city.their_worker, f"tiem {code} viem gan b hom nay")
    city.heard()
    known = children.by_code(city.conn, code)
    assert known is not None
    assert {dose.vaccine for dose in history_of(city.conn, known.id)} == {"BCG", "HepB0"}
    told = [commune_week(city.conn, one, WEEKS[2]).total for one in places.communes(city.conn)]
    assert [(week.doses, week.children_vaccinated) for week in told] == [(0, 0), (1, 1)]


STEPS = st.lists(st.tuples(st.integers(0, 9), st.integers(0, 1)), min_size=2, max_size=9)


@contextmanager
def a_city(engine: Engine) -> Iterator[City]:
    """Two communes, taken back at the end."""
    with engine.connect() as conn:
        work = conn.begin()
        yield City(Station(conn))
        work.rollback()


@settings(max_examples=15, deadline=None, suppress_health_check=list(HealthCheck))
@given(steps=STEPS)
def test_whatever_moves_births_are_counted_once(shared_sqlite: Engine, steps: list[tuple[int, int]]) -> None:
    with a_city(shared_sqlite) as city:
        city.says(city.worker, f"tiem {city.codes[0]} lao hom nay")
        known = [children.by_code(city.conn, code) for code in city.codes]
        series = [history_of(city.conn, one.id) for one in known if one]
        for step, which in steps:
            city.now += timedelta(hours=20)
            _move(city, step, city.codes[which])
            heard = city.heard()
            for one in known:
                assert one is not None
                _belongs_to_one(city, one.id)
            assert not any("loi" in text.split() and "xu ly" in text for texts in heard.values() for text in texts)
        assert city.births() == [2, 0]
        assert [history_of(city.conn, one.id) for one in known if one] == series


def _move(city: City, step: int, code: str) -> None:
    """One of the moves that somebody may tell of, confirmed where that is asked."""
    said = (
        (city.staff, f"chuyen {code} ve Na Don"),
        (city.worker, f"chuyen {code} ve Na San"),
        (city.staff, f"chuyen {code} ve Lao Chai xa Khun Ha"),
        (city.their_staff, f"chuyen {code} ve Na San"),
        (city.their_worker, f"be {code} chuyen den tu xa khac"),
        (city.their_staff, f"chuyen {code} ve Na Don xa Binh Lu"),
        (city.staff, f"be {code} chuyen di noi khac"),
        (city.their_staff, f"be {code} chuyen di noi khac"),
        (city.staff, f"huy chuyen {code}"),
        (city.their_staff, f"huy chuyen {code}"),
    )
    who, text = said[step]
    city.says(who, text)
    if any("Phai khong" in one for one in city.heard().get(who, [])):
        city.says(who, "co")


def _belongs_to_one(city: City, child_id: int) -> None:
    """The child, its carers and whatever waits about it belong to one commune, whose village it lives in."""
    one = children.get(city.conn, child_id)
    village = places.by_id(city.conn, one.village_id) if one.village_id else None
    assert village is None or village.commune_id == one.commune_id
    waits = select(outbox.c.commune_id).where(outbox.c.child_id == child_id, outbox.c.state == "waiting")
    for rows in (waits, *(select(table.c.commune_id).where(table.c.child_id == child_id) for table in (cared, agenda))):
        assert set(city.conn.execute(rows).scalars()) <= {one.commune_id}
    for person_id in care.carers_of(city.conn, child_id):
        assert contacts.of(city.conn, person_id)
    alive = select(func.count()).select_from(child).where(child.c.code == one.code, child.c.removed.is_(False))
    assert city.conn.execute(alive).scalar_one() == 1
