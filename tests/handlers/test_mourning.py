"""A family that lost one twin: what waits is looked at when it leaves; the visits end if the child lives after all."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from handlers import commands as do
from health.events import ReportKind
from health.rights import Role
from messages.reading.understanding import Found, ReportReading
from storage import children, holds, losses
from storage.agenda import What
from storage.tables import agenda
from tests.handlers.test_quizzes import Family
from tests.support.moments import TODAY


class Twins(Family):
    """The family of the quizzes, with a twin that the mother cares for too, and staff."""

    def __init__(self, conn):
        super().__init__(conn)
        self.staff, self.told = self.station.person(Role.STAFF), {}
        born = {"mother": "Lò Thị Mây", "village": "B01", "date_of_birth": TODAY - timedelta(days=1)}
        reading = ReportReading(ReportKind.BIRTH, {name: Found(value, 0, 0) for name, value in born.items()})
        self.station.does(self.worker, do.RecordReports((reading, reading)), self.now)
        self.twin = children.get(conn, max(conn.execute(select(agenda.c.child_id)).scalars(), key=lambda one: one or 0))
        self.says(f"be {self.twin.code}")
        self.says("dong y")

    def loses_the_twin(self, ends="co"):
        self.says(f"be {self.twin.code} mat hom nay", self.worker)
        self.says(ends, self.worker)

    def hears(self):
        for number, texts in self.station.delivered(self.now).items():
            self.told.setdefault(number, []).extend(texts)
        return self.told.pop(self.mother, [])

    def planned(self):
        return sum(row.what == What.CONDOLENCE for row in self.conn.execute(select(agenda)))


@pytest.fixture
def family(conn):
    return Twins(conn)


def test_in_the_quiet_days_a_birth_is_not_asked_to_be_registered_and_later_it_is(family):
    family.wait(27)
    family.loses_the_twin()
    assert not any("khai sinh" in text for text in family.wait(6))
    assert sum("khai sinh" in text for text in family.wait(12)) == 1


def test_without_a_loss_it_is_asked_on_its_day(family):
    family.wait(27)
    assert sum("khai sinh" in text for text in family.wait(6)) == 1


def test_a_family_that_lost_a_child_is_asked_no_quiz(family):
    family.wait(1)
    family.loses_the_twin()
    asked = len(family.rows())
    family.wait(30)
    assert len(family.rows()) == asked


def test_the_village_and_the_station_are_told_of_two_visits(family):
    family.loses_the_twin()
    assert family.planned() == 2
    family.wait(16)
    assert family.planned() == 0
    for number in (family.staff, family.worker):
        visits = [text for text in family.told[number] if f"Nha TE{family.twin.code} co chuyen buon" in text]
        first, second = visits
        assert "chia buon" in first
        assert "2 tuan" in second


def test_a_death_denied_plans_no_visit_and_one_withdrawn_ends_them(family):
    family.loses_the_twin(ends="khong")
    assert family.planned() == 0
    assert not holds.stands(family.conn, family.twin.id)
    family.loses_the_twin()
    assert family.planned() == 2
    assert losses.of_person(family.conn, family.station.id_of(family.mother))
    family.says("4", family.worker)
    family.says("huy", family.worker)
    assert family.planned() == 0
    assert not losses.of_person(family.conn, family.station.id_of(family.mother))
