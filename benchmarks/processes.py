"""Programs under measurement, each in a process of its own."""

import os
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

BEKHOE = (sys.executable, "-c", "from bot.cli import app; app()")  # what the installed script does
SECRET = "bench"
PATIENCE_S = 30.0


@dataclass(frozen=True, slots=True)
class Served:
    """A running bot."""

    process: subprocess.Popen[bytes]
    url: str
    ready_s: float  # from its start to the first 200 of /readyz

    def memory_mb(self) -> float:
        """Its resident memory now."""
        return memory_mb(self.process.pid)


def memory_mb(process: int | None = None) -> float:
    """Resident memory of a process, of this one if none is given, as Linux tells it."""
    status = Path(f"/proc/{process or os.getpid()}/status").read_text(encoding="ascii")
    kilobytes = next(line.split()[1] for line in status.splitlines() if line.startswith("VmRSS"))
    return int(kilobytes) / 1024


@contextmanager
def bekhoe_run(home: Path, settings: Mapping[str, str]) -> Iterator[Served]:
    """`bekhoe run` on a home, as an operator runs it, until the block ends."""
    port = _free_port()
    variables = {"BEKHOE_HOME": str(home), "BEKHOE_LISTEN": f"127.0.0.1:{port}", "BEKHOE_SMS_SECRET": SECRET}
    started = time.perf_counter()
    command = (*BEKHOE, "run", "--clock", "2026-04-20T08:00+07:00")
    with running(command, {**variables, **settings}) as process:
        url = f"http://127.0.0.1:{port}"
        _until_ready(process, url)
        yield Served(process, url, time.perf_counter() - started)


@contextmanager
def running(command: Sequence[str], variables: Mapping[str, str]) -> Iterator[subprocess.Popen[bytes]]:
    """A process with its log in a file that goes with it; ended by SIGTERM."""
    environment = {name: value for name, value in os.environ.items() if not name.startswith("BEKHOE_")}
    with tempfile.TemporaryFile() as log:
        process = subprocess.Popen(command, env={**environment, **variables}, stdout=log, stderr=log)
        try:
            yield process
        finally:
            process.terminate()
            process.wait(PATIENCE_S)


def _until_ready(process: subprocess.Popen[bytes], url: str) -> None:
    deadline = time.perf_counter() + PATIENCE_S
    while process.poll() is None and time.perf_counter() < deadline:
        try:
            with urllib.request.urlopen(f"{url}/readyz", timeout=PATIENCE_S):
                return
        except (urllib.error.URLError, ConnectionError):
            time.sleep(0.005)
    raise RuntimeError("bekhoe run did not become ready")


def _free_port() -> int:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return int(listener.getsockname()[1])
