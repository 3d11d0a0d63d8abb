"""Two hands carry the same request out, or the person takes it back meanwhile: one of them is first."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

from handlers import erasing
from health.rights import Role
from storage import erasures
from storage.engine import Engine
from storage.erasures import NewErasure
from tests.support.moments import NOW
from tests.support.stations import Station


def test_a_request_is_carried_out_once(engine: Engine) -> None:
    with engine.begin() as conn:
        station = Station(conn)
        person_id = station.id_of(station.person(Role.CAREGIVER, "B01"))
        new = NewErasure(person_id, station.commune.id, False, "sms", NOW, NOW + timedelta(days=15))
        number, _ = erasing.request(conn, new)
        waiting = erasures.get(conn, number)
        assert waiting is not None

    def by_hand() -> bool:
        with engine.begin() as conn:
            return erasing.finish(conn, waiting, NOW, None) is not None

    with ThreadPoolExecutor(2) as hands:
        done = list(hands.map(lambda _: by_hand(), range(2)))
    assert sorted(done) == [False, True]
    with engine.begin() as conn:
        assert not erasures.cancel(conn, person_id, NOW)
        assert len(erasures.done(conn)) == 1
