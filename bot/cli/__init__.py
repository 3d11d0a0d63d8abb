"""The command `bekhoe`. Each command imports what it needs when it runs, so that `--help` is quick."""

import typer

from bot.cli import backup, chat, demo, init, invite, load, read, run, week

app = typer.Typer(
    name="bekhoe",
    help="Bé Khỏe: bot nhắn tin giúp trẻ em ở xã sống khỏe. A chat and SMS bot for child survival in communes.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)
COMMANDS = (
    ("init", init.init),
    ("run", run.run),
    ("invite", invite.invite),
    ("week", week.week),
    ("read", read.read),
    ("chat", chat.chat),
    ("backup", backup.backup),
    ("demo", demo.demo),
)
for name, command in COMMANDS:
    app.command(name)(command)
app.add_typer(load.app, name="load")
