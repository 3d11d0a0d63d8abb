"""`bekhoe init`: a home, and what is wrong with a file of places."""

import stat
from pathlib import Path

import pytest

from handlers.settling import stored_places
from storage import settings
from tests.bot.cli.conftest import Bekhoe

PLAN = ("--plan", "binh-lu-2026-2030")
TOML = """\
[[place]]
kind = "commune"
code = "TAPAO"
name = "xã Tà Pao"
phone = "02133000222"

[[place]]
kind = "village"
code = "T1"
name = "Bản Một"
parent = "TAPAO"
"""
CSV = "kind;code;name;parent\ncommune;TAPAO;xã Tà Pao;\nvillage;T1;Bản Một;TAPAO\n"
OF_SAMPLE = ["BINHLU", "B01", "B02", "B03", "B04", "B05", "B06", "B07", "B08"]


@pytest.fixture
def places(tmp_path: Path) -> Path:
    """A file of places that is right."""
    file = tmp_path / "xa.toml"
    file.write_text(TOML, encoding="utf-8")
    return file


def codes(bekhoe: Bekhoe) -> list[str]:
    """The places of a home."""
    with bekhoe.opened() as conn:
        return [place.code for place in stored_places(conn)]


def kept(bekhoe: Bekhoe, name: str) -> str | None:
    """A setting that the home keeps."""
    with bekhoe.opened() as conn:
        return settings.get(conn, name)


def test_the_sample_as_json(bekhoe: Bekhoe) -> None:
    told = bekhoe.told("init", "--sample")
    assert list(told) == ["code", "sms", "telegram", "expires"]
    assert told["sms"] == f"THAM GIA {told['code']}"
    assert told["telegram"] is None
    assert codes(bekhoe) == OF_SAMPLE
    assert kept(bekhoe, "plan") == "binh-lu-2026-2030"


def test_the_sample_in_words(bekhoe: Bekhoe) -> None:
    assert "SMS: THAM GIA " in bekhoe("init", "--sample").stdout


def test_only_its_owner_reads_the_key_and_the_database(sample: Bekhoe) -> None:
    for name in ("key", "bekhoe.db"):
        assert stat.S_IMODE((sample.home / name).stat().st_mode) == 0o600


@pytest.mark.parametrize(
    ("name", "text"),
    [("xa.toml", TOML), ("xa.csv", CSV), ("xa.csv", "\ufeff" + CSV), ("XA.CSV", CSV.replace(";", ","))],
)
def test_places_of_a_file(bekhoe: Bekhoe, tmp_path: Path, name: str, text: str) -> None:
    (tmp_path / name).write_text(text, encoding="utf-8")
    bekhoe.told("init", "--places", str(tmp_path / name), *PLAN)
    assert codes(bekhoe) == ["TAPAO", "T1"]


@pytest.mark.parametrize(
    ("name", "text", "said"),
    [
        ("xa.toml", TOML.replace('parent = "TAPAO"', 'parent = "X"'), "xa.toml, line 11: parent 'X' is no place"),
        ("xa.toml", TOML.replace('"village"', '"villlage"'), "xa.toml, line 8: kind 'villlage' is not one of"),
        ("xa.toml", TOML.replace("02133000222", "12"), "xa.toml, line 5: phone '12' is not a telephone number"),
        ("xa.toml", TOML.replace('"Bản Một"', '"Bản Một'), "xa.toml, line 10: file"),
        ("xa.toml", "", "xa.toml, line 1: [[place]] nothing here: write"),
        ("xa.csv", CSV.replace("Bản Một", ""), "xa.csv, line 3: name is missing: write it"),
        ("xa.csv", CSV + "village;T1;Bản Hai;TAPAO\n", "xa.csv, line 4: code 'T1' stands here twice"),
        ("xa.toml", TOML.partition("\n\n")[0].replace("commune", "city"), "xa.toml: chưa có xã nào, hãy thêm"),
    ],
)
def test_a_wrong_file_of_places(bekhoe: Bekhoe, tmp_path: Path, name: str, text: str, said: str) -> None:
    (tmp_path / name).write_text(text, encoding="utf-8")
    status, complaint = bekhoe.refused("init", "--places", str(tmp_path / name), *PLAN)
    assert (status, said in complaint) == (1, True), complaint
    assert not bekhoe.home.exists()


def test_a_file_of_places_in_another_encoding(bekhoe: Bekhoe, tmp_path: Path) -> None:
    file = tmp_path / "xa.toml"
    file.write_bytes(b'[[place]]\nname = "B\xe3n"')
    status, complaint = bekhoe.refused("init", "--places", str(file), *PLAN)
    assert (status, "xa.toml, dòng 2: không phải UTF-8, hãy lưu lại" in complaint) == (1, True)


def test_no_file_of_places(bekhoe: Bekhoe, tmp_path: Path) -> None:
    status, complaint = bekhoe.refused("init", "--places", str(tmp_path), *PLAN)
    assert (status, f"{tmp_path}: không mở được" in complaint) == (2, True)


@pytest.mark.parametrize("words", [(), ("--sample", "--places", "xa.toml"), ("--sample", "--plan", "no-such")])
def test_wrong_use(bekhoe: Bekhoe, words: tuple[str, ...]) -> None:
    assert bekhoe.refused("init", *words)[0] == 2
    assert not bekhoe.home.exists()


def test_the_plan_is_asked_for(bekhoe: Bekhoe, places: Path) -> None:
    result = bekhoe("init", "--places", str(places), typed="binh-lu-2026-2030\n")
    assert result.exit_code == 0
    assert "kế hoạch nào" in result.stdout
    assert kept(bekhoe, "plan") == "binh-lu-2026-2030"


def test_an_unknown_plan_typed(bekhoe: Bekhoe, places: Path) -> None:
    assert bekhoe("init", "--places", str(places), typed="no-such\n").exit_code == 2


def test_a_second_time_keeps_key_and_data(bekhoe: Bekhoe, places: Path) -> None:
    first = bekhoe.told("init", "--places", str(places), *PLAN)
    key = (bekhoe.home / "key").read_bytes()
    places.write_text(TOML.replace("Bản Một", "Bản Mới") + TOML.partition("\n\n")[2].replace("T1", "T2"), "utf-8")
    second = bekhoe("init", "--places", str(places))  # knows its plan, so it does not ask
    assert second.exit_code == 0
    assert first["code"] not in second.stdout
    assert (bekhoe.home / "key").read_bytes() == key
    assert codes(bekhoe) == ["TAPAO", "T1", "T2"]
    with bekhoe.opened() as conn:
        assert stored_places(conn)[1].name == "Bản Mới"
    assert bekhoe.told("week")["place"] == "TAPAO"


@pytest.mark.parametrize(
    ("name", "value", "said"),
    [
        ("BEKHOE_KEY", "00" * 32, "another key"),
        ("BEKHOE_KEY", "short", "BEKHOE_KEY is not a key"),
        ("BEKHOE_DATABASE", "sqlite:////no/such/folder/x.db", "no folder /no/such/folder"),
    ],
)
def test_a_home_that_cannot_be_opened(
    sample: Bekhoe, monkeypatch: pytest.MonkeyPatch, name: str, value: str, said: str
) -> None:
    monkeypatch.setenv(name, value)
    status, complaint = sample.refused("init", "--sample")
    assert (status, said in complaint) == (1, True), complaint


def test_a_wrong_setting(bekhoe: Bekhoe, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BEKHOE_LISTEN", "nowhere")
    status, complaint = bekhoe.refused("init", "--sample")
    assert (status, "BEKHOE_LISTEN" in complaint) == (2, True)
