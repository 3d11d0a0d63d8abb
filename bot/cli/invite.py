"""`bekhoe invite`: single-use, expiring invitations, one at a time or one for every village, and sheets to print."""

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from bot.cli.home import WANTING, fail, home_now, open_home, place_of, some_commune

if TYPE_CHECKING:
    from bot.settings import Settings
    from handlers.joining import Invitation
    from storage.engine import Connection
    from storage.places import PlaceRow

BOT_NAME = "telegram_username"  # setting that `run` keeps once Telegram has told it


def invite(
    role: Annotated[str, typer.Option(help="collaborator, staff hoặc admin.")],
    village: Annotated[str | None, typer.Option(help="Mã thôn của cộng tác viên, ví dụ B01.")] = None,
    every: Annotated[bool, typer.Option("--all", help="Mỗi thôn một lời mời cộng tác viên.")] = False,
    sheet: Annotated[Path | None, typer.Option(help="Ghi tờ in có mã QR vào tệp HTML này.")] = None,
    as_json: Annotated[bool, typer.Option("--json", help="In dưới dạng JSON.")] = False,
) -> None:
    """Tạo lời mời dùng một lần, có hạn 7 ngày.

    Ví dụ: bekhoe invite --role collaborator --village B01

    Ví dụ: bekhoe invite --role collaborator --all --sheet moi.html
    """
    from handlers.joining import make
    from health.rights import Role

    if role not in (Role.COLLABORATOR, Role.STAFF, Role.ADMIN):
        raise fail("--role là collaborator, staff hoặc admin")
    if (village is not None) + every != (role == Role.COLLABORATOR):
        raise fail("Cộng tác viên cần --village hoặc --all; cán bộ và quản trị thì không.")
    with open_home(writer=True) as home, home.engine.begin() as conn:
        now = home_now(conn)
        made = [make(conn, Role(role), place, now) for place in _places(conn, village, every)]
        if sheet is not None:
            _write_sheet(conn, home.settings, made, sheet)
        echo(conn, home.settings, made, as_json=as_json, every=every)


def _places(conn: "Connection", village: str | None, every: bool) -> "Sequence[PlaceRow]":
    """Where the invited will be: every village, the one named, or the commune."""
    from storage import places

    if every:
        return [one for commune in places.communes(conn) for one in places.villages(conn, commune.id)]
    if village is None:
        return [some_commune(conn)]
    found = place_of(conn, village)
    if found.kind != "village":
        raise fail(f"Không có thôn mã {village}")
    return [found]


def echo(
    conn: "Connection", settings: "Settings", made: "Sequence[Invitation]", *, as_json: bool, every: bool = False
) -> None:
    """Print invitations in words, or as JSON: one object, or a list with the villages' codes where there are many."""
    given = [_promised(conn, settings, one) for one in made]
    if as_json:
        many = [{"village": one.place.code, **names} for one, names in zip(made, given, strict=True)]
        typer.echo(json.dumps(many if every else given[0], ensure_ascii=False))
        return
    for one, names in zip(made, given, strict=True):
        typer.echo(_in_words(one, names))


def _promised(conn: "Connection", settings: "Settings", made: "Invitation") -> Mapping[str, str | None]:
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


def _in_words(made: "Invitation", given: Mapping[str, str | None]) -> str:
    from health.local_time import local_date
    from messages.render import say
    from messages.voice import Voice

    day = local_date(made.expires_at)
    head = f"Lời mời {say(f'role_{made.role}', Voice(day))}, {made.place.name}, đến hết {day:%d/%m/%Y}:"
    telegram = given["telegram"] or f"(mở bot và nhắn) {given['sms']}"
    return f"{head}\n  SMS: {given['sms']}\n  Telegram: {telegram}"


def _write_sheet(conn: "Connection", settings: "Settings", made: "Sequence[Invitation]", file: Path) -> None:
    from bot.cli.sheet import Card, page
    from health.local_time import local_date
    from storage import places

    cards = []
    for one in made:
        given = _promised(conn, settings, one)
        commune = places.by_id(conn, one.place.commune_id or one.place.id)
        day = f"{local_date(one.expires_at):%d/%m/%Y}"
        cards.append(Card(one.place.name, commune.phone, str(given["sms"]), given["telegram"] or "", day))
    try:
        file.write_text(page(cards), encoding="utf-8")
    except OSError as error:
        raise fail(f"{file}: không ghi được ({error.__class__.__name__})", WANTING) from error
