"""The demo: one week through the running bot; the counts afterwards are what the story told."""

import json
import os
import subprocess
import sys
from pathlib import Path

RUN = [sys.executable, "-c", "from bot.cli import app; app()"]
REPOSITORY = Path(__file__).parent.parent


def _bekhoe(home: Path, *words: str) -> str:
    environ = {**os.environ, "BEKHOE_HOME": str(home), "PYTHONPATH": str(REPOSITORY)}
    done = subprocess.run([*RUN, *words], env=environ, cwd=home.parent, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_the_week_after_the_demo_is_what_the_story_told(tmp_path: Path) -> None:
    home = tmp_path / "home"
    told = _bekhoe(home, "demo")
    assert max(map(len, told.splitlines()[:-1])) <= 100
    week = json.loads(_bekhoe(home, "week", "--json"))
    assert (week["week"], week["births"], week["births_male"], week["deaths_under5"]) == ("2026-W17", 2, 2, 1)
    assert (week["doses"], week["children_vaccinated"]) == (14, 14)
    assert (week["low_birth_weight"], week["home_births"], week["incomplete"]) == (1, 1, 0)
    assert (week["villages_reported"], week["villages_silent"]) == (7, 1)
    assert "sinh 2 (nữ 0), mất 1, tiêm 14 mũi/14 bé" in told
    before = json.loads(_bekhoe(home, "week", "--week", "2026-W16", "--json"))
    assert (before["births"], before["births_female"]) == (1, 1)
