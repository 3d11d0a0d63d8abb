"""`bekhoe forget`: requests seen, tried and carried out; erased again after an older copy came back."""

import json
import shutil
from datetime import timedelta
from pathlib import Path

import pytest

from bot.clock import KEPT
from health.rights import Role
from storage import contacts, settings
from tests.bot.cli.conftest import Shell
from tests.support.moments import NOW
from tests.support.stations import Station

MOTHER = "0910000002"


@pytest.fixture
def asked(commune: Shell) -> Shell:
    """The sample commune, where a mother has asked to be forgotten with her child's names."""
    with commune.looking() as conn:
        station = Station(conn)
        worker, mother = station.person(Role.COLLABORATOR, "B01"), station.person()
        station.says(worker, "sinh be gai 3kg1 hom nay tai tram me Lo Thi May", NOW)
        code = station.delivered(NOW)[worker][0].split("TE")[1][:6]
        for text in (f"be {code}", "dong y", "xoa", "2"):
            station.says(mother, text, NOW)
        station.delivered(NOW)
    return commune


def test_nothing_waits(commune: Shell) -> None:
    assert commune.told("forget", "--list") == "Không có yêu cầu xóa nào chờ.\n"
    assert commune.told("forget", "--list", "--json") == ""
    assert commune.run("forget", "7").exit_code == 1
    assert commune.run("forget").exit_code == 2
    assert commune.run("forget", "7", "--list").exit_code == 2


def test_what_waits_is_listed(asked: Shell) -> None:
    row = json.loads(asked.told("forget", "--list", "--json"))
    assert row == {
        "number": 1,
        "asked": "2026-04-20",
        "due": "2026-05-05",
        "days_left": 15,
        "phone": MOTHER,
        "children": True,
    }
    assert "còn 15 ngày" in asked.told("forget", "--list")


def test_a_trial_and_then_the_deed(asked: Shell) -> None:
    tried = json.loads(asked.told("forget", "1", "--dry-run", "--json"))
    assert tried["done"] is False
    assert (tried["messages"], tried["contacts"], len(tried["children"])) == (4, 1, 1)
    assert json.loads(asked.told("forget", "--list", "--json"))["number"] == 1
    done = json.loads(asked.told("forget", "1", "--json"))
    assert done == {**tried, "done": True}
    assert asked.told("forget", "--list", "--json") == ""


def test_somebody_asks_at_the_station(asked: Shell) -> None:
    assert "Sẽ xóa" in asked.told("forget", "--phone", "0910 000 001", "--dry-run")
    assert "Đã xóa" in asked.told("forget", "--phone", "+84910000001")
    assert asked.run("forget", "--phone", "0999999999").exit_code == 1


def test_an_older_copy_does_not_bring_anybody_back(asked: Shell, tmp_path: Path) -> None:
    older = tmp_path / "older.db"
    asked.told("backup", str(older))
    asked.told("forget", "1")
    proof = tmp_path / "proof.jsonl"
    proof.write_text(asked.told("forgotten"), encoding="utf-8")
    assert "0910000002" not in proof.read_text(encoding="utf-8")
    for part in asked.home.glob("bekhoe.db*"):
        part.unlink()
    shutil.copy(older, asked.home / "bekhoe.db")
    with asked.looking() as conn:
        settings.put(conn, KEPT, (NOW + timedelta(days=1)).isoformat())
    assert asked.told("forgotten", "--again", str(proof)) == "Đã xóa lại 1 người.\n"
    with asked.looking() as conn:
        key = contacts.address_digest(conn, "sms", "+84910000002")
        (left,) = contacts.people_at(conn, "sms", key)  # a stranger, who is told of it
        assert contacts.of(conn, left)[0].person_id > 2
    assert asked.told("forgotten", "--again", str(proof)) == "Đã xóa lại 0 người.\n"
    assert asked.run("forgotten", "--again", str(tmp_path / "none")).exit_code == 2
