"""The rules of the house, held against the repository itself: who imports whom, and how long anything may be."""

import re
import statistics
import subprocess
from collections.abc import Sequence
from importlib.metadata import distributions

import pytest

from tests.support.house import (
    MAY_IMPORT,
    ROOT,
    clock_reads,
    cycles,
    functions,
    graph,
    module,
    modules,
    wrong_imports,
)

MAX_FILE, MAX_FUNCTION, MAX_PARAMETERS = 400, 60, 6
PIN = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]*==[A-Za-z0-9.!+_-]+")
# A path of somebody's machine, or the address of a package registry. The tests of this rule alone may show one.
PRIVATE = re.compile(
    r"(?<![\w.$~}])/(?:home|root|work|Users|mnt|opt|srv)/\w|\b[A-Z]:\\\w|index-url|pypi\.org|pythonhosted|npmjs|simple/$",
    re.MULTILINE,
)
ALLOWED_TO_SHOW_ONE = "tests/test_house.py"


def test_every_import_goes_with_the_arrows() -> None:
    assert [wrong for one in modules().values() for wrong in wrong_imports(one)] == []


def test_the_clock_is_read_in_bot_alone() -> None:
    assert [wrong for one in modules().values() for wrong in clock_reads(one)] == []


def test_no_module_needs_itself() -> None:
    assert cycles(graph(modules())) == []


@pytest.mark.parametrize(
    ("name", "source", "why"),
    [
        ("health.ages", "import messages.sms", "health may not import"),
        ("health.ages", "import msgspec", "standard library"),
        ("messages.sms", "from storage import people", "messages may not import"),
        ("messages.sms", "from bot.clock import Clock", "messages may not import"),
        ("storage.people", "from messages.texts import Line", "storage may not import"),
        ("handlers.births", "import bot", "handlers may not import"),
        ("handlers.births", "def f():\n    from sqlalchemy import select", "SQL"),
        ("handlers.births", "import os", "environment"),
        ("handlers.births", "from . import deaths", "full name"),
        ("bot.program", "import sqlite3", "SQL"),
        ("bot.program", "import telegram.ext", "Telegram"),
        ("bot.channels.telegrams", "import telegram", "Telegram"),
    ],
)
def test_a_wrong_import_is_found(name: str, source: str, why: str) -> None:
    (found,) = wrong_imports(module(name, source))
    assert why in found


@pytest.mark.parametrize(
    ("name", "source"),
    [
        ("storage.people", "from messages.envelope import ChannelName\nimport sqlalchemy"),
        ("bot.channels.telegram.bot", "import telegram, asyncio"),
        ("bot.program", "from handlers import intake"),
        ("health.ages", "from datetime import date\nfrom health import weeks"),
    ],
)
def test_a_right_import_is_let_through(name: str, source: str) -> None:
    assert list(wrong_imports(module(name, source))) == []


@pytest.mark.parametrize("source", ["datetime.now(UTC)", "dt.date.today()", "f(time.monotonic)"])
def test_a_look_at_the_clock_is_found(source: str) -> None:
    assert list(clock_reads(module("handlers.due", source)))
    assert not list(clock_reads(module("bot.clock", source)))


def test_a_loop_is_found() -> None:
    loop = {"a.x": "import a.y", "a.y": "from a import z", "a.z": "import a.x\nimport a.w", "a.w": ""}
    found = cycles(graph({name: module(name, source) for name, source in loop.items()}))
    assert found == ["a.x -> a.y", "a.y -> a.z", "a.z -> a.x"]


def test_no_file_is_too_long() -> None:
    lines = {one.name: one.lines for one in modules().values() if one.lines}
    assert {name: count for name, count in lines.items() if count > MAX_FILE} == {}
    assert statistics.median(lines.values()) <= 120
    assert ninetieth(list(lines.values())) <= 300


def test_no_function_is_too_long() -> None:
    found = functions(modules())
    assert [one for one in found if one.lines > MAX_FUNCTION] == []
    assert statistics.median(one.lines for one in found) <= 8
    assert ninetieth([one.lines for one in found]) <= 25


def test_no_function_takes_too_much() -> None:
    """A command takes one parameter an option, so bot/cli is let off."""
    found = functions({name: one for name, one in modules().items() if not name.startswith("bot.cli")})
    assert [one for one in found if one.parameters > MAX_PARAMETERS] == []


def test_no_other_distribution_brings_one_of_our_packages() -> None:
    taken = {
        (other.metadata["Name"], top)
        for other in distributions()
        if other.metadata["Name"] != "bekhoe"
        for top in {file.parts[0] for file in other.files or ()}
        if top.removesuffix(".py") in MAY_IMPORT
    }
    assert taken == set()


def test_no_file_names_a_machine_or_a_registry() -> None:
    found = []
    for path in tracked():
        if path == ALLOWED_TO_SHOW_ONE or not (ROOT / path).is_file():
            continue
        text = (ROOT / path).read_text(encoding="utf-8", errors="replace")
        found += [f"{path}: {text[match.start() - 20 : match.end() + 20]!r}" for match in PRIVATE.finditer(text)]
    assert found == []


@pytest.mark.parametrize(
    ("text", "private"),
    [
        ("see /home/lan/bekhoe", True),
        ("at '/root/x'", True),
        (r"C:\Users\lan", True),
        ("--index-url=x", True),
        ("https://pypi.org/simple/", True),
        ("~/bekhoe-data, $HOME/x, ./home/x, /hooks/sms, docs/work/x", False),
        ("/var/lib/bekhoe", False),
    ],
)
def test_a_machine_or_a_registry_is_found(text: str, private: bool) -> None:
    assert bool(PRIVATE.search(text)) is private


def test_constraints_are_names_and_versions() -> None:
    lines = (ROOT / "constraints.txt").read_text(encoding="utf-8").splitlines()
    assert lines
    assert [line for line in lines if not PIN.fullmatch(line)] == []


def tracked() -> Sequence[str]:
    """The files under version control, or every file of a copy without it."""
    done = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, check=False)
    if done.returncode == 0:
        return [path for path in done.stdout.decode().split("\0") if path]
    hidden = (".venv", ".git", ".demo")
    paths = (path.relative_to(ROOT) for path in ROOT.rglob("*") if path.is_file())
    return [str(path) for path in paths if not any(part in hidden or part.endswith("_cache") for part in path.parts)]


def ninetieth(values: Sequence[int]) -> int:
    """The 90th percentile."""
    return sorted(values)[int(0.9 * (len(values) - 1))]
