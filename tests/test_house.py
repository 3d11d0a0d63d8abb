"""The rules of the house: who looks into which room, where clock, network and SQL live, how long things may be."""

import ast
import importlib.util
import re
import statistics
import subprocess
import sys
from collections.abc import Sequence
from importlib.metadata import packages_distributions

import pytest

from tests.support.house import REPOSITORY, ROOMS, Import, Module, all_imports, cycle, functions, import_graph, modules
from tests.support.pages import read

MAY_IMPORT = {
    "health": (),
    "messages": ("health",),
    "storage": ("health", "messages.envelope"),
    "handlers": ("health", "messages", "storage"),
    "bot": ("health", "messages", "storage", "handlers"),
}
SQL = {"sqlalchemy", "alembic", "aiosqlite", "psycopg", "sqlite3"}
EDGE = {"os", "socket", "subprocess", "asyncio", "aiohttp", "httpx", "requests", "urllib", "starlette", "uvicorn"}
CLOCK = {
    *(("datetime", word) for word in ("now", "utcnow", "today")),
    ("date", "today"),
    *(("time", word) for word in ("time", "time_ns", "monotonic", "perf_counter", "sleep")),
}
FORBIDDEN = re.compile(
    r"/(?:work|root|home/\w+|Users/\w+|tmp/\w+)/\w|(?:pypi\.org|files\.pythonhosted\.org)|--(?:extra-)?index-url"
)
OWN = "tests/test_house.py"  # says what is forbidden


def _within(target: str, names: Sequence[str]) -> bool:
    return any(target == name or target.startswith(f"{name}.") for name in names)


def _wrong(module: Module, each: Import) -> str:
    """Why a module may not have this import; empty if it may."""
    room = module.room
    if each.is_relative:
        return "by the full name, not relatively"
    if each.top in ROOMS:
        return "" if _within(each.target, (room, *MAY_IMPORT[room])) else f"{room}/ may not look in there"
    if room == "health" and each.top not in sys.stdlib_module_names:
        return "health/ takes the standard library alone"
    if each.top in SQL and room != "storage":
        return "SQL lives in storage/"
    if each.top in EDGE and room != "bot":
        return "network, processes and the environment live in bot/"
    if each.top == "telegram" and not _within(module.name, ("bot.channels.telegram",)):
        return "Telegram lives in bot/channels/telegram"
    return ""


@pytest.mark.parametrize("room", ROOMS)
def test_imports_go_by_the_arrows(room: str) -> None:
    inside = [module for module in modules() if module.room == room]
    found = [
        (module.name, each, why) for module in inside for each in all_imports(module) if (why := _wrong(module, each))
    ]
    assert inside
    assert found == []


@pytest.mark.parametrize(
    ("room", "statement"),
    [
        ("health", "import messages.texts"),
        ("health", "import msgspec"),
        ("health", "import os"),
        ("messages", "from storage import inbox"),
        ("messages", "import sqlite3"),
        ("storage", "from messages.texts import Line"),
        ("storage", "from messages import texts"),
        ("handlers", "from bot.clock import Clock"),
        ("handlers", "from sqlalchemy import select"),
        ("handlers", "from . import replies"),
        ("bot", "import telegram"),
        ("bot", "def f():\n    from telegram.error import BadRequest"),
        ("bot", "from sqlalchemy import text"),
    ],
)
def test_the_rules_see_a_wrong_import(room: str, statement: str) -> None:
    module = Module(f"{room}.made_up", ast.parse(statement), 1, is_package=False)
    assert [each for each in all_imports(module) if _wrong(module, each)]


def test_the_clock_is_read_in_bot_alone() -> None:
    outside = [module for module in modules() if module.room != "bot"]
    calls = [(module.name, node) for module in outside for node in ast.walk(module.tree) if isinstance(node, ast.Call)]
    assert [f"{name}:{call.lineno}" for name, call in calls if _called(call) in CLOCK] == []


@pytest.mark.parametrize("text", ["datetime.now(UTC)", "datetime.datetime.utcnow()", "date.today()", "time.time()"])
def test_a_reading_of_the_clock_is_seen(text: str) -> None:
    call = ast.parse(text, mode="eval").body
    assert isinstance(call, ast.Call)
    assert _called(call) in CLOCK


def _called(call: ast.Call) -> tuple[str, str]:
    """Owner and name of what is called: ("datetime", "now")."""
    if not isinstance(call.func, ast.Attribute):
        return "", getattr(call.func, "id", "")
    return ast.unparse(call.func.value).rpartition(".")[2], call.func.attr


def test_no_module_imports_itself_by_way_of_others() -> None:
    assert cycle(import_graph()) == ()
    assert cycle({"a": ["b"], "b": ["c"], "c": ["b"]}) == ("b", "c", "b")
    assert cycle({"a": ["b", "c"], "b": ["c"], "c": []}) == ()


def _ninetieth(values: Sequence[int]) -> int:
    return sorted(values)[int(0.9 * (len(values) - 1))]


def test_files_are_short() -> None:
    lengths = [module.length for module in modules() if module.length]
    assert [module.name for module in modules() if module.length > 400] == []
    assert statistics.median(lengths) <= 120
    assert _ninetieth(lengths) <= 300


def test_functions_are_short_and_take_few_parameters() -> None:
    made = list(functions())
    lengths = [each.length for each in made]
    assert [each for each in made if each.length > 60] == []
    assert [each for each in made if each.parameters > 6 and not each.where.startswith("bot.cli")] == []
    assert statistics.median(lengths) <= 8
    assert _ninetieth(lengths) <= 25


def test_the_picture_shows_the_real_arrows() -> None:
    [picture] = read(REPOSITORY / "docs" / "rooms.md").blocks("rooms")
    rows = re.findall(r"^\| (\w+) [^|]*\|(?:\s+-> (.+))?$", picture, re.MULTILINE)
    drawn = {room: set(filter(None, re.split(r",\s*", arrows))) for room, arrows in rows}
    assert list(drawn) == list(reversed(ROOMS))
    assert drawn == {room: set(names) for room, names in MAY_IMPORT.items()}
    used = {(module.room, each.top) for module in modules() for each in all_imports(module) if each.top in ROOMS}
    real: dict[str, set[str]] = {room: {top for owner, top in used if owner == room and top != room} for room in ROOMS}
    assert real == {room: {name.partition(".")[0] for name in names} for room, names in drawn.items()}


def test_the_picture_shows_the_way_of_a_message() -> None:
    [picture] = read(REPOSITORY / "docs" / "rooms.md").blocks("rooms")
    way = re.findall(r"(?<![\w.])((?:bot|handlers)\.\w+(?:\.\w+)*)", picture)
    assert len(set(way)) >= 7
    assert [name for name in way if importlib.util.find_spec(name) is None] == []
    graph = import_graph()
    for user, used in (
        ("bot.intake", "bot.writer"),
        ("bot.program", "handlers.intake"),
        ("handlers.intake", "handlers.reading"),
        ("handlers.intake", "handlers.carrying"),
        ("handlers.intake", "handlers.replies"),
        ("handlers.replies", "storage.outbox"),
        ("bot.dispatcher", "handlers.sending"),
        ("bot.dispatcher", "bot.writer"),
        ("bot.dispatcher", "bot.channels.contract"),
    ):
        assert used in graph[user], f"{user} has no use for {used} any more: redraw docs/rooms.md"


def test_nobody_else_brings_a_room_of_our_name() -> None:
    brought = packages_distributions()
    assert {room: set(brought.get(room, ())) - {"bekhoe"} for room in ROOMS} == {room: set() for room in ROOMS}


def _tracked() -> list[str]:
    done = subprocess.run(["git", "ls-files", "-z"], cwd=REPOSITORY, capture_output=True, text=True, check=True)
    return [name for name in done.stdout.split("\0") if name and (REPOSITORY / name).is_file()]


def test_no_file_names_this_machine_or_a_registry() -> None:
    found = []
    for name in _tracked():
        if name != OWN:
            text = (REPOSITORY / name).read_text(encoding="utf-8", errors="replace")
            found += [f"{name}: {match.group()}" for match in FORBIDDEN.finditer(text)]
    assert found == []


@pytest.mark.parametrize("text", ["/work/a", "/root/b", "/home/ann/x", "https://pypi.org/simple", "--index-url x"])
def test_what_names_a_machine_or_a_registry_is_seen(text: str) -> None:
    assert FORBIDDEN.search(text)


def test_constraints_are_names_and_versions_alone() -> None:
    lines = (REPOSITORY / "constraints.txt").read_text(encoding="utf-8").splitlines()
    assert len(lines) > 20
    assert [line for line in lines if not re.fullmatch(r"[A-Za-z0-9._-]+==[A-Za-z0-9.+!]+", line)] == []
