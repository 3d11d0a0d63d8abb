"""Personal text that a stolen file does not tell, and the keyed digests that find it again.

SealError             what can be wrong with sealed text
 ├─ NoKey             the engine was not opened by `open_engine`
 ├─ WrongKey          the database was sealed with another key
 └─ BrokenSeal        the value was changed, or moved here from another column

A sealed value is one version byte, a random nonce of 12 bytes, then AES-256-GCM over the UTF-8 text with the
column's purpose as associated data.
"""

import hmac
import secrets
from dataclasses import dataclass
from typing import Any, Final

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from sqlalchemy import Connection, Dialect, LargeBinary
from sqlalchemy.sql import operators
from sqlalchemy.types import TypeDecorator

KEY_BYTES: Final = 32
VERSION: Final = b"\x01"
NONCE_BYTES: Final = 12


class SealError(Exception):
    """Something is wrong with sealed text or its key."""


class NoKey(SealError):
    """The engine carries no key."""


class WrongKey(SealError):
    """The database was sealed with another key."""


class BrokenSeal(SealError):
    """A sealed value does not open: it was changed, or moved from another column."""


@dataclass(frozen=True, slots=True, repr=False)
class Keys:
    """What is derived from the station's one key, a key for each purpose."""

    sealing: AESGCM
    digest: bytes  # finds contacts by address
    codes: bytes  # permutes children's codes
    check: str  # kept in the database, so that a wrong key is noticed at once


def derive_keys(master: bytes) -> Keys:
    """The keys of every purpose; ValueError unless the master key has 32 bytes."""
    if len(master) != KEY_BYTES:
        raise ValueError(f"the key has {len(master)} bytes, {KEY_BYTES} are needed")
    return Keys(
        sealing=AESGCM(_derive(master, "sealing")),
        digest=_derive(master, "digest"),
        codes=_derive(master, "codes"),
        check=_derive(master, "check").hex(),
    )


def _derive(master: bytes, purpose: str) -> bytes:
    return HKDF(SHA256(), KEY_BYTES, salt=None, info=f"bekhoe {purpose}".encode()).derive(master)


def give_keys(dialect: Dialect, keys: Keys) -> None:
    """Hand the keys to an engine's dialect: they live as long as the engine and belong to it alone."""
    dialect.sealing_key = keys  # type: ignore[attr-defined]


def keys_of(dialect: Dialect) -> Keys:
    """The keys that the engine was opened with; raises NoKey."""
    keys = getattr(dialect, "sealing_key", None)
    if not isinstance(keys, Keys):
        raise NoKey("this engine carries no key: open it with storage.engine.open_engine")
    return keys


class _Unseen(TypeDecorator.Comparator[str]):
    """The database cannot look into sealed text; a question about it would find nothing, silently."""

    def operate(self, op: Any, *other: Any, **options: Any) -> Any:
        if op in (operators.is_, operators.is_not):
            return super().operate(op, *other, **options)
        raise TypeError("sealed text cannot be compared or searched in SQL: keep a digest beside it")


class Sealed(TypeDecorator[str]):
    """Text under authenticated encryption. `purpose`, such as "person.name", ties a value to its column."""

    impl = LargeBinary
    cache_ok = True
    comparator_factory = _Unseen

    def __init__(self, purpose: str) -> None:
        """`purpose` never changes once a value is stored under it."""
        super().__init__()
        self.purpose = purpose

    def process_bind_param(self, value: str | None, dialect: Dialect) -> bytes | None:
        """Text -> sealed bytes, different each time."""
        if value is None:
            return None
        nonce = secrets.token_bytes(NONCE_BYTES)
        body = keys_of(dialect).sealing.encrypt(nonce, value.encode(), self.purpose.encode())
        return VERSION + nonce + body

    def process_result_value(self, value: bytes | None, dialect: Dialect) -> str | None:
        """Sealed bytes -> text; raises BrokenSeal."""
        if value is None:
            return None
        start = len(VERSION) + NONCE_BYTES
        try:
            if not value.startswith(VERSION):
                raise InvalidTag
            nonce, body = value[len(VERSION) : start], value[start:]
            return keys_of(dialect).sealing.decrypt(nonce, body, self.purpose.encode()).decode()
        except (InvalidTag, ValueError) as error:
            raise BrokenSeal(f"a value of {self.purpose} does not open: changed, or moved from elsewhere") from error


def digest(conn: Connection, text: str) -> str:
    """Keyed HMAC-SHA256 of the text, as 64 hex digits: equal texts meet, and the file alone tells none."""
    return hmac.digest(keys_of(conn.dialect).digest, text.encode(), "sha256").hex()


def code_key(conn: Connection) -> bytes:
    """The 32 bytes that children's codes are permuted with."""
    return keys_of(conn.dialect).codes
