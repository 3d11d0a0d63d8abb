"""`bekhoe init`: a new home with its key, database and places, and the first admin's invitation."""

import json
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from bot.cli.home import WANTING, fail, settings_of_environment

if TYPE_CHECKING:
    from health.places import PlaceRecord

PLAN_NAME, SAMPLE_NAME = "plan", "sample"  # names of settings kept in the database


def init(
    places: Annotated[Path | None, typer.Option(help="Tệp TOML hoặc CSV: xã, thôn, số của trạm, ngày tiêm.")] = None,
    sample: Annotated[bool, typer.Option("--sample", help="Xã mẫu Bình Lư với các thôn B01-B08.")] = False,
    plan: Annotated[str | None, typer.Option(help="Mã kế hoạch trạm theo, ví dụ binh-lu-2026-2030.")] = None,
    as_json: Annotated[bool, typer.Option("--json", help="In lời mời dưới dạng JSON.")] = False,
) -> None:
    """Tạo nhà mới: cơ sở dữ liệu, các thôn, khóa; in lời mời một lần cho người quản trị.

    Ví dụ: bekhoe init --places xa-cua-toi.toml --plan binh-lu-2026-2030
    """
    from bot.cli.invite import echo_invitation
    from bot.keys import make_key_file, read_key
    from storage.engine import open_engine
    from storage.schema import prepare

    records = _records(places, sample)
    settings = settings_of_environment()
    plan_id = _plan(plan or ",".join(settings.plan), sample, ask=not as_json)
    settings.home.mkdir(parents=True, exist_ok=True)
    if settings.key is None and not (settings.home / "key").exists():
        make_key_file(settings.home)
    engine = open_engine(settings.database, read_key(settings.home, settings.key), writer=True)
    prepare(engine)
    with engine.begin() as conn:
        made = _fill(conn, records, plan_id, sample)
        text = echo_invitation(conn, settings, made, as_json=as_json)
    engine.dispose()
    typer.echo(json.dumps(text, ensure_ascii=False) if isinstance(text, dict) else text)


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
    except (OSError, UnicodeDecodeError) as error:
        raise fail(f"{places}: không đọc được ({error.__class__.__name__})") from error
    except DataError as error:
        raise fail(str(error), WANTING) from error
    if not any(record.kind == "commune" for record in records):
        raise fail(f'{places.name}: chưa có xã nào (kind = "commune")', WANTING)
    return records


def _plan(given: str, sample: bool, ask: bool) -> str:
    """The plan's id: given, the sample's, or asked for."""
    from health.shipped import load_plans

    known = [plan.id for plan in load_plans()]
    chosen = given or (known[0] if sample else "")
    if not chosen and ask:
        chosen = typer.prompt(f"Trạm theo kế hoạch nào ({', '.join(known)})", default=known[0])
    for one in filter(None, chosen.split(",")):
        if one not in known:
            raise fail(f"Không có kế hoạch {one}. Có: {', '.join(known)}")
    return chosen


def _fill(conn, records, plan_id: str, sample: bool):  # type: ignore[no-untyped-def]
    from bot.cli.home import home_now
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
