"""`bekhoe invite`: single-use, expiring invitations, and sheets of them to print."""

import json
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from bot.cli.home import WANTING, fail, first_commune, home_now, open_home, place_of

if TYPE_CHECKING:
    from bot.cli.sheet import Card
    from bot.settings import Settings
    from handlers.joining import Invitation
    from storage.engine import Connection
    from storage.places import PlaceRow


def invite(
    role: Annotated[str, typer.Option(help="collaborator, staff hoặc admin.")],
    village: Annotated[str | None, typer.Option(help="Mã thôn của cộng tác viên, ví dụ B01.")] = None,
    every: Annotated[bool, typer.Option("--all", help="Mỗi thôn một lời mời cộng tác viên.")] = False,
    replace: Annotated[bool, typer.Option("--replace", help="Người mới thay cộng tác viên cũ của thôn.")] = False,
    sheet: Annotated[Path | None, typer.Option(help="Ghi tờ in có mã QR vào tệp HTML này.")] = None,
    as_json: Annotated[bool, typer.Option("--json", help="In dưới dạng JSON; với --all là một danh sách.")] = False,
) -> None:
    """Tạo lời mời dùng một lần, có hạn 7 ngày.

    Ví dụ: bekhoe invite --role collaborator --village B01

    Một tờ cho cả xã: bekhoe invite --role collaborator --all --sheet moi.html
    """
    from handlers.joining import make
    from health.rights import Role

    if role not in (Role.COLLABORATOR, Role.STAFF, Role.ADMIN):
        raise fail("--role là collaborator, staff hoặc admin")
    ways = (village is not None) + every
    if ways != (role == Role.COLLABORATOR):
        raise fail("Cộng tác viên cần --village hoặc --all (một trong hai); cán bộ và quản trị thì không.")
    with open_home(writer=True) as home, home.engine.begin() as conn:
        now = home_now(conn)
        made = [make(conn, Role(role), place, now, replaces=replace) for place in _places(conn, village, every)]
        cards = [card_of(conn, home.settings, each) for each in made]
        if sheet is not None:
            _write(sheet, cards)  # before the commit: an invitation that nobody can hand out is not made
    if as_json:
        many = [{"village": card.made.place.code, **card.as_json()} for card in cards]
        typer.echo(json.dumps(many if every else cards[0].as_json(), ensure_ascii=False))
    else:
        typer.echo("\n".join(card.in_words() for card in cards))


def card_of(conn: "Connection", settings: "Settings", made: "Invitation") -> "Card":
    """An invitation with its Telegram link, if there is a bot and `run` has learnt its name."""
    from bot.cli.sheet import Card
    from handlers.joining import deep_link
    from handlers.qr import BOT_NAME
    from storage import places
    from storage import settings as kept

    name = kept.get(conn, BOT_NAME) if settings.telegram_token else None
    phone = places.by_id(conn, made.place.commune_id or made.place.id).phone
    return Card(made, phone, deep_link(f"https://t.me/{name}", made.code) if name else None)


def _places(conn: "Connection", village: str | None, every: bool) -> "Sequence[PlaceRow]":
    """Whom the invitations are for: one village, every village, or the commune."""
    from storage import places

    if every:
        return [each for commune in places.communes(conn) for each in places.villages(conn, commune.id)]
    if village is None:
        return (first_commune(conn),)
    found = place_of(conn, village)
    if found is None or found.kind != "village":
        raise fail(f"Không có thôn mã {village}")
    return (found,)


def _write(sheet: Path, cards: "Sequence[Card]") -> None:
    from bot.cli.sheet import page

    try:
        sheet.write_text(page(cards), encoding="utf-8")
    except OSError as error:
        raise fail(f"{sheet}: không ghi được ({error.__class__.__name__})", WANTING) from error
