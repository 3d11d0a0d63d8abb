"""`bekhoe week`: the week's counts of a commune or a village."""

import json
from dataclasses import asdict
from typing import TYPE_CHECKING, Annotated, Any

import typer

from bot.cli.home import fail, first_commune, home_now, open_home, place_of

if TYPE_CHECKING:
    from handlers.weeks import CommuneWeek, VillageWeek


def week(
    week: Annotated[str | None, typer.Option(help="Tuần, ví dụ 2026-W17; bỏ trống là tuần này.")] = None,
    place: Annotated[str | None, typer.Option(help="Mã xã hoặc thôn, ví dụ B01; bỏ trống là cả xã.")] = None,
    as_json: Annotated[bool, typer.Option("--json", help="In dưới dạng JSON.")] = False,
) -> None:
    """Số liệu của một tuần: sinh, mất, tiêm, thôn im lặng.

    Ví dụ: bekhoe week --week 2026-W17 --place B01
    """
    from handlers.weeks import commune_week, counted_week_lines
    from health.local_time import local_date
    from health.weeks import Week
    from messages.render import render
    from messages.voice import Voice
    from storage import places

    with open_home() as home, home.engine.connect() as conn:
        today = local_date(home_now(conn))
        try:
            meant = Week.of(today) if week is None else Week.parse(week)
        except ValueError as error:
            raise fail(f"Tuần viết như 2026-W17, không phải {week}") from error
        found = first_commune(conn) if place is None else place_of(conn, place)
        if found is None or found.kind not in ("commune", "village"):
            raise fail(f"Không có xã hay thôn mã {place}")
        commune = found if found.kind == "commune" else places.by_id(conn, found.commune_id or 0)
        whole = commune_week(conn, commune, meant)
        if as_json:
            typer.echo(json.dumps(as_dict(whole, found.code), ensure_ascii=False))
        else:
            voice = Voice(today)
            typer.echo(render(counted_week_lines(conn, whole, found, voice), voice).text)


def as_dict(whole: "CommuneWeek", place: str) -> dict[str, Any]:
    """The promised names: of the commune with its villages, or of one village."""
    for village in whole.villages:
        if village.place.code == place:
            return _village(whole, village)
    return {
        "week": str(whole.week),
        "place": whole.place.code,
        **asdict(whole.total),
        "villages_reported": len(whole.reported),
        "villages_silent": len(whole.silent),
        "villages_on_leave": sum(one.on_leave for one in whole.villages),
        "villages": [_village(whole, village) for village in whole.villages],
    }


def _village(whole: "CommuneWeek", village: "VillageWeek") -> dict[str, Any]:
    silent = not village.reported and not village.on_leave
    return {
        "week": str(whole.week),
        "place": village.place.code,
        **asdict(village.counts),
        "villages_reported": int(village.reported),
        "villages_silent": int(silent),
        "villages_on_leave": int(village.on_leave),
    }
