"""QR 102748: the code of a child as a picture to show or print for its family; by SMS, the words to text."""

from handlers.commands import AskQr
from handlers.joining import deep_link
from handlers.naming import enrollable
from handlers.replies import Reply, line
from handlers.scene import Scene
from messages.envelope import ChannelName
from messages.qr import png, qr_text
from messages.render import say
from messages.texts import Line, lines_from_json
from messages.voice import Voice
from storage import settings
from storage.children import Child
from storage.engine import Connection
from storage.outbox import Due

BOT_NAME = "telegram_username"  # setting that the running bot keeps once Telegram has told it
PICTURED = "qr_family"  # the text that goes with the picture


def bot_link(conn: Connection) -> str:
    """The bot's address on Telegram, or nothing while it has none."""
    name = settings.get(conn, BOT_NAME)
    return f"https://t.me/{name}" if name else ""


def show(conn: Connection, scene: Scene, command: AskQr) -> list[Reply]:
    """The picture of a child's code, for who may name a number for it."""
    if not scene.works_here:
        return [scene.reply(line("no_right"))]
    if not command.code:
        return [scene.reply(line("qr_how"))]
    found = enrollable(conn, scene, command.code)
    if isinstance(found, Line):
        return [scene.reply(found)]
    return [scene.reply(line(PICTURED, child=f"TE{found.code}", number=scene.known.number or scene.station))]


def receipt_link(conn: Connection, scene: Scene, child: Child) -> tuple[Line, ...]:
    """On Telegram a birth's receipt carries the link to hand on to the family."""
    link = bot_link(conn) if scene.on_telegram else ""
    return (line("child_link", link=deep_link(link, f"TE{child.code}")),) if link else ()


def picture_for(conn: Connection, due: Due, channel: str, voice: Voice) -> bytes:
    """The picture that goes with a message on this channel, as PNG; empty where none does."""
    if channel != ChannelName.TELEGRAM or f'"{PICTURED}"' not in due.lines:
        return b""
    asked = next(each for each in lines_from_json(due.lines) if each.key == PICTURED)
    code, number = str(asked.params["child"]), str(asked.params["number"])
    words = say("qr_under", voice, {"child": code, "number": number})
    return png(qr_text(bot_link(conn), code, number), code, words)
