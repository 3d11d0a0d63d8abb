"""Places are asked for once a transaction, and never staler than that."""

from dataclasses import replace

from storage import places
from storage.engine import Connection, Engine
from storage.places import PlaceRow

COMMUNE = PlaceRow(0, None, None, "commune", "X", "Bình Lư")


def _villages(conn: Connection, *codes: str) -> list[str]:
    commune = places.save(conn, COMMUNE)
    for code in codes:
        places.save(conn, PlaceRow(0, commune, commune, "village", code, f"Bản {code}"))
    return [place.code for place in places.villages(conn, commune)]


def test_what_is_saved_is_seen_at_once(conn: Connection) -> None:
    assert _villages(conn, "X1") == ["X1"]
    assert _villages(conn, "X2") == ["X1", "X2"]
    places.save(conn, replace(COMMUNE, name="Bình Lư mới"))
    assert [place.name for place in places.communes(conn)] == ["Bình Lư mới"]


def test_a_later_transaction_sees_what_another_saved(engine: Engine) -> None:
    with engine.begin() as conn:
        _villages(conn, "X1")
    with engine.begin() as conn:
        before = places.by_code(conn, "X1")
        conn.exec_driver_sql("UPDATE place SET name = 'Bản khác'")
        assert places.by_code(conn, "X1") == before
    with engine.begin() as conn:
        after = places.by_code(conn, "X1")
    assert after is not None
    assert after.name == "Bản khác"


def test_no_place_is_found_by_no_code(conn: Connection) -> None:
    assert places.by_code(conn, "nowhere") is None
