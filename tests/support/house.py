"""The source of the five rooms, parsed: modules, what they import, their functions."""

import ast
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

REPOSITORY = Path(__file__).parents[2]
ROOMS = ("health", "messages", "storage", "handlers", "bot")


@dataclass(frozen=True, slots=True)
class Module:
    """One source file."""

    name: str  # dotted
    tree: ast.Module
    length: int  # lines
    is_package: bool

    @property
    def room(self) -> str:
        """The top-level package."""
        return self.name.partition(".")[0]


@dataclass(frozen=True, slots=True)
class Import:
    """One imported name: `from a import b` is a.b."""

    target: str
    line: int
    is_relative: bool = False

    @property
    def top(self) -> str:
        """The top-level package."""
        return self.target.partition(".")[0]


@dataclass(frozen=True, slots=True)
class Function:
    """One function or method."""

    where: str
    length: int  # lines
    parameters: int  # without self and cls


@cache
def modules() -> tuple[Module, ...]:
    """Every module of the rooms, migrations left out: they are kept as they were written."""
    paths = (path for room in ROOMS for path in sorted((REPOSITORY / room).rglob("*.py")))
    return tuple(_module(path) for path in paths if "migrations" not in path.parts)


def imports(nodes: Iterable[ast.AST]) -> Iterator[Import]:
    """What import statements bring in."""
    for node in nodes:
        if isinstance(node, ast.Import):
            yield from (Import(alias.name, node.lineno) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            base = f"{node.module}." if node.module else ""
            yield from (Import(base + alias.name, node.lineno, node.level > 0) for alias in node.names)


def all_imports(module: Module) -> Iterator[Import]:
    """Those of a whole module, wherever they stand."""
    return imports(ast.walk(module.tree))


def functions() -> Iterator[Function]:
    """Every function of the rooms."""
    for module in modules():
        for node in ast.walk(module.tree):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                given = [*node.args.posonlyargs, *node.args.args, *node.args.kwonlyargs]
                named = [each.arg for each in given if each.arg not in ("self", "cls")]
                yield Function(f"{module.name}.{node.name}", (node.end_lineno or 0) - node.lineno + 1, len(named))


def cycle(graph: Mapping[str, Iterable[str]]) -> tuple[str, ...]:
    """One loop of a graph, from a node back to itself; empty if there is none."""
    done: set[str] = set()
    trail: list[str] = []

    def visit(name: str) -> tuple[str, ...]:
        if name in trail:
            return (*trail[trail.index(name) :], name)
        if name not in done:
            trail.append(name)
            for target in graph.get(name, ()):
                if loop := visit(target):
                    return loop
            trail.pop()
            done.add(name)
        return ()

    return next((loop for loop in map(visit, graph) if loop), ())


def import_graph() -> dict[str, set[str]]:
    """Which module needs which while it is being imported."""
    names = {module.name for module in modules()}
    graph: dict[str, set[str]] = {name: set() for name in names}
    for module in modules():
        for each in imports(_run_at_import(module.tree.body)):
            target = each.target if each.target in names else each.target.rpartition(".")[0]
            if target in names and target != module.name:
                graph[module.name].add(target)
    return graph


def _run_at_import(body: Iterable[ast.stmt]) -> Iterator[ast.AST]:
    """Statements at the head of a module, also within `try` and `with`, but not those for type checkers alone."""
    for node in body:
        if isinstance(node, ast.If) and ast.unparse(node.test).endswith("TYPE_CHECKING"):
            continue
        yield node
        if isinstance(node, ast.If | ast.Try | ast.With):
            yield from _run_at_import(node.body)


def _module(path: Path) -> Module:
    text = path.read_text(encoding="utf-8")
    parts = path.relative_to(REPOSITORY).with_suffix("").parts
    is_package = parts[-1] == "__init__"
    return Module(".".join(parts[:-1] if is_package else parts), ast.parse(text), len(text.splitlines()), is_package)
