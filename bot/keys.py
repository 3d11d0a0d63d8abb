"""The station's one key: in `BEKHOE_KEY`, or in a file of the home that its owner alone can read.

KeyProblem            the message says what to do, and never the key
"""

import os
import secrets
from pathlib import Path
from typing import Final

from storage.sealed import KEY_BYTES

FILE_NAME: Final = "key"


class KeyProblem(Exception):
    """There is no key, or it is not one."""


def make_key_file(home: Path) -> Path:
    """Put a new random key into the home, as 64 hex digits; raises KeyProblem rather than replace one."""
    path = home / FILE_NAME
    try:
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError as error:
        raise KeyProblem(f"{path} exists: what was sealed with it would be lost") from error
    with open(descriptor, "w", encoding="ascii") as file:  # noqa: PTH123 - no path opens a descriptor
        file.write(secrets.token_hex(KEY_BYTES) + "\n")
        file.flush()
        os.fsync(descriptor)  # nothing that is sealed with it may outlive it
    return path


def read_key(home: Path, given: str | None) -> bytes:
    """The 32 bytes of the key given as BEKHOE_KEY, else of the home's file; raises KeyProblem."""
    if given is not None:
        return _decode(given, "BEKHOE_KEY")
    path = home / FILE_NAME
    if not path.exists():
        raise KeyProblem(f"no key: set BEKHOE_KEY, or make {path} with `bekhoe init`")
    if path.stat().st_mode & 0o077:
        raise KeyProblem(f"others can read {path}: say `chmod 600 {path}`")
    return _decode(path.read_text(encoding="ascii", errors="replace"), str(path))


def _decode(text: str, where: str) -> bytes:
    try:
        key = bytes.fromhex(text.strip())
    except ValueError as error:
        raise KeyProblem(f"{where} is not a key: {2 * KEY_BYTES} hex digits are needed") from error.with_traceback(None)
    if len(key) != KEY_BYTES:
        raise KeyProblem(f"{where} is not a key: it has {2 * len(key)} hex digits of {2 * KEY_BYTES}")
    return key
