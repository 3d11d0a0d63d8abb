"""The pages are true: their commands run, their conversation is played, their tables hold."""

import asyncio
import os
import re
import shlex
import signal
import socket
import sys
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

import aiohttp
import msgspec
import pytest
from typer.main import get_command

from bot.cli import app
from bot.fakes.telegram_api import FakeTelegramApi
from bot.settings import FIELDS, FILE_NAME, PREFIX, Settings, read_settings
from bot.stage.play import Play
from bot.stage.script import Hears, Says, Today, parse
from bot.stage.theatre import Theatre
from storage.sealed import Sealed
from storage.tables import metadata
from tests.support.databases import KEY, SqliteFiles
from tests.support.house import ROOT
from tests.support.pages import PAGES, read

README = read(ROOT / "README.md")
SCRIPT = f'#!/bin/sh\nexec {shlex.quote(sys.executable)} -c "from bot.cli import app; app()" "$@"\n'
STARTS_WITHIN_S = 30
FILE = re.compile(r"(?:bot|handlers|messages|storage|health|tests|docs)/\S*")


@dataclass
class Terminal:
    """A shell in a scratch folder that holds what the commands of a page take from the repository."""

    folder: Path
    telegram: FakeTelegramApi
    exports: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        """Put `bekhoe` where `make` puts it."""
        program = self.folder / ".venv" / "bin" / "bekhoe"
        program.parent.mkdir(parents=True)
        program.write_text(SCRIPT)
        program.chmod(0o755)
        (self.folder / "health").symlink_to(ROOT / "health")

    async def does(self, line: str) -> None:
        """One line of a page; it must end with 0."""
        if line.startswith("export "):
            self.exports.append(line)
        elif line.startswith("make "):
            pass  # the verbs are held against the Makefile
        elif line.startswith("bekhoe run"):
            await self._serves(line)
        else:
            shell = await self._shell(line)
            _, said = await shell.communicate()
            assert shell.returncode == 0, f"{line}: {said.decode()}"

    async def _serves(self, line: str) -> None:
        """A run becomes ready, answers for its health, and ends well on SIGTERM."""
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            at = f"127.0.0.1:{free.getsockname()[1]}"
        run = await self._shell(f"exec {line}", BEKHOE_LISTEN=at)
        try:
            async with asyncio.timeout(STARTS_WITHIN_S), aiohttp.ClientSession(f"http://{at}") as client:
                while await _status(client, "/readyz") != 200:
                    assert run.returncode is None, (await run.communicate())[1].decode()
                    await asyncio.sleep(0.05)
                assert await _status(client, "/healthz") == await _status(client, "/metrics") == 200
            run.send_signal(signal.SIGTERM)
            _, said = await run.communicate()
        finally:
            if run.returncode is None:
                run.kill()
        assert run.returncode == 0, said.decode()

    async def _shell(self, line: str, **settings: str) -> asyncio.subprocess.Process:
        environ = {name: value for name, value in os.environ.items() if not name.startswith("BEKHOE_")}
        environ["PYTHONPATH"] = str(ROOT)
        environ["PATH"] = f"{self.folder}/.venv/bin:{environ['PATH']}"
        script = "\n".join(("set -eu", *self.exports, *self._ours(settings), line))
        pipes = {
            "stdin": asyncio.subprocess.DEVNULL,
            "stdout": asyncio.subprocess.PIPE,
            "stderr": asyncio.subprocess.PIPE,
        }
        return await asyncio.create_subprocess_exec("bash", "-c", script, cwd=self.folder, env=environ, **pipes)

    def _ours(self, settings: Mapping[str, str]) -> list[str]:
        """Telegram is played by our own server wherever a page has set a token."""
        if any("BEKHOE_TELEGRAM_TOKEN" in line for line in self.exports):
            settings = {
                "BEKHOE_TELEGRAM_TOKEN": self.telegram.token,
                "BEKHOE_TELEGRAM_API": self.telegram.url,
                **settings,
            }
        return [f"export {name}={shlex.quote(value)}" for name, value in settings.items()]


async def _status(client: aiohttp.ClientSession, path: str) -> int:
    try:
        async with client.get(path) as answer:
            return answer.status
    except aiohttp.ClientError:
        return 0


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.name)
async def test_every_command_of_a_page_runs(path: Path, tmp_path: Path) -> None:
    async with FakeTelegramApi() as telegram:
        terminal = Terminal(tmp_path, telegram)
        for line in read(path).commands():
            await terminal.does(line)


async def test_the_conversation_of_the_readme_is_what_the_bot_says(sqlite: SqliteFiles) -> None:
    [story] = README.blocks("story")
    steps = parse(story)
    assert sum(isinstance(step, Says) for step in steps) >= 4
    assert all(step.whole for step in steps if isinstance(step, Hears))
    start = next(step for step in steps if isinstance(step, Today)).at
    async with Theatre.open(sqlite.migrated(), KEY, start) as theatre:
        await Play(theatre, "sms").run(steps)


def test_the_readme_is_short_and_goes_from_why_to_how() -> None:
    assert len(README.text.splitlines()) < 150
    heads = [line for line in README.text.splitlines() if line.startswith("## ")]
    assert heads == ["## A conversation", "## Two commands", "## For a real commune", "## Working on it"]
    assert [line for line in README.commands() if line.startswith("make")] == ["make demo", "make test"]
    assert {"init", "invite", "run"} <= {line.split()[1] for line in README.commands() if line.startswith("bekhoe ")}


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.name)
def test_what_a_page_names_is_there(path: Path) -> None:
    page = read(path)
    verbs = set(re.findall(r"^(\w+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE))
    known = set(get_command(app).commands)
    for code in page.mentions():
        words = code.split()
        if len(words) > 1 and words[0] == "make":
            assert words[1] in verbs, code
        if len(words) > 1 and words[0] == "bekhoe":
            assert words[1] in known, code
    for link in page.links():
        assert (path.parent / link).exists(), link
    for code in filter(FILE.fullmatch, page.mentions()):
        assert (ROOT / code).exists(), code


def test_the_readme_tells_every_verb_but_cleaning() -> None:
    told = {row[0].split()[1] for row in README.rows() if row[0].startswith("make ")}
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    [phony] = re.findall(r"^\.PHONY: (.+)$", makefile, re.MULTILINE)
    assert told == set(phony.split()) - {"clean"}


def _running_rows() -> dict[str, tuple[str, str]]:
    """The settings table: meaning and default by the variable."""
    rows = read(ROOT / "docs" / "running.md").rows()
    return {row[0]: (row[1], row[2]) for row in rows if row[0].startswith(PREFIX)}


def test_the_settings_table_is_the_settings() -> None:
    rows = _running_rows()
    assert list(rows) == [PREFIX + name.upper() for name in Settings.__struct_fields__]
    assert all(meaning for meaning, _ in rows.values())
    for name, field_ in FIELDS.items():
        if field_.default is not msgspec.NODEFAULT:
            said = rows[PREFIX + name.upper()][1]
            assert said == (str(field_.default) if field_.default else ""), name
    assert rows["BEKHOE_HOME"][1] == read_settings({}).home.name


def test_the_settings_file_of_the_page_is_one(tmp_path: Path) -> None:
    [example] = read(ROOT / "docs" / "running.md").blocks("toml")
    (tmp_path / FILE_NAME).write_text(example, encoding="utf-8")
    settings = read_settings({"BEKHOE_HOME": str(tmp_path)})
    assert settings.telegram_mode == "webhook"


def test_the_page_of_the_data_names_every_table_and_every_sealed_column() -> None:
    rows = read(ROOT / "docs" / "data.md").rows()
    assert {row[1] for row in rows if len(row) == 3} == set(metadata.tables)
    sealed = {
        name: ", ".join(column.name for column in table.c if isinstance(column.type, Sealed))
        for name, table in metadata.tables.items()
    }
    assert dict(row for row in rows if len(row) == 2) == {name: columns for name, columns in sealed.items() if columns}
