"""`bekhoe invite`: invitations that can be used once, and the sheets that carry them."""

import re
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from storage import settings
from tests.bot.cli.conftest import Bekhoe

COLLABORATOR = ("invite", "--role", "collaborator")
QR = re.compile(r"<svg[^>]*>.*?<path [^>]*d=\"[^\"]{200,}\".*?</svg>", re.DOTALL)


@pytest.fixture
def named(sample: Bekhoe, monkeypatch: pytest.MonkeyPatch) -> Bekhoe:
    """A home whose bot has told its name."""
    monkeypatch.setenv("BEKHOE_TELEGRAM_TOKEN", "1:abc")
    with sample.opened() as conn:
        settings.put(conn, "telegram_username", "binhlu_bot")
    return sample


def test_of_a_village_as_json(sample: Bekhoe) -> None:
    told = sample.told(*COLLABORATOR, "--village", "B01")
    assert list(told) == ["code", "sms", "telegram", "expires"]
    assert (told["sms"], told["telegram"]) == (f"THAM GIA {told['code']}", None)
    left = datetime.fromisoformat(told["expires"]) - datetime.now().astimezone()
    assert timedelta(days=6, hours=23) < left <= timedelta(days=7)


def test_the_link_of_a_bot_that_has_told_its_name(named: Bekhoe) -> None:
    told = named.told("invite", "--role", "staff")
    assert told["telegram"] == f"https://t.me/binhlu_bot?start={told['code']}"


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("collaborator", "--village", "b01"), "Lời mời cộng tác viên, Bản Pa Pe, đến hết "),
        (("staff",), "Lời mời cán bộ trạm, xã Bình Lư, đến hết "),
        (("admin",), "Lời mời quản trị, xã Bình Lư, đến hết "),
    ],
)
def test_in_words(sample: Bekhoe, words: tuple[str, ...], said: str) -> None:
    assert said in sample("invite", "--role", *words).stdout


@pytest.mark.parametrize(
    "words",
    [
        ("--role", "caregiver"),
        ("--role", "doctor"),
        ("--role", "collaborator"),
        ("--role", "collaborator", "--village", "B99"),
        ("--role", "collaborator", "--village", "BINHLU"),
        ("--role", "collaborator", "--village", "B01", "--all"),
        ("--role", "staff", "--village", "B01"),
        ("--role", "staff", "--all"),
        ("--village", "B01"),
    ],
)
def test_wrong_use(sample: Bekhoe, words: tuple[str, ...]) -> None:
    assert sample.refused("invite", *words)[0] == 2


def test_one_for_every_village(sample: Bekhoe) -> None:
    told = sample.told(*COLLABORATOR, "--all")
    assert [one["village"] for one in told] == [f"B{number:02}" for number in range(1, 9)]
    assert len({one["code"] for one in told}) == 8


def test_a_sheet_for_sms(sample: Bekhoe, tmp_path: Path) -> None:
    sheet = tmp_path / "moi.html"
    told = sample.told(*COLLABORATOR, "--village", "B02", "--sheet", str(sheet))
    page = sheet.read_text("utf-8")
    assert f"<code>{told['sms']}</code>" in page
    assert "02133000115" in page
    assert "Bản Nà Đon" in page
    assert len(QR.findall(page)) == 1
    assert "t.me" not in page


def test_a_sheet_with_the_bots_link(named: Bekhoe, tmp_path: Path) -> None:
    sheet = tmp_path / "moi.html"
    told = named.told("invite", "--role", "admin", "--sheet", str(sheet))
    assert f'<a href="{told["telegram"]}">' in sheet.read_text("utf-8")


def test_a_sheet_for_every_village(sample: Bekhoe, tmp_path: Path) -> None:
    sheet = tmp_path / "moi.html"
    told = sample.told(*COLLABORATOR, "--all", "--sheet", str(sheet))
    page = sheet.read_text("utf-8")
    assert [one["sms"] for one in told] == re.findall(r"<code>(.*?)</code>", page)
    assert len(QR.findall(page)) == page.count("<section>") == 8
    assert "dashed" in page


def test_a_sheet_that_cannot_be_written_leaves_no_invitation_behind(sample: Bekhoe, tmp_path: Path) -> None:
    status, complaint = sample.refused(*COLLABORATOR, "--all", "--sheet", str(tmp_path))
    assert (status, f"{tmp_path}: không ghi được" in complaint) == (1, True)
    with sample.opened() as conn:
        assert conn.exec_driver_sql("SELECT count(*) FROM invitation").scalar() == 1  # the admin's, of init


def test_before_init(bekhoe: Bekhoe) -> None:
    status, complaint = bekhoe.refused("invite", "--role", "staff")
    assert (status, "bekhoe init" in complaint) == (1, True)
