"""`bekhoe backup` beside a running bot."""

import sqlite3
from contextlib import closing
from pathlib import Path

from tests.bot.cli.conftest import Bekhoe


def test_while_the_bot_writes(sample: Bekhoe, tmp_path: Path) -> None:
    copy = tmp_path / "sao-luu.db"
    with sample.opened() as conn:  # as the running bot holds it, in the middle of writing
        conn.exec_driver_sql("INSERT INTO setting (name, value) VALUES ('half', 'done')")
        result = sample("backup", str(copy))
        assert result.exit_code == 0, result.stderr
    assert str(sample.home / "key") in result.stdout
    with closing(sqlite3.connect(copy)) as kept:
        assert kept.execute("SELECT count(*) FROM place").fetchone() == (9,)
        assert kept.execute("SELECT count(*) FROM setting WHERE name = 'half'").fetchone() == (0,)


def test_the_copy_is_a_home_again(sample: Bekhoe, tmp_path: Path) -> None:
    copy = tmp_path / "sao-luu.db"
    sample("backup", str(copy))
    before = sample.told("week")
    copy.replace(sample.home / "bekhoe.db")
    assert sample.told("week") == before


def test_a_file_that_exists_is_refused(sample: Bekhoe, tmp_path: Path) -> None:
    copy = tmp_path / "sao-luu.db"
    copy.write_text("dear to somebody")
    status, complaint = sample.refused("backup", str(copy))
    assert (status, f"{copy} exists" in complaint) == (1, True)
    assert copy.read_text() == "dear to somebody"


def test_a_folder_that_is_not_there(sample: Bekhoe, tmp_path: Path) -> None:
    status, complaint = sample.refused("backup", str(tmp_path / "no" / "sao-luu.db"))
    assert (status, "sao-luu.db" in complaint) == (1, True)


def test_before_init(bekhoe: Bekhoe, tmp_path: Path) -> None:
    assert bekhoe.refused("backup", str(tmp_path / "sao-luu.db"))[0] == 1
