"""`bekhoe load children`: registers as stations keep them, each child brought in once."""

import asyncio
from datetime import date, timedelta
from pathlib import Path
from zipfile import ZipFile

import pytest
from openpyxl import Workbook
from sqlalchemy import select

from bot.keys import read_key
from bot.stage.play import Play
from bot.stage.script import parse
from bot.stage.theatre import Theatre
from handlers.due import do_due
from storage import children, contacts, places
from storage.children import Child
from storage.tables import care, outbox
from tests.bot.cli.conftest import Shell, Writer
from tests.support.moments import NOW
from tests.support.stations import Station, knowledge

CSV = """Thôn,Họ tên mẹ,Tên trẻ,Giới,Ngày sinh,Cân nặng,Điện thoại
B01,Lò Thị Pâng,Lò A Tủa,nam,12/9/2025,3.1,0912345678
Pa Pe,Vàng Thị Dở,,nữ,2026-01-05,2900,
"""
BAD = """Thôn,Mẹ,Giới,Ngày sinh
B01,Lò Thị Pâng,nam,12/9/2025
B77,Lò Thị Mai,nam,12/9/2025
B01,Lò Thị Mai,nam,31/2/2026
B01,,nam,12/9/2025
B01,Lò Thị Mai,nam,1/6/2026
"""


def children_of(shell: Shell) -> list[Child]:
    """Everybody on record, the eldest first."""
    with shell.looking() as conn:
        commune = places.communes(conn)[0]
        ids = conn.exec_driver_sql(f"SELECT id FROM child WHERE commune_id = {commune.id}").scalars().all()
        return sorted((children.get(conn, one) for one in ids), key=lambda child: str(child.date_of_birth))


def test_a_register_as_csv(commune: Shell, written: Writer) -> None:
    said = commune.told("load", "children", str(written("so.csv", CSV)))
    assert said == "2 dòng: đã thêm 2 trẻ, 0 trẻ đã có, 0 lỗi.\n"
    tua, girl = children_of(commune)
    assert (tua.name, tua.mother, tua.sex, tua.date_of_birth) == ("Lò A Tủa", "Lò Thị Pâng", "m", date(2025, 9, 12))
    assert (girl.name, girl.mother, girl.sex, girl.date_of_birth) == (None, "Vàng Thị Dở", "f", date(2026, 1, 5))
    assert len({tua.code, girl.code}) == 2


def test_a_register_as_a_workbook(commune: Shell, tmp_path: Path) -> None:
    book = Workbook()
    assert book.active is not None
    book.active.append(["Thôn", "Mẹ", "Giới tính", "Ngày sinh", "Cân nặng", "SĐT"])
    book.active.append(["B02", "Sùng Thị Mỷ", "Nữ", date(2025, 11, 3), 3100, 912345678])
    book.active.append([None] * 6)
    book.active.append(["b03", "Giàng Thị Sua", "Nam", "4/11/2025", "3,2", "0912 345 679"])
    path = tmp_path / "so.xlsx"
    book.save(path)
    result = commune.run("load", "children", str(path))
    assert (result.exit_code, result.stderr) == (0, "")
    assert [child.date_of_birth for child in children_of(commune)] == [date(2025, 11, 3), date(2025, 11, 4)]
    with commune.looking() as conn:
        for number in ("+84912345678", "+84912345679"):  # the first lost its 0 to the spreadsheet
            assert contacts.people_at(conn, "sms", contacts.address_digest(conn, "sms", number))


def test_a_dry_run_writes_nothing(commune: Shell, written: Writer) -> None:
    said = commune.told("load", "children", str(written("so.csv", CSV)), "--dry-run")
    assert said == "2 dòng: sẽ thêm 2 trẻ, 0 trẻ đã có, 0 lỗi.\n"
    assert children_of(commune) == []


def test_errors_by_line_beside_what_is_good(commune: Shell, written: Writer) -> None:
    result = commune.run("load", "children", str(written("so.csv", BAD)))
    assert result.exit_code == 1
    assert result.stdout == "5 dòng: đã thêm 1 trẻ, 0 trẻ đã có, 4 lỗi.\n"
    lines = result.stderr.splitlines()
    assert [line.partition(":")[0] for line in lines] == [f"so.csv, line {number}" for number in (3, 4, 5, 6)]
    assert "'B77'" in lines[0]


def test_a_second_load_doubles_nobody(commune: Shell, written: Writer) -> None:
    commune.told("load", "children", str(written("so.csv", CSV)))
    more = CSV + "B04,Lò Thị Pâng,,nam,1/2/2026,,\n"
    said = commune.told("load", "children", str(written("so-moi.csv", more)))
    assert said == "3 dòng: đã thêm 1 trẻ, 2 trẻ đã có, 0 lỗi.\n"
    assert len(children_of(commune)) == 3


def test_a_child_of_a_report_is_not_doubled(commune: Shell, written: Writer) -> None:
    story = """
    B01 collaborator > sinh be gai 3kg1 hom qua tai tram me Lo Thi May
    B01 collaborator < ~ Ma be TE{be}
    """

    async def play() -> None:
        url = f"sqlite:///{commune.home}/bekhoe.db"
        async with Theatre.open(url, read_key(commune.home, None), NOW) as theatre:
            await Play(theatre, "sms").run(parse(story))

    asyncio.run(play())
    register = "Thôn,Mẹ,Tên trẻ,Giới,Ngày sinh\nB01,Lò Thị Mây,Lò Thị Na,nữ,19/4/2026\n"
    said = commune.told("load", "children", str(written("so.csv", register)))
    assert said == "1 dòng: đã thêm 0 trẻ, 1 trẻ đã có, 0 lỗi.\n"
    assert len(children_of(commune)) == 1


@pytest.mark.parametrize(
    ("name", "text", "status"),
    [
        ("so.xlsx", "đây không phải Excel", 1),
        ("so.csv", "", 0),
        ("so.csv", "Thôn,Mẹ,Giới,Ngày sinh\n", 0),
        ("so.csv", "một cột lạ\n1\n", 1),
    ],
)
def test_files_that_are_no_register(commune: Shell, written: Writer, name: str, text: str, status: int) -> None:
    result = commune.run("load", "children", str(written(name, text)))
    assert result.exit_code == status
    assert children_of(commune) == []


def test_a_file_in_another_encoding_is_said_so(commune: Shell, tmp_path: Path) -> None:
    path = tmp_path / "so.csv"
    path.write_bytes(CSV.encode("utf-16"))
    result = commune.run("load", "children", str(path))
    assert result.exit_code == 1
    assert "UTF-8" in result.stderr


def test_a_file_that_is_not_there(commune: Shell) -> None:
    result = commune.run("load", "children", "khong-co.csv")
    assert result.exit_code == 2
    assert "khong-co.csv" in result.stderr


def test_a_register_that_breaks_off_is_said_so(commune: Shell, tmp_path: Path) -> None:
    whole, broken = tmp_path / "so.xlsx", tmp_path / "hong.xlsx"
    Workbook().save(whole)
    with ZipFile(whole) as read, ZipFile(broken, "w") as write:
        for name in read.namelist():
            write.writestr(name, read.read(name)[:-20] if "sheet1" in name else read.read(name))
    endless = tmp_path / "so.csv"
    endless.write_text('a,b\n"' + "x" * 200_000, encoding="utf-8")
    for file in (broken, endless):
        result = commune.run("load", "children", str(file))
        assert result.exit_code == 1
        assert f"{file}: không phải CSV (UTF-8) hay Excel" in result.stderr


@pytest.mark.parametrize(("number", "told"), [("+84912345678", True), ("+84912345699", False)])
def test_the_number_of_the_register_is_told_of_its_child_once_it_agrees(
    commune: Shell, written: Writer, number: str, told: bool
) -> None:
    commune.told("load", "children", str(written("so.csv", CSV)))
    code = children_of(commune)[0].code
    with commune.looking() as conn:
        station = Station(conn)
        station.says(number, f"TE{code}", NOW)
        kept = conn.execute(select(outbox.c.lines)).scalars().all()
        assert len(kept) == 1
        assert "consent_ask" in kept[0]
        station.says(number, "DONG Y", NOW)
        said = " ".join(conn.execute(select(outbox.c.lines)).scalars())
        assert ("consent_child" in said, "consent_noted" in said) == (told, not told)


def test_the_number_of_the_register_hears_nothing_before_it_agrees(commune: Shell, written: Writer) -> None:
    commune.told("load", "children", str(written("so.csv", CSV)))
    with commune.looking() as conn:
        while do_due(conn, NOW + timedelta(days=60), knowledge()):
            pass
        carer = conn.execute(select(care.c.person_id)).scalar_one()
        assert carer not in conn.execute(select(outbox.c.person_id)).scalars().all()
