"""The languages that a family is offered after its consent, and what it is told that it will hear."""

from datetime import date

import pytest

from health.rights import Role
from messages.envelope import ChannelName
from storage import children, voices
from storage.children import NewChild
from storage.engine import Connection
from tests.support.moments import NOW
from tests.support.voices import Left, Studio

CODE = "102756"


@pytest.fixture
def studio(conn: Connection) -> Studio:
    return Studio(conn)


def agrees(studio: Studio, code: str = CODE, channel: ChannelName = ChannelName.TELEGRAM) -> list[Left]:
    """Somebody new sends a code and agrees; what they hear then."""
    number = studio.person(channel=channel)
    for text in (f"be {code}", "dong y"):
        studio.says(number, text, channel=channel)
        heard = studio.leaves()
    return [each for each in heard if each.to == number]


def child(studio: Studio) -> None:
    children.add(studio.conn, NewChild(studio.commune.id, None, CODE, "f", date(2026, 4, 19)), NOW)


def offered(heard: list[Left]) -> list[str]:
    return [data for each in heard for data in each.buttons if data.startswith("tieng:")]


def test_languages_with_something_signed_are_offered(studio: Studio) -> None:
    child(studio)
    assert offered(agrees(studio)) == []
    studio.signed("nb-cord", "mong")
    studio.signed("nb-jaundice", "thai")
    studio.records(studio.person(Role.STAFF), "giong nb-jaundice lu")
    studio.fetched()
    studio.leaves()
    assert offered(agrees(studio)) == ["tieng:thai", "tieng:mong"]


def test_the_offer_tells_nothing_of_a_code(studio: Studio) -> None:
    studio.signed()
    unknown = [each.text for each in agrees(studio)]
    child(studio)
    assert [each.text for each in agrees(studio)] == unknown


def test_sms_is_offered_nothing(studio: Studio) -> None:
    studio.signed()
    assert offered(agrees(studio, channel=ChannelName.SMS)) == []


def test_what_is_stale_is_not_offered(studio: Studio) -> None:
    studio.signed()
    studio.rewritten("nb-cord", version="2027-01")
    assert offered(agrees(studio)) == []


def test_it_is_offered_once(studio: Studio) -> None:
    studio.signed()
    number = studio.person()
    heard = []
    for text in (f"be {CODE}", "dong y", "ngung", "dong y", f"be {CODE}", "dong y"):
        studio.says(number, text)
        heard += studio.leaves()
    assert offered(heard) == ["tieng:mong"]
    assert voices.chosen(studio.conn, studio.id_of(number)) == ""


@pytest.mark.parametrize(
    ("data", "language", "said"),
    [("tieng:mong", "mong", "Bài nào trạm đã thu tiếng Mông"), ("tieng:dao", "dao", "không có bài nào bằng tiếng Dao")],
)
def test_the_answer_says_what_will_be_heard(studio: Studio, data: str, language: str, said: str) -> None:
    studio.signed()
    number = studio.person()
    studio.presses(number, data)
    [answer] = studio.leaves()
    assert said in answer.text
    assert voices.chosen(studio.conn, studio.id_of(number)) == language
    studio.says(number, "xem")
    assert "muốn nghe bản nói" in studio.leaves()[0].text
