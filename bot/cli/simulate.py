"""`bekhoe simulate`: years of made-up communes through the real code, each day held against what must never happen."""

import json
from dataclasses import asdict
from datetime import date
from typing import TYPE_CHECKING, Annotated

import typer

from bot.cli.home import WANTING, fail, open_home, settings_of_environment

if TYPE_CHECKING:
    from bot.settings import Settings
    from bot.simulation.running import Summary

MOST_SHOWN = 20  # violations


def simulate(
    years: Annotated[float, typer.Option(help="Bao nhiêu năm; 0.1 là hơn một tháng.", min=0.003, max=20)] = 5,
    seed: Annotated[int, typer.Option(help="Cùng số này thì mọi việc xảy ra như nhau.")] = 1,
    communes: Annotated[int, typer.Option(help="Bao nhiêu xã, mỗi xã 8 thôn.", min=1, max=400)] = 1,
    as_json: Annotated[bool, typer.Option("--json", help="In tóm tắt dưới dạng JSON.")] = False,
) -> None:
    """Sống thử: trẻ sinh ra, tiêm, mất, gia đình trả lời hay im lặng; mỗi ngày soát điều không được xảy ra.

    Nhà của BEKHOE_HOME phải trống. Người và số liệu đều bịa: health/data/simulation.toml.

    Ví dụ: bekhoe simulate --years 5 --seed 1 --communes 1
    """
    from bot.simulation.running import AlreadyInUse, Wanted
    from bot.simulation.running import simulate as live

    _make_home(settings_of_environment())
    with open_home(writer=True) as home:
        try:
            summary = live(home.engine, Wanted(years, seed, communes), lambda day: None if as_json else _tell(day))
        except AlreadyInUse as error:
            raise fail("Cơ sở dữ liệu đã có địa bàn: bekhoe simulate cần một nhà trống") from error
    typer.echo(json.dumps(_as_dict(summary), ensure_ascii=False) if as_json else _in_words(summary))
    for one in summary.violations[:MOST_SHOWN]:
        typer.echo(f"seed {seed}: {one}", err=True)
    if summary.violations:
        raise typer.Exit(WANTING)


def _make_home(settings: "Settings") -> None:
    """A new home with its key; one that holds anything is left alone."""
    from bot.keys import make_key_file

    if settings.home.exists() and (not settings.home.is_dir() or any(settings.home.iterdir())):
        raise fail(f"{settings.home} không trống: bekhoe simulate cần một nhà trống")
    try:
        settings.home.mkdir(parents=True, exist_ok=True)
        if settings.key is None:
            make_key_file(settings.home)
    except OSError as error:
        raise fail(f"{settings.home}: không ghi được ({error.__class__.__name__})", WANTING) from error


def _tell(day: date) -> None:
    typer.echo(f"{day.month}/{day.year} ...", err=True)


def _as_dict(summary: "Summary") -> dict[str, object]:
    return asdict(summary) | {"violations": [str(one) for one in summary.violations]}


def _in_words(summary: "Summary") -> str:
    happened = ", ".join(f"{name} {count}" for name, count in summary.happened.items())
    sent = ", ".join(f"{name} {count}" for name, count in summary.sent.items())
    found = len(summary.violations)
    judged = f"{summary.days_checked} ngày đã soát, {found} điều sai" if found else f"{summary.days_checked} ngày đúng"
    return f"Xảy ra: {happened}\nĐã gửi: {sent}\n{judged}, seed {summary.seed}, {summary.seconds} giây."
