"""The lessons of a child go by what its birth report told, as it stands when they are planned."""

from datetime import date, timedelta

import pytest

from handlers import lessons
from health.events import ReportKind
from storage import care, children, holds, outbox, people, reports
from storage.care import Answer, Consent
from storage.children import NewChild
from storage.engine import Connection
from storage.reports import NewReport, State
from tests.support.moments import NOW
from tests.support.stations import Station, knowledge

TODAY = date(2026, 4, 20)


def _family(conn: Connection, facts: dict[str, object] | None) -> tuple[int, int]:
    """A person who agreed and a child born today, with its birth report if there is one."""
    commune = Station(conn).commune.id
    child_id = children.add(conn, NewChild(commune, None, "102748", "f", TODAY), NOW)
    if facts is not None:
        reports.add(conn, NewReport(commune, None, ReportKind.BIRTH, NOW, TODAY, TODAY, facts, child_id=child_id))
    person_id = people.add(conn, NOW, commune)
    care.look_after(conn, person_id, child_id, NOW)
    care.record_consent(conn, person_id, Consent("messages", Answer.YES, "1", "sms", None, NOW))
    return person_id, child_id


def _heard(conn: Connection, person_id: int, child_id: int, days: int) -> list[str]:
    for day in range(days):
        lessons.plan(conn, child_id, NOW + timedelta(days=day), knowledge())
    return [one.lesson for one in outbox.lessons_of(conn, person_id)]


@pytest.mark.parametrize(
    ("facts", "second"),
    [
        (None, "birth-first-hour"),
        ({}, "birth-first-hour"),
        ({"weight_g": 3100, "place": "station"}, "birth-first-hour"),
        ({"weight_g": 3100, "place": "home"}, "birth-home"),
        ({"weight_g": 2300, "place": "station"}, "nb-small"),
        ({"weight_g": 2300, "place": "home"}, "birth-home-small"),
    ],
)
def test_the_second_day_goes_by_weight_and_place(
    conn: Connection, facts: dict[str, object] | None, second: str
) -> None:
    person_id, child_id = _family(conn, facts)
    assert _heard(conn, person_id, child_id, 2) == ["nb-signs-1", second]


def test_a_weight_that_is_told_later_counts(conn: Connection) -> None:
    person_id, child_id = _family(conn, {"weight_g": None, "place": "station"})
    lessons.plan(conn, child_id, NOW, knowledge())
    reports.set_facts(conn, reports.of_child(conn, child_id)[0], {"weight_g": 2100})
    assert _heard(conn, person_id, child_id, 2)[-1] == "nb-small"


def test_a_report_taken_back_does_not(conn: Connection) -> None:
    person_id, child_id = _family(conn, {"weight_g": 2100, "place": "home"})
    reports.set_state(conn, reports.of_child(conn, child_id)[0].id, State.WITHDRAWN)
    assert _heard(conn, person_id, child_id, 2)[-1] == "birth-first-hour"


def test_no_child_is_forgotten_because_a_sibling_shares_the_phone(conn: Connection) -> None:
    person_id, first = _family(conn, None)
    older = date(2026, 4, 12)
    second = children.add(conn, NewChild(children.get(conn, first).commune_id, None, "202749", "m", older), NOW)
    care.look_after(conn, person_id, second, NOW)
    for day in range(21):
        for child_id in (second, first):
            lessons.plan(conn, child_id, NOW + timedelta(days=day), knowledge())
    planned = outbox.lessons_of(conn, person_id)
    heard = [one.child_id for one in planned]
    assert len(planned) == 9  # three a week, whoever they are about
    assert min(heard.count(first), heard.count(second)) >= 4


def test_a_child_who_is_held_takes_no_turn(conn: Connection) -> None:
    person_id, first = _family(conn, None)
    commune = children.get(conn, first).commune_id
    twin = children.add(conn, NewChild(commune, None, "202749", "m", TODAY), NOW)
    care.look_after(conn, person_id, twin, NOW)
    told = reports.add(conn, NewReport(commune, None, ReportKind.DEATH, NOW, TODAY, TODAY, child_id=first))
    holds.place(conn, first, told.id, NOW)
    assert {one for day in range(3) for one in _about(conn, person_id, twin, day)} == {twin}


def _about(conn: Connection, person_id: int, child_id: int, day: int) -> list[int]:
    lessons.plan(conn, child_id, NOW + timedelta(days=day), knowledge())
    return [one.child_id for one in outbox.lessons_of(conn, person_id)]
