"""Numbers handed out in order. They belong to the transaction: what is rolled back is handed out again."""

from sqlalchemy import Connection
from sqlalchemy.dialects.postgresql import insert  # its ON CONFLICT compiles for SQLite as well

from storage.tables import counter

_NEXT = (
    insert(counter)
    .on_conflict_do_update(index_elements=["name"], set_={"value": counter.c.value + 1})
    .returning(counter.c.value)
)


def take(conn: Connection, name: str, first: int = 1) -> int:
    """The next number of that name; the first one ever is `first`."""
    return int(conn.execute(_NEXT, {"name": name, "value": first}).scalar_one())
