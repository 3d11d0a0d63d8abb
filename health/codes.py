"""The body of a child's code: a keyed permutation of serial numbers, so that the next code cannot be guessed.

The first 90,000 serials take five digits, the next 900,000 six, and so on; the first digit is never 0.
"""

import hashlib
import hmac

FEWEST_DIGITS = 5
ROUNDS = 10  # an even number: each half is stirred as often


def permute(serial: int, key: bytes) -> str:
    """The digits of a serial (0, 1, 2 ...) under a key; no two serials share them. ValueError below 0."""
    if serial < 0:
        raise ValueError("serials count from 0")
    digits = FEWEST_DIGITS
    while serial >= 9 * 10 ** (digits - 1):
        serial -= 9 * 10 ** (digits - 1)
        digits += 1
    return str(10 ** (digits - 1) + _stir(serial, digits, key))


def _stir(value: int, digits: int, key: bytes) -> int:
    """A Feistel network over exactly 9 * 10^(digits-1) values.

    The halves are added modulo their own sizes instead of xored, so nothing ever falls outside and has to walk back.
    """
    right_size: int = 10 ** (digits // 2)
    left_size: int = 9 * 10 ** (digits - 1) // right_size
    left, right = divmod(value, right_size)
    for turn in range(0, ROUNDS, 2):
        left = (left + _keyed(key, digits, turn, right)) % left_size
        right = (right + _keyed(key, digits, turn + 1, left)) % right_size
    return left * right_size + right


def _keyed(key: bytes, digits: int, turn: int, half: int) -> int:
    mac = hmac.digest(key, f"child-code {digits} {turn} {half}".encode(), hashlib.sha256)
    return int.from_bytes(mac[:8])
