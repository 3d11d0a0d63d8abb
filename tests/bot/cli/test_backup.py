"""`bekhoe backup`: a copy that opens with the same key, and never over another file."""

from pathlib import Path

from bot.keys import read_key
from storage import places
from storage.engine import open_engine
from tests.bot.cli.conftest import Shell


def test_a_copy_holds_what_the_home_holds(commune: Shell, tmp_path: Path) -> None:
    copy = tmp_path / "sao-luu.db"
    said = commune.told("backup", str(copy))
    assert str(commune.home / "key") in said
    engine = open_engine(f"sqlite:///{copy}", read_key(commune.home, None), writer=False)
    with engine.connect() as conn:
        assert places.communes(conn)[0].name == "xã Bình Lư"
    engine.dispose()
    assert copy.stat().st_mode & 0o077 == 0


def test_no_file_is_written_over(commune: Shell, tmp_path: Path) -> None:
    copy = tmp_path / "sao-luu.db"
    copy.write_text("của ai đó")
    result = commune.run("backup", str(copy))
    assert result.exit_code == 1
    assert "sao-luu.db" in result.stderr
    assert copy.read_text() == "của ai đó"


def test_a_file_is_named(commune: Shell) -> None:
    assert commune.run("backup").exit_code == 2


def test_a_home_is_needed(shell: Shell, tmp_path: Path) -> None:
    assert shell.run("backup", str(tmp_path / "x.db")).exit_code == 1
