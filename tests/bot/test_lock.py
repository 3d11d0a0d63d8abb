"""One bot a home: a second refuses and leaves the first alone; a dead one holds nothing."""

import subprocess
import sys

import pytest

from bot.lock import AlreadyRunning, hold_home

HOLD = "import sys, pathlib; from bot.lock import hold_home\nwith hold_home(pathlib.Path(sys.argv[1])):"
HOLD_AND_WAIT = f"{HOLD}\n    print('held', flush=True); sys.stdin.read()"
HOLD_AND_GO = f"{HOLD}\n    pass"


@pytest.fixture
def running(tmp_path):
    """Another process that holds the home until it is killed."""
    arguments = [sys.executable, "-c", HOLD_AND_WAIT, str(tmp_path)]
    with subprocess.Popen(arguments, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == b"held\n"
        yield process
        process.kill()


def test_a_second_run_is_refused_and_the_first_goes_on(running, tmp_path):
    for _ in range(2):
        with pytest.raises(AlreadyRunning, match="BEKHOE_HOME"), hold_home(tmp_path):
            pytest.fail("held twice")
    assert running.poll() is None


def test_a_killed_process_holds_nothing(running, tmp_path):
    running.kill()
    running.wait()
    with hold_home(tmp_path):
        pass


def test_who_is_done_holds_nothing_and_other_homes_are_free(tmp_path):
    other = tmp_path / "other"
    other.mkdir()
    with hold_home(tmp_path), hold_home(other):
        go = subprocess.run([sys.executable, "-c", HOLD_AND_GO, str(tmp_path)], capture_output=True, check=False)
        assert b"AlreadyRunning" in go.stderr
    with hold_home(tmp_path):
        pass
