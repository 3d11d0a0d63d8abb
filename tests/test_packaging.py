"""The wheel holds everything the program reads at run time, and nothing that is not the program."""

import subprocess
import sys
import tomllib
import zipfile
from pathlib import Path

import pytest

from tests.support.house import MAY_IMPORT, ROOT


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> zipfile.ZipFile:
    """The wheel as it is built offline from the repository."""
    folder = tmp_path_factory.mktemp("wheel")
    build = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder)]
    done = subprocess.run(build, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    (built,) = folder.glob("*.whl")
    return zipfile.ZipFile(built)


def test_every_file_of_the_packages_is_in_the_wheel(wheel: zipfile.ZipFile) -> None:
    paths = [path.relative_to(ROOT) for room in MAY_IMPORT for path in (ROOT / room).rglob("*") if path.is_file()]
    ours = {path.as_posix() for path in paths if path.suffix != ".pyc"}
    assert ours - set(wheel.namelist()) == set()


@pytest.mark.parametrize(
    "kind",
    [
        "messages/data/texts.toml",
        "messages/data/forms/birth.toml",
        "messages/reading/words/danger_signs.toml",
        "messages/locales/en/LC_MESSAGES/bekhoe.po",
        "health/data/epi_schedule.toml",
        "health/data/places/binh-lu.toml",
        "health/data/plans/binh-lu-2026-2030.toml",
        "health/data/lessons/breastfeeding.toml",
        "storage/migrations/env.py",
        "storage/migrations/script.py.mako",
        "storage/migrations/versions/0001_the_tables.py",
        "bot/stage/binh_lu_week.txt",
    ],
)
def test_each_kind_of_data_is_there_whole(wheel: zipfile.ZipFile, kind: str) -> None:
    assert wheel.read(kind) == Path(ROOT / kind).read_bytes()


def test_nothing_but_the_packages_is_in_the_wheel(wheel: zipfile.ZipFile) -> None:
    tops = {name.partition("/")[0] for name in wheel.namelist()}
    assert {top for top in tops if not top.endswith(".dist-info")} == set(MAY_IMPORT)


def test_the_wheel_brings_the_command(wheel: zipfile.ZipFile) -> None:
    (entries,) = [name for name in wheel.namelist() if name.endswith("entry_points.txt")]
    assert "bekhoe = bot.cli:app" in wheel.read(entries).decode()


def test_the_program_runs_from_the_wheel_alone(wheel: zipfile.ZipFile, tmp_path: Path) -> None:
    """The repository is not on the path: whatever is missing from the wheel is missed here."""
    wheel.extractall(tmp_path / "site")
    program = (
        f"import sys; sys.path.insert(0, {str(tmp_path / 'site')!r})\n"
        "import bot; assert bot.__file__.startswith(sys.path[0]), bot.__file__\n"
        "from bot.cli import app; app()"
    )
    where = tmp_path / "empty"
    where.mkdir()
    demo = [sys.executable, "-c", program, "demo"]
    done = subprocess.run(demo, cwd=where, env={"PATH": ""}, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert "Tuần 17" in done.stdout
    assert [path.name for path in where.iterdir()] == [".demo"]


def test_what_is_needed_is_pinned() -> None:
    """Every dependency that the project names stands in the constraints."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    wanted = [*project["build-system"]["requires"], *project["project"]["dependencies"]]
    wanted += project["project"]["optional-dependencies"]["dev"]
    pinned = {_name(line) for line in (ROOT / "constraints.txt").read_text(encoding="utf-8").splitlines()}
    assert {_name(one) for one in wanted} - pinned == set()


def _name(requirement: str) -> str:
    name = requirement
    for mark in "[=<>;":
        name = name.partition(mark)[0]
    return name.strip().lower().replace("_", "-")
