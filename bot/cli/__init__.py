"""The command `bekhoe`. Each command imports what it needs when it runs, so that `--help` is quick."""

import typer

from bot.cli.awareness import awareness
from bot.cli.backup import backup
from bot.cli.chat import chat
from bot.cli.cost import cost
from bot.cli.demo import demo
from bot.cli.forget import forget
from bot.cli.forgotten import forgotten
from bot.cli.init import init
from bot.cli.invite import invite
from bot.cli.lesson import lesson
from bot.cli.lint import lint
from bot.cli.load import app as load
from bot.cli.loss_words import loss_words
from bot.cli.people import people
from bot.cli.preview import preview
from bot.cli.qr import qr
from bot.cli.queue import queue
from bot.cli.read import read
from bot.cli.replan import replan
from bot.cli.run import run
from bot.cli.schedule import schedule
from bot.cli.sign import sign
from bot.cli.simulate import simulate
from bot.cli.voices import app as voices
from bot.cli.week import week

app = typer.Typer(
    name="bekhoe",
    help="Bé Khỏe: bot nhắn tin giúp trẻ em ở xã sống khỏe.\n\nVí dụ: bekhoe init --sample",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)
COMMANDS = (
    ("init", init),
    ("run", run),
    ("invite", invite),
    ("week", week),
    ("read", read),
    ("lint", lint),
    ("lesson", lesson),
    ("preview", preview),
    ("queue", queue),
    ("people", people),
    ("chat", chat),
    ("sign", sign),
    ("loss-words", loss_words),
    ("schedule", schedule),
    ("backup", backup),
    ("demo", demo),
    ("awareness", awareness),
    ("cost", cost),
    ("qr", qr),
    ("forget", forget),
    ("forgotten", forgotten),
    ("simulate", simulate),
    ("replan", replan),
)
for name, command in COMMANDS:
    app.command(name)(command)
app.add_typer(load, name="load")
app.add_typer(voices, name="voices")
