"""What the documents say is true: commands run, conversations play, tables and pictures equal the source."""

import importlib.util
import os
import re
import shlex
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import pytest
from typer.testing import CliRunner

from bot.cli import app
from bot.settings import FIELDS, PREFIX, read_settings
from bot.stage.play import Play
from bot.stage.script import Today, parse
from bot.stage.theatre import Theatre
from storage.sealed import Sealed
from storage.tables import metadata
from tests.support.databases import KEY, SqliteFiles
from tests.support.homes import free_port
from tests.support.house import MAY_IMPORT, ROOT, imported, modules, rooms_of, within

PAGES = (ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md")))
NAMES = [page.name for page in PAGES]
BLOCK = re.compile(r"^```(\w+)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
LINK = re.compile(r"\]\((?!https?:)([^)#]+)\)")
MENTIONED = re.compile(r"`((?:bot|handlers|messages|storage|health|tests|docs)/[\w./-]*\w)`")
ARROW = " ──▶ "
REGISTER = "Thôn,Mẹ,Giới,Ngày sinh\nB01,Lò Thị Pâng,nam,12/9/2025\n"


def blocks(page: Path, kind: str) -> list[str]:
    """The fenced blocks of a kind."""
    return [body for name, body in BLOCK.findall(page.read_text(encoding="utf-8")) if name == kind]


def commands(page: Path) -> list[str]:
    """The lines after a $ in console blocks."""
    return [line[2:] for block in blocks(page, "console") for line in block.splitlines() if line.startswith("$ ")]


def targets() -> set[str]:
    """What `make` can be asked for."""
    return set(re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE))


@pytest.fixture
def station(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A folder with the files that the documents speak of, and an environment that names a home in it."""
    for name in [name for name in os.environ if name.startswith(PREFIX)]:
        monkeypatch.delenv(name)
    monkeypatch.setenv(f"{PREFIX}HOME", str(tmp_path / "home"))
    monkeypatch.setenv(f"{PREFIX}LISTEN", f"127.0.0.1:{free_port()}")
    monkeypatch.chdir(tmp_path)
    shutil.copyfile(ROOT / "health" / "data" / "places" / "binh-lu.toml", tmp_path / "xa.toml")
    (tmp_path / "so-tre-em.csv").write_text(REGISTER, encoding="utf-8")
    return tmp_path


@pytest.mark.parametrize("page", PAGES, ids=NAMES)
def test_every_command_runs(page: Path, station: Path) -> None:
    wanted = [shlex.split(command) for command in commands(page)]
    bekhoe = [words[1:] for words in wanted if words[0] == "bekhoe"]
    if bekhoe and not any(words[0] == "init" for words in bekhoe):
        assert CliRunner().invoke(app, ["init", "--sample"]).exit_code == 0
    for words in bekhoe:
        if words[0] == "run":
            run_until_started(station)
            continue
        result = CliRunner().invoke(app, words, input="tuan\n")
        assert result.exit_code == 0, (words, result.output)
        assert result.stdout.strip(), words
    assert {words[1] for words in wanted if words[0] == "make"} <= targets()
    assert {words[0] for words in wanted} <= {"bekhoe", "make", "export"}, "a command that no test runs"


def run_until_started(where: Path) -> None:
    """`bekhoe run`, ended by SIGTERM once it says that it has started."""
    program = [sys.executable, "-c", "from bot.cli import app; app()", "run"]
    environ = {**os.environ, "PYTHONPATH": str(ROOT)}
    with subprocess.Popen(program, cwd=where, env=environ, stderr=subprocess.PIPE, text=True) as running:
        assert running.stderr is not None
        said = ""
        for line in running.stderr:
            said += line
            if '"started"' in line:
                running.send_signal(signal.SIGTERM)
        assert running.wait() == 0, said


def test_the_readme_sets_what_can_be_set(tmp_path: Path) -> None:
    exports = [
        word
        for command in commands(ROOT / "README.md")
        if command.startswith("export ")
        for word in command.split()[1:]
    ]
    environ = dict(word.partition("=")[::2] for word in exports)
    assert {name.removeprefix(PREFIX).lower() for name in environ} <= set(FIELDS)
    assert read_settings({**environ, f"{PREFIX}HOME": str(tmp_path)}).sms_url


def test_the_demo_is_what_make_demo_runs() -> None:
    """The recipe's own words; tests/test_demo.py and tests/test_packaging.py run them."""
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    (recipe,) = re.findall(r"^demo:.*\n((?:\t.*\n)+)", makefile, re.MULTILINE)
    assert recipe.strip() == "@$(BIN)/bekhoe demo"


STORIES = [pytest.param(story, id=page.name) for page in PAGES for story in blocks(page, "story")]


@pytest.mark.parametrize("story", STORIES)
async def test_every_conversation_goes_as_told(story: str, sqlite: SqliteFiles) -> None:
    steps = parse(story)
    first = next(step for step in steps if isinstance(step, Today))
    async with Theatre.open(sqlite.migrated(), KEY, first.at) as theatre:
        await Play(theatre, "sms").run(steps)


def test_the_readme_is_short_and_tells_a_conversation() -> None:
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    assert len(text.splitlines()) < 150
    assert blocks(ROOT / "README.md", "story")
    parts = ("# Bé Khỏe", "## A conversation", "## Two commands", "## Running it for a commune", "## Working on it")
    assert [text.index(part) for part in parts] == sorted(text.index(part) for part in parts)


def test_the_settings_table_is_that_of_the_program() -> None:
    rows = re.findall(
        rf"^\| `({PREFIX}\w+)` \| (.+) \| (.+) \|$", (ROOT / "docs" / "running.md").read_text(), re.MULTILINE
    )
    assert [name.removeprefix(PREFIX).lower() for name, _, _ in rows] == list(FIELDS)
    plain = read_settings({})
    worked_out = {
        "home": "bekhoe-data",
        "database": "bekhoe.db",
        "key": "key",
    }  # defaults that are no value of the class
    for name, meaning, default in rows:
        field = name.removeprefix(PREFIX).lower()
        assert meaning
        if field in worked_out:
            assert f"`{worked_out[field]}`" in default
        else:
            value = getattr(plain, field)
            assert default == (f"`{value}`" if value else "none"), name


def test_every_table_is_in_the_shape_of_the_data() -> None:
    text = (ROOT / "docs" / "data.md").read_text(encoding="utf-8")
    table = text.partition("| subject | tables |")[2].partition("\n\n")[0]
    assert set(re.findall(r"`(\w+)`", table)) == set(metadata.tables)


def test_the_sealed_columns_are_those_listed() -> None:
    (listed,) = blocks(ROOT / "docs" / "data.md", "sealed")
    sealed = {
        f"{table.name}.{column.name}"
        for table in metadata.tables.values()
        for column in table.columns
        if isinstance(column.type, Sealed)
    }
    assert set(listed.split()) == sealed


def drawn_rooms() -> dict[str, list[str]]:
    """The picture of the rooms: who imports whom."""
    (picture,) = blocks(ROOT / "docs" / "rooms.md", "rooms")
    found = {}
    for line in picture.splitlines():
        room, _, rest = re.sub(r"\s+──▶", ARROW.rstrip(), line).partition(ARROW)
        targets = re.split(r"\s{2,}", rest)[0]
        found[room.strip()] = [] if targets == "nothing of ours" else targets.split(", ")
    return found


def test_the_picture_of_the_rooms_is_what_is_imported() -> None:
    drawn = drawn_rooms()
    assert set(drawn) == set(MAY_IMPORT)
    assert {(room, each.partition(".")[0]) for room, whom in drawn.items() for each in whom} == rooms_of(modules())
    for one in modules().values():
        ours = [target for target in imported(one.tree) if target.partition(".")[0] in MAY_IMPORT]
        outside = [target for target in ours if not within(target, one.room)]
        assert all(any(within(target, each) for each in drawn[one.room]) for target in outside), one.name


def test_the_way_of_a_message_is_that_of_the_source() -> None:
    (picture,) = blocks(ROOT / "docs" / "rooms.md", "way")
    named = set(re.findall(rf"\b(?:{'|'.join(MAY_IMPORT)})(?:\.\w+)+", picture))
    assert len(named) > 12
    assert {name for name in named if importlib.util.find_spec(name) is None} == set()
    for line in picture.splitlines():
        steps = re.findall(r"[a-z]+(?:\.[a-z_]+)+", line) if ARROW.strip() in line else []
        for user, used in pairwise(steps):
            targets = [target for name, one in modules().items() if within(name, user) for target in imported(one.tree)]
            assert any(within(target, used) for target in targets), f"{user} does not use {used}"


@pytest.mark.parametrize("page", PAGES, ids=NAMES)
def test_every_file_that_a_page_names_is_there(page: Path) -> None:
    text = page.read_text(encoding="utf-8")
    missing = [link for link in LINK.findall(text) if not (page.parent / link).exists()]
    missing += [path for path in MENTIONED.findall(text) if not (ROOT / path).exists()]
    assert missing == []
