"""Child codes as people type them: a permuted serial and a check digit (Damm: every single slip or swap is caught)."""

from stdnum import damm

from health.codes import FEWEST_DIGITS, permute

FEWEST = FEWEST_DIGITS + 1
MOST = 12  # what the register keeps


def make_code(serial: int, key: bytes) -> str:
    """The code of the child with this serial (0, 1, 2 ...): six digits or more, the last a check digit."""
    body = permute(serial, key)
    return body + str(damm.calc_check_digit(body))


def is_valid(code: str) -> bool:
    """Whether digits could be a code at all; says nothing about whether such a child exists."""
    return (
        FEWEST <= len(code) <= MOST
        and code.isascii()
        and code.isdigit()
        and code[0] != "0"
        and bool(damm.is_valid(code))
    )
