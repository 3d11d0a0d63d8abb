"""`bekhoe qr`: a sheet to print with the codes of children, one card a family."""

from html import escape
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Final

import typer

from bot.cli.home import WANTING, fail, open_home, place_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from storage.children import Child
    from storage.engine import Connection

CARD: Final = """<section>
{qr}
<div>
<h2>{code}</h2>
<p>{place}. Trạm y tế: {number}</p>
<p>Quét hình này, hoặc nhắn <code>{code}</code> tới {number}, rồi trả lời <code>ĐỒNG Ý</code>.
Trạm sẽ nhắn lịch tiêm chủng, dấu hiệu nguy hiểm và cách nuôi con, miễn phí.
Ngừng lúc nào cũng được: nhắn <code>NGỪNG</code>.</p>
</div>
</section>"""


def qr(
    out: Annotated[Path, typer.Option(help="Ghi tờ in vào tệp HTML này; mở bằng trình duyệt rồi in.")],
    codes: Annotated[list[str] | None, typer.Argument(metavar="MÃ...", help="Mã các bé, có hay không có TE.")] = None,
    village: Annotated[str | None, typer.Option(help="Mọi bé của thôn này, ví dụ B01.")] = None,
) -> None:
    """In mã QR của các bé để đưa cho gia đình. Bé đã mất không có trong tờ in.

    Ví dụ: bekhoe qr 102748 102825 --out ma-be.html

    Cả thôn: bekhoe qr --village B01 --out pa-pe.html
    """
    if bool(codes) == (village is not None):
        raise fail("Cho mã các bé, hoặc --village, một trong hai.")
    with open_home() as home, home.engine.connect() as conn:
        meant = _of_village(conn, village) if village else [_child(conn, code) for code in codes or ()]
        cards = [_card(conn, child) for child in meant]
    if not cards:
        raise fail("Thôn này không có bé nào trong sổ.", WANTING)
    from bot.cli.sheet import PAGE

    try:
        out.write_text(PAGE.format(title="Mã QR của bé", cards="\n".join(cards)), encoding="utf-8")
    except OSError as error:
        raise fail(f"{out}: không ghi được ({error.__class__.__name__})", WANTING) from error
    typer.echo(f"{len(cards)} bé: {out}")


def _child(conn: "Connection", code: str) -> "Child":
    """A living child by its code."""
    from storage import children, holds

    child = children.by_code(conn, code.upper().removeprefix("TE"))
    if child is None or child.dead or child.removed or holds.stands(conn, child.id):
        raise fail(f"Không có bé mã {code} đang nhận tin", WANTING)
    return child


def _of_village(conn: "Connection", code: str) -> "Sequence[Child]":
    """The living children of a village, the youngest first."""
    from storage import children, holds

    place = place_of(conn, code)
    if place is None or place.kind != "village":
        raise fail(f"Không có thôn mã {code}")
    found = children.living_in(conn, place.id)
    return [child for child in found if not holds.stands(conn, child.id)]


def _card(conn: "Connection", child: "Child") -> str:
    """One child's card; its code is all that it tells."""
    from handlers.qr import bot_link
    from messages.qr import qr_text, svg
    from storage import places

    number = places.by_id(conn, child.commune_id).phone
    code = f"TE{child.code}"
    place = places.by_id(conn, child.village_id or child.commune_id).name
    held = qr_text(bot_link(conn), code, number)
    return CARD.format(qr=svg(held), code=code, place=escape(place), number=escape(number or "số của trạm"))
