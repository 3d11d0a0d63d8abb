"""`bekhoe load children`: a station's register becomes children on record, once."""

from datetime import datetime, timedelta
from pathlib import Path

import pytest
from openpyxl import Workbook
from sqlalchemy import func, select

from bot.serving import knowledge
from handlers.due import do_due
from handlers.intake import handle
from health.rights import Role
from messages.envelope import ChannelName, Incoming
from storage import children, contacts, inbox, people, places
from storage.engine import Connection
from storage.people import Grant
from storage.tables import care, child, outbox
from tests.bot.cli.conftest import Bekhoe
from tests.support.moments import NOW, TODAY

BORN = TODAY - timedelta(days=40)
HEADINGS = ("Họ tên trẻ", "Giới", "Ngày sinh", "Mẹ", "Thôn", "Cân nặng", "SĐT")
GOOD = (
    ("Vàng A Páo", "Nam", f"{BORN:%d/%m/%Y}", "Lò Thị Mây", "B01", "3,1", "0912345678"),
    ("", "nữ", f"{BORN:%Y-%m-%d}", "Giàng Thị Dua", "Nà Đon", "2900", ""),
)
BAD = ("Vàng A Sinh", "Nam", "31/2/2026", "Lò Thị Mây", "B99", "3,1", "")


def csv(rows: tuple[tuple[str, ...], ...], separator: str = ";") -> str:
    """A register as text."""
    cells = [[f'"{cell}"' if separator in cell else cell for cell in row] for row in (HEADINGS, *rows)]
    return "\n".join(separator.join(row) for row in cells) + "\n"


@pytest.fixture
def register(tmp_path: Path) -> Path:
    """A register of two children."""
    file = tmp_path / "so.csv"
    file.write_text(csv(GOOD), encoding="utf-8")
    return file


def on_record(bekhoe: Bekhoe) -> int:
    """How many children there are."""
    with bekhoe.opened() as conn:
        return conn.execute(select(func.count()).select_from(child)).scalar_one()


def loaded(bekhoe: Bekhoe, file: Path, *words: str) -> str:
    """What a load of a file without fault says."""
    result = bekhoe("load", "children", str(file), *words)
    assert (result.exit_code, result.stderr) == (0, "")
    return result.stdout.strip()


@pytest.mark.parametrize("separator", [",", ";", "\t"])
@pytest.mark.parametrize("mark", ["", "\ufeff"])
def test_csv(april: Bekhoe, register: Path, separator: str, mark: str) -> None:
    register.write_text(mark + csv(GOOD, separator), encoding="utf-8")
    assert loaded(april, register) == "2 dòng: đã thêm 2 trẻ, 0 trẻ đã có, 0 lỗi."
    with april.opened() as conn:
        found = [
            children.get(conn, number) for number in conn.execute(select(child.c.id).order_by(child.c.id)).scalars()
        ]
    assert [(one.name, one.sex, one.date_of_birth, one.mother) for one in found] == [
        ("Vàng A Páo", "m", BORN, "Lò Thị Mây"),
        (None, "f", BORN, "Giàng Thị Dua"),
    ]


def test_excel(april: Bekhoe, tmp_path: Path) -> None:
    book = Workbook()
    assert book.active is not None
    book.active.append(HEADINGS)
    book.active.append(("Vàng A Páo", "Nam", BORN, "Lò Thị Mây", "B01", 3.1, None))
    book.active.append((None,) * 7)
    book.active.append(BAD)
    book.save(tmp_path / "so.xlsx")
    result = april("load", "children", str(tmp_path / "so.xlsx"))
    assert result.exit_code == 1
    assert result.stdout.strip() == "2 dòng: đã thêm 1 trẻ, 0 trẻ đã có, 2 lỗi."
    assert "so.xlsx, line 4: village 'B99' is no place" in result.stderr


def test_a_dry_run_stores_nothing(april: Bekhoe, register: Path) -> None:
    assert loaded(april, register, "--dry-run") == "2 dòng: sẽ thêm 2 trẻ, 0 trẻ đã có, 0 lỗi."
    assert on_record(april) == 0


def test_good_rows_load_beside_bad_ones(april: Bekhoe, register: Path) -> None:
    register.write_text(csv((GOOD[0], BAD, GOOD[1])), encoding="utf-8")
    result = april("load", "children", str(register))
    assert result.exit_code == 1
    assert result.stderr.splitlines() == [
        "so.csv, line 3: born '31/2/2026' is not a date that can be: write it as day/month/year",
        "so.csv, line 3: village 'B99' is no place of this list: add that place or correct the code",
    ]
    assert on_record(april) == 2


def test_a_second_load_doubles_nobody(april: Bekhoe, register: Path) -> None:
    loaded(april, register)
    assert loaded(april, register) == "2 dòng: đã thêm 0 trẻ, 2 trẻ đã có, 0 lỗi."
    assert on_record(april) == 2


def say(conn: Connection, number: str, text: str, at: datetime) -> str:
    """Somebody's message is handled; gives the words of the answer, as they are kept."""
    message_id = inbox.store(conn, Incoming(ChannelName.SMS, f"{number} {text}", number, text, at), at)
    assert message_id is not None
    handle(conn, message_id, at, knowledge(conn))
    return " ".join(conn.execute(select(outbox.c.lines).where(outbox.c.inbox_id == message_id)).scalars())


def test_a_child_told_of_by_a_report_is_not_doubled(april: Bekhoe, register: Path) -> None:
    with april.opened() as conn:
        commune, village = places.communes(conn)[0], places.by_code(conn, "B01")
        assert village is not None
        worker = people.add(conn, NOW, commune.id)
        contacts.add(conn, worker, ChannelName.SMS, "+84911000001", NOW)
        people.grant(conn, worker, Grant(Role.COLLABORATOR, village.id), commune.id, NOW)
        born = NOW - timedelta(days=39)
        say(conn, "+84911000001", "sinh be trai ten Vang A Pao 3kg1 hom qua tai tram, me Lo Thi May", born)
    assert on_record(april) == 1
    assert loaded(april, register) == "2 dòng: đã thêm 1 trẻ, 1 trẻ đã có, 0 lỗi."
    assert on_record(april) == 2


def test_the_familys_number_may_be_told_of_its_child_once_it_agrees(april: Bekhoe, register: Path) -> None:
    loaded(april, register)
    with april.opened() as conn:
        code = conn.execute(select(child.c.code).order_by(child.c.id)).scalars().first()
        for number in ("+84912345678", "+84912345679"):
            assert "consent_ask" in say(conn, number, f"TE{code}", NOW)
        assert "consent_child" in say(conn, "+84912345678", "DONG Y", NOW)
        assert "consent_child" not in say(conn, "+84912345679", "DONG Y", NOW)  # the register names it for nobody


def test_a_family_hears_nothing_before_it_agrees(april: Bekhoe, register: Path) -> None:
    loaded(april, register)
    with april.opened() as conn:
        while do_due(conn, NOW + timedelta(days=30), knowledge(conn)):
            pass
        carer = conn.execute(select(care.c.person_id)).scalar_one()
        assert conn.execute(select(outbox.c.id).where(outbox.c.person_id == carer)).all() == []


@pytest.mark.parametrize(
    ("name", "content", "status", "said"),
    [
        ("so.csv", b"\xff\xfe\x00", 1, "so.csv: không phải CSV (UTF-8)"),
        ("so.xlsx", b"no workbook", 1, "so.xlsx: không phải Excel (.xlsx)"),
        ("so.xlsx", b"PK\x05\x06" + bytes(18), 1, "so.xlsx: không phải Excel (.xlsx)"),
        ("so.xls", b"\xd0\xcf\x11\xe0", 1, "so.xls: không phải CSV (UTF-8)"),
        ("so.csv", b'a,b\n"' + b"x" * 200_000, 1, "so.csv: không phải CSV"),
        ("so.csv", b"a,b\n,\n", 1, "so.csv: không có dòng nào"),
        ("so.csv", b"", 1, "so.csv: không có dòng nào"),
        ("so.xlsx", None, 2, "so.xlsx: không mở được"),
        ("so.csv", None, 2, "so.csv: không mở được"),
    ],
)
def test_an_unreadable_register(
    april: Bekhoe, tmp_path: Path, name: str, content: bytes | None, status: int, said: str
) -> None:
    if content is not None:
        (tmp_path / name).write_bytes(content)
    given, complaint = april.refused("load", "children", str(tmp_path / name))
    assert (given, said in complaint) == (status, True), complaint


def test_a_register_without_the_columns(april: Bekhoe, register: Path) -> None:
    register.write_text("a,b\n1,2\n", encoding="utf-8")
    result = april("load", "children", str(register))
    assert result.exit_code == 1
    assert "so.csv, line 2: mother is missing: write it" in result.stderr


def test_a_cell_over_several_lines_does_not_move_the_line_numbers(april: Bekhoe, register: Path) -> None:
    register.write_text(csv(GOOD).replace("Vàng A Páo", '"Vàng\nA Páo"') + csv((BAD,)).partition("\n")[2], "utf-8")
    assert "so.csv, line 5: village" in april("load", "children", str(register)).stderr


def test_before_init(bekhoe: Bekhoe, register: Path) -> None:
    assert bekhoe.refused("load", "children", str(register))[0] == 1
