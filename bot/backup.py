"""Backups as files: whole or not there, on the disk, and readable by their owner alone."""

import os
import shutil
from pathlib import Path
from typing import Final

from storage.backup import NoCopy, copy_into
from storage.engine import Engine

VOICES: Final = ".voices"  # behind the name of the copy


def back_up(engine: Engine, target: Path, voices: Path) -> Path | None:
    """Copy a running database to a new file, and the folder of recordings to one beside it, which is given if there is
    any recording; raises NoCopy. The key is not in it: keep that elsewhere.
    """
    beside = target.with_name(f"{target.name}{VOICES}")
    for each in (target, beside):
        if each.exists():
            raise NoCopy(f"{each} exists: name a new file")
    _copy_database(engine, target)
    return _copy_voices(voices, beside)


def _copy_voices(voices: Path, target: Path) -> Path | None:
    """After the database: a recording comes into the folder before it comes into the database, and none leaves it."""
    found = [path for path in sorted(voices.glob("*")) if not path.suffix] if voices.is_dir() else []
    if not found:
        return None
    part = target.with_name(f"{target.name}.part")
    shutil.rmtree(part, ignore_errors=True)
    part.mkdir(mode=0o700)
    try:
        for path in found:
            copy = part / path.name
            shutil.copyfile(path, copy)
            copy.chmod(0o600)
            _sync(copy)
        _sync(part)
        part.rename(target)
        _sync(target.parent)
    finally:
        shutil.rmtree(part, ignore_errors=True)
    return target


def _copy_database(engine: Engine, target: Path) -> None:
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
