"""Starting: the command line's help, a run until it is ready, and the memory of one that waits."""

import subprocess
import sys
import time
from statistics import median
from time import perf_counter

from benchmarks.home import new_home
from benchmarks.pairs import Effort, alternate
from benchmarks.processes import BEKHOE, bekhoe_run
from benchmarks.table import Figure

READY_S, MEMORY_MB = 1.5, 120
BARE = (sys.executable, "-c", "pass")
NOWHERE = "http://127.0.0.1:9"  # nobody answers there: a start waits for nobody
IDLE_S = 1.0


def measure(effort: Effort) -> list[Figure]:
    """Each with both channels set up."""
    rounds = alternate(
        {"help": lambda: _seconds(*BEKHOE, "--help"), "bare": lambda: _seconds(*BARE)}, effort.rounds * 3
    )
    times = rounds.ratio("help", "bare")
    runs = [_run() for _ in range(effort.rounds)]
    ready_s, memory_mb = median(ready for ready, _ in runs), median(memory for _, memory in runs)
    return [
        Figure(
            what="start: bekhoe --help",
            beside=f"the bare interpreter ({rounds.median('bare') * 1000:.0f} ms)",
            goal="< 10x",
            measured=f"{times:.1f}x ({rounds.median('help') * 1000:.0f} ms)",
            met=times < 10,
        ),
        Figure(
            what="start: bekhoe run until /readyz says 200",
            beside="-",
            goal=f"< {READY_S} s",
            measured=f"{ready_s:.2f} s",
            met=ready_s < READY_S,
        ),
        Figure(
            what="idle memory, resident",
            beside="-",
            goal=f"< {MEMORY_MB} MB",
            measured=f"{memory_mb:.0f} MB",
            met=memory_mb < MEMORY_MB,
        ),
    ]


def _seconds(*command: str) -> float:
    started = perf_counter()
    subprocess.run(command, stdout=subprocess.DEVNULL, check=True)
    return perf_counter() - started


def _run() -> tuple[float, float]:
    """Seconds until ready, megabytes a moment later."""
    settings = {"BEKHOE_SMS_URL": NOWHERE, "BEKHOE_TELEGRAM_API": NOWHERE, "BEKHOE_TELEGRAM_TOKEN": "42:bench"}
    with new_home() as home, bekhoe_run(home.folder, settings) as served:
        time.sleep(IDLE_S)
        return served.ready_s, served.memory_mb()
