"""What the home remembers."""

from storage import settings


def test_a_value_is_kept_replaced_and_told_apart(conn):
    assert settings.get(conn, "clock") is None
    settings.put(conn, "clock", "one")
    settings.put(conn, "other", "x")
    settings.put(conn, "clock", "two")
    assert (settings.get(conn, "clock"), settings.get(conn, "other")) == ("two", "x")
