"""`bekhoe voices`: which lesson was spoken in which language, loading recordings, signing them."""

import json
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from bot.cli.home import WANTING, fail, first_commune, home_now, open_home

if TYPE_CHECKING:
    from handlers.knowledge import Knowledge
    from handlers.voice_register import Entry
    from storage.engine import Connection

app = typer.Typer(invoke_without_command=True, rich_markup_mode=None)
STANDS = {"signed": "đã ký", "waiting": "chờ ký", "stale": "bài đã đổi chữ, phải ký lại", "fetching": "đang tải"}


@app.callback()
def voices(
    context: typer.Context, as_json: Annotated[bool, typer.Option("--json", help="In JSON cho máy đọc.")] = False
) -> None:
    """Bản nói: bài nào đã thu tiếng nào, đã ký hay chưa, còn thiếu gì.

    Ví dụ: bekhoe voices --json
    """
    if context.invoked_subcommand is not None:
        return
    from handlers.voice_register import register

    with open_home() as home, home.engine.connect() as conn:
        known = _knowledge(conn)
        entries = register(conn, first_commune(conn), known)
        if as_json:
            rows = [_plain(conn, lesson.id, entries) for lesson in known.lessons]
            typer.echo(json.dumps(rows, ensure_ascii=False, indent=1))
            return
    for line in (*map(_line, entries), *_sums(entries, len(known.lessons))):
        typer.echo(line)


@app.command("load")
def load(
    folder: Annotated[Path, typer.Argument(help="Thư mục có các tệp mã-bài.ogg (Ogg Opus, dài nhất 90 giây, 1 MB).")],
    language: Annotated[str, typer.Option(help="Tiếng của các bản nói: thai, mong, dao hoặc lu.")],
    by: Annotated[str, typer.Option(help="Họ tên người nói.")],
) -> None:
    """Nạp bản nói từ thư mục. Bản nạp vào chưa ký: phải có người nghe và ký rồi mới gửi.

    Ví dụ: bekhoe voices load ban-noi --language mong --by "Giàng Thị Mỷ"
    """
    from bot.voices import FOLDER, VoiceFolder
    from handlers.voice_register import Loaded
    from handlers.voice_register import load as load_files
    from messages.voice_words import Tongue

    if language not in set(Tongue):
        raise fail(f"Không có tiếng {language}: chọn {', '.join(Tongue)}")
    if not by.strip():
        raise fail("Ghi họ tên người nói: --by")
    with open_home(writer=True) as home, home.engine.begin() as conn:
        known, commune = _knowledge(conn), first_commune(conn)
        ids = {lesson.id for lesson in known.lessons}
        sounds, faults = _sounds(folder, ids)
        kept = VoiceFolder(home.settings.home / FOLDER)
        files = [Loaded(name, language, by, kept.keep(data), len(data), seconds) for name, data, seconds in sounds]
        added = load_files(conn, commune, known, files, home_now(conn))
    for fault in faults:
        typer.echo(fault, err=True)
    typer.echo(f"Đã nạp {added} bản nói, {len(files) - added} bản đã có, {len(faults)} lỗi.")
    typer.echo("Nghe và ký: nhắn GIỌNG trên Telegram.")
    if faults:
        raise typer.Exit(WANTING)


@app.command("sign")
def sign(
    numbers: Annotated[list[int], typer.Argument(help="Số của bản nói, lặp lại được.")],
    by: Annotated[str, typer.Option(help="Họ tên, chức vụ người đã nghe và ký; không phải người nói.")],
) -> None:
    """Ký bản nói đã nghe, khi ở trạm không có người thứ hai dùng Telegram.

    Ví dụ: bekhoe voices sign 12 --by "BS Lò Văn Hải, trưởng trạm"
    """
    from handlers.voice_register import NotSigned, sign_as

    if not by.strip():
        raise fail("Ghi họ tên người ký: --by")
    with open_home(writer=True) as home, home.engine.begin() as conn:
        known, commune = _knowledge(conn), first_commune(conn)
        for number in numbers:
            try:
                sign_as(conn, commune, known, number, by, home_now(conn))
            except NotSigned as error:
                raise fail(f"Không ký: {error}", WANTING) from error
    typer.echo(f"Đã ký {len(numbers)} bản nói.")


def _knowledge(conn: "Connection") -> "Knowledge":
    from bot.knowledge import knowledge

    return knowledge(conn)


def _sounds(folder: Path, ids: set[str]) -> tuple[list[tuple[str, bytes, int]], list[str]]:
    """Lesson, bytes and seconds of each file that can be a recording, and what is wrong with the others."""
    from messages.recordings import MOST_BYTES, MOST_SECONDS, OPUS, sound_of

    if not folder.is_dir():
        raise fail(f"{folder}: không phải thư mục")
    found: list[tuple[str, bytes, int]] = []
    faults: list[str] = []
    for path in sorted(folder.glob("*.ogg")):
        if path.stem not in ids:
            faults.append(f"{path.name}: không có bài {path.stem}, tên tệp phải là mã bài")
        elif path.stat().st_size > MOST_BYTES:
            faults.append(f"{path.name}: lớn hơn 1 MB")
        else:
            data = path.read_bytes()
            sound = sound_of(data)
            if sound is None or sound.mime != OPUS or not sound.duration_s:
                faults.append(f"{path.name}: không phải Ogg Opus")
            elif sound.duration_s > MOST_SECONDS:
                faults.append(f"{path.name}: dài {sound.duration_s} giây, nhiều nhất {MOST_SECONDS} giây")
            else:
                found.append((path.stem, data, sound.duration_s))
    if not found and not faults:
        faults.append(f"{folder}: không có tệp .ogg nào")
    return found, faults


def _line(entry: "Entry") -> str:
    one = entry.recording
    return f"{entry.id:22} {one.language:5} số {one.id:<4} {one.duration_s:3} giây  {STANDS[entry.standing]}"


def _sums(entries: Sequence["Entry"], lessons: int) -> Iterator[str]:
    """A line a language: signed, to be signed, missing."""
    from messages.voice_words import Tongue

    for tongue in Tongue:
        own = [entry for entry in entries if entry.recording.language == tongue]
        signed = len({entry.id for entry in own if entry.standing == "signed"})
        waiting = len({entry.id for entry in own if entry.standing != "signed"})
        there = len({entry.id for entry in own})
        yield f"{tongue}: {signed} bài đã ký, {waiting} bài chờ ký, {lessons - there} bài chưa thu"


def _plain(conn: "Connection", lesson: str, entries: Sequence["Entry"]) -> dict[str, object]:
    from messages.voice_words import Tongue

    own = [entry for entry in entries if entry.id == lesson]
    there = {entry.recording.language for entry in own}
    return {
        "lesson": lesson,
        "recordings": [_recording(conn, entry) for entry in own],
        "missing": [tongue.value for tongue in Tongue if tongue not in there],
    }


def _recording(conn: "Connection", entry: "Entry") -> dict[str, object]:
    one = entry.recording
    return {
        "number": one.id,
        "language": one.language,
        "state": entry.standing.value,
        "version": one.version,
        "duration_s": one.duration_s,
        "bytes": one.size,
        "file": one.digest,
        "made_by": one.made_by or _role(conn, one.made_by_id),
        "made_at": one.made_at.isoformat(),
        "signed_by": one.signed_by or _role(conn, one.signed_by_id),
        "signed_at": one.signed_at.isoformat() if one.signed_at else None,
    }


def _role(conn: "Connection", person_id: int | None) -> str | None:
    """Somebody who is known by their role: nobody's name is asked for in chat."""
    if person_id is None:
        return None
    from handlers.alerts import role_of
    from health.local_time import local_date
    from messages.voice import Voice
    from storage import people

    return role_of(conn, people.get(conn, person_id), Voice(local_date(home_now(conn))))
