"""The project's pages, taken apart: fenced blocks, commands said in passing, links, tables."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from tests.support.house import ROOT

PAGES = (ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md")))
_FENCE = re.compile(r"^(?P<indent> *)```(?P<kind>\w*)\n(?P<body>.*?)^(?P=indent)```$", re.MULTILINE | re.DOTALL)
_INLINE = re.compile(r"(?<!`)`([^`\n]+)`(?!`)")
_LINK = re.compile(r"\]\((?!https?://)([^)#]+)")
_ROW = re.compile(r"^\|(.+)\|$", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Page:
    """One page."""

    path: Path
    text: str

    def blocks(self, kind: str) -> tuple[str, ...]:
        """The fenced blocks of a kind, without their indentation."""
        found = (match for match in _FENCE.finditer(self.text) if match["kind"] == kind)
        return tuple(re.sub(f"^{match['indent']}", "", match["body"], flags=re.MULTILINE) for match in found)

    def commands(self) -> tuple[str, ...]:
        """The lines of all `sh` blocks, in order, without comments."""
        lines = (line.strip() for block in self.blocks("sh") for line in block.splitlines())
        return tuple(line for line in lines if line and not line.startswith("#"))

    def mentions(self) -> Iterator[str]:
        """Every command and every piece of code in a sentence."""
        yield from self.commands()
        yield from _INLINE.findall(_FENCE.sub("", self.text))

    def links(self) -> tuple[str, ...]:
        """The files that the page points at."""
        return tuple(_LINK.findall(self.text))

    def rows(self) -> tuple[tuple[str, ...], ...]:
        """The rows of all tables, heads and rules left out, as cells without backticks."""
        found = [[cell.strip() for cell in row.split("|")] for row in _ROW.findall(self.text)]
        rules = {number for number, cells in enumerate(found) if re.fullmatch("[-:]+", cells[0])}
        heads = {number - 1 for number in rules}
        return tuple(
            tuple(cell.replace("`", "") for cell in cells)
            for number, cells in enumerate(found)
            if number not in rules | heads
        )


def read(path: Path) -> Page:
    """One page from the disk."""
    return Page(path, path.read_text(encoding="utf-8"))
