"""`bekhoe cost`: what SMS cost, sent and to come."""

import json
from datetime import date, timedelta

from messages.texts import Line, lines_to_json
from storage import attempts, care, children, contacts, outbox, people, places
from storage.care import Answer, Consent
from storage.children import NewChild
from storage.engine import Connection
from storage.outbox import Parcel, Priority
from tests.bot.cli.conftest import Shell
from tests.support.moments import NOW

LONG = "a" * 161


def _sent(conn: Connection, person_id: int, priority: Priority, text: str, lesson: str | None = None) -> None:
    parcel = Parcel(person_id, lines_to_json((Line("stopped"),)), NOW, priority=priority, lesson=lesson)
    row = outbox.add(conn, parcel, NOW)
    way = contacts.of(conn, person_id)[0]
    attempt = attempts.begin(conn, attempts.Try(row, way.id, way.channel, text), NOW)
    attempts.end(conn, attempt, NOW, None)


def _family(conn: Connection) -> int:
    """A mother on SMS who agreed, with a child of six weeks."""
    commune = places.communes(conn)[0]
    person_id = people.add(conn, NOW, commune_id=commune.id)
    contacts.add(conn, person_id, "sms", "+84912345678", NOW)
    child_id = children.add(conn, NewChild(commune.id, None, "102748", "f", date(2026, 3, 9)), NOW)
    care.look_after(conn, person_id, child_id, NOW)
    care.record_consent(conn, person_id, Consent("messages", Answer.YES, "2", "sms", None, NOW))
    return person_id


def test_what_was_sent_by_kind(commune: Shell) -> None:
    with commune.looking() as conn:
        person_id = _family(conn)
        _sent(conn, person_id, Priority.REPLY, "ngan")
        _sent(conn, person_id, Priority.DANGER, LONG)
        _sent(conn, person_id, Priority.ROUTINE, "bai", lesson="nb-cord")
    told = json.loads(commune.told("cost", "--from", "2026-04-01", "--json"))
    found = {one["kind"]: (one["messages"], one["segments"]) for one in told["sent"] if one["messages"]}
    assert found == {"danger": (1, 2), "reply": (1, 1), "lesson": (1, 1)}


def test_the_price_in_words(commune: Shell) -> None:
    with commune.looking() as conn:
        _sent(conn, _family(conn), Priority.DANGER, LONG)
    said = commune.told("cost", "--price", "300")
    assert "1 tin nhắn, 2 tin SMS, 600 đồng" in said
    assert "dấu hiệu nguy hiểm: 1, 2 tin SMS" in said


def test_nothing_of_other_days(commune: Shell) -> None:
    with commune.looking() as conn:
        _sent(conn, _family(conn), Priority.REPLY, "ngan")
    day = (NOW + timedelta(days=2)).date().isoformat()
    assert "0 tin nhắn, 0 tin SMS" in commune.told("cost", "--from", day, "--to", day)


def test_what_is_to_come_is_what_the_preview_shows(commune: Shell) -> None:
    with commune.looking() as conn:
        _family(conn)
    planned = json.loads(commune.told("preview", "102748", "--weeks", "6", "--json"))
    coming = json.loads(commune.told("cost", "--weeks", "6", "--json"))["ahead"]
    assert coming == {"people": 1, "messages": len(planned), "segments": sum(one["segments"] for one in planned)}
    assert planned


def test_who_refused_costs_nothing_more(commune: Shell) -> None:
    with commune.looking() as conn:
        person_id = _family(conn)
        care.record_consent(conn, person_id, Consent("messages", Answer.WITHDRAWN, "2", "sms", None, NOW))
    assert json.loads(commune.told("cost", "--json"))["ahead"]["people"] == 0
