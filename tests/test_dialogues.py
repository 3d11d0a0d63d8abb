"""Every story of tests/dialogues, played through the whole program on every channel."""

from pathlib import Path

import pytest

from bot.stage.play import Play
from bot.stage.script import On, Presses, Records, Step, Today, parse
from bot.stage.theatre import Theatre
from tests.support.databases import KEY, PostgresServer, SqliteFiles

STORIES = sorted(Path(__file__).parent.joinpath("dialogues").glob("*.txt"))
CHANNELS = ("sms", "telegram")


def _steps(path: Path) -> tuple[Step, ...]:
    return parse(path.read_text(encoding="utf-8"))


def _needs_telegram(steps: tuple[Step, ...]) -> bool:
    """Buttons and voices exist on Telegram alone; a story that places its people itself is played once."""
    return any(isinstance(step, Presses | Records | On) for step in steps)


CASES = [
    pytest.param(path, channel, id=f"{path.stem}-{channel}")
    for path in STORIES
    for channel in (CHANNELS[1:] if _needs_telegram(_steps(path)) else CHANNELS)
]


@pytest.mark.parametrize(("path", "channel"), CASES)
async def test_a_story_goes_as_told(path: Path, channel: str, sqlite: SqliteFiles) -> None:
    steps = _steps(path)
    first = next(step for step in steps if isinstance(step, Today))
    async with Theatre.open(sqlite.migrated(), KEY, first.at) as theatre:
        await Play(theatre, channel).run(steps)


@pytest.mark.parametrize(
    "name",
    [
        "birth_at_home",
        "caregiver",
        "danger_still_at_home",
        "death",
        "practice",
        "quiet_week",
        "quiz",
        "quiz_visit",
        "tray_read",
        "vaccinations",
    ],
)
async def test_a_story_goes_alike_on_postgresql(name: str, postgresql: PostgresServer) -> None:
    steps = _steps(Path(__file__).parent / "dialogues" / f"{name}.txt")
    first = next(step for step in steps if isinstance(step, Today))
    url = postgresql.migrated()
    async with Theatre.open(url, KEY, first.at) as theatre:
        await Play(theatre, "sms").run(steps)
    postgresql.drop(url)
