"""One running bot a home, by a file lock that the system releases when the process dies, however it dies."""

import fcntl
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


class AlreadyRunning(Exception):
    """Another process runs on this home."""


@contextmanager
def hold_home(home: Path) -> Iterator[None]:
    """Be the only one to run on the home while the block lasts; raises AlreadyRunning at once."""
    with (home / "lock").open("a") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            raise AlreadyRunning(
                f"another bekhoe runs on {home}: stop it first, or give this one a BEKHOE_HOME of its own"
            ) from error
        yield
