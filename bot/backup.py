"""Backups as files: whole or not there, on the disk, and readable by their owner alone."""

import os
from pathlib import Path

from storage.backup import NoCopy, copy_into
from storage.engine import Engine


def back_up(engine: Engine, target: Path) -> None:
    """Copy a running database to a new file; raises NoCopy. The key is not in it: keep that elsewhere."""
    if target.exists():
        raise NoCopy(f"{target} exists: name a new file")
    part = target.with_name(f"{target.name}.part")
    part.unlink(missing_ok=True)
    part.touch(mode=0o600)
    try:
        copy_into(engine, part)
        _sync(part)
        part.rename(target)
        _sync(target.parent)
    finally:
        part.unlink(missing_ok=True)


def _sync(path: Path) -> None:
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
