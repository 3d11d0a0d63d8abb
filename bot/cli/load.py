"""`bekhoe load`: what a station kept on paper before the bot came.

NoWorkbook            the file is called one, and is none
"""

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Annotated

import typer

from bot.cli.home import WANTING, fail, home_now, open_home

Row = tuple[int, Mapping[str, object]]

app = typer.Typer(no_args_is_help=True, rich_markup_mode=None)


class NoWorkbook(Exception):
    """Excel would not open it either."""


@app.callback()
def load() -> None:
    """Nạp dữ liệu có sẵn của trạm.

    Ví dụ: bekhoe load children so-tre-em.xlsx
    """


@app.command("children")
def load_children(
    file: Annotated[Path, typer.Argument(help="Sổ trẻ em: CSV hoặc Excel (.xlsx), dòng đầu là tên cột.")],
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Chỉ xem, không ghi.")] = False,
) -> None:
    """Nạp trẻ sinh trước khi dùng bot. Nạp lại lần nữa không ghi ai hai lần.

    Ví dụ: bekhoe load children so-tre-em.xlsx --dry-run
    """
    from handlers import loading
    from handlers.settling import stored_places
    from health.local_time import local_date
    from health.registers import parse_children

    rows = _rows(file)
    with open_home(writer=True) as home, home.engine.connect() as conn, conn.begin() as transaction:
        now = home_now(conn)
        accepted, faults = parse_children(rows, stored_places(conn), local_date(now))
        done = loading.load_children(conn, accepted, now)
        if dry_run:
            transaction.rollback()
    for fault in faults:
        typer.echo(f"{file.name}, {fault}", err=True)
    verb = "sẽ thêm" if dry_run else "đã thêm"
    typer.echo(f"{len(rows)} dòng: {verb} {done.added} trẻ, {done.known} trẻ đã có, {len(faults)} lỗi.")
    if faults:
        raise typer.Exit(WANTING)


def _rows(file: Path) -> list[Row]:
    """(line in the file, cells by heading) of each row that holds anything; ends the command where there is none."""
    import csv

    is_workbook = file.suffix.lower() in (".xlsx", ".xlsm")
    try:
        rows = list((_excel if is_workbook else _csv)(file))
    except OSError as error:
        raise fail(f"{file}: không mở được ({error.__class__.__name__})") from error
    except (UnicodeDecodeError, csv.Error, NoWorkbook) as error:
        wanted = "Excel (.xlsx)" if is_workbook else "CSV (UTF-8), hãy lưu lại thành .xlsx hay CSV UTF-8"
        raise fail(f"{file.name}: không phải {wanted}", WANTING) from error
    if not rows:
        raise fail(f"{file.name}: không có dòng nào, dòng đầu là tên cột rồi mỗi trẻ một dòng", WANTING)
    return rows


def _csv(file: Path) -> Iterator[Row]:
    import csv

    with file.open(encoding="utf-8-sig", newline="") as lines:
        first = lines.readline()
        lines.seek(0)
        rows = csv.DictReader(lines, delimiter=max(",;\t", key=first.count))
        for row in rows:
            if any((value or "").strip() for value in row.values() if isinstance(value, str)):
                yield rows.line_num, {str(heading): value for heading, value in row.items()}


def _excel(file: Path) -> Iterator[Row]:
    from zipfile import BadZipFile

    from openpyxl import load_workbook

    try:
        sheet = load_workbook(file, read_only=True, data_only=True).worksheets[0]
        rows = list(sheet.iter_rows(values_only=True))
    except (BadZipFile, LookupError, SyntaxError, ValueError) as error:  # whichever part of it is not one
        raise NoWorkbook from error
    headings = [str(cell or "") for cell in rows[0]] if rows else []
    for line, row in enumerate(rows[1:], 2):
        if any(cell not in (None, "") for cell in row):
            yield line, dict(zip(headings, row, strict=False))
