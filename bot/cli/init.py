"""`bekhoe init`: a new home with its key, database and places, and the first admin's invitation."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from bot.cli.home import WANTING, fail, home_now, open_home, settings_of_environment

if TYPE_CHECKING:
    from bot.cli.home import Home
    from bot.settings import Settings
    from handlers.joining import Invitation
    from health.places import PlaceRecord
    from storage.engine import Connection

PLAN_NAME, SAMPLE_NAME = "plan", "sample"  # names of settings kept in the database


def init(
    places: Annotated[Path | None, typer.Option(help="Tệp TOML hoặc CSV: xã, thôn, số của trạm, ngày tiêm.")] = None,
    sample: Annotated[bool, typer.Option("--sample", help="Xã mẫu Bình Lư với các thôn B01-B08.")] = False,
    plan: Annotated[str | None, typer.Option(help="Mã kế hoạch trạm theo, ví dụ binh-lu-2026-2030.")] = None,
    as_json: Annotated[bool, typer.Option("--json", help="In lời mời dưới dạng JSON.")] = False,
) -> None:
    """Tạo nhà mới: cơ sở dữ liệu, các thôn, khóa; in lời mời một lần cho người quản trị.

    Chạy lại trên nhà đã có: giữ khóa và dữ liệu, cập nhật các thôn, in lời mời mới.

    Ví dụ: bekhoe init --places xa-cua-toi.toml --plan binh-lu-2026-2030
    """
    from bot.cli.invite import echo

    records = _records(places, sample)
    settings = settings_of_environment()
    given = _known_plan(plan or ",".join(settings.plan))
    _make_home(settings)
    with open_home(writer=True) as home:
        plan_id = given or _plan(home, sample, ask=not as_json)
        with home.engine.begin() as conn:
            made = _fill(conn, records, plan_id, sample)
            echo(conn, home.settings, (made,), as_json=as_json)


def _records(places: Path | None, sample: bool) -> "tuple[PlaceRecord, ...]":
    from health.shipped import load_sample_places

    if sample == (places is not None):
        raise fail("Chọn một: --places TỆP, hoặc --sample để dùng xã mẫu.")
    return load_sample_places() if places is None else _records_of(places)


def _records_of(file: Path) -> "tuple[PlaceRecord, ...]":
    from health.faults import DataError
    from health.places import parse_places

    try:
        records = parse_places(file.read_text(encoding="utf-8-sig"), file.name)
    except OSError as error:
        raise fail(f"{file}: không mở được ({error.__class__.__name__})") from error
    except UnicodeDecodeError as error:
        line = error.object.count(b"\n", 0, error.start) + 1
        raise fail(f"{file.name}, dòng {line}: không phải UTF-8, hãy lưu lại tệp bằng UTF-8", WANTING) from error
    except DataError as error:
        raise fail(str(error), WANTING) from error
    if not any(record.kind == "commune" for record in records):
        raise fail(f'{file.name}: chưa có xã nào, hãy thêm một mục kind = "commune"', WANTING)
    return records


def _make_home(settings: "Settings") -> None:
    """The folder and, unless the environment gives one, the key; what is there stays."""
    from bot.keys import FILE_NAME, make_key_file

    try:
        settings.home.mkdir(parents=True, exist_ok=True)
        if settings.key is None and not (settings.home / FILE_NAME).exists():
            make_key_file(settings.home)
    except OSError as error:
        raise fail(f"{settings.home}: không tạo được ({error.__class__.__name__})", WANTING) from error


def _plan(home: "Home", sample: bool, ask: bool) -> str:
    """The plan's id: the home's from an earlier time, the sample's, or asked for."""
    from health.shipped import load_plans
    from storage import settings

    with home.engine.connect() as conn:  # ends before the question, so that a running bot is not held up
        kept = settings.get(conn, PLAN_NAME)
    known = [plan.id for plan in load_plans()]
    if kept or not (sample or ask):
        return kept or ""
    return known[0] if sample else _known_plan(typer.prompt(f"Trạm theo kế hoạch nào ({', '.join(known)})", known[0]))


def _known_plan(given: str) -> str:
    """Itself, if every id in it is a plan's; ends the command otherwise."""
    from health.shipped import load_plans

    known = [plan.id for plan in load_plans()]
    for one in filter(None, given.split(",")):
        if one not in known:
            raise fail(f"Không có kế hoạch {one}. Có: {', '.join(known)}")
    return given


def _fill(conn: "Connection", records: "tuple[PlaceRecord, ...]", plan_id: str, sample: bool) -> "Invitation":
    from handlers.due import start_weeks
    from handlers.joining import make
    from handlers.settling import save_places
    from health.rights import Role
    from storage import places as stored
    from storage import settings

    save_places(conn, records)
    settings.put(conn, PLAN_NAME, plan_id)
    settings.put(conn, SAMPLE_NAME, "yes" if sample else "no")
    now = home_now(conn)
    communes = stored.communes(conn)
    for commune in communes:
        start_weeks(conn, commune.id, now)
    return make(conn, Role.ADMIN, communes[0], now)
