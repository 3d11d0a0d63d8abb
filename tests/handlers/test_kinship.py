"""Who cares for a child: asked once at most; the mother answers how it is fed; of the young the station alone hears."""

from datetime import timedelta

import pytest

from handlers.kinship import answers_recalls
from health.kin import Kin
from health.rights import Role
from storage import care, kinship
from tests.handlers.test_quizzes import Family


class Carers(Family):
    """The family of the quizzes, and others who join it."""

    def kin(self, number=None):
        return kinship.of_person(self.conn, self.station.id_of(number or self.mother)).get(self.child.id)

    def joins(self):
        number = self.station.person()
        self.says(f"be {self.child.code}", number)
        self.says("dong y", number)
        return number


@pytest.fixture
def family(conn):
    return Carers(conn)


@pytest.mark.parametrize(
    ("said", "kin"),
    [
        ("1", Kin.MOTHER),
        ("mẹ", Kin.MOTHER),
        ("2", Kin.FATHER),
        ("bố", Kin.FATHER),
        ("cha", Kin.FATHER),
        ("3", Kin.GRANDPARENT),
        ("ong ba", Kin.GRANDPARENT),
        ("4", Kin.OTHER),
        ("em la bo cua be", Kin.FATHER),
        ("bỏ", None),
        ("bo", None),  # bố, or bỏ qua: neutral
        ("bo qua", None),
        ("9", None),
    ],
)
def test_the_one_question_takes_any_answer_and_none(family, said, kin):
    family.says(said)
    assert family.kin() == kin


def test_the_question_is_asked_once_and_never_again(family):
    assert sum("xung ho" in text for text in [*family.hears(), *family.wait(1)]) == 1
    family.says("ngung")
    family.says("dong y")
    family.says(f"be {family.child.code}")
    family.says("dong y")
    assert not any("xung ho" in text for text in [*family.hears(), *family.wait(30)])


def test_two_days_later_a_number_answers_something_else(family):
    family.now += timedelta(days=2)
    family.says("1")
    assert family.kin() is None


def test_how_a_child_is_fed_is_asked_of_the_mother_where_she_listens(family):
    father = family.joins()
    mother_id, father_id = family.station.id_of(family.mother), family.station.id_of(father)
    assert answers_recalls(family.conn, father_id, family.child.id)  # nobody told who is the mother
    family.says("em la me be")
    family.says("em la bo be", father)
    assert not answers_recalls(family.conn, father_id, family.child.id)
    assert answers_recalls(family.conn, mother_id, family.child.id)
    family.says("ngung")
    assert answers_recalls(family.conn, father_id, family.child.id)


def test_of_a_young_parent_nobody_hears_but_the_station_and_once(family):
    staff, grandmother = family.station.person(Role.STAFF), family.joins()
    family.says("ba ngoai day", grandmother)
    family.station.delivered(family.now)
    family.says("em la me be, em 16 tuoi")
    family.says("con 16 tuoi")
    heard = family.station.delivered(family.now)
    assert [number for number, texts in heard.items() for text in texts if "tuoi" in text] == [staff]
    assert kinship.young_until(family.conn, family.station.id_of(family.mother))


def test_a_grandmother_is_not_young_whatever_age_she_tells_of(family):
    family.says("ba ngoai day. con 16 tuoi")
    assert kinship.young_until(family.conn, family.station.id_of(family.mother)) is None


def test_who_has_the_number_now_is_nobodys_mother(family):
    family.says("em la me be, em 16 tuoi")
    family.says("sai so")
    person_id = family.station.id_of(family.mother)
    assert kinship.of_person(family.conn, person_id) == {}
    assert kinship.young_until(family.conn, person_id) is None


def test_a_number_that_the_village_strikes_is_nothing_to_the_child(family):
    worker = family.station.person(Role.COLLABORATOR, "B01")
    other = family.joins()
    family.says("em la bo be", other)
    family.says("khong", worker)
    assert family.kin(other) is None
    assert family.station.id_of(other) not in care.carers_of(family.conn, family.child.id)
