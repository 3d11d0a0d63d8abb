"""The tray: what waits, the oldest first; what is settled leaves it, once."""

import pytest
from sqlalchemy import text

from messages.envelope import ChannelName, Incoming
from storage import inbox, people, places, schema, tray
from storage.engine import Connection, Engine
from storage.places import PlaceRow
from tests.support.moments import NOW

OUTCOMES = ("Unread", "HandOver", "RecordReports", "Failed", "TooLong", "Silence", "Stranger", "Rehearsed")


def commune(conn: Connection, code: str) -> int:
    """A commune."""
    return places.save(conn, PlaceRow(0, None, None, "commune", code, f"xã {code}"))


def ended(conn: Connection, outcome: str, commune_id: int | None, name: str = "") -> int:
    """A message of somebody of a commune that ended so; gives its number."""
    message = Incoming(ChannelName.SMS, name or f"{outcome}{commune_id}", "+84912000001", outcome, NOW)
    number = inbox.store(conn, message, NOW)
    assert number is not None
    assert inbox.mark_handled(conn, inbox.get(conn, number), outcome, people.add(conn, NOW, commune_id), NOW)
    return number


def test_what_a_person_must_read_waits_oldest_first(conn: Connection) -> None:
    here = commune(conn, "X")
    made = {outcome: ended(conn, outcome, here) for outcome in OUTCOMES}
    waiting = [made[name] for name in OUTCOMES if name in tray.OUTCOMES]
    assert [one.message.id for one in tray.page(conn, here, 10)] == waiting
    assert [one.message.id for one in tray.page(conn, here, 2, 1)] == waiting[1:3]
    assert tray.count(conn, here) == len(waiting) == 5


def test_a_commune_sees_its_own_and_what_belongs_to_none(conn: Connection) -> None:
    here, there = commune(conn, "X"), commune(conn, "Y")
    own, other, nobodys = (ended(conn, "Unread", place) for place in (here, there, None))
    assert [one.message.id for one in tray.page(conn, here, 10)] == [own, nobodys]
    assert [one.message.id for one in tray.page(conn, None, 10)] == [own, other, nobodys]
    assert tray.get(conn, own, here)
    assert tray.get(conn, nobodys, there)
    assert tray.get(conn, other, here) is None
    assert tray.get(conn, ended(conn, "Silence", here), here) is None
    assert tray.get(conn, 0, here) is None


def test_it_is_settled_once_and_can_be_taken_back(conn: Connection) -> None:
    here = commune(conn, "X")
    number, nurse = ended(conn, "Unread", here), people.add(conn, NOW, here)
    assert tray.settle(conn, number, nurse, NOW)
    assert not tray.settle(conn, number, people.add(conn, NOW, here), NOW)
    settled = tray.get(conn, number, here)
    assert settled is not None
    assert (settled.settled_by_id, settled.settled_at) == (nurse, NOW)
    assert tray.page(conn, here, 10) == ()
    assert [one.message.id for one in tray.page(conn, here, 10, settled=True)] == [number]
    assert tray.reopen(conn, number)
    assert tray.count(conn, here) == 1


def test_what_never_waited_is_not_settled(conn: Connection) -> None:
    number = ended(conn, "Silence", commune(conn, "X"))
    assert not tray.settle(conn, number, people.add(conn, NOW), NOW)
    assert not tray.reopen(conn, number)


@pytest.mark.parametrize(
    ("outcome", "after"), [("RecordReports", "Stranger"), ("RecordZero", "Stranger"), ("Help", "Help")]
)
def test_reports_of_strangers_are_found_in_a_database_from_before(engine: Engine, outcome: str, after: str) -> None:
    with engine.begin() as conn:
        number = ended(conn, outcome, None)
    with engine.connect() as conn, conn.begin():
        schema.migrate(conn, "0001")
    schema.prepare(engine)
    with engine.connect() as conn:
        found = conn.scalar(text("SELECT outcome FROM inbox WHERE id = :id"), {"id": number})
        assert found == after
