"""A sheet to print: invitations with their QR codes, with lines to cut along, in a page that any browser shows."""

from collections.abc import Iterable
from dataclasses import dataclass
from html import escape
from io import BytesIO

PAGE = """<!doctype html>
<html lang="vi"><meta charset="utf-8"><title>Lời mời Bé Khỏe</title>
<style>
@page {{ size: A4; margin: 10mm }}
body {{ font: 15px sans-serif; max-width: 190mm; margin: 0 auto; display: flex; flex-wrap: wrap }}
section {{ box-sizing: border-box; width: 50%; padding: 6mm; border: 1px dashed #888; break-inside: avoid }}
section:only-child {{ width: 100%; border: 0 }}
h1 {{ font-size: 1.3em; margin: 0 }} p {{ margin: 2mm 0; overflow-wrap: anywhere }} code {{ font-size: 1.3em }}
svg {{ width: 40mm; height: 40mm; display: block }}
</style>
{cards}
</html>
"""
CARD = """<section>
<h1>Bé Khỏe: {place}</h1>
<p>Nhắn tin tới số {number}:<br><code>{sms}</code></p>
<p>{how}</p>
{qr}
<p>Mã dùng một lần, đến hết {day}.</p>
</section>"""


@dataclass(frozen=True, slots=True)
class Card:
    """One invitation as it is printed."""

    place: str
    number: str  # of the station, digits; may be empty
    sms: str  # the words to send
    link: str  # that opens Telegram; empty without a bot
    day: str  # the last on which it can be used


def page(cards: Iterable[Card]) -> str:
    """The page of some invitations."""
    return PAGE.format(cards="\n".join(_section(card) for card in cards))


def _section(card: Card) -> str:
    """The QR code opens Telegram where there is a bot, and a ready SMS where there is none."""
    link = escape(card.link)
    if link:
        how = f'Hoặc quét mã này để mở Telegram: <a href="{link}">{link}</a>'
    else:
        how = "Hoặc quét mã này: tin nhắn được viết sẵn, chỉ cần gửi."
    return CARD.format(
        place=escape(card.place),
        number=escape(card.number) or "của trạm",
        sms=escape(card.sms),
        how=how,
        qr=_svg(card.link or f"SMSTO:{card.number}:{card.sms}"),
        day=card.day,
    )


def _svg(content: str) -> str:
    import segno

    image = BytesIO()
    segno.make(content, error="m").save(image, kind="svg", xmldecl=False, omitsize=True)
    return image.getvalue().decode()
