"""`bekhoe voices`: recordings from a folder, what there is, and signing by name."""

import json
from pathlib import Path
from typing import Any

import pytest

from bot.fakes.recordings import silence
from bot.voices import VoiceFolder
from tests.bot.cli.conftest import Shell

BY = "Giàng Thị Mỷ"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Two recordings of an operator."""
    made = tmp_path / "ban-noi"
    made.mkdir()
    (made / "nb-cord.ogg").write_bytes(silence(34))
    (made / "nb-jaundice.ogg").write_bytes(silence(20))
    return made


def load(shell: Shell, folder: Path, *more: str) -> Any:
    return shell.run("voices", "load", str(folder), "--language", "mong", "--by", BY, *more)


def told(shell: Shell) -> dict[str, Any]:
    return {row["lesson"]: row for row in json.loads(shell.told("voices", "--json"))}


def test_nothing_is_recorded_at_first(commune: Shell) -> None:
    rows = told(commune)
    assert len(rows) > 90
    assert {tuple(row["missing"]) for row in rows.values()} == {("thai", "mong", "dao", "lu")}
    assert "mong: 0 bài đã ký" in commune.told("voices")


def test_a_folder_is_loaded_unsigned_once(commune: Shell, folder: Path) -> None:
    said = load(commune, folder)
    assert (said.exit_code, "Đã nạp 2 bản nói" in said.stdout) == (0, True), said.output
    [one] = told(commune)["nb-cord"]["recordings"]
    assert (one["state"], one["language"], one["duration_s"], one["made_by"]) == ("waiting", "mong", 34, BY)
    assert VoiceFolder(commune.home / "voices").read(one["file"]) == silence(34)
    assert "Đã nạp 0 bản nói, 2 bản đã có" in load(commune, folder).stdout
    assert "mong: 0 bài đã ký, 2 bài chờ ký" in commune.told("voices")


@pytest.mark.parametrize(
    ("name", "data", "why"),
    [
        ("nb-rop.ogg", silence(3), "không có bài nb-rop"),
        ("nb-cord.ogg", b"ID3 a song", "không phải Ogg Opus"),
        ("nb-cord.ogg", b"OggS and no more", "không phải Ogg Opus"),
        ("nb-cord.ogg", silence(0), "không phải Ogg Opus"),
        ("nb-cord.ogg", silence(91), "dài 91 giây"),
        ("nb-cord.ogg", silence(3) + bytes(1024 * 1024), "lớn hơn 1 MB"),
        ("nb-cord.mp3", silence(3), "không có tệp .ogg"),
    ],
    ids=["no such lesson", "mp3", "a head alone", "empty", "too long", "too large", "other name"],
)
def test_a_file_that_is_no_recording_is_named(commune: Shell, tmp_path: Path, name: str, data: bytes, why: str) -> None:
    made = tmp_path / "other"
    made.mkdir()
    (made / name).write_bytes(data)
    said = load(commune, made)
    assert (said.exit_code, why in said.stderr) == (1, True), said.output
    assert not any(row["recordings"] for row in told(commune).values())


def test_somebody_else_signs(commune: Shell, folder: Path) -> None:
    load(commune, folder)
    own = commune.run("voices", "sign", "1", "--by", f" {BY.upper()}")
    assert (own.exit_code, "người khác" in own.stderr) == (1, True)
    commune.told("voices", "sign", "1", "--by", "BS Lò Văn Hải")
    [one] = told(commune)["nb-cord"]["recordings"]
    assert (one["state"], one["signed_by"]) == ("signed", "BS Lò Văn Hải")
    again = commune.run("voices", "sign", "1", "--by", "BS Lò Văn Hải")
    assert (again.exit_code, "không đợi ký" in again.stderr) == (1, True)
    assert commune.run("voices", "sign", "99", "--by", "BS Lò Văn Hải").exit_code == 1


def test_names_are_sealed(commune: Shell, folder: Path) -> None:
    load(commune, folder)
    assert BY.encode() not in (commune.home / "bekhoe.db").read_bytes()


@pytest.mark.parametrize("more", [["--language", "viet"], ["--by", " "]])
def test_a_language_and_a_name_are_asked_for(commune: Shell, folder: Path, more: list[str]) -> None:
    assert load(commune, folder, *more).exit_code == 2


def test_a_backup_has_them_beside_it(commune: Shell, folder: Path, tmp_path: Path) -> None:
    load(commune, folder)
    said = commune.told("backup", str(tmp_path / "copy.db"))
    beside = tmp_path / "copy.db.voices"
    assert str(beside) in said
    copied = {path.name for path in beside.iterdir()}
    assert copied == {row["file"] for each in told(commune).values() for row in each["recordings"]}
