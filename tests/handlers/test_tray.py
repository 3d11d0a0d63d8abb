"""What the station reads for a sender: once, under both names, by every rule that holds for their own words."""

from datetime import date, timedelta

import pytest
from sqlalchemy import select

from handlers.commands import AskToCorrect, HandOver, TooLong, Unread
from handlers.opening import OPENED
from health.events import ReportKind
from health.rights import Role
from messages.marks import read_parts
from storage import changes, children, inbox, reports, talks, tray
from storage.engine import Connection
from storage.reports import Report, State
from storage.tables import attempt, hold, report
from tests.support.moments import NOW
from tests.support.stations import Station

READING = "sinh be gai 3kg1 hom qua tai tram me Lo Thi May"


@pytest.fixture
def station(conn: Connection) -> Station:
    """The sample commune."""
    return Station(conn)


def unread(station: Station, sender: str) -> int:
    """A message that nobody could read; gives its number."""
    station.says(sender, "qwrtz pxv zzkj wqq", NOW)
    return tray.page(station.conn, station.commune.id, 100)[-1].message.id


def every_report(conn: Connection) -> list[Report]:
    """All reports, oldest first."""
    return [reports.get(conn, one) for one in conn.execute(select(report.c.id).order_by(report.c.id)).scalars()]


def test_both_names_stand_on_it_and_on_its_trail(station: Station) -> None:
    conn, sender, nurse = station.conn, station.person(Role.COLLABORATOR, "B01"), station.person(Role.STAFF)
    number = unread(station, sender)
    words = f"  HOP {number}: {READING} "
    station.says(nurse, words, NOW + timedelta(days=2))
    [made] = every_report(conn)
    assert (made.reporter_id, made.entered_by_id) == (station.id_of(sender), station.id_of(nurse))
    assert (made.inbox_id, made.received_on, made.event_on) == (number, NOW.date(), date(2026, 4, 19))
    [line] = changes.of(conn, made.id)
    assert line.person_id == station.id_of(nurse)
    assert inbox.get(conn, line.inbox_id or 0).text == words
    said = {part.field: words[part.start : part.end] for part in read_parts(line.spans)}
    assert said == {
        "sex": "be gai",
        "weight_g": "3kg1",
        "date_of_birth": "hom qua",
        "place": "tram",
        "mother": "Lo Thi May",
    }
    settled = tray.get(conn, number, station.commune.id)
    assert settled is not None
    assert settled.settled_by_id == station.id_of(nurse)


def test_two_readings_one_after_the_other_make_one_report(station: Station) -> None:
    sender, nurses = station.person(Role.COLLABORATOR, "B01"), [station.person(Role.STAFF) for _ in range(2)]
    number = unread(station, sender)
    for nurse in nurses:
        station.says(nurse, f"HOP {number} {READING}", NOW)
    assert len(every_report(station.conn)) == 1
    assert "da xong" in station.delivered(NOW)[nurses[1]][-1]


def test_sent_again_by_the_sender_meanwhile_it_is_asked_about(station: Station) -> None:
    sender, nurse = station.person(Role.COLLABORATOR, "B01"), station.person(Role.STAFF)
    number = unread(station, sender)
    station.says(sender, READING, NOW)
    station.says(nurse, f"HOP {number} {READING}", NOW)
    assert [one.state for one in every_report(station.conn)] == [State.RECORDED, State.DOUBTFUL]
    assert [talk.form for talk in talks.open_with(station.conn, station.id_of(sender))] == ["same_birth"]


def test_the_senders_questions_are_theirs(station: Station) -> None:
    sender, nurse = station.person(Role.COLLABORATOR, "B01"), station.person(Role.STAFF)
    number = unread(station, sender)
    station.delivered(NOW)
    station.says(nurse, f"HOP {number} sinh be gai hom qua o nha me Lo Thi May", NOW)
    heard = station.delivered(NOW)
    assert heard[sender][0].startswith("Tram da doc tin cua anh/chi. S1001: be gai")
    assert "Con thieu" in heard[sender][0]
    assert "Nguoi gui dang duoc hoi them" in heard[nurse][0]
    station.says(sender, "3kg1, ba mu do", NOW + timedelta(hours=1))
    [made] = every_report(station.conn)
    assert made.missing == frozenset()
    assert [one.person_id for one in changes.of(station.conn, made.id)] == [
        station.id_of(nurse),
        station.id_of(sender),
    ]


@pytest.mark.parametrize(
    ("role", "village", "asked"),
    [(Role.COLLABORATOR, "B01", "sender"), (Role.COLLABORATOR, "B02", "nurse"), (None, "", "nurse")],
    ids=["of the village", "of another village", "a stranger"],
)
def test_a_death_that_the_station_reads_is_held_and_asked_of_who_may_hear(
    station: Station, role: Role | None, village: str, asked: str
) -> None:
    conn, nurse, sender = station.conn, station.person(Role.STAFF), station.person(role, village)
    station.says(nurse, f"{READING}, ban Pa Pe", NOW)
    child = every_report(conn)[0].child_id or 0
    station.says(sender, "qwrtz pxv zzkj wqq", NOW)
    number = tray.page(conn, station.commune.id, 100)[-1].message.id
    station.delivered(NOW)
    station.says(nurse, f"HOP {number} be {children.get(conn, child).code} mat sang nay", NOW)
    assert conn.execute(select(hold.c.child_id).where(hold.c.lifted_at.is_(None))).scalars().all() == [child]
    people = {"sender": station.id_of(sender), "nurse": station.id_of(nurse)}
    forms = {name: [talk.form for talk in talks.open_with(conn, one)] for name, one in people.items()}
    assert forms == {name: ["confirm_death"] if name == asked else [] for name in people}
    if asked == "nurse":
        assert "May" not in " ".join(station.delivered(NOW)[sender])
    station.says({"sender": sender, "nurse": nurse}[asked], "co", NOW)
    assert children.get(conn, child).dead


def test_danger_goes_to_the_sender_whoever_it_is(station: Station) -> None:
    nurse, stranger = station.person(Role.STAFF), station.person()
    station.says(stranger, "qwrtz pxv zzkj wqq", NOW)
    number = tray.page(station.conn, station.commune.id, 9)[-1].message.id
    station.delivered(NOW)
    station.says(nurse, f"HOP {number} be so sinh co giat, bo bu", NOW)
    heard = station.delivered(NOW)
    assert heard[stranger][0].startswith("DUA BE DEN TRAM NGAY")
    assert any("NGUY HIEM" in said for said in heard[nurse])
    assert tray.count(station.conn, station.commune.id) == 0


@pytest.mark.parametrize("said", ["ngung", "sai so"])
def test_who_has_ended_all_messages_is_left_alone(station: Station, said: str) -> None:
    parent, nurse = station.person(Role.CAREGIVER, "B01"), station.person(Role.STAFF)
    number = unread(station, parent)
    station.says(parent, said, NOW)
    station.delivered(NOW)
    station.says(nurse, f"HOP {number} sinh be gai hom qua o nha me Lo Thi May, Pa Pe", NOW)
    heard = station.delivered(NOW)
    assert heard.keys() == {nurse}
    assert "Con thieu" in heard[nurse][0]
    assert every_report(station.conn)[0].reporter_id == station.id_of(parent)


def test_a_quiet_week_of_no_village_stays_in_the_tray(station: Station) -> None:
    nurse, stranger = station.person(Role.STAFF), station.person()
    station.says(stranger, "qwrtz pxv zzkj wqq", NOW)
    number = tray.page(station.conn, station.commune.id, 9)[-1].message.id
    station.says(nurse, f"HOP {number} tuan nay khong co gi", NOW)
    assert "Cua thon nao" in station.delivered(NOW)[nurse][-1]
    assert tray.count(station.conn, station.commune.id) == 1
    station.says(nurse, "Pa Pe tuan nay khong co gi", NOW)
    assert [one.kind for one in every_report(station.conn)] == [ReportKind.ZERO]
    assert tray.count(station.conn, station.commune.id) == 0


def test_the_words_after_opening_count_for_half_an_hour(station: Station) -> None:
    sender, nurse = station.person(Role.COLLABORATOR, "B01"), station.person(Role.STAFF)
    number = unread(station, sender)
    station.says(nurse, f"hop {number}", NOW)
    station.says(nurse, READING, NOW + timedelta(minutes=31))
    assert every_report(station.conn)[0].reporter_id == station.id_of(nurse)
    station.says(nurse, f"hop {number}", NOW + timedelta(hours=1))
    station.says(nurse, "sinh be trai 2kg9 hom nay tai tram me Vang Thi Do", NOW + timedelta(hours=1, minutes=29))
    assert every_report(station.conn)[1].reporter_id == station.id_of(sender)


def test_practice_leaves_the_tray_alone(station: Station) -> None:
    conn, sender, nurse = station.conn, station.person(Role.COLLABORATOR, "B01"), station.person(Role.STAFF)
    number = unread(station, sender)
    for who, said in ((sender, "tap"), (sender, "qwrtz pxv"), (nurse, "tap"), (nurse, f"hop {number} {READING}")):
        station.says(who, said, NOW + timedelta(minutes=1))
    assert [one.message.id for one in tray.page(conn, station.commune.id, 9)] == [number]
    assert every_report(conn) == []


def test_more_than_anybody_reports_in_is_kept_for_the_station(station: Station) -> None:
    station.says(station.person(Role.COLLABORATOR, "B01"), "be " * 2000, NOW)
    nurse = station.person(Role.STAFF)
    station.says(nurse, "hop", NOW)
    assert "1 tin cho tram doc" in station.delivered(NOW)[nurse][0]


def test_a_question_opened_later_takes_its_own_answer(station: Station) -> None:
    sender, nurse = station.person(Role.COLLABORATOR, "B01"), station.person(Role.STAFF)
    station.says(nurse, "sinh be trai o nha hom qua me Vang Thi Do, Na Don", NOW)
    own = every_report(station.conn)[0]
    number = unread(station, sender)
    station.says(nurse, f"hop {number}", NOW)
    talk = talks.open_with(station.conn, station.id_of(nurse))[0]
    assert talk.form == OPENED
    station.does(nurse, AskToCorrect(own.number), NOW)
    station.says(nurse, "be gai 3kg2 o tram", NOW)
    assert [one.id for one in every_report(station.conn)] == [own.id]
    assert reports.get(station.conn, own.id).facts["weight_g"] == 3200
    station.says(nurse, READING, NOW)
    assert every_report(station.conn)[1].reporter_id == station.id_of(sender)


def test_what_waits_is_named_by_commands() -> None:
    named = set(tray.OUTCOMES) - {tray.FAILED, tray.STRANGER}
    assert named == {one.__name__ for one in (HandOver, TooLong, Unread)}


@pytest.mark.parametrize("role", [None, Role.CAREGIVER, Role.COLLABORATOR])
def test_nobody_else_looks_into_the_tray(station: Station, role: Role | None) -> None:
    number = unread(station, station.person(Role.COLLABORATOR, "B01"))
    who = station.person(role, "B01" if role else "")
    station.delivered(NOW)
    for said in ("hop", f"hop {number}", f"hop {number} {READING}", f"hop {number} tra loi ok", f"hop {number} bo"):
        station.says(who, said, NOW)
        assert station.delivered(NOW).keys() == {who}
    assert tray.count(station.conn, station.commune.id) == 1


def test_what_was_sent_is_kept_readable(station: Station) -> None:
    nurse = station.person(Role.STAFF)
    station.says(nurse, f"{READING}, ban Pa Pe", NOW)
    station.says(nurse, "mo 1001", NOW)
    station.delivered(NOW)
    last = station.conn.execute(select(attempt.c.text).order_by(attempt.c.id.desc())).scalars().first()
    assert last is not None
    assert "sinh [be gai] [3kg1] [hom qua] tai [tram] me [Lo Thi May]" in last
