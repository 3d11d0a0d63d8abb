"""`bekhoe forget`: requests for erasure, seen and carried out."""

import json
from datetime import timedelta
from typing import TYPE_CHECKING, Annotated, NoReturn

import typer

from bot.cli.home import WANTING, fail, home_now, open_home

if TYPE_CHECKING:
    from handlers.forgetting import Erased
    from storage.engine import Connection
    from storage.erasures import Erasure


def forget(
    number: Annotated[int | None, typer.Argument(metavar="SỐ", help="Số của yêu cầu cần làm ngay.")] = None,
    listed: Annotated[bool, typer.Option("--list", help="Các yêu cầu đang chờ, còn bao nhiêu ngày.")] = False,
    phone: Annotated[str | None, typer.Option(help="Ghi yêu cầu cho số này, khi người ta xin tại trạm.")] = None,
    with_children: Annotated[bool, typer.Option("--children", help="Cùng --phone: cả tên mẹ, tên bé.")] = False,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Chỉ xem sẽ mất gì.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="In JSON cho máy đọc.")] = False,
) -> None:
    """Xóa thông tin theo yêu cầu. Số liệu giữ nguyên; không ai làm thì bot tự làm ngày thứ 15.

    Ví dụ: bekhoe forget --list
    """
    chosen = [number is not None, listed, phone is not None]
    if sum(chosen) != 1:
        raise fail("Nói một việc: số của yêu cầu, --list hay --phone")
    with open_home(writer=True) as home, home.engine.begin() as conn:
        if listed:
            _list(conn, as_json)
        else:
            asked = _found(conn, number) if number is not None else _asked(conn, str(phone), with_children)
            _do(conn, asked, dry_run, as_json)


def _list(conn: "Connection", as_json: bool) -> None:
    from handlers import alerts
    from health.local_time import local_date
    from storage import erasures

    today = local_date(home_now(conn))
    waiting = erasures.open_in(conn, None)
    if not waiting and not as_json:
        typer.echo("Không có yêu cầu xóa nào chờ.")
    for one in waiting:
        left = max(local_date(one.due_at) - today, timedelta()).days
        who = alerts.phone_of(conn, one.person_id) or None
        asked = local_date(one.asked_at)
        if as_json:
            row = {"number": one.id, "asked": str(asked), "due": str(local_date(one.due_at)), "days_left": left}
            typer.echo(json.dumps({**row, "phone": who, "children": one.with_children}, ensure_ascii=False))
        else:
            typer.echo(f"{one.id}  xin {asked:%d/%m/%Y}  còn {left} ngày  {who or '-'}")


def _found(conn: "Connection", number: int) -> "Erasure":
    from storage import erasures

    found = next((one for one in erasures.open_in(conn, None) if one.id == number), None)
    return found or _gone(number)


def _gone(number: int) -> NoReturn:
    raise fail(f"Không có yêu cầu xóa số {number} đang chờ: bekhoe forget --list", WANTING)


def _asked(conn: "Connection", phone: str, with_children: bool) -> "Erasure":
    """A request of somebody who asked at the station; the one that waits, if there is one."""
    from handlers.erasing import due_moment, request
    from handlers.naming import people_at
    from health.phones import national_number
    from storage import erasures, people
    from storage.erasures import NewErasure

    digits = national_number(phone)
    known = people_at(conn, digits) if digits else ()
    if len(known) != 1:
        raise fail(f"Số {phone} {'là của nhiều người' if known else 'không có ai'}", WANTING)
    if waiting := erasures.open_of(conn, known[0]):
        return waiting
    now, person = home_now(conn), people.get(conn, known[0])
    number, _ = request(conn, NewErasure(person.id, person.commune_id, with_children, "sms", now, due_moment(now)))
    return _found(conn, number)


def _do(conn: "Connection", asked: "Erasure", dry_run: bool, as_json: bool) -> None:
    from handlers.erasing import finish
    from handlers.forgetting import carry_out
    from storage.group import undone

    if not dry_run:
        would = finish(conn, asked, home_now(conn), None) or _gone(asked.id)
    else:
        with undone(conn):
            would = carry_out(conn, asked, home_now(conn), None)
    said = _counted(would)
    if as_json:
        typer.echo(json.dumps({"number": asked.id, "done": not dry_run, **said}, ensure_ascii=False))
        return
    begin = "Sẽ xóa" if dry_run else "Đã xóa"
    names = f", tên mẹ và tên bé {', '.join(would.children)}" if would.children else ""
    counts = f"{said['messages']} tin nhận, {said['answers']} tin đi, {said['contacts']} số liên lạc"
    typer.echo(f"{begin} ({asked.id}): {counts}{names}. Số liệu giữ nguyên.")


def _counted(would: "Erased") -> dict[str, object]:
    from handlers.erasures_asked import counts

    return {**counts(would), "children": list(would.children)}
