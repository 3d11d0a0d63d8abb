"""`bekhoe schedule`: the station reads the vaccine schedule and signs it; before that nobody is reminded of a dose."""

from typing import Annotated

import typer

from bot.cli.home import WANTING, home_now, open_home
from bot.cli.replan import replan_home


def schedule(
    by: Annotated[str | None, typer.Option(help="Họ tên, chức vụ người ký; bỏ trống: in lịch để đọc.")] = None,
) -> None:
    """Đọc và ký lịch tiêm chủng. Lịch chưa ký thì bot không nhắc tiêm.

    Ví dụ: bekhoe schedule --by "BS Lò Văn Hải, trưởng trạm"
    """
    from handlers import schedule_signing
    from health.shipped import load_schedule

    known, who = load_schedule(), (by or "").strip()
    with open_home(writer=True) as home:
        with home.engine.begin() as conn:
            if who:
                schedule_signing.sign(conn, known, who, home_now(conn))
            signed = schedule_signing.who_signed(conn, known)
        if who:
            replan_home(home)
    for dose in known.doses:
        state = "" if dose.on else " (tắt)"
        typer.echo(f"{dose.name} mũi {dose.order}: từ {dose.due_age.months} tháng {dose.due_age.days} ngày{state}")
    typer.echo(f"Lịch {known.version}: {signed or 'chưa ký'}")
    if signed is None:
        raise typer.Exit(WANTING)
