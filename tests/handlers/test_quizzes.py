"""From asking to counting: what counts as asked, answered and passed, by village and span; who is not asked."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from sqlalchemy import select

from handlers import commands as do
from handlers import due
from handlers.awareness import awareness
from handlers.quizzes import plan
from health.events import ReportKind
from health.quizzes import shuffled
from health.rights import Role
from messages.reading.understanding import Found, ReportReading
from storage import care, children
from storage.quizzes import Among
from storage.tables import quiz as asked
from storage.tables import report
from tests.support.moments import NOW, TODAY
from tests.support.stations import Station, knowledge

NEWBORN = "caregiver_knows_newborn_danger_signs"
EARLY = "early_breastfeeding"


class Family:
    """A mother who joined on the child's second day."""

    def __init__(self, conn, village="B01"):
        self.station = Station(conn)
        self.conn, self.now = conn, NOW
        self.worker = self.station.person(Role.COLLABORATOR, village)
        born = {"mother": "Lò Thị Mây", "village": village, "date_of_birth": TODAY - timedelta(days=1)}
        reading = ReportReading(ReportKind.BIRTH, {name: Found(value, 0, 0) for name, value in born.items()})
        self.station.does(self.worker, do.RecordReports((reading,)), self.now)
        child_id = conn.execute(select(report.c.child_id).order_by(report.c.id.desc())).scalars().first()
        self.child = children.get(conn, child_id)
        self.mother = self.station.person()
        self.says(f"be {self.child.code}")
        self.says("dong y")

    def says(self, text, number=None):
        self.now += timedelta(minutes=1)
        self.station.says(number or self.mother, text, self.now)

    def hears(self):
        return self.station.delivered(self.now).get(self.mother, [])

    def wait(self, days):
        """Days go by, each with its morning; what the mother hears."""
        heard = []
        for _ in range(days):
            self.now = (self.now + timedelta(days=1)).replace(hour=1, minute=0)
            while due.do_due(self.conn, self.now, knowledge()):
                pass
            heard += self.hears()
        return heard

    def rows(self):
        return self.conn.execute(select(asked).order_by(asked.c.id)).all()

    def counts(self, **among):
        rows = awareness(self.conn, knowledge().quizzes, Among(self.station.commune.id, **among))
        return {(row.topic, row.round): (row.asked, row.answered, row.passed) for row in rows if row.asked}


@pytest.fixture
def family(conn):
    return Family(conn)


def right_numbers(family):
    row = family.rows()[-1]
    quiz = next(quiz for quiz in knowledge().quizzes if quiz.topic == row.topic)
    order = shuffled(quiz, row.seed)
    return " ".join(str(number) for number, choice in enumerate(order, 1) if choice.right)


def test_asked_answered_and_passed_are_counted(family):
    assert family.counts() == {}
    family.wait(3)
    assert family.counts() == {(EARLY, "baseline"): (1, 0, 0)}
    family.says("1")
    assert family.counts() == {(EARLY, "baseline"): (1, 1, 1)}
    family.wait(9)
    assert family.rows()[-1].topic == NEWBORN
    family.says("khong biet")
    assert family.counts()[NEWBORN, "baseline"] == (1, 1, 0)


def test_every_topic_stands_in_both_rounds_with_its_interval(family):
    family.wait(12)
    family.says(right_numbers(family))
    rows = awareness(family.conn, knowledge().quizzes, Among(family.station.commune.id))
    assert len(rows) == 2 * len(knowledge().quizzes)
    (row,) = [row for row in rows if (row.topic, row.round) == (NEWBORN, "baseline")]
    assert (row.asked, row.answered, row.unanswered, row.passed, row.high) == (1, 1, 0, 1, 1.0)
    assert row.low == pytest.approx(0.2065, abs=0.0001)
    assert (row.prompted, row.label) == (True, "theo danh sách gợi ý")
    (early,) = [row for row in rows if (row.topic, row.round) == (EARLY, "baseline")]
    assert (early.asked, early.unanswered, early.low, early.high) == (1, 1, None, None)


def test_by_village_and_by_span(family):
    family.wait(3)
    villages = dict.fromkeys(("B01",), family.station)
    assert villages
    assert family.counts(village_id=family.child.village_id) == {(EARLY, "baseline"): (1, 0, 0)}
    assert family.counts(village_id=family.station.commune.id) == {}
    assert family.counts(first=date(2026, 7, 1)) == {}
    assert family.counts(last=date(2026, 6, 30)) == {(EARLY, "baseline"): (1, 0, 0)}


def test_what_never_left_was_not_asked(family):
    family.wait(1)
    family.now += timedelta(days=1)
    plan(family.conn, family.child.id, family.now, knowledge())
    assert len(family.rows()) == 1
    assert family.counts() == {}
    family.says("ngung")
    assert all("Hoi:" not in text for text in family.wait(5))
    assert family.counts() == {}


def test_an_unanswered_question_about_a_child_who_died_asks_nobody(family):
    family.wait(3)
    children.change(family.conn, family.child.id, {"dead": True})
    assert family.counts() == {}


@pytest.mark.parametrize(
    ("after", "counted"), [(timedelta(days=7), 1), (timedelta(days=7, minutes=1), 0), (timedelta(days=29), 0)]
)
def test_an_answer_counts_for_seven_days(family, after, counted):
    family.wait(2)
    family.now = family.rows()[-1].asked_at + after - timedelta(minutes=1)
    family.says("1")
    assert family.counts()[EARLY, "baseline"] == (1, counted, counted)
    assert any("Cam on anh/chi" in text for text in family.hears())


def test_the_first_answer_holds(family):
    family.wait(2)
    family.says("1")
    family.says("3")
    row = family.rows()[-1]
    assert (row.answer, row.passed) == ("hour", True)


def test_who_said_no_to_quizzes_alone_is_not_asked(family):
    given = care.Consent("quizzes", care.Answer.NO, "1", "sms", None, family.now)
    care.record_consent(family.conn, family.station.id_of(family.mother), given)
    family.wait(12)
    assert family.rows() == []


def test_nothing_unsigned_is_asked_of_a_real_family(family):
    real = replace(knowledge(), is_sample=False)
    family.wait(1)
    family.now += timedelta(days=1)
    plan(family.conn, family.child.id, family.now, real)
    assert family.rows() == []


def test_a_visit_is_kept_with_who_asked_and_whose_answer_it_is(family):
    family.says(f"kt {family.child.code}", family.worker)
    family.says("1", family.worker)
    first = family.rows()[0]
    station = family.station
    assert (first.person_id, first.asker_id) == (station.id_of(family.mother), station.id_of(family.worker))
    assert (first.topic, first.passed, first.child_id) == (EARLY, True, family.child.id)
    family.wait(7)
    assert [row.topic for row in family.rows() if row.asker_id is None] == []  # what was asked at the visit is asked


def test_a_family_after_a_loss_is_not_asked(family):
    twin = children.NewChild(family.child.commune_id, family.child.village_id, "999999")
    twin_id = children.add(family.conn, twin, family.now)
    children.change(family.conn, twin_id, {"dead": True})
    care.look_after(family.conn, family.station.id_of(family.mother), twin_id, family.now)
    assert family.wait(12)
    assert family.rows() == []


def test_pressing_is_no_answer_before_the_end(family):
    family.wait(12)
    row = family.rows()[-1]
    assert row.topic == NEWBORN
    press = do.PressForm(f"f:{row.talk_id}:0:3")
    family.station.does(family.mother, press, family.now)
    assert family.counts()[NEWBORN, "baseline"] == (1, 0, 0)
    family.station.does(family.mother, do.PressForm(f"f:{row.talk_id}:0:done"), family.now)
    assert family.counts()[NEWBORN, "baseline"] == (1, 1, 0)
