"""The inbox keeps each message once, and knows what is still to be handled."""

import pytest

from messages.envelope import ChannelName, Incoming
from storage import inbox
from storage.engine import Connection, Engine
from tests.support.moments import NOW


def message(provider_id: str, text: str = "sinh be gai", channel: ChannelName = ChannelName.SMS) -> Incoming:
    """A message as a channel hears it."""
    return Incoming(channel, provider_id, "+84912000001", text, NOW)


def test_the_same_message_is_kept_once(conn: Connection) -> None:
    first = inbox.store(conn, message("a"), NOW)
    assert first is not None
    assert inbox.store(conn, message("a", "another text"), NOW) is None
    assert inbox.get(conn, first).text == "sinh be gai"


def test_an_id_is_its_channels_own(conn: Connection) -> None:
    ids = {inbox.store(conn, message("a", channel=channel), NOW) for channel in (ChannelName.SMS, ChannelName.TELEGRAM)}
    assert None not in ids
    assert len(ids) == 2


def test_the_same_message_in_two_commits_is_kept_once(engine: Engine) -> None:
    kept = []
    for _ in range(2):
        with engine.begin() as conn:
            kept.append(inbox.store(conn, message("a"), NOW))
    assert kept[1] is None


@pytest.mark.parametrize("text", ["", "a\x00b", "😀" * 5000, "ເດັກ", "'; DROP TABLE inbox; --"])
def test_any_text_comes_back_as_it_was(conn: Connection, text: str) -> None:
    kept = inbox.store(conn, message("a", text), NOW)
    assert kept is not None
    assert inbox.get(conn, kept).text == text


def test_what_waits_is_given_oldest_first_until_it_is_handled(conn: Connection) -> None:
    ids = [inbox.store(conn, message(name), NOW) or 0 for name in "abc"]
    assert [one for one, _ in inbox.unhandled(conn)] == ids
    second = inbox.get(conn, ids[1])
    assert inbox.mark_handled(conn, second, "Help", None, NOW)
    assert not inbox.mark_handled(conn, second, "Help", None, NOW)
    assert [one for one, _ in inbox.unhandled(conn)] == [ids[0], ids[2]]
    assert inbox.waiting(conn) == 2


def test_attempts_are_counted(conn: Connection) -> None:
    kept = inbox.store(conn, message("a"), NOW) or 0
    assert [inbox.count_attempt(conn, kept) for _ in range(3)] == [1, 2, 3]
    assert inbox.unhandled(conn) == ((kept, 3),)
