"""After an erasure no sealed value tells of the person, every count is what it was, and the number is a stranger's."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict
from datetime import datetime, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from sqlalchemy import select

from handlers import commands as do
from handlers import due, erasing
from handlers.awareness import awareness
from handlers.forgetting import carry_out
from handlers.weeks import commune_week
from health.local_time import local_date
from health.names import fold
from health.rights import Role
from health.weeks import Week
from storage import care, children, erasures, people
from storage.engine import Connection, Engine
from storage.erasures import Erasure, NewErasure
from storage.group import undone
from storage.quizzes import Among
from storage.sealed import Sealed
from storage.tables import child, metadata, report
from tests.support.families import HISTORIES, Family
from tests.support.moments import NOW
from tests.support.stations import Station, knowledge

MOTHER, BABY = "Lường Thị Xuân", "Lò Bảo Ngọc"
WEEKS = [Week.of(local_date(NOW) + timedelta(days=7 * n)) for n in range(-3, 3)]


def sealed_values(conn: Connection) -> Iterator[tuple[str, str]]:
    """(column, text) of every sealed value there is."""
    for table in metadata.sorted_tables:
        for column in table.c:
            if isinstance(column.type, Sealed):
                yield from (
                    (f"{table.name}.{column.name}", text) for text in conn.execute(select(column)).scalars() if text
                )


def found(conn: Connection, *wanted: str) -> list[tuple[str, str]]:
    """Where any of these words stands, with accents or without."""
    return [(where, text) for where, text in sealed_values(conn) if any(fold(word) in fold(text) for word in wanted)]


def counts(station: Station) -> list[object]:
    """All that is counted: weeks with their villages, quizzes by topic, what each report says that is no name."""
    weeks = [asdict(commune_week(station.conn, station.commune, week)) for week in WEEKS]
    quizzes = [asdict(one) for one in awareness(station.conn, knowledge().quizzes, Among(station.commune.id))]
    reports = [tuple(row) for row in station.conn.execute(select(report).order_by(report.c.id))]
    lives = [child.c.code, child.c.sex, child.c.date_of_birth, child.c.village_id, child.c.dead, child.c.removed]
    return [weeks, quizzes, reports, [tuple(row) for row in station.conn.execute(select(*lives).order_by(child.c.id))]]


def asked(station: Station, number: str, at: datetime, *, with_children: bool = True) -> Erasure:
    """A request as XOA makes it."""
    person = people.get(station.conn, station.id_of(number))
    new = NewErasure(person.id, person.commune_id, with_children, "sms", at, erasing.due_moment(at))
    found_again = erasures.get(station.conn, erasing.request(station.conn, new)[0])
    assert found_again is not None
    return found_again


def a_family(station: Station) -> tuple[str, str, str]:
    """A village's collaborator, its staff, and a mother of whom much is written down; gives their numbers."""
    worker, staff, mother = station.person(Role.COLLABORATOR, "B01"), station.person(Role.STAFF), station.person()
    said = [
        (worker, f"sinh be gai {BABY} 3kg1 hom nay tai tram me {MOTHER}"),
        (worker, "vang a pao de con trai 2kg3 o nha, vo la Vàng Thị Dua"),
        (worker, f"chi {fold(MOTHER)} hoi khi nao di kham lai?"),
        (worker, f"so cua chi ay la 0{mother.removeprefix('+84')} nhe"),
    ]
    for who, text in said:
        station.says(who, text, NOW)
    code = station.conn.execute(select(child.c.code).order_by(child.c.id)).scalars().first()
    for who, text in (
        (mother, f"be {code}"),
        (mother, "dong y"),
        (worker, f"dang ky {code} 0{mother.removeprefix('+84')}"),
        (mother, "be bo bu, tho nhanh"),
        (mother, "khen co y ta Hoa rat tan tinh"),
        (mother, f"toi la {MOTHER} day, cho hoi lich tiem"),
        (worker, f"tiem viem gan b so sinh {code} hom nay"),
    ):
        station.says(who, text, NOW)
    station.delivered(NOW)
    return worker, staff, mother


@pytest.mark.parametrize("with_children", [True, False])
def test_nothing_sealed_tells_of_the_person_any_more(conn: Connection, with_children: bool) -> None:
    station = Station(conn)
    _, _, mother = a_family(station)
    digits = mother.removeprefix("+84")
    names = (MOTHER, BABY) if with_children else ()
    before = counts(station)
    assert found(conn, digits)
    assert found(conn, MOTHER)
    person = station.id_of(mother)
    erasing.finish(conn, asked(station, mother, NOW, with_children=with_children), NOW, None)
    later = NOW + timedelta(days=4)
    assert station.delivered(NOW)[mother] == [
        "Tram da xoa xong thong tin theo yeu cau. So nay cung duoc xoa sau tin nay. Cam on anh/chi."
    ]
    while due.do_due(conn, later, knowledge()):
        station.delivered(later)
    assert found(conn, digits, "tan tinh", "tho nhanh", *names) == []
    assert bool(found(conn, MOTHER)) is not with_children  # a child's record keeps its names unless they are to go
    assert found(conn, "Vàng Thị Dua")
    assert counts(station) == before
    assert care.children_of(conn, person) == ()
    assert care.consent_of(conn, person) is not None  # that it was given stays, of somebody without a name


def test_a_name_that_another_family_bears_stays_where_it_is_theirs(sqlite_conn: Connection) -> None:
    station = Station(sqlite_conn)
    worker, _, mother = a_family(station)
    station.says(worker, f"sinh be trai 3kg hom nay tai tram me {MOTHER} ban na don", NOW)
    theirs = sqlite_conn.execute(select(child.c.id).order_by(child.c.id.desc())).scalars().first()
    erasing.finish(sqlite_conn, asked(station, mother, NOW), NOW, None)
    assert theirs is not None
    assert children.get(sqlite_conn, theirs).mother == MOTHER
    assert found(sqlite_conn, "ban na don")


def test_the_number_begins_anew(sqlite_conn: Connection) -> None:
    station = Station(sqlite_conn)
    _, _, mother = a_family(station)
    old = station.id_of(mother)
    erasing.finish(sqlite_conn, asked(station, mother, NOW), NOW, None)
    code = sqlite_conn.execute(select(child.c.code).order_by(child.c.id)).scalars().first()
    station.says(mother, f"be {code}", NOW + timedelta(hours=1))
    station.says(mother, "dong y", NOW + timedelta(hours=1))
    new = station.id_of(mother)
    due.do_due(sqlite_conn, NOW + timedelta(days=4), knowledge())
    assert new != old
    assert station.id_of(mother) == new
    assert care.consent_of(sqlite_conn, new) == "yes"
    assert len(care.children_of(sqlite_conn, new)) == 1


def test_a_collaborators_reports_stay_and_the_role_ends(sqlite_conn: Connection) -> None:
    station = Station(sqlite_conn)
    worker, _, _ = a_family(station)
    before, person = counts(station), station.id_of(worker)
    erasing.finish(sqlite_conn, asked(station, worker, NOW, with_children=False), NOW, None)
    assert counts(station) == before
    assert people.get(sqlite_conn, person).grants == ()
    assert [where for where, _ in found(sqlite_conn, worker.removeprefix("+84"))] == [
        "contact.address"
    ]  # the last word


def test_a_trial_changes_nothing(sqlite_conn: Connection) -> None:
    station = Station(sqlite_conn)
    _, _, mother = a_family(station)
    waiting, before = asked(station, mother, NOW), list(sealed_values(sqlite_conn))
    with undone(sqlite_conn):
        would = carry_out(sqlite_conn, waiting, NOW, None)
    assert would.wiped.contacts == 1
    assert would.wiped.messages > 3
    assert list(sealed_values(sqlite_conn)) == before


def test_it_is_done_by_itself_on_the_fifteenth_day(sqlite_conn: Connection) -> None:
    station = Station(sqlite_conn)
    _, staff, mother = a_family(station)
    station.says(mother, "xoa", NOW)
    station.says(mother, "2", NOW)
    station.delivered(NOW)
    for day in range(1, 15):
        due.do_due(sqlite_conn, NOW + timedelta(days=day), knowledge())
        assert not found(sqlite_conn, "xoa theo yeu cau")
    on_day = NOW + timedelta(days=15, hours=1)
    while due.do_due(sqlite_conn, on_day, knowledge()):
        pass
    heard = station.delivered(on_day)
    assert any("tu xoa theo yeu cau" in text for text in heard[staff])
    assert len(heard[mother]) == 1


@contextmanager
def a_history(engine: Engine) -> Iterator[Family]:
    """A family, taken back at the end."""
    with engine.connect() as conn:
        work = conn.begin()
        yield Family(Station(conn))
        work.rollback()


@settings(max_examples=12, deadline=None, suppress_health_check=list(HealthCheck))
@given(history=HISTORIES)
def test_counts_stay_whatever_was_told(shared_sqlite: Engine, history: list[tuple[str, int, int]]) -> None:
    with a_history(shared_sqlite) as family:
        family.play(history)
        before = counts(family.station)
        for number in family.parents:
            erasing.finish(family.conn, asked(family.station, number, family.now), family.now, None)
        assert counts(family.station) == before
        digits = [number.removeprefix("+84") for number in family.parents]
        assert {where for where, _ in found(family.conn, *digits)} <= {"contact.address"}  # of the last words
        family.live_on(5)
        assert found(family.conn, *digits) == []
        assert family.wrong == []


def test_waiting_words_to_the_person_never_leave(sqlite_conn: Connection) -> None:
    station = Station(sqlite_conn)
    worker, _, mother = a_family(station)
    station.says(mother, "be sot nhe thi lam sao", NOW)
    erasing.finish(sqlite_conn, asked(station, mother, NOW), NOW, None)
    assert len(station.delivered(NOW)[mother]) == 1
    assert isinstance(station.does(worker, do.Help(), NOW)[0].lines[0].key, str)
