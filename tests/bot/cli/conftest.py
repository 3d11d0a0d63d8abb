"""The command line on a home of the test's own."""

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import pytest
from typer.testing import CliRunner, Result

from bot.cli import app
from bot.keys import read_key
from storage import settings
from storage.engine import Connection, open_engine
from tests.support.moments import NOW

ROOT: Final = Path(__file__).parents[3]
PROGRAM: Final = (sys.executable, "-c", "from bot.cli import app; app()")


@dataclass(frozen=True, slots=True)
class Bekhoe:
    """The command `bekhoe` in an environment that names one home."""

    home: Path

    def __call__(self, *words: str, typed: str = "") -> Result:
        """Run a command in this process; an exception that the command does not answer fails the test."""
        return CliRunner().invoke(app, list(words), input=typed, catch_exceptions=False)

    def told(self, *words: str) -> Any:
        """What a command prints as JSON."""
        result = self(*words, "--json")
        assert result.exit_code == 0, result.stderr
        return json.loads(result.stdout)

    def refused(self, *words: str) -> tuple[int, str]:
        """Exit status of a command that says nothing on standard output, and what it complains of."""
        result = self(*words)
        assert result.stdout == ""
        return result.exit_code, result.stderr

    def process(self, *words: str, typed: str = "") -> "subprocess.CompletedProcess[str]":
        """Run a command as its users do, in a process of its own."""
        environment = {**os.environ, "BEKHOE_HOME": str(self.home), "PYTHONPATH": str(ROOT)}
        return subprocess.run(
            [*PROGRAM, *words], input=typed, env=environment, cwd=ROOT, capture_output=True, text=True, check=False
        )

    @contextmanager
    def opened(self) -> Iterator[Connection]:
        """One transaction on the home's database."""
        engine = open_engine(f"sqlite:///{self.home}/bekhoe.db", read_key(self.home, None), writer=True)
        with engine.begin() as conn:
            yield conn
        engine.dispose()


@pytest.fixture
def bekhoe(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Bekhoe:
    """The command in an environment whose home does not exist yet."""
    for name in [name for name in os.environ if name.startswith("BEKHOE_")]:
        monkeypatch.delenv(name)
    home = tmp_path / "home"
    monkeypatch.setenv("BEKHOE_HOME", str(home))
    return Bekhoe(home)


@pytest.fixture(scope="session")
def furnished(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home with the sample commune, to be copied: the migrations run once."""
    home = tmp_path_factory.mktemp("furnished") / "home"
    result = CliRunner(env={"BEKHOE_HOME": str(home)}).invoke(app, ["init", "--sample"], catch_exceptions=False)
    assert result.exit_code == 0, result.stderr
    return home


@pytest.fixture
def sample(bekhoe: Bekhoe, furnished: Path) -> Bekhoe:
    """The same with the sample commune, its clock the machine's."""
    shutil.copytree(furnished, bekhoe.home)
    return bekhoe


@pytest.fixture
def april(sample: Bekhoe) -> Bekhoe:
    """The same on Monday 20/4/2026, 08:00."""
    with sample.opened() as conn:
        settings.put(conn, "clock", NOW.isoformat())
    return sample
