"""Commands as they are typed: processes of their own, their input and output real."""

import json
import os
import subprocess
import sys
from pathlib import Path

from tests.bot.cli.conftest import Shell
from tests.support.house import ROOT

TYPED = """sinh be gai 3kg1 hom qua tai tram me Lo Thi May
tuan truoc
"""


def bekhoe(home: Path, *words: str, said: str = "") -> "subprocess.CompletedProcess[str]":
    """Run one command as an operator does."""
    environ = {**os.environ, "BEKHOE_HOME": str(home), "PYTHONPATH": str(ROOT)}
    program = [sys.executable, "-c", "from bot.cli import app; app()", *words]
    return subprocess.run(
        program, env=environ, cwd=home.parent, input=said, capture_output=True, text=True, check=False
    )


def test_a_talk_at_the_terminal(commune: Shell) -> None:
    done = bekhoe(commune.home, "chat", "--as", "collaborator", "--village", "B01", said=TYPED)
    assert done.returncode == 0, done.stderr
    assert "Đã ghi S1001: bé gái 3100g, CN 19/4, tại trạm, mẹ Lo Thi May, Bản Pa Pe." in done.stdout
    assert "tuần 16 (13-19/4): sinh 1" in done.stdout
    assert "message_" not in done.stdout + done.stderr
    week = json.loads(bekhoe(commune.home, "week", "--week", "2026-W16", "--json").stdout)
    assert (week["births"], week["births_female"]) == (1, 1)


def test_a_home_from_nothing(tmp_path: Path) -> None:
    made = bekhoe(tmp_path / "home", "init", "--sample", "--json")
    assert made.returncode == 0, made.stderr
    assert set(json.loads(made.stdout)) == {"code", "sms", "telegram", "expires"}
    assert made.stderr == ""
    assert (tmp_path / "home" / "key").stat().st_mode & 0o077 == 0
