"""`bekhoe init`: a new home with its key, database and places, and the first admin's invitation."""

import json
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from bot.cli.home import WANTING, Home, fail, home_now, open_home, settings_of_environment
from bot.cli.replan import replan_home

if TYPE_CHECKING:
    from bot.cli.sheet import Card
    from bot.settings import Settings
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

    Chạy lại trên nhà đã có: khóa và dữ liệu giữ nguyên, địa bàn cập nhật theo tệp.

    Ví dụ: bekhoe init --places xa-cua-toi.toml --plan binh-lu-2026-2030
    """
    records = _records(places, sample)
    settings = settings_of_environment()
    wanted = _known(plan or ",".join(settings.plan))
    _make_key(settings)
    with open_home(writer=True) as home:
        known_before, kept_plan = _standing(home)
        chosen = wanted or kept_plan or _chosen(sample, ask=not as_json)
        with home.engine.begin() as conn:
            card = _fill(conn, home, records, chosen, sample)
        if known_before:
            replan_home(home)  # the station may hold its immunisation days on others now
    if known_before:
        typer.echo(f"Nhà đã có ở {settings.home}: khóa và dữ liệu giữ nguyên, địa bàn đã cập nhật.", err=as_json)
    typer.echo(json.dumps(card.as_json(), ensure_ascii=False) if as_json else card.in_words())


def _records(places: Path | None, sample: bool) -> "tuple[PlaceRecord, ...]":
    from health.faults import DataError
    from health.places import parse_places
    from health.shipped import load_sample_places

    if sample == (places is not None):
        raise fail("Chọn một: --places TỆP, hoặc --sample để dùng xã mẫu.")
    if places is None:
        return load_sample_places()
    try:
        records = parse_places(places.read_text(encoding="utf-8-sig"), places.name)
    except OSError as error:
        raise fail(f"{places}: không đọc được ({error.__class__.__name__})") from error
    except UnicodeDecodeError as error:
        line = error.object.count(b"\n", 0, error.start) + 1
        raise fail(f"{places.name}, dòng {line}: không phải UTF-8, hãy lưu lại tệp bằng UTF-8", WANTING) from error
    except DataError as error:
        raise fail(str(error), WANTING) from error
    if not any(record.kind == "commune" for record in records):
        raise fail(f'{places.name}: chưa có xã nào (kind = "commune")', WANTING)
    return records


def _known(plans: str) -> str:
    """The plans given, each of them one that is shipped."""
    ids = _plan_ids()
    for one in filter(None, plans.split(",")):
        if one not in ids:
            raise fail(f"Không có kế hoạch {one}. Có: {', '.join(ids)}")
    return plans


def _chosen(sample: bool, ask: bool) -> str:
    """The plan of a new home: the sample's, or asked for."""
    ids = _plan_ids()
    if sample:
        return ids[0]
    if not ask:
        return ""
    return _known(typer.prompt(f"Trạm theo kế hoạch nào ({', '.join(ids)})", default=ids[0]))


def _plan_ids() -> list[str]:
    from health.shipped import load_plans

    return [plan.id for plan in load_plans()]


def _make_key(settings: "Settings") -> None:
    """A key for a new home; a database without its key is no new home, and keeps its loss in sight."""
    from bot.keys import make_key_file

    has_key = settings.key is not None or (settings.home / "key").exists()
    if has_key or (settings.home / "bekhoe.db").exists():
        return
    try:
        settings.home.mkdir(parents=True, exist_ok=True)
        make_key_file(settings.home)
    except OSError as error:
        raise fail(f"{settings.home}: không ghi được ({error.__class__.__name__})", WANTING) from error


def _standing(home: Home) -> tuple[bool, str]:
    """Whether the home held a commune before, and the plan it follows."""
    from storage import places, settings

    with home.engine.connect() as conn:
        return bool(places.communes(conn)), settings.get(conn, PLAN_NAME) or ""


def _fill(conn: "Connection", home: Home, records: "tuple[PlaceRecord, ...]", plan: str, sample: bool) -> "Card":
    from bot.cli.invite import card_of
    from handlers.due import start_weeks
    from handlers.joining import make
    from handlers.settling import save_places
    from health.rights import Role
    from storage import places, settings

    if sample and settings.get(conn, SAMPLE_NAME) == "no":
        raise fail("Nhà này là của một xã thật: không thêm xã mẫu vào đây", WANTING)
    save_places(conn, records)
    settings.put(conn, PLAN_NAME, plan)
    settings.put(conn, SAMPLE_NAME, "yes" if sample else "no")
    now = home_now(conn)
    communes = places.communes(conn)
    for commune in communes:
        start_weeks(conn, commune.id, now)
    return card_of(conn, home.settings, make(conn, Role.ADMIN, communes[0], now))
