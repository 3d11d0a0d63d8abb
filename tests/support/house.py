"""The repository as a reader of its source sees it: modules, what they import, what they read, how long they are."""

import ast
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Final

ROOT: Final = Path(__file__).parents[2]
MAY_IMPORT: Final[Mapping[str, tuple[str, ...]]] = {  # beside itself and what is not ours
    "health": (),
    "messages": ("health",),
    "storage": ("health", "messages.envelope"),
    "handlers": ("health", "messages", "storage"),
    "bot": ("health", "messages", "storage", "handlers"),
}
SQL: Final = frozenset({"sqlalchemy", "alembic", "aiosqlite", "psycopg", "sqlite3"})
EDGE: Final = frozenset(
    {"os", "socket", "subprocess", "asyncio", "aiohttp", "httpx", "requests", "urllib", "starlette"}
)
CLOCK: Final = frozenset(
    {
        ("datetime", "now"),
        ("datetime", "utcnow"),
        ("datetime", "today"),
        ("date", "today"),
        ("time", "time"),
        ("time", "time_ns"),
        ("time", "monotonic"),
        ("time", "perf_counter"),
        ("time", "sleep"),
    }
)
TELEGRAM_ROOM: Final = "bot.channels.telegram"


@dataclass(frozen=True, slots=True)
class Module:
    """One module of ours."""

    name: str  # dotted, a package by its own name
    tree: ast.Module
    lines: int

    @property
    def room(self) -> str:
        """The package it lives in."""
        return self.name.partition(".")[0]


@dataclass(frozen=True, slots=True)
class Function:
    """One function or method."""

    place: str  # module and name
    lines: int
    parameters: int  # without self and cls


def module(name: str, source: str) -> Module:
    """A module from its text."""
    return Module(name, ast.parse(source), len(source.splitlines()))


@cache
def modules() -> Mapping[str, Module]:
    """Every module of the five packages but migrations, which are history, by its name."""
    paths = (path for room in MAY_IMPORT for path in sorted((ROOT / room).rglob("*.py")))
    found = {}
    for path in paths:
        parts = path.relative_to(ROOT).with_suffix("").parts
        if "migrations" not in parts:
            name = ".".join(parts).removesuffix(".__init__")
            found[name] = module(name, path.read_text(encoding="utf-8"))
    return found


def imported(tree: ast.AST) -> Iterator[str]:
    """What is imported anywhere in a tree, `from a import b` as a.b; a relative one begins with a dot."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield from (f"{'.' * node.level}{node.module or ''}.{alias.name}" for alias in node.names)


def within(name: str, package: str) -> bool:
    """Whether a dotted name is a package or something in it."""
    return name == package or name.startswith(f"{package}.")


def wrong_imports(one: Module) -> Iterator[str]:
    """Why each import that may not be there may not."""
    for target in imported(one.tree):
        top = target.partition(".")[0]
        outside_allowed = "" if top in MAY_IMPORT else _outsider(one, target, top)
        if outside_allowed:
            yield f"{one.name}: {outside_allowed}: {target}"
        if top in MAY_IMPORT and not any(within(target, room) for room in (one.room, *MAY_IMPORT[one.room])):
            yield f"{one.name}: {one.room} may not import {target}"


def _outsider(one: Module, target: str, top: str) -> str:
    """Why a module of others, or a relative import, may not be there; empty if it may."""
    if target.startswith("."):
        return "import by the full name"
    if top == "telegram" and not within(one.name, TELEGRAM_ROOM):
        return "Telegram lives in its channel"
    if top in SQL and one.room != "storage":
        return "SQL lives in storage"
    if top in EDGE and one.room != "bot":
        return "network, processes and the environment live in bot"
    if one.room == "health" and top not in sys.stdlib_module_names:
        return "health takes the standard library alone"
    return ""


def clock_reads(one: Module) -> Iterator[str]:
    """Where a module that is not of bot/ looks at the clock."""
    if one.room == "bot":
        return
    for node in ast.walk(one.tree):
        if isinstance(node, ast.Attribute):
            owner = node.value
            name = owner.attr if isinstance(owner, ast.Attribute) else getattr(owner, "id", "")
            if (name, node.attr) in CLOCK:
                yield f"{one.name}: line {node.lineno} reads the clock"


def graph(found: Mapping[str, Module]) -> dict[str, set[str]]:
    """Which module needs which of the others to be imported: imports at the top level alone."""
    needs: dict[str, set[str]] = {name: set() for name in found}
    for name, one in found.items():
        at_top = ast.Module([node for node in one.tree.body if isinstance(node, ast.Import | ast.ImportFrom)], [])
        for target in imported(at_top):
            owner = target if target in found else target.rpartition(".")[0]
            if owner in found and owner != name:
                needs[name].add(owner)
    return needs


def cycles(needs: Mapping[str, set[str]]) -> list[str]:
    """Modules that need each other in a loop; a few loops, not all."""
    left = {name: set(targets) for name, targets in needs.items()}
    while free := [name for name, targets in left.items() if not targets & left.keys()]:
        for name in free:
            del left[name]
    return [f"{name} -> {', '.join(sorted(targets & left.keys()))}" for name, targets in sorted(left.items())]


def rooms_of(found: Mapping[str, Module]) -> set[tuple[str, str]]:
    """The arrows between the rooms that the imports draw: (who imports, whom)."""
    return {
        (one.room, top)
        for one in found.values()
        for top in (target.partition(".")[0] for target in imported(one.tree))
        if top in MAY_IMPORT and top != one.room
    }


def functions(found: Mapping[str, Module]) -> list[Function]:
    """Every function and method."""
    return [
        Function(f"{one.name}.{node.name}", (node.end_lineno or node.lineno) - node.lineno + 1, _parameters(node))
        for one in found.values()
        for node in ast.walk(one.tree)
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
    ]


def _parameters(node: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    given = (*node.args.posonlyargs, *node.args.args, *node.args.kwonlyargs)
    return sum(one.arg not in ("self", "cls") for one in given)
