"""A scratch home for commands: the environment names it, the clock of the home stands at a known moment."""

import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest
from click.testing import Result
from typer.testing import CliRunner

from bot.cli import app
from bot.clock import KEPT
from bot.keys import read_key
from storage import settings
from storage.engine import Connection, open_engine
from tests.support.moments import NOW


@dataclass(frozen=True, slots=True)
class Shell:
    """Somebody at a terminal whose environment names a home."""

    home: Path

    def run(self, *words: str, said: str | None = None) -> Result:
        """Run one command to its end; `said` is typed at it."""
        return CliRunner().invoke(app, list(words), input=said)

    def told(self, *words: str) -> str:
        """What a command prints; AssertionError unless it is done."""
        result = self.run(*words)
        assert result.exit_code == 0, result.output
        return result.stdout

    @contextmanager
    def looking(self) -> Iterator[Connection]:
        """A transaction on the home's database."""
        engine = open_engine(f"sqlite:///{self.home}/bekhoe.db", read_key(self.home, None), writer=True)
        with engine.begin() as conn:
            yield conn
        engine.dispose()

    def stop_clock(self) -> None:
        """Let the home's time stand at Monday 20/4/2026, 08:00."""
        with self.looking() as conn:
            settings.put(conn, KEPT, NOW.isoformat())


@pytest.fixture
def shell(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Shell:
    """A terminal; the home is not there yet."""
    home = tmp_path / "home"
    _name(monkeypatch, home)
    return Shell(home)


def _name(patch: pytest.MonkeyPatch, home: Path) -> None:
    """Let the environment name a home and nothing more."""
    for name in [name for name in os.environ if name.startswith("BEKHOE_")]:
        patch.delenv(name)
    patch.setenv("BEKHOE_HOME", str(home))


@pytest.fixture(scope="session")
def sample_home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The home of the sample commune as `init` made it, to be copied."""
    home = tmp_path_factory.mktemp("sample") / "home"
    with pytest.MonkeyPatch.context() as patch:
        _name(patch, home)
        shell = Shell(home)
        shell.told("init", "--sample")
        shell.stop_clock()
    return home


@pytest.fixture
def commune(shell: Shell, sample_home: Path) -> Shell:
    """A terminal whose home is the sample commune on 20/4/2026."""
    shutil.copytree(sample_home, shell.home)
    return shell


Writer = Callable[[str, str], Path]


@pytest.fixture
def written(tmp_path: Path) -> Writer:
    """Writes a file by its name and text."""

    def write(name: str, text: str) -> Path:
        path = tmp_path / name
        path.write_text(text, encoding="utf-8")
        return path

    return write
