"""Recordings: who makes and signs them, which one leaves with a lesson, and when the words leave alone."""

from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import func, select

from handlers import sending
from handlers.sending import Failure
from handlers.voice_sending import BAD_AUDIO, TRIES
from health.rights import Role
from messages.envelope import Attachment, ChannelName
from messages.forms import Draft, to_json
from storage import places, voices, wiping
from storage.engine import Connection
from storage.tables import attachment, outbox, spoken
from storage.voices import State
from tests.support.moments import NOW
from tests.support.voices import DIGEST, Left, Studio

LATER = NOW + timedelta(minutes=5)


@pytest.fixture
def studio(conn: Connection) -> Studio:
    return Studio(conn)


def mother(studio: Studio, wish: str = "tieng mong") -> str:
    """A mother on Telegram who has said what she wants to hear."""
    number = studio.person()
    studio.says(number, wish)
    studio.leaves()
    return number


def lesson(studio: Studio, to: str) -> Left:
    """The lesson as it leaves to a person."""
    studio.teach(to)
    [left] = studio.leaves(LATER)
    assert "rốn" in left.text or "Ron" in left.text
    return left


def test_a_signed_recording_leaves_with_the_lesson_and_is_noted(studio: Studio) -> None:
    studio.signed()
    assert lesson(studio, mother(studio)).digest == DIGEST
    noted = list(studio.conn.execute(select(spoken.c.digest, spoken.c.commune_id).order_by(spoken.c.attempt_id)))
    assert noted == [(DIGEST, studio.commune.id)] * 2  # to the signer, and to the mother


@pytest.mark.parametrize("wish", ["tieng thai", "tieng viet", "xem"])
def test_who_wants_another_language_or_none_reads(studio: Studio, wish: str) -> None:
    studio.signed()
    assert lesson(studio, mother(studio, wish)).digest is None


def test_who_goes_back_to_vietnamese_reads(studio: Studio) -> None:
    studio.signed()
    to = mother(studio)
    studio.says(to, "TIẾNG VIỆT")
    studio.leaves()
    assert lesson(studio, to).digest is None


def test_what_nobody_signed_is_not_sent(studio: Studio) -> None:
    maker, signer = studio.person(Role.STAFF), studio.person(Role.STAFF)
    studio.records(maker, "giong nb-cord mong")
    to = mother(studio)
    assert lesson(studio, to).digest is None  # still at Telegram
    [number] = studio.fetched()
    studio.leaves()
    assert lesson(studio, to).digest is None
    studio.presses(signer, f"giong_khong:{number}")
    studio.leaves()
    assert lesson(studio, to).digest is None
    assert voices.get(studio.conn, number).state is State.REFUSED


@pytest.mark.parametrize("change", [{"version": "2027-01"}, {"chat": "Giữ rốn bé sạch và khô."}])
def test_a_text_that_changed_is_read_until_its_recording_is_signed_again(
    studio: Studio, change: dict[str, str]
) -> None:
    number = studio.signed()
    to, signer = mother(studio), studio.person(Role.STAFF)
    studio.rewritten("nb-cord", **change)
    assert lesson(studio, to).digest is None
    studio.says(signer, "giong")
    [listed] = studio.leaves()
    assert listed.buttons == (f"giong:{number}",)
    studio.presses(signer, listed.buttons[0])
    [shown] = studio.leaves()
    assert shown.digest == DIGEST
    studio.presses(signer, shown.buttons[0])
    studio.leaves()
    assert lesson(studio, to).digest == DIGEST


def test_the_stations_number_is_part_of_what_was_said(studio: Studio) -> None:
    studio.signed()
    to = mother(studio)
    places.save(studio.conn, replace(studio.commune, phone="02133999999"))
    assert lesson(studio, to).digest is None


def test_sms_has_words_alone(studio: Studio) -> None:
    studio.signed()
    to = studio.person(channel=ChannelName.SMS)
    studio.says(to, "tieng mong", channel=ChannelName.SMS)
    [answer] = studio.leaves()
    assert "SMS van la chu tieng Viet" in answer.text
    studio.teach(to, channel=ChannelName.SMS)
    [left] = studio.leaves()
    assert (left.digest, left.text[:6]) == (None, "Ron be")


def test_a_recording_that_is_refused_lets_the_words_leave_at_once(studio: Studio) -> None:
    studio.signed()
    to = mother(studio)
    studio.teach(to)
    [item] = studio.ready()
    assert item.voice
    sending.failed(studio.conn, item, Failure(BAD_AUDIO, retryable=False), NOW)
    [left] = studio.leaves()
    assert (left.to, left.digest) == (to, None)
    assert studio.conn.scalar(select(outbox.c.state).where(outbox.c.id == item.outbox_id)) == "sent"


def test_a_line_that_is_too_slow_for_sound_gets_the_words(studio: Studio) -> None:
    studio.signed()
    studio.teach(mother(studio))
    at, heard = NOW, []
    for _ in range(TRIES + 1):
        [item] = studio.ready(at)
        heard.append(item.voice is not None)
        sending.failed(studio.conn, item, Failure("timeout", retryable=True), at)
        at += timedelta(hours=1)
    assert heard == [True] * TRIES + [False]


def test_nobody_signs_what_they_cannot_hear(studio: Studio) -> None:
    maker, signer = studio.person(Role.STAFF), studio.person(Role.STAFF)
    studio.records(maker, "giong nb-cord mong")
    studio.fetched()
    item = next(item for item in studio.ready() if item.outgoing.to == signer)
    assert item.voice
    sending.failed(studio.conn, item, Failure(BAD_AUDIO, retryable=False), NOW)
    [left] = [each for each in studio.leaves() if each.to == signer]
    assert (left.digest, left.buttons) == (None, ())
    assert "nghe và ký trên Telegram" in left.text


def test_its_maker_does_not_sign_it(studio: Studio) -> None:
    maker = studio.person(Role.STAFF)
    studio.records(maker, "giong nb-cord mong")
    [number] = studio.fetched()
    [kept] = studio.leaves()
    assert "người thứ hai" in kept.text
    studio.says(maker, f"giong {number}")
    [shown] = studio.leaves()
    studio.presses(maker, shown.buttons[0])
    [answer] = studio.leaves()
    assert "người khác" in answer.text
    assert voices.get(studio.conn, number).state is State.WAITING


def test_a_signature_is_for_the_text_that_was_shown(studio: Studio) -> None:
    maker, signer = studio.person(Role.STAFF), studio.person(Role.STAFF)
    studio.records(maker, "giong nb-cord mong")
    [number] = studio.fetched()
    [shown] = [each for each in studio.leaves() if each.to == signer]
    studio.rewritten("nb-cord", chat="Giữ rốn bé sạch và khô.")
    studio.presses(signer, shown.buttons[0])
    changed, again = studio.leaves()
    assert "sửa chữ" in changed.text
    assert "Giữ rốn bé sạch và khô." in again.text
    assert voices.get(studio.conn, number).state is State.WAITING
    studio.presses(signer, again.buttons[0])
    assert voices.get(studio.conn, number).state is State.SIGNED


@pytest.mark.parametrize(
    ("sound", "said"),
    [
        (Attachment("f", "audio/ogg", 1024 * 1024 + 1, 34), "1 MB"),
        (Attachment("f", "audio/ogg", 9000, 91), "91 giây"),
        (Attachment("f", "audio/flac", 9000, 34), "không nghe được"),
    ],
)
def test_what_can_be_no_recording_is_said_at_once(studio: Studio, sound: Attachment, said: str) -> None:
    maker = studio.person(Role.STAFF)
    studio.records(maker, "giong nb-cord mong", sound=sound)
    [answer] = studio.leaves()
    assert said in answer.text
    assert studio.fetched() == []


@pytest.mark.parametrize("sound", [Attachment("f", "", 0, 3), Attachment("f", "audio/mpeg", 1024 * 1024, 90)])
def test_what_telegram_does_not_tell_is_found_out_when_it_is_here(studio: Studio, sound: Attachment) -> None:
    studio.records(studio.person(Role.STAFF), "giong nb-cord mong", sound=sound)
    assert len(studio.fetched()) == 1


def test_a_sound_belongs_to_what_was_announced_for_half_an_hour(studio: Studio) -> None:
    maker = studio.person(Role.STAFF)
    studio.says(maker, "GIỌNG nb-cord tiếng Mông")
    [text] = studio.leaves()
    assert "Rốn bé" in text.text
    assert "{" not in text.text
    late = NOW + timedelta(minutes=31)
    studio.records(maker, at=late)
    assert studio.fetched(late) == []
    studio.records(maker, at=NOW + timedelta(minutes=29))
    [number] = studio.fetched(late)
    assert voices.get(studio.conn, number).subject == "lesson:nb-cord"
    studio.records(maker, at=NOW + timedelta(minutes=29))  # once
    assert studio.fetched(late) == []


@pytest.mark.parametrize("role", [Role.CAREGIVER, Role.COLLABORATOR])
@pytest.mark.parametrize("caption", ["giong nb-cord mong", ""])
def test_families_and_collaborators_record_nothing(studio: Studio, role: Role, caption: str) -> None:
    somebody = studio.person(role, village="B01")
    studio.says(somebody, "giong nb-cord mong")
    studio.records(somebody, caption)
    studio.presses(somebody, "giong_ky:1:ab")
    assert studio.fetched() == []
    assert not any(each.digest or each.buttons for each in studio.leaves())


def test_the_newest_recording_stands(studio: Studio) -> None:
    first = studio.signed()
    maker = studio.person(Role.STAFF)
    for digest in ("cd" * 32, "ef" * 32):
        studio.records(maker, "giong nb-cord mong")
        [number] = studio.fetched(digest=digest)
    to = mother(studio)
    states = [one.state for one in voices.of_commune(studio.conn, studio.commune.id)]
    assert states == [State.SIGNED, State.REPLACED, State.WAITING]
    assert lesson(studio, to).digest == DIGEST  # while the new one waits
    studio.presses(studio.person(Role.STAFF), f"giong:{number}")
    shown = next(each for each in studio.leaves() if f"giong_khong:{number}" in each.buttons)
    studio.presses(studio.person(Role.ADMIN), shown.buttons[0])
    studio.leaves()
    assert lesson(studio, to).digest == "ef" * 32
    assert voices.get(studio.conn, first).state is State.REPLACED


def test_another_commune_signs_for_itself(studio: Studio) -> None:
    number = studio.signed()
    other = places.save(studio.conn, places.PlaceRow(0, None, None, "commune", "X", "xã X"))
    assert voices.find(studio.conn, number, other) is None
    one = voices.get(studio.conn, number)
    assert voices.signed(studio.conn, other, one.subject, one.version, one.language) is None


def test_what_lacks_is_told(studio: Studio) -> None:
    studio.signed()
    staff = studio.person(Role.STAFF)
    studio.says(staff, "giong mong")
    [missing] = studio.leaves()
    assert f"còn {len(studio.known.lessons) - 1} bài" in missing.text
    studio.says(staff, "giong")
    [listed] = studio.leaves()
    assert "Tiếng Mông: 1 bài đã ký." in listed.text


def test_old_and_foreign_buttons_do_nothing(studio: Studio) -> None:
    staff = studio.person(Role.STAFF)
    for data in ("giong:99", "giong_ky:99:ab", "giong_khong:99", "giong:" + "9" * 12, "tieng:klingon", "giong_ky:x"):
        studio.presses(staff, data)
        [answer] = studio.leaves()
        assert (answer.digest, answer.buttons) == (None, ())


def test_an_erasure_takes_the_way_to_every_sound_of_the_person(conn: Connection, studio: Studio) -> None:
    maker = studio.person(Role.STAFF)
    studio.records(maker, "giong nb-cord mong")
    studio.records(studio.person(), "")
    wiping.wipe_person(conn, studio.id_of(maker), to_json(Draft()), NOW)
    assert studio.fetched() == []
    assert conn.execute(select(func.count()).select_from(attachment)).scalar_one() == 1  # another's
    assert [one.state for one in voices.of_commune(conn, studio.commune.id)] == [State.LOST]
