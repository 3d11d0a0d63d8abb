"""`bekhoe invite`: codes, and sheets whose QR codes hold what the words beside them say."""

import json
import re
from html.parser import HTMLParser
from pathlib import Path

import pytest
import segno

from handlers.qr import BOT_NAME
from health.rights import Role
from storage import invitations, places, settings
from tests.bot.cli.conftest import Shell
from tests.support.moments import NOW

VILLAGES = [f"B{number:02}" for number in range(1, 9)]
STROKE = re.compile(r"([Mmh])(-?[\d.]+)(?: (-?[\d.]+))?")


class Sheet(HTMLParser):
    """What a printed sheet shows: its words and its QR codes as modules."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.words: list[str] = []
        self.codes: list[set[tuple[int, int]]] = []
        self.feed(text)

    def handle_data(self, data: str) -> None:
        self.words.append(data)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        if tag == "path" and given.get("class") == "qrline":
            self.codes.append(dark(given["d"] or ""))


def dark(path: str) -> set[tuple[int, int]]:
    """The dark modules (row, column) that the strokes of an SVG path draw."""
    found = set()
    x = y = 0.0
    for kind, first, second in STROKE.findall(path):
        if kind == "h":
            found |= {(int(y), int(x) + step) for step in range(int(float(first)))}
            x += float(first)
        else:
            x, y = (float(first), float(second)) if kind == "M" else (x + float(first), y + float(second))
    return found


def drawn(text: str) -> set[tuple[int, int]]:
    """The dark modules of a QR code of this text, with its quiet zone."""
    matrix = segno.make(text, error="m").matrix_iter()
    return {(row, column) for row, line in enumerate(matrix) for column, bit in enumerate(line) if bit}


def test_json_is_exactly_what_is_promised(commune: Shell) -> None:
    given = json.loads(commune.told("invite", "--role", "collaborator", "--village", "B01", "--json"))
    assert list(given) == ["code", "sms", "telegram", "expires"]
    assert given["expires"] == "2026-04-27T01:00:00+00:00"
    with commune.looking() as conn:
        found = invitations.find(conn, given["code"], NOW)
        assert found is not None
        assert (found.role, places.by_id(conn, found.place_id).code) == (Role.COLLABORATOR, "B01")


def test_the_link_is_given_once_the_bot_has_a_name(commune: Shell, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BEKHOE_TELEGRAM_TOKEN", "1:x")
    assert json.loads(commune.told("invite", "--role", "staff", "--json"))["telegram"] is None
    with commune.looking() as conn:
        settings.put(conn, BOT_NAME, "bekhoe_bot")
    given = json.loads(commune.told("invite", "--role", "staff", "--json"))
    assert given["telegram"] == f"https://t.me/bekhoe_bot?start={given['code']}"


def test_in_words(commune: Shell) -> None:
    said = commune.told("invite", "--role", "collaborator", "--village", "b01")
    assert said.startswith("Lời mời cộng tác viên, Bản Pa Pe, đến hết 27/04/2026:\n  SMS: THAM GIA ")


@pytest.mark.parametrize(
    "words",
    [
        ("--role", "collaborator", "--village", "B99"),
        ("--role", "collaborator", "--village", "BINHLU"),
        ("--role", "collaborator"),
        ("--role", "collaborator", "--village", "B01", "--all"),
        ("--role", "staff", "--village", "B01"),
        ("--role", "staff", "--all"),
        ("--role", "caregiver"),
        (),
    ],
)
def test_wrong_use(commune: Shell, words: tuple[str, ...]) -> None:
    result = commune.run("invite", *words)
    assert result.exit_code == 2
    assert result.stderr


def test_a_home_is_needed(shell: Shell) -> None:
    result = shell.run("invite", "--role", "staff")
    assert result.exit_code == 1
    assert "bekhoe init" in result.stderr


def test_a_sheet_for_one_village(commune: Shell, tmp_path: Path) -> None:
    sheet = tmp_path / "moi.html"
    given = json.loads(
        commune.told("invite", "--role", "collaborator", "--village", "B01", "--sheet", str(sheet), "--json")
    )
    shown = Sheet(sheet.read_text(encoding="utf-8"))
    words = " ".join(shown.words)
    assert given["sms"] in words
    assert "Bản Pa Pe" in words
    assert "02133000115" in words
    assert "27/04/2026" in words
    assert shown.codes == [drawn(f"SMSTO:02133000115:{given['sms']}")]


def test_a_sheet_opens_telegram_where_there_is_a_bot(
    commune: Shell, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("BEKHOE_TELEGRAM_TOKEN", "1:x")
    with commune.looking() as conn:
        settings.put(conn, BOT_NAME, "bekhoe_bot")
    sheet = tmp_path / "moi.html"
    given = json.loads(commune.told("invite", "--role", "staff", "--sheet", str(sheet), "--json"))
    shown = Sheet(sheet.read_text(encoding="utf-8"))
    assert shown.codes == [drawn(given["telegram"])]
    assert given["telegram"] in shown.words


def test_one_sheet_for_all_villages(commune: Shell, tmp_path: Path) -> None:
    sheet = tmp_path / "moi.html"
    given = json.loads(commune.told("invite", "--role", "collaborator", "--all", "--sheet", str(sheet), "--json"))
    text = sheet.read_text(encoding="utf-8")
    assert Sheet(text).codes == [drawn(f"SMSTO:02133000115:{each['sms']}") for each in given]
    with commune.looking() as conn:
        found = [invitations.find(conn, each["code"], NOW) for each in given]
        assert [places.by_id(conn, each.place_id).code for each in found if each] == VILLAGES
    assert [each["village"] for each in given] == VILLAGES
    assert text.count("<section>") == len(VILLAGES)
    assert "border-bottom: 1px dashed" in text


def test_a_sheet_that_cannot_be_written_makes_no_invitation(commune: Shell, tmp_path: Path) -> None:
    result = commune.run("invite", "--role", "collaborator", "--all", "--sheet", str(tmp_path / "no" / "moi.html"))
    assert result.exit_code == 1
    assert "moi.html" in result.stderr
    with commune.looking() as conn:
        made = conn.exec_driver_sql("SELECT count(*) FROM invitation").scalar_one()
    assert made == 1  # the admin's, of init
