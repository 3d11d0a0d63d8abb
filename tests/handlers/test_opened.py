"""An opened report: who sees it, and how far names travel."""

from datetime import date, timedelta

import pytest

from handlers.deaths import death_words
from handlers.facts import Facts
from handlers.scene import open_scene
from health.events import ReportKind
from health.rights import Role
from messages.marks import read_parts
from storage import changes, inbox, reports
from storage.engine import Connection
from tests.support.moments import NOW
from tests.support.stations import Station, knowledge

READING = "sinh be gai 3kg1 hom qua tai tram me Lo Thi May"


@pytest.fixture
def station(conn: Connection) -> Station:
    """The sample commune."""
    return Station(conn)


def spans(station: Station, number: int) -> list[dict[str, str]]:
    """For each line of a report's trail, the words that were read as each field."""
    found = reports.by_number(station.conn, number)
    assert found is not None
    lines = changes.of(station.conn, found.id)
    texts = [inbox.get(station.conn, line.inbox_id or 0).text for line in lines]
    return [
        {part.field: text[part.start : part.end] for part in read_parts(line.spans)}
        for line, text in zip(lines, texts, strict=True)
    ]


def test_each_change_keeps_where_its_values_were_read(station: Station) -> None:
    teller = station.person(Role.COLLABORATOR, "B01")
    for hours, said in enumerate(
        ("vang a pao de con trai 2kg3 o nha", "hom kia, ba mu do", "SUA 1001: 2kg7", "nham, be gai")
    ):
        station.says(teller, said, NOW + timedelta(hours=hours))
    assert spans(station, 1001) == [
        {"mother": "vang a pao", "sex": "con trai", "weight_g": "2kg3", "place": "o nha"},
        {"date_of_birth": "hom kia", "attendant": "ba mu do"},
        {"weight_g": "2kg7"},
        {"sex": "be gai"},
    ]


def test_an_unsure_value_keeps_its_question_mark(station: Station) -> None:
    teller = station.person(Role.COLLABORATOR, "B01")
    station.says(teller, "vang a pao de con trai 2kg3 o nha", NOW)
    station.says(teller, "mo s1001", NOW)
    assert "[vang a pao]? de [con trai]" in station.delivered(NOW)[teller][-1]


def test_an_impossible_value_is_not_marked(station: Station) -> None:
    teller = station.person(Role.COLLABORATOR, "B01")
    station.says(teller, "chi Lo Thi May de be gai 9kg5 hom qua o tram", NOW)
    assert "weight_g" not in spans(station, 1001)[0]


@pytest.mark.parametrize(
    ("role", "village", "heard"),
    [
        (Role.STAFF, "", "S1001: be gai"),
        (Role.COLLABORATOR, "B01", "S1001: be gai"),
        (Role.COLLABORATOR, "B02", "khong thuoc thon"),
        (Role.CAREGIVER, "B01", "quyen"),
        (Role.ADMIN, "", "quyen"),
        (None, "", "quyen"),
    ],
)
def test_who_may_see_it(station: Station, role: Role | None, village: str, heard: str) -> None:
    station.says(station.person(Role.COLLABORATOR, "B01"), READING, NOW)
    who = station.person(role, village)
    station.delivered(NOW)
    station.says(who, "mo 1001", NOW)
    [said] = station.delivered(NOW)[who]
    assert heard in said
    assert ("May" in said) == heard.startswith("S")


def test_a_number_of_nothing_is_told_so(station: Station) -> None:
    nurse = station.person(Role.STAFF)
    for said, heard in (("mo 999999999", "Khong co bao cao so"), ("/mo", "Mo bao cao nao"), ("/mo abc", "Mo bao cao")):
        station.says(nurse, said, NOW)
        assert heard in station.delivered(NOW)[nurse][0]


@pytest.mark.parametrize(
    ("born", "died", "age"),
    [
        ("2024-02-10", "2025-02-09", "11 tháng"),
        ("2024-02-10", "2025-02-10", "12 tháng"),
        ("2025-01-31", "2025-02-28", "28 ngày"),
    ],
)
def test_months_of_life_are_those_of_the_calendar(station: Station, born: str, died: str, age: str) -> None:

    nurse = station.person(Role.STAFF)
    message = inbox.get(station.conn, station.hears(nurse, "", NOW))
    scene = open_scene(station.conn, message, NOW, knowledge())
    station.says(nurse, f"{READING}, ban Pa Pe", NOW)
    any_report = reports.by_number(station.conn, 1001)
    assert any_report is not None
    told = {"date_of_birth": date.fromisoformat(born), "date": date.fromisoformat(died)}
    assert age in death_words(scene, Facts(ReportKind.DEATH, told), any_report)
