"""`bekhoe qr`: a sheet of children's codes; the dead and the unknown are on none."""

import re
from pathlib import Path

import pytest
from sqlalchemy import select

from handlers.qr import BOT_NAME
from storage import children, settings
from storage.tables import child
from tests.bot.cli.conftest import Shell, Writer
from tests.bot.cli.test_invite import Sheet, drawn

REGISTER = """\
mã thôn,ngày sinh,giới tính,họ tên mẹ
B01,19/4/2026,nữ,Lò Thị Mây
B01,1/3/2026,nam,Vàng Thị Su
B02,1/2/2026,nam,Giàng Thị Sua
"""


@pytest.fixture
def codes(commune: Shell, written: Writer) -> list[str]:
    commune.told("load", "children", str(written("so.csv", REGISTER)))
    with commune.looking() as conn:
        settings.put(conn, BOT_NAME, "bekhoe_binhlu_bot")
        return list(conn.execute(select(child.c.code).order_by(child.c.id)).scalars())


def shown(path: Path) -> Sheet:
    return Sheet(path.read_text(encoding="utf-8"))


def link(code: str) -> str:
    return f"https://t.me/bekhoe_binhlu_bot?start=TE{code}"


def test_a_card_holds_the_link_of_its_child_and_no_name(commune: Shell, codes: list[str], tmp_path: Path) -> None:
    out = tmp_path / "ma.html"
    assert "2 bé" in commune.told("qr", codes[0], f"TE{codes[2]}", "--out", str(out))
    sheet = shown(out)
    assert sheet.codes == [drawn(link(codes[0])), drawn(link(codes[2]))]
    words = " ".join(sheet.words)
    assert re.findall(r"TE\d+", words) == [f"TE{codes[0]}"] * 2 + [f"TE{codes[2]}"] * 2
    assert not any(word in words for word in ("Mây", "19/4", "nữ", "gái"))


def test_a_village_has_all_its_living_children(commune: Shell, codes: list[str], tmp_path: Path) -> None:
    out = tmp_path / "ma.html"
    commune.told("qr", "--village", "B01", "--out", str(out))
    assert shown(out).codes == [drawn(link(code)) for code in codes[:2]]
    with commune.looking() as conn:
        found = children.by_code(conn, codes[0])
        assert found is not None
        children.change(conn, found.id, {"dead": True})
    commune.told("qr", "--village", "B01", "--out", str(out))
    assert shown(out).codes == [drawn(link(codes[1]))]
    assert commune.run("qr", codes[0], "--out", str(out)).exit_code == 1


def test_without_a_bot_the_code_is_a_ready_sms(commune: Shell, codes: list[str], tmp_path: Path) -> None:
    out = tmp_path / "ma.html"
    with commune.looking() as conn:
        settings.put(conn, BOT_NAME, "")
    commune.told("qr", codes[0], "--out", str(out))
    [square] = shown(out).codes
    assert square == drawn(f"SMSTO:02133000115:TE{codes[0]}")


@pytest.mark.parametrize("words", [("102748",), ("--village", "B99"), (), ("102748", "--village", "B01")])
def test_what_is_not_there_or_asked_twice_is_refused(commune: Shell, tmp_path: Path, words: tuple[str, ...]) -> None:
    assert commune.run("qr", *words, "--out", str(tmp_path / "ma.html")).exit_code in (1, 2)
    assert not (tmp_path / "ma.html").exists()
