"""What a family hears of a pregnancy, and what the village is asked when nothing is heard of its end."""

from datetime import timedelta

import pytest

from handlers import due
from handlers.loss_words import choose
from handlers.previewing import Stretch, preview
from health.rights import Role
from health.shipped import load_lessons
from storage import children, reports
from storage.children import Child
from storage.engine import Connection
from tests.support.moments import NOW, TODAY
from tests.support.stations import Station, knowledge

WORDS = "Trạm luôn ở bên gia đình."


@pytest.fixture
def station(sqlite_conn: Connection) -> Station:
    return Station(sqlite_conn)


def told(station: Station, text: str = "thai lo thi may 8 thang") -> tuple[str, Child]:
    """The collaborator who told of it, and the pregnancy."""
    worker = station.person(Role.COLLABORATOR, "B01")
    station.says(worker, text, NOW)
    station.says(worker, "bo", NOW)
    report = reports.latest_by(station.conn, station.id_of(worker))[0]
    return worker, children.get(station.conn, report.child_id or 0)


def agreed(station: Station, child: Child) -> str:
    mother = station.person()
    station.says(mother, f"be {child.code}", NOW)
    station.says(mother, "dong y", NOW)
    station.delivered(NOW)
    return mother


def days(station: Station, number: int) -> dict[str, list[str]]:
    """Days go by; what each number hears in them."""
    heard: dict[str, list[str]] = {}
    for day in range(1, number + 1):
        at = NOW + timedelta(days=day)
        while due.do_due(station.conn, at, knowledge()):
            pass
        for one, texts in station.delivered(at).items():
            heard.setdefault(one, []).extend(texts)
    return heard


@pytest.mark.parametrize("words", [WORDS, ""], ids=["words", "silence"])
def test_words_or_silence_after_a_loss_as_the_station_chose(station: Station, words: str) -> None:
    worker, child = told(station)
    mother = agreed(station, child)
    choose(station.conn, words, "trạm trưởng")
    station.says(worker, "chi may say thai", NOW)
    station.says(worker, "co", NOW)
    station.delivered(NOW)
    assert days(station, 30).get(mother, []) == (["Tram luon o ben gia dinh."] if words else [])


def test_a_loss_taken_back_by_the_morning_brings_no_words(station: Station) -> None:
    worker, child = told(station)
    mother = agreed(station, child)
    choose(station.conn, WORDS, "trạm trưởng")
    station.says(worker, "chi may say thai", NOW)
    station.says(worker, "co", NOW)
    station.says(worker, "huy", NOW)
    assert not any("luon o ben" in text for text in days(station, 5).get(mother, []))
    assert not children.get(station.conn, child.id).dead


def test_two_weeks_past_the_due_date_the_village_is_asked_once(station: Station) -> None:
    worker, child = told(station)
    heard = [text for text in days(station, 120)[worker] if "khong nghe" in text]
    assert heard == [
        f"Chi May (ma TE{child.code}) du sinh 6/2026, tram khong nghe tin sinh. Anh/chi hoi tham giup. "
        f"Sinh roi, vd: ma TE{child.code} sinh be gai 3kg hom qua"
    ]


def test_of_two_pregnancies_that_a_birth_can_have_ended_it_is_asked_which(station: Station) -> None:
    worker, child = told(station)
    station.says(worker, "thai vang thi may 8 thang", NOW)
    station.says(worker, "bo", NOW)
    station.says(worker, "sinh be gai 3kg hom qua tai tram me May", NOW)
    assert children.get(station.conn, child.id).expected
    station.says(worker, "1", NOW)
    assert children.get(station.conn, child.id).date_of_birth == TODAY - timedelta(days=1)


def test_the_name_of_the_mother_corrected_gives_the_pregnancy_back(station: Station) -> None:
    worker, child = told(station)
    station.says(worker, "sinh be gai 3kg hom qua tai tram me Lo Thi May", NOW)
    born = reports.latest_by(station.conn, station.id_of(worker))[0]
    assert born.child_id == child.id
    station.says(worker, f"sua {born.number} me Giang Thi Dua", NOW)
    assert children.get(station.conn, child.id).expected
    assert reports.get(station.conn, born.id).child_id != child.id


def test_no_vaccination_is_of_a_child_who_is_not_born(station: Station) -> None:
    worker, child = told(station)
    station.says(worker, f"tiem viem gan B {child.code} hom nay", NOW)
    dose = reports.latest_by(station.conn, station.id_of(worker))[0]
    assert dose.child_id != child.id


def test_the_lessons_of_a_pregnancy_can_be_looked_at(station: Station) -> None:
    _, child = told(station)
    planned = preview(station.conn, child, Stretch(TODAY, 8), knowledge())
    weeks = {lesson.id for lesson in load_lessons() if lesson.weeks}
    assert planned
    assert {one.lesson for one in planned} <= weeks
