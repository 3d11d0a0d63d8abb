"""A sheet to print: one invitation with its QR code, in a page that any browser shows."""

from collections.abc import Mapping
from html import escape
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from handlers.joining import Invitation

PAGE = """<!doctype html>
<html lang="vi"><meta charset="utf-8"><title>Lời mời Bé Khỏe</title>
<style>body{{font:18px sans-serif;max-width:34em;margin:3em auto}}svg{{width:12em}}code{{font-size:1.4em}}</style>
<h1>Bé Khỏe: {place}</h1>
<p>Nhắn tin tới số của trạm:</p><p><code>{sms}</code></p>
{link}
<p>{qr}</p>
<p>Mã dùng một lần, đến hết {day}.</p>
</html>
"""


def write_sheet(path: Path, given: Mapping[str, Any], made: "Invitation") -> None:
    """Write the page. The QR code opens Telegram where there is a bot, and a ready SMS where there is none."""
    import segno

    from health.local_time import local_date

    link = given["telegram"]
    image = BytesIO()
    target = link or f"SMSTO:{made.place.phone}:{given['sms']}"
    segno.make(target, error="m").save(image, kind="svg", xmldecl=False, scale=6)
    page = PAGE.format(
        place=escape(made.place.name),
        sms=escape(given["sms"]),
        link=f'<p>Hoặc mở Telegram: <a href="{escape(link)}">{escape(link)}</a></p>' if link else "",
        qr=image.getvalue().decode(),
        day=f"{local_date(made.expires_at):%d/%m/%Y}",
    )
    path.write_text(page, encoding="utf-8")
