"""Recordings in the running program: fetched, kept, lost, damaged, refused; a restart goes on with them."""

from collections.abc import AsyncIterator
from datetime import datetime, timedelta
from functools import partial
from pathlib import Path

import pytest

from bot.fakes.faults import Fault, Ill
from bot.fakes.recordings import silence
from bot.stage.actors import Actor, Cast
from bot.stage.theatre import Theatre
from bot.voices import MOST_TRIES, VoiceFolder
from handlers.replies import Reply, keep, line
from health.local_time import VIETNAM
from messages.recordings import MOST_BYTES, MOST_SECONDS, OPUS, Sound, sound_of
from storage import contacts, voices
from storage.engine import Connection
from storage.voices import Recording, State
from tests.support.databases import KEY, SqliteFiles

START = datetime(2026, 4, 20, 8, 0, tzinfo=VIETNAM)
CAPTION = "GIỌNG nb-cord mông"


@pytest.fixture
async def theatre(sqlite: SqliteFiles) -> AsyncIterator[Theatre]:
    """The sample commune, running."""
    async with Theatre.open(sqlite.migrated(), KEY, START) as opened:
        yield opened


@pytest.fixture
async def maker(theatre: Theatre) -> Actor:
    """One of the staff, on Telegram."""
    return await Cast(theatre, "telegram").enter("station")


async def sends(theatre: Theatre, maker: Actor, data: bytes, seconds: int = 34) -> None:
    """A recording is sent and handled."""
    theatre.telegram.user_records(int(maker.address), data, seconds, CAPTION)
    await theatre.telegram.wait_until_confirmed()
    await theatre.program.settle()


async def recordings(theatre: Theatre) -> list[Recording]:
    """All there are."""
    return list(await theatre.parts.readers.run(lambda conn: voices.of_commune(conn, 1)))


async def passes(theatre: Theatre, minutes: int) -> None:
    """Time goes by."""
    await theatre.program.step_to(theatre.parts.clock.now() + timedelta(minutes=minutes))


async def test_a_recording_is_kept_in_the_home(theatre: Theatre, maker: Actor) -> None:
    data = silence(34)
    await sends(theatre, maker, data)
    [one] = await recordings(theatre)
    assert (one.state, one.duration_s, one.size, one.mime) == (State.WAITING, 34, len(data), OPUS)
    assert one.digest
    assert theatre.parts.folder.read(one.digest) == data


@pytest.mark.parametrize("ill", [Ill.BROKEN, Ill.DROPPED, Ill.THROTTLED, Ill.NO_ADDRESS, Ill.BABBLE])
async def test_what_cannot_be_fetched_is_fetched_later(theatre: Theatre, maker: Actor, ill: Ill) -> None:
    theatre.telegram.fail(Fault(ill, where="getFile"))
    await sends(theatre, maker, silence(34))
    assert [one.state for one in await recordings(theatre)] == [State.WANTED]
    await passes(theatre, 1)
    assert [one.state for one in await recordings(theatre)] == [State.WAITING]
    assert "Đã giữ bản nói" in maker.heard(theatre)[-1]


async def test_what_is_never_there_is_said_once_to_its_maker(theatre: Theatre, maker: Actor) -> None:
    theatre.telegram.fail(Fault(Ill.BROKEN, where="getFile"), MOST_TRIES)
    await sends(theatre, maker, silence(34))
    await passes(theatre, 12 * 60)
    assert [one.state for one in await recordings(theatre)] == [State.LOST]
    assert len(theatre.telegram.faults) == 0
    assert [text for text in maker.heard(theatre) if "Không tải được" in text] == maker.heard(theatre)[-1:]


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"RIFF a song of old", "không nghe được"),
        (b"", "không nghe được"),
        (silence(MOST_SECONDS + 5), "95 giây"),
        (silence(3) + bytes(MOST_BYTES), "1 MB"),
    ],
    ids=["another kind", "nothing", "longer than told", "too large"],
)
async def test_what_the_bytes_are_counts_not_what_was_told(
    theatre: Theatre, maker: Actor, data: bytes, said: str
) -> None:
    await sends(theatre, maker, data)
    assert said in maker.heard(theatre)[-1]
    assert not [one for one in await recordings(theatre) if one.state is not State.LOST]


async def test_a_full_disk_is_waited_for(theatre: Theatre, maker: Actor) -> None:
    folder = theatre.parts.folder.path
    folder.write_text("in the way")
    await sends(theatre, maker, silence(34))
    assert [one.state for one in await recordings(theatre)] == [State.WANTED]
    folder.unlink()
    await passes(theatre, 1)
    assert [one.state for one in await recordings(theatre)] == [State.WAITING]


async def test_a_restart_goes_on(sqlite: SqliteFiles) -> None:
    url = sqlite.migrated()
    async with Theatre.open(url, KEY, START) as theatre:
        maker = await Cast(theatre, "telegram").enter("station")
        theatre.telegram.fail(Fault(Ill.BROKEN, where="getFile"))
        await sends(theatre, maker, silence(34))
        [wanted] = await theatre.parts.writer.run(_file_ids)
    async with Theatre.open(url, KEY, START) as theatre:
        while theatre.telegram.files.add(silence(34)) != wanted:
            pass
        await passes(theatre, 1)
        assert [one.state for one in await recordings(theatre)] == [State.WAITING]


def _file_ids(conn: Connection) -> list[str]:
    later = (START + timedelta(days=1)).astimezone(VIETNAM)
    found = [one.file_id for one in voices.claim_wanted(conn, later, 9, timedelta())]
    voices.fetch_later(conn, 1, START)
    return found


async def taught(theatre: Theatre, damage: bool = False) -> Actor:
    """A mother who wants Mông is sent the lesson that was signed, from the folder as it is then."""
    cast = Cast(theatre, "telegram")
    maker, signer, mother = [await cast.enter(name) for name in ("station", "station 2", "mother")]
    await mother.say(theatre, "tieng mong")
    await sends(theatre, maker, silence(34))
    await signer.press(theatre, "Ký")
    [one] = await recordings(theatre)
    if damage:
        (theatre.parts.folder.path / str(one.digest)).write_bytes(silence(33))
    await theatre.parts.writer.run(partial(_teach, address=mother.address))
    await theatre.program.settle()
    return mother


def _teach(conn: Connection, address: str) -> None:
    key = contacts.address_digest(conn, "telegram", address)
    [person_id] = contacts.people_at(conn, "telegram", key)
    conn.exec_driver_sql("UPDATE person SET commune_id = 1 WHERE id = ?", (person_id,))
    keep(conn, [Reply(person_id, (line("lesson", id="nb-cord"),))], START, 1)


async def test_a_damaged_file_is_not_played_to_anybody(theatre: Theatre) -> None:
    mother = await taught(theatre, damage=True)
    [*_, last] = theatre.telegram.sent(int(mother.address))
    assert (last.voice, last.text[:6]) == (b"", "Rốn bé")


async def test_a_mother_whose_phone_takes_no_voices_reads(theatre: Theatre) -> None:
    theatre.telegram.refuses_voices.add(7003)
    mother = await taught(theatre)
    assert mother.address == "7003"
    [*_, last] = theatre.telegram.sent(7003)
    assert (last.voice, last.text[:6]) == (b"", "Rốn bé")


async def test_a_mother_hears_the_very_bytes(theatre: Theatre) -> None:
    mother = await taught(theatre)
    [*_, last] = theatre.telegram.sent(int(mother.address))
    assert (last.voice, last.text[:6]) == (silence(34), "Rốn bé")


def test_the_folder_keeps_each_sound_once_and_for_its_owner_alone(tmp_path: Path) -> None:
    folder = VoiceFolder(tmp_path / "voices")
    assert folder.read("ab" * 32) is None
    digest = folder.keep(b"mot")
    assert folder.keep(b"mot") == digest
    assert [path.name for path in folder.path.iterdir()] == [digest]
    assert (folder.path.stat().st_mode & 0o077, (folder.path / digest).stat().st_mode & 0o077) == (0, 0)
    (folder.path / digest).write_bytes(b"mo")
    assert folder.read(digest) is None
    folder.keep(b"mot")
    assert folder.read(digest) == b"mot"


@pytest.mark.parametrize(
    ("data", "sound"),
    [
        (silence(1), Sound(OPUS, 1)),
        (silence(90), Sound(OPUS, 90)),
        (silence(3, "x" * 300), Sound(OPUS, 3)),
        (b"ID3\x03 more", Sound("audio/mpeg", None)),
        (b"\xff\xfb\x90\x00", Sound("audio/mpeg", None)),
        (b"\x00\x00\x00\x20ftypM4A ", Sound("audio/mp4", None)),
        (b"OggS" + bytes(24) + b"\x01vorbis", None),
        (b"\xff\xd8\xff\xe0 a picture", None),
        (b"<html>", None),
        (b"", None),
    ],
)
def test_sounds_are_known_by_their_bytes(data: bytes, sound: Sound | None) -> None:
    assert sound_of(data) == sound
