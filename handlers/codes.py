"""A new child's code: the next serial, permuted with the station's key, and a check digit."""

from messages.codes import make_code
from storage import counters
from storage.engine import Connection
from storage.sealed import code_key


def new_code(conn: Connection) -> str:
    """Digits alone, never given before."""
    return make_code(counters.take(conn, "child") - 1, code_key(conn))
