"""The station's one key: in `BEKHOE_KEY`, or in a file of the home that its owner alone can read.

KeyProblem            the message says what to do, and never the key
"""

import secrets
from pathlib import Path
from typing import Final

KEY_BYTES: Final = 32
FILE_NAME: Final = "key"


class KeyProblem(Exception):
    """There is no key, or it is not one."""


def make_key_file(home: Path) -> Path:
    """Put a new random key into the home, as 64 hex digits; raises KeyProblem rather than replace one."""
    path = home / FILE_NAME
    try:
        path.touch(mode=0o600, exist_ok=False)
    except FileExistsError as error:
        raise KeyProblem(f"{path} exists: what was sealed with it would be lost") from error
    path.write_text(secrets.token_hex(KEY_BYTES) + "\n", encoding="ascii")
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
