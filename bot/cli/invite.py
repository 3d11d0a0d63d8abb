"""`bekhoe invite`: a single-use, expiring invitation, and sheets of them to print."""

import json
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from bot.cli.home import WRONG_USE, fail, home_now, open_home

if TYPE_CHECKING:
    from bot.settings import Settings
    from handlers.joining import Invitation
    from storage.engine import Connection

BOT_NAME = "telegram_username"  # setting that `run` keeps once Telegram has told it


def invite(
    role: Annotated[str, typer.Option(help="collaborator, staff hoặc admin.")],
    village: Annotated[str | None, typer.Option(help="Mã thôn của cộng tác viên, ví dụ B01.")] = None,
    sheet: Annotated[Path | None, typer.Option(help="Ghi tờ in có mã QR vào tệp HTML này.")] = None,
    as_json: Annotated[bool, typer.Option("--json", help="In dưới dạng JSON.")] = False,
) -> None:
    """Tạo lời mời dùng một lần, có hạn 7 ngày.

    Ví dụ: bekhoe invite --role collaborator --village B01
    """
    from handlers.joining import make
    from health.rights import Role

    if role not in (Role.COLLABORATOR, Role.STAFF, Role.ADMIN):
        raise fail("--role là collaborator, staff hoặc admin")
    if (role == Role.COLLABORATOR) != (village is not None):
        raise fail("Cộng tác viên cần --village; cán bộ và quản trị thì không.")
    with open_home(writer=True) as home, home.engine.begin() as conn:
        place = _place(conn, village)
        made = make(conn, Role(role), place, home_now(conn))
        said = echo_invitation(conn, home.settings, made, as_json=as_json)
        if sheet is not None:
            from bot.cli.sheet import write_sheet

            write_sheet(sheet, invitation_of(conn, home.settings, made), made)
    typer.echo(json.dumps(said, ensure_ascii=False) if isinstance(said, dict) else said)


def _place(conn: "Connection", village: str | None):  # type: ignore[no-untyped-def]
    from storage import places

    if village is None:
        return places.communes(conn)[0]
    found = places.by_code(conn, village.upper())
    if found is None or found.kind != "village":
        raise fail(f"Không có thôn mã {village}", WRONG_USE)
    return found


def invitation_of(conn: "Connection", settings: "Settings", made: "Invitation") -> dict[str, Any]:
    """What `--json` prints: the code, the SMS to send, the Telegram link (null without a bot), when it ends."""
    from handlers.joining import deep_link
    from storage import settings as kept

    name = kept.get(conn, BOT_NAME) if settings.telegram_token else None
    return {
        "code": made.code,
        "sms": f"THAM GIA {made.code}",
        "telegram": deep_link(f"https://t.me/{name}", made.code) if name else None,
        "expires": made.expires_at.isoformat(),
    }


def echo_invitation(
    conn: "Connection", settings: "Settings", made: "Invitation", *, as_json: bool
) -> dict[str, Any] | str:
    """The invitation as JSON or in words."""
    from health.local_time import local_date

    given = invitation_of(conn, settings, made)
    if as_json:
        return given
    day = local_date(made.expires_at)
    lines = [f"Lời mời {made.role}, {made.place.name}, đến hết {day:%d/%m/%Y}:", f"  SMS: {given['sms']}"]
    lines.append(f"  Telegram: {given['telegram'] or '(mở bot và nhắn) ' + given['sms']}")
    return "\n".join(lines)
