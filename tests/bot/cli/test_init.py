"""`bekhoe init`: a home, its places, its first invitation; and what it says of a file that is wrong."""

import json
from datetime import datetime
from pathlib import Path

import pytest

from storage import places, settings
from tests.bot.cli.conftest import Shell, Writer
from tests.support.house import ROOT
from tests.support.moments import NOW

COMMUNE = '[[place]]\nkind = "commune"\ncode = "BAN"\nname = "xã Bản"\nphone = "02133000115"\n'
VILLAGE = '[[place]]\nkind = "village"\ncode = "T1"\nparent = "BAN"\nname = "Thôn Một"\n'
HEAD = 'id = "ban"\nversion = "1"\nsource = "trạm"\n\n'
TOML = HEAD + COMMUNE + "\n" + VILLAGE
CSV = "kind,code,name,parent,phone\ncommune,BAN,xã Bản,,02133000115\nvillage,T1,Thôn Một,BAN,\n"


def test_json_is_exactly_what_is_promised(shell: Shell) -> None:
    given = json.loads(shell.told("init", "--sample", "--json"))
    assert list(given) == ["code", "sms", "telegram", "expires"]
    assert given["sms"] == f"THAM GIA {given['code']}"
    assert given["telegram"] is None
    assert datetime.fromisoformat(given["expires"]).tzinfo is not None
    with shell.looking() as conn:
        assert [village.code for village in places.villages(conn, places.communes(conn)[0].id)] == [
            f"B{number:02}" for number in range(1, 9)
        ]
        assert settings.get(conn, "plan") == "binh-lu-2026-2030"


@pytest.mark.parametrize(("name", "text"), [("xa.toml", TOML), ("xa.csv", CSV), ("xa.csv", CSV.replace(",", ";"))])
def test_places_from_a_file(shell: Shell, written: Writer, name: str, text: str) -> None:
    said = shell.told("init", "--places", str(written(name, text)), "--plan", "binh-lu-2026-2030")
    assert "Lời mời quản trị, xã Bản" in said
    assert "THAM GIA" in said
    with shell.looking() as conn:
        (commune,) = places.communes(conn)
        assert (commune.code, commune.phone) == ("BAN", "02133000115")
        assert [village.name for village in places.villages(conn, commune.id)] == ["Thôn Một"]


@pytest.mark.parametrize(
    ("name", "text", "line", "why"),
    [
        ("xa.toml", HEAD + COMMUNE + VILLAGE.replace('"BAN"', '"BANG"'), 13, "'BANG'"),
        ("xa.toml", HEAD + COMMUNE + VILLAGE.replace('"T1"', '"BAN"'), 12, "'BAN'"),
        ("xa.toml", HEAD + COMMUNE.replace('"02133000115"', '"113x"'), 9, "'113x'"),
        ("xa.toml", HEAD + COMMUNE.replace('name = "xã Bản"', "name = xã Bản"), 8, "cannot be read"),
        ("xa.csv", CSV.replace("village,T1", "hamlet,T1"), 3, "'hamlet'"),
        ("xa.csv", CSV.replace("BAN,\n", "BANG,\n"), 3, "'BANG'"),
    ],
)
def test_a_wrong_file_is_named_with_its_line(
    shell: Shell, written: Writer, name: str, text: str, line: int, why: str
) -> None:
    result = shell.run("init", "--places", str(written(name, text)), "--plan", "binh-lu-2026-2030")
    assert result.exit_code == 1
    assert f"{name}, line {line}:" in result.stderr
    assert why in result.stderr
    assert not shell.home.exists()


def test_a_file_in_another_encoding_is_named_with_its_line(shell: Shell, tmp_path: Path) -> None:
    file = tmp_path / "xa.toml"
    file.write_bytes(b'[[place]]\nname = "B\xe3n"')
    result = shell.run("init", "--places", str(file))
    assert result.exit_code == 1
    assert "xa.toml, dòng 2: không phải UTF-8, hãy lưu lại" in result.stderr
    assert not shell.home.exists()


def test_a_database_in_a_folder_that_is_not_there(shell: Shell, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BEKHOE_DATABASE", "sqlite:////no/such/folder/x.db")
    result = shell.run("init", "--sample")
    assert (result.exit_code, "no folder /no/such/folder: make it" in result.stderr) == (1, True)


def test_a_file_without_a_commune_is_refused(shell: Shell, written: Writer) -> None:
    city = '[[place]]\nkind = "city"\ncode = "LC"\nname = "Lai Châu"\n'
    result = shell.run("init", "--places", str(written("xa.toml", HEAD + city)))
    assert result.exit_code == 1
    assert 'kind = "commune"' in result.stderr


@pytest.mark.parametrize(
    "words",
    [
        ("init",),
        ("init", "--sample", "--places", "xa.toml"),
        ("init", "--places", "khong-co.toml"),
        ("init", "--sample", "--plan", "khong-co"),
        ("init", "--mau"),
    ],
)
def test_wrong_use(shell: Shell, words: tuple[str, ...]) -> None:
    result = shell.run(*words)
    assert result.exit_code == 2
    assert result.stderr
    assert not shell.home.exists()


def test_the_plan_is_asked_for(shell: Shell, written: Writer) -> None:
    result = shell.run("init", "--places", str(written("xa.toml", TOML)), said="\n")
    assert "Trạm theo kế hoạch nào" in result.stdout
    assert result.exit_code == 0
    with shell.looking() as conn:
        assert settings.get(conn, "plan") == "binh-lu-2026-2030"


def test_a_second_init_keeps_key_and_data(commune: Shell, written: Writer) -> None:
    key = (commune.home / "key").read_text()
    with commune.looking() as conn:
        village_id = places.by_code(conn, "B01").id
    source = "health/data/places/binh-lu.toml"
    text = (ROOT / source).read_text(encoding="utf-8")
    renamed = written("moi.toml", text.replace('name = "Bản Pa Pe"', 'name = "Bản Pa Pe Mới"'))
    said = commune.told("init", "--places", str(renamed))
    assert "khóa và dữ liệu giữ nguyên" in said
    assert "THAM GIA" in said
    assert (commune.home / "key").read_text() == key
    with commune.looking() as conn:
        village = places.by_code(conn, "B01")
        assert (village.id, village.name) == (village_id, "Bản Pa Pe Mới")
        assert settings.get(conn, "plan") == "binh-lu-2026-2030"
        assert settings.get(conn, "clock") == NOW.isoformat()


def test_a_second_init_prints_nothing_but_json_on_standard_output(commune: Shell) -> None:
    result = commune.run("init", "--sample", "--json")
    assert set(json.loads(result.stdout)) == {"code", "sms", "telegram", "expires"}
    assert "giữ nguyên" in result.stderr


def test_a_lost_key_is_not_replaced(commune: Shell) -> None:
    (commune.home / "key").unlink()
    result = commune.run("init", "--sample")
    assert result.exit_code == 1
    assert "key" in result.stderr
    assert not (commune.home / "key").exists()


def test_another_key_is_refused(commune: Shell, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BEKHOE_KEY", "ab" * 32)
    result = commune.run("init", "--sample")
    assert result.exit_code == 1
    assert "another key" in result.stderr


def test_a_wrong_setting_is_wrong_use(shell: Shell, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BEKHOE_LISTEN", "everywhere")
    result = shell.run("init", "--sample")
    assert result.exit_code == 2
    assert "BEKHOE_LISTEN" in result.stderr
