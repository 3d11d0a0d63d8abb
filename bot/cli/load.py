"""`bekhoe load`: what a station kept on paper before the bot came."""

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Annotated

import typer

from bot.cli.home import WANTING, fail, home_now, open_home

app = typer.Typer(no_args_is_help=True, rich_markup_mode=None)


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

    rows = list(_rows(file))
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


def _rows(file: Path) -> Iterator[tuple[int, Mapping[str, object]]]:
    """(line in the file, cells by heading) of each row that holds anything."""
    import csv

    try:
        read = _excel if file.suffix.lower() in (".xlsx", ".xlsm") else _csv
        yield from read(file)
    except OSError as error:
        raise fail(f"{file}: không mở được ({error.__class__.__name__})") from error
    except (ValueError, LookupError, SyntaxError, csv.Error) as error:  # SyntaxError: of the XML in a workbook
        raise fail(f"{file}: không phải CSV (UTF-8) hay Excel ({error.__class__.__name__})", WANTING) from error


def _csv(file: Path) -> Iterator[tuple[int, Mapping[str, object]]]:
    import csv

    with file.open(encoding="utf-8-sig", newline="") as lines:
        sample = lines.read(4096)
        lines.seek(0)
        delimiter = max(",;\t", key=sample.splitlines()[0].count) if sample else ","
        rows = csv.DictReader(lines, delimiter=delimiter)
        for row in rows:
            if any((value or "").strip() for value in row.values() if isinstance(value, str)):
                yield rows.line_num, {str(heading): value for heading, value in row.items()}


def _excel(file: Path) -> Iterator[tuple[int, Mapping[str, object]]]:
    from zipfile import BadZipFile

    from openpyxl import load_workbook

    try:
        sheet = load_workbook(file, read_only=True, data_only=True).worksheets[0]
    except BadZipFile as error:
        raise ValueError("not a workbook") from error
    rows = sheet.iter_rows(values_only=True)
    headings = [str(cell or "") for cell in next(rows, ())]
    for line, row in enumerate(rows, 2):
        if any(cell not in (None, "") for cell in row):
            yield line, dict(zip(headings, row, strict=False))
