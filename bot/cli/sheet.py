"""Invitations as they are handed out: in words, as JSON, and as cards to print, each with its QR code."""

from collections.abc import Iterable
from dataclasses import dataclass
from html import escape
from typing import Any, Final

from handlers.joining import Invitation
from health.local_time import local_date
from messages.qr import svg
from messages.render import say
from messages.voice import Voice

PAGE: Final = """<!doctype html>
<html lang="vi">
<meta charset="utf-8">
<title>{title}</title>
<style>
body {{ font: 16px/1.4 sans-serif; margin: 1cm; }}
section {{ border-bottom: 1px dashed #777; break-inside: avoid; display: flex; gap: 1em; padding: 1em 0; }}
section > div {{ flex: 1; }}
h2 {{ margin: 0; }}
svg {{ width: 8em; height: 8em; }}
code {{ font-size: 1.3em; }}
p {{ margin: .4em 0; }}
</style>
{cards}
</html>
"""
CARD: Final = """<section>
{qr}
<div>
<h2>Bé Khỏe: {place}</h2>
<p>Nhắn tin tới {phone}: <code>{sms}</code></p>
{link}<p>Mã dùng một lần, đến hết {day}. Quét hình vuông để khỏi phải gõ.</p>
</div>
</section>"""
LINK: Final = '<p>Hoặc mở Telegram: <a href="{link}">{link}</a></p>\n'


@dataclass(frozen=True, slots=True)
class Card:
    """One invitation and how to use it."""

    made: Invitation
    phone: str  # the station's number, digits; may be empty
    telegram: str | None  # link that opens the bot with the code said; None without a bot

    @property
    def sms(self) -> str:
        """What to send as an SMS."""
        return f"THAM GIA {self.made.code}"

    @property
    def qr_text(self) -> str:
        """What the QR code holds: the Telegram link, or a ready SMS where there is no bot."""
        return self.telegram or f"SMSTO:{self.phone}:{self.sms}"

    def as_json(self) -> dict[str, Any]:
        """The promised names; `expires` is ISO 8601 in UTC."""
        expires = self.made.expires_at.isoformat(timespec="seconds")
        return {"code": self.made.code, "sms": self.sms, "telegram": self.telegram, "expires": expires}

    def in_words(self) -> str:
        """Three lines for a terminal."""
        role = say(f"role_{self.made.role}", Voice(local_date(self.made.expires_at)))
        head = f"Lời mời {role}, {self.made.place.name}, đến hết {self._day}:"
        return f"{head}\n  SMS: {self.sms}\n  Telegram: {self.telegram or '(mở bot và nhắn) ' + self.sms}"

    def as_html(self) -> str:
        """One card of a page."""
        return CARD.format(
            qr=svg(self.qr_text),
            place=escape(self.made.place.name),
            phone=escape(self.phone or "số của trạm"),
            sms=escape(self.sms),
            link=LINK.format(link=escape(self.telegram)) if self.telegram else "",
            day=self._day,
        )

    @property
    def _day(self) -> str:
        return f"{local_date(self.made.expires_at):%d/%m/%Y}"


def page(cards: Iterable[Card]) -> str:
    """A page that any browser prints, a cut line under each card."""
    return PAGE.format(title="Lời mời Bé Khỏe", cards="\n".join(card.as_html() for card in cards))
